#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/rest/rest_fixture.h"

namespace likewise::server {
namespace {

using testing::HasSubstr;
using testing::Not;

/// `_mget`, `_msearch` and `_update`.
class MultiApi : public RestFixture {
 protected:
  void SetUp() override {
    ASSERT_EQ(
        call("PUT", "/i/_doc/1?refresh=true", R"({"t":"red","o":{"x":1,"y":2},"n":1.50})").status,
        201);
    ASSERT_EQ(call("PUT", "/routed", R"({"mappings":{"_routing":{"required":true}}})").status, 200);
  }

  std::string update(std::string_view uri, std::string_view body) {
    return call("POST", uri, body).body;
  }
};

TEST_F(MultiApi, GetsSeveralDocuments) {
  const HttpResponse response =
      call("POST", "/i/_mget",
           R"({"docs":[{"_id":"1","_source":"o.x"},{"_id":1,"_source":false},{"_id":"9"}]})");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body,
            R"({"docs":[{"_index":"i","_type":"_doc","_id":"1","_version":1,"_seq_no":0,)"
            R"("_primary_term":1,"found":true,"_source":{"o":{"x":1}}},{"_index":"i",)"
            R"("_type":"_doc","_id":"1","_version":1,"_seq_no":0,"_primary_term":1,"found":true},)"
            R"({"_index":"i","_type":"_doc","_id":"9","found":false}]})");
}

TEST_F(MultiApi, SaysOfEachDocumentWhyItCannotBeRead) {
  const std::string body =
      call("POST", "/_mget",
           R"({"docs":[{"_index":"none","_id":"1"},{"_index":"routed","_id":"1"},)"
           R"({"_index":"i","_id":"1","version":7}]})")
          .body;
  EXPECT_THAT(body, HasSubstr(R"({"_index":"none","_type":null,"_id":"1","error":{"root_cause":)"
                              R"([{"type":"index_not_found_exception")"));
  EXPECT_THAT(body, HasSubstr("routing is required for [routed]/[_doc]/[1]"));
  EXPECT_THAT(body, HasSubstr("current version [1] is different than the one provided [7]"));
}

TEST_F(MultiApi, RefusesListsThatAreNone) {
  const struct {
    const char* body;
    const char* reason;
  } cases[] = {
      {R"({})", "1: no documents to get;"},
      {R"({"docs":[{}]})", "1: id is missing for doc 0;"},
      {R"({"docs":["1"]})", "docs array element should include an object"},
      {R"({"ids":[{}]})", "ids array element should only contain ids"},
      {R"({"ids":"1"})", "unexpected token [VALUE_STRING], expected [FIELD_NAME] or [START_ARRAY]"},
      {R"({"foo":[]})", "unknown key [foo] for a START_ARRAY, expected [docs] or [ids]"},
      {R"({"docs":[{"_id":"1","foo":1}]})", "unknown field [foo]"},
      {R"({"docs":[{"_id":"1","_source":5}]})", "illegal type for _source: [VALUE_NUMBER]"},
  };
  for (const auto& c : cases) {
    const HttpResponse response = call("POST", "/i/_mget", c.body);
    EXPECT_EQ(response.status, 400) << c.body;
    EXPECT_THAT(response.body, HasSubstr(c.reason));
  }
  EXPECT_THAT(call("POST", "/_mget", R"({"ids":["1"]})").body,
              HasSubstr("1: index is missing for doc 0;"));
}

TEST_F(MultiApi, RunsSeveralSearches) {
  const HttpResponse response = call("POST", "/i/_msearch",
                                     "{}\n{\"size\":0}\n{\"index\":\"none\"}\n{}\n"
                                     "{\"index\":\"x*\"}\n{\"size\":1}\n");
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr(R"("max_score":null,"hits":[]},"status":200},{"error":{)"
                                       R"("root_cause":[{"type":"index_not_found_exception")"));
  EXPECT_THAT(response.body, HasSubstr(R"("status":404},{"took":0,"timed_out":false,"_shards":{)"
                                       R"("total":0,"successful":0)"));
}

TEST_F(MultiApi, RefusesSearchesThatCannotBeRead) {
  const struct {
    const char* body;
    const char* reason;
  } cases[] = {
      {"{}\n{\"query\":{\"foo\":{}}}\n", "unknown query [foo]"},
      {"{}\n{\"size\":1}", "The msearch request must be terminated by a newline [\\n]"},
      {"{}\n", "1: no requests added;"},
      {"{\"foo\":1}\n{}\n", "key [foo] is not supported in the metadata section"},
      {"{\"search_type\":\"zz\"}\n{}\n", "No search type for [zz]"},
      {"{}\n\n", "Expected [START_OBJECT] but found [null]"},
      {"", "request body or source parameter is required"},
  };
  for (const auto& c : cases) {
    const HttpResponse response = call("POST", "/i/_msearch", c.body);
    EXPECT_EQ(response.status, 400) << c.body;
    EXPECT_THAT(response.body, HasSubstr(c.reason)) << c.body;
  }
}

