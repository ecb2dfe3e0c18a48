#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/rest/rest_fixture.h"

namespace likewise::server {
namespace {

using testing::HasSubstr;

class DocumentApi : public RestFixture {
 protected:
  std::string error_of(std::string_view method, std::string_view uri, std::string_view body,
                       int status) {
    const HttpResponse response = call(method, uri, body);
    EXPECT_EQ(response.status, status) << uri << ": " << response.body;
    return response.body;
  }
};

TEST_F(DocumentApi, WritesReadsAndDeletes) {
  const HttpResponse created = call("PUT", "/i/_doc/1", R"({"a":"x","n":2.50})");
  EXPECT_EQ(created.status, 201);
  EXPECT_EQ(created.body,
            R"({"_index":"i","_type":"_doc","_id":"1","_version":1,"result":"created",)"
            R"("_shards":{"total":1,"successful":1,"failed":0},"_seq_no":0,"_primary_term":1})");
  EXPECT_THAT(created.headers, testing::Contains(NameValue("Location", "/i/_doc/1")));
  EXPECT_EQ(call("PUT", "/i/_doc/1?routing=r&refresh=true", R"({"a":"x","n":2.50})").body,
            R"({"_index":"i","_type":"_doc","_id":"1","_version":2,"result":"updated",)"
            R"("forced_refresh":true,"_shards":{"total":1,"successful":1,"failed":0},)"
            R"("_seq_no":1,"_primary_term":1})");
  EXPECT_EQ(call("GET", "/i/_doc/1").body,
            R"({"_index":"i","_type":"_doc","_id":"1","_version":2,"_seq_no":1,)"
            R"("_primary_term":1,"_routing":"r","found":true,"_source":{"a":"x","n":2.50}})");
  EXPECT_EQ(call("GET", "/i/_doc/1?_source=false").body,
            R"({"_index":"i","_type":"_doc","_id":"1","_version":2,"_seq_no":1,)"
            R"("_primary_term":1,"found":true})");
  EXPECT_THAT(call("GET", "/i/_doc/1?_source_includes=n").body,
              HasSubstr(R"("_source":{"n":2.50})"));
  EXPECT_EQ(call("GET", "/i/_source/1").body, R"({"a":"x","n":2.50})");
  EXPECT_EQ(call("DELETE", "/i/_doc/1").body,
            R"({"_index":"i","_type":"_doc","_id":"1","_version":3,"result":"deleted",)"
            R"("_shards":{"total":1,"successful":1,"failed":0},"_seq_no":2,"_primary_term":1})");
  EXPECT_EQ(call("GET", "/i/_doc/1").status, 404);
}

TEST_F(DocumentApi, SaysWhatIsNotThere) {
  call("PUT", "/i");
  const HttpResponse missing = call("GET", "/i/_doc/9");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.body, R"({"_index":"i","_type":"_doc","_id":"9","found":false})");
  EXPECT_THAT(error_of("GET", "/i/_source/9", "", 404),
              HasSubstr(R"("reason":"Document not found [i]/[_doc]/[9]")"));
  EXPECT_THAT(error_of("GET", "/nope/_doc/9", "", 404),
              HasSubstr(R"("resource.type":"index_expression")"));
  EXPECT_THAT(error_of("DELETE", "/nope/_doc/9", "", 404), HasSubstr("no such index [nope]"));
  EXPECT_EQ(call("DELETE", "/i/_doc/9").status, 404);
}

TEST_F(DocumentApi, HidesTypesFromVersionEightOn) {
  open("8.19.0");
  EXPECT_EQ(call("PUT", "/i/_doc/1", R"({"a":"x"})").body.find("_type"), std::string::npos);
  EXPECT_EQ(call("GET", "/i/_doc/1").body.find("_type"), std::string::npos);
}

TEST_F(DocumentApi, ReportsConflicts) {
  call("PUT", "/i/_doc/1", "{}");
  const std::string conflict = error_of("PUT", "/i/_create/1", "{}", 409);
  EXPECT_EQ(without_uuid(conflict),
            R"x({"error":{"root_cause":[{"type":"version_conflict_engine_exception","reason":)x"
            R"x("[1]: version conflict, document already exists (current version [1])",)x"
            R"x("index_uuid":"*","shard":"0","index":"i"}],"type":)x"
            R"x("version_conflict_engine_exception","reason":"[1]: version conflict, document )x"
            R"x(already exists (current version [1])","index_uuid":"*","shard":"0","index":"i"},)x"
            R"x("status":409})x");
  EXPECT_THAT(error_of("PUT", "/i/_doc/1?op_type=create", "{}", 409),
              HasSubstr("document already exists"));
  EXPECT_THAT(error_of("PUT", "/i/_doc/1?if_seq_no=77&if_primary_term=1", "{}", 409),
              HasSubstr("required seqNo [77], primary term [1]"));
  EXPECT_THAT(error_of("PUT", "/i/_doc/1?version=1&version_type=external", "{}", 409),
              HasSubstr("current version [1] is higher or equal to the one provided [1]"));
  EXPECT_THAT(error_of("GET", "/i/_doc/1?version=7", "", 409),
              HasSubstr("current version [1] is different than the one provided [7]"));
}

