#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/rest/rest_fixture.h"

namespace likewise::server {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class BulkApi : public RestFixture {};

TEST_F(BulkApi, AnswersEachActionOnItsOwn) {
  call("PUT", "/i", R"({"mappings":{"properties":{"b":{"type":"long"}}}})");
  const HttpResponse response =
      call("POST", "/_bulk",
           "{\"index\":{\"_index\":\"i\",\"_id\":\"b1\"}}\n{\"a\":\"x\"}\n"
           "{\"create\":{\"_index\":\"i\",\"_id\":\"b1\"}}\n{}\n"
           "{\"delete\":{\"_index\":\"i\",\"_id\":\"nope\"}}\n"
           "{\"index\":{\"_index\":\"BAD\",\"_id\":\"b2\"}}\n{}\n");
  EXPECT_EQ(response.status, 200);
  std::string body = without_uuid(response.body);
  EXPECT_THAT(body, StartsWith("{\"took\":"));
  body.erase(0, body.find(','));
  EXPECT_EQ(
      body,
      R"(,"errors":true,"items":[{"index":{"_index":"i","_type":"_doc","_id":"b1","_version":1,)"
      R"("result":"created","_shards":{"total":1,"successful":1,"failed":0},"_seq_no":0,)"
      R"("_primary_term":1,"status":201}},{"create":{"_index":"i","_type":"_doc","_id":"b1",)"
      R"("status":409,"error":{"type":"version_conflict_engine_exception","reason":"[b1]: version )"
      R"x(conflict, document already exists (current version [1])","index_uuid":"*","shard":"0",)x"
      R"("index":"i"}}},{"delete":{"_index":"i","_type":"_doc","_id":"nope","_version":1,"result":)"
      R"("not_found","_shards":{"total":1,"successful":1,"failed":0},"_seq_no":1,)"
      R"("_primary_term":1,"status":404}},{"index":{"_index":"BAD","_type":"_doc","_id":"b2",)"
      R"("status":400,"error":{"type":"invalid_index_name_exception","reason":"Invalid index name )"
      R"([BAD], must be lowercase","index_uuid":"_na_","index":"BAD"}}}]})");
}

TEST_F(BulkApi, UsesTheIndexOfThePathAndForcesRefresh) {
  const std::string body = call("PUT", "/i/_bulk?refresh=true",
                                "{\"index\":{\"_id\":\"1\"}}\n{\"a\":\"x\"}\n"
                                "{\"index\":{\"_id\":\"1\"}}\n{\"a\":\"x\"}\n"
                                "{\"delete\":{\"_id\":\"1\"}}\n")
                               .body;
  EXPECT_THAT(body, HasSubstr(R"("result":"updated","forced_refresh":true)"));
  EXPECT_THAT(body, HasSubstr(R"("_version":3,"result":"deleted","forced_refresh":true)"));
  EXPECT_EQ(call("POST", "/i/_bulk?filter_path=errors,items.*.status",
                 "{\"index\":{\"_id\":\"3\"}}\n{}\n{\"index\":{\"_id\":\"3\"}}\n{}\n")
                .body,
            R"({"errors":false,"items":[{"index":{"status":201}},{"index":{"status":200}}]})");
}

TEST_F(BulkApi, RefusesTheWholeInElasticsearchsWords) {
  struct Case {
    const char* uri;
    const char* body;
    const char* reason;
  };
  const Case cases[] = {
      {"/i/_bulk", "{\"index\":{\"_id\":\"b3\"}}\n{\"a\":\"x\"}",
       R"(The bulk request must be terminated by a newline [\\n])"},
      {"/_bulk", "{\"index\":{\"_id\":\"b3\"}}\n{\"a\":\"x\"}\n",
       "Validation Failed: 1: index is missing;"},
      {"/_bulk", "\n", "Validation Failed: 1: no requests added;"},
      {"/_bulk", "", "request body is required"},
  };
  for (const Case& c : cases) {
    const HttpResponse response = call("POST", c.uri, c.body);
    EXPECT_EQ(response.status, 400) << c.body;
    EXPECT_THAT(response.body, HasSubstr(std::string("\"reason\":\"") + c.reason + "\""));
  }
}

TEST_F(BulkApi, HasNoAliasesToOffer) {
  EXPECT_THAT(call("POST", "/i/_bulk?require_alias=true", "{\"index\":{\"_id\":\"1\"}}\n{}\n").body,
              HasSubstr("[require_alias] request flag is [true] and [i] is not an alias"));
  EXPECT_EQ(call("HEAD", "/i").status, 404);
}

}  // namespace
}  // namespace likewise::server