TEST_F(MultiApi, UpdatesAndSaysWhenNothingChanged) {
  EXPECT_EQ(update("/i/_update/1?_source=o,n", R"({"doc":{"o":{"x":5}}})"),
            R"({"_index":"i","_type":"_doc","_id":"1","_version":2,"result":"updated","_shards":{)"
            R"("total":1,"successful":1,"failed":0},"_seq_no":1,"_primary_term":1,"get":{)"
            R"("_seq_no":1,"_primary_term":1,"found":true,"_source":{"o":{"x":5,"y":2},)"
            R"("n":1.50}}})");
  // 1.5 is the value that is there; 1.50 is how it was written.
  EXPECT_EQ(update("/i/_update/1?refresh=true", R"({"doc":{"n":1.5,"o":{"y":2}}})"),
            R"({"_index":"i","_type":"_doc","_id":"1","_version":2,"result":"noop","_shards":{)"
            R"("total":0,"successful":0,"failed":0},"_seq_no":1,"_primary_term":1})");
  EXPECT_THAT(update("/i/_update/1", R"({"doc":{"n":1.5},"detect_noop":false})"),
              HasSubstr(R"("_version":3,"result":"updated")"));
  EXPECT_THAT(update("/i/_update/1", R"({"doc":{"n":2}})"), HasSubstr(R"("result":"updated")"));
}

TEST_F(MultiApi, CreatesWhatIsMissing) {
  const HttpResponse created =
      call("POST", "/i/_update/7", R"({"doc":{"a":1},"upsert":{"b":2},"_source":true})");
  EXPECT_EQ(created.status, 201);
  EXPECT_THAT(created.body, HasSubstr(R"("_source":{"b":2})"));
  EXPECT_EQ(call("POST", "/i/_update/8", R"({"doc":{"a":1},"doc_as_upsert":true})").status, 201);
  const HttpResponse missing = call("POST", "/i/_update/9", R"({"doc":{"a":1}})");
  EXPECT_EQ(missing.status, 404);
  EXPECT_THAT(missing.body, HasSubstr("[_doc][9]: document missing"));
}

TEST_F(MultiApi, RefusesUpdatesThatAreNone) {
  const struct {
    const char* uri;
    const char* body;
    const char* reason;
  } cases[] = {
      {"/i/_update/1", "{}", "1: script or doc is missing;"},
      {"/i/_update/1", R"({"doc_as_upsert":true})",
       "2: doc must be specified if doc_as_upsert is enabled;"},
      {"/i/_update/1", R"({"doc":{},"foo":1})", "[1:11] [UpdateRequest] unknown field [foo]"},
      {"/i/_update/1", R"({"doc":5})",
       "[1:8] [UpdateRequest] doc doesn't support values of type: VALUE_NUMBER"},
      {"/i/_update/1", R"({"script":"x"})", "scripts in updates are not supported"},
      {"/i/_update/1", "[]", "[UpdateRequest] Expected START_OBJECT but was: START_ARRAY"},
      {"/i/_update/1?version=1", R"({"doc":{}})", "internal versioning can not be used"},
      {"/i/_update/1?if_seq_no=0", R"({"doc":{}})", "ifSeqNo is set, but primary term is [0]"},
      {"/i/_update/1?if_seq_no=0&if_primary_term=1", R"({"doc":{},"upsert":{}})",
       "upsert requests don't support `if_seq_no` and `if_primary_term`"},
      {"/i/_update/1?if_seq_no=0&if_primary_term=1&retry_on_conflict=1", R"({"doc":{}})",
       "compare and write operations can not be retried"},
      {"/routed/_update/1", R"({"doc":{}})", "routing is required for [routed]/[_doc]/[1]"},
  };
  for (const auto& c : cases) {
    const HttpResponse response = call("POST", c.uri, c.body);
    EXPECT_EQ(response.status, 400) << c.uri << c.body;
    EXPECT_THAT(response.body, HasSubstr(c.reason)) << c.uri << c.body;
  }
  EXPECT_EQ(call("POST", "/i/_update/1?if_seq_no=5&if_primary_term=1", R"({"doc":{"a":1}})").status,
            409);
}

TEST_F(MultiApi, NamesTypesOnlyInVersionSeven) {
  open("8.19.0");
  ASSERT_EQ(call("PUT", "/routed", R"({"mappings":{"_routing":{"required":true}}})").status, 200);
  EXPECT_THAT(update("/routed/_update/9", R"({"doc":{}})"),
              HasSubstr("routing is required for [routed]/[9]"));
  EXPECT_THAT(call("GET", "/routed/_doc/9").body,
              HasSubstr("routing is required for [routed]/[9]"));
  EXPECT_THAT(update("/routed/_update/9?routing=x", R"({"doc":{}})"),
              HasSubstr("\"[9]: document missing\""));
  EXPECT_THAT(call("POST", "/_mget", R"({"docs":[{"_index":"none","_id":"1"}]})").body,
              Not(HasSubstr("_type")));
}

}  // namespace
}  // namespace likewise::server
