#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/dsl/json.h"
#include "tests/server/rest/rest_fixture.h"

namespace likewise::server {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class IndexApi : public RestFixture {};

TEST_F(IndexApi, CreatesShowsAndDeletes) {
  EXPECT_EQ(call("PUT", "/i", R"({"mappings":{"properties":{"a":{"type":"keyword"}}}})").body,
            R"({"acknowledged":true,"shards_acknowledged":true,"index":"i"})");
  EXPECT_EQ(call("HEAD", "/i").status, 200);
  EXPECT_THAT(call("GET", "/i").body,
              StartsWith(R"({"i":{"aliases":{},"mappings":{"properties":{"a":{"type":"keyword"}}},)"
                         R"("settings":{"index":{)"));
  EXPECT_EQ(call("GET", "/i/_mapping").body,
            R"({"i":{"mappings":{"properties":{"a":{"type":"keyword"}}}}})");
  EXPECT_EQ(call("PUT", "/i/_mapping", R"({"properties":{"b":{"type":"long"}}})").body,
            R"({"acknowledged":true})");
  EXPECT_THAT(call("GET", "/i/_settings").body, StartsWith(R"({"i":{"settings":{"index":{)"));
  EXPECT_THAT(call("GET", "/_settings?flat_settings=true").body,
              HasSubstr(R"("index.number_of_shards":"1")"));
  EXPECT_EQ(call("DELETE", "/i").body, R"({"acknowledged":true})");
  EXPECT_EQ(call("HEAD", "/i").status, 404);
}

TEST_F(IndexApi, RefusesASecondIndexOfTheName) {
  call("PUT", "/i");
  const HttpResponse response = call("PUT", "/i");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(without_uuid(response.body),
            R"({"error":{"root_cause":[{"type":"resource_already_exists_exception","reason":)"
            R"("index [i/*] already exists","index_uuid":"*","index":"i"}],"type":)"
            R"("resource_already_exists_exception","reason":"index [i/*] already exists",)"
            R"("index_uuid":"*","index":"i"},"status":400})");
}

TEST_F(IndexApi, KnowsWhatAnIndexMayBeCalled) {
  const HttpResponse upper = call("PUT", "/Images");
  EXPECT_EQ(upper.status, 400);
  EXPECT_THAT(upper.body, HasSubstr("Invalid index name [Images], must be lowercase"));
  EXPECT_THAT(call("GET", "/_nothing").body,
              HasSubstr("Invalid index name [_nothing], must not start with '_'."));
}

TEST_F(IndexApi, AnswersNotFoundForWhatIsMissing) {
  for (const char* uri : {"/nope", "/nope/_mapping", "/nope/_settings", "/nope/_search",
                          "/nope/_count", "/nope/_refresh", "/_cat/indices/nope"}) {
    const HttpResponse response = call("GET", uri);
    EXPECT_EQ(response.status, 404) << uri;
    EXPECT_EQ(response.body,
              R"({"error":{"root_cause":[{"type":"index_not_found_exception","reason":)"
              R"("no such index [nope]","resource.type":"index_or_alias","resource.id":"nope",)"
              R"("index_uuid":"_na_","index":"nope"}],"type":"index_not_found_exception",)"
              R"("reason":"no such index [nope]","resource.type":"index_or_alias",)"
              R"("resource.id":"nope","index_uuid":"_na_","index":"nope"},"status":404})")
        << uri;
  }
}

TEST_F(IndexApi, DeletesByWildcardInVersionSevenOnly) {
  call("PUT", "/a1");
  EXPECT_EQ(call("DELETE", "/a*").status, 200);
  EXPECT_EQ(call("HEAD", "/a1").status, 404);
  open("8.19.0");
  call("PUT", "/a1");
  EXPECT_EQ(call("DELETE", "/a*").status, 400);
  EXPECT_EQ(call("HEAD", "/a1").status, 200);
}

TEST_F(IndexApi, ListsIndicesAndHealth) {
  call("PUT", "/i");
  call("PUT", "/i/_doc/1?refresh", R"({"a":"x"})");
  EXPECT_THAT(call("GET", "/_cat/indices?v").body, StartsWith("health status index uuid"));
  EXPECT_EQ(call("GET", "/_cat/indices?h=health,index,docs.count").body, "green i 1\n");
  EXPECT_THAT(call("GET", "/_cat/count?h=count").body, testing::Eq("1\n"));
  EXPECT_THAT(call("GET", "/_cat/health?h=status,shards").body, testing::Eq("green 1\n"));
  EXPECT_THAT(call("GET", "/_cluster/health").body,
              HasSubstr(R"("status":"green","timed_out":false)"));
  EXPECT_EQ(call("GET", "/_data_stream/i?expand_wildcards=all").status, 404);
}

TEST_F(IndexApi, BroadcastsMaintenance) {
  call("PUT", "/i");
  for (const char* uri : {"/i/_refresh", "/_refresh", "/_all/_refresh", "/i/_flush",
                          "/i/_forcemerge?max_num_segments=1"}) {
    EXPECT_EQ(call("POST", uri).body, R"({"_shards":{"total":1,"successful":1,"failed":0}})")
        << uri;
  }
}

}  // namespace
}  // namespace likewise::server