TEST_F(DocumentApi, RefusesBadParametersInElasticsearchsWords) {
  struct Case {
    const char* uri;
    const char* reason;
  };
  const Case cases[] = {
      {"/i/_doc/1?op_type=foo", "opType must be 'create' or 'index', found: [foo]"},
      {"/i/_doc/1?if_seq_no=77", "Validation Failed: 1: ifSeqNo is set, but primary term is [0];"},
      {"/i/_doc/1?version=1",
       "Validation Failed: 1: internal versioning can not be used for optimistic concurrency "
       "control. Please use `if_seq_no` and `if_primary_term` instead;"},
      {"/i/_doc/1?version_type=foo", "No version type match [foo]"},
      {"/i/_doc/1?version=x", "Failed to parse long parameter [version] with value [x]"},
      {"/i/_doc/1?refresh=foo", "Unknown value for refresh: [foo]."},
      {"/i/_doc/1?foo=1&bar=2",
       "request [/i/_doc/1] contains unrecognized parameters: [bar], [foo]"},
  };
  for (const Case& c : cases) {
    EXPECT_THAT(error_of("PUT", c.uri, "{}", 400),
                HasSubstr(std::string("\"reason\":\"") + c.reason + "\""))
        << c.uri;
  }
  EXPECT_THAT(error_of("PUT", "/i/_doc/1", "", 400), HasSubstr("request body is required"));
}

TEST_F(DocumentApi, RefusesDocumentsThatDoNotFit) {
  call("PUT", "/i", R"({"mappings":{"properties":{"b":{"type":"long"}}}})");
  EXPECT_THAT(
      error_of("PUT", "/i/_doc/2", R"({"b":"notlong"})", 400),
      HasSubstr(
          R"("mapper_parsing_exception","reason":"failed to parse field [b] of type [long])"));
  EXPECT_THAT(error_of("PUT", "/i/_doc/2", "{bad", 400), HasSubstr("mapper_parsing_exception"));
  EXPECT_EQ(call("GET", "/i/_doc/2").status, 404);
}

TEST_F(DocumentApi, TakesAnyId) {
  EXPECT_EQ(call("PUT", "/i/_doc/%2F%20x%2By", R"({"a":"y"})").status, 201);
  EXPECT_THAT(call("GET", "/i/_doc/%2F%20x%2By").body, HasSubstr(R"("_id":"/ x+y")"));
  const HttpResponse generated = call("POST", "/i/_doc", R"({"a":"y"})");
  EXPECT_EQ(generated.status, 201);
}

}  // namespace
}  // namespace likewise::server
