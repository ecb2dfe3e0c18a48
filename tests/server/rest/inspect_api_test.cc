#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/rest/rest_fixture.h"

namespace likewise::server {
namespace {

using testing::HasSubstr;
using testing::Not;

/// `profile`, `_explain` and `_validate/query`.
class InspectApi : public RestFixture {
 protected:
  void SetUp() override { fill(); }

  void fill() {
    ASSERT_EQ(call("PUT", "/i", R"({"mappings":{"properties":{"k":{"type":"keyword"}}}})").status,
              200);
    ASSERT_EQ(call("PUT", "/i/_doc/1?refresh=true", R"({"t":"red fox","k":"a","n":1})").status,
              201);
  }
};

TEST_F(InspectApi, ProfilesInElasticsearchsShape) {
  const char* const body = R"({"size":0,"profile":true,"query":{"bool":{"must":[{"match":{"t":)"
                           R"("fox"}},{"more_like_this":{"fields":["t"],"like":"red fox",)"
                           R"("min_term_freq":1,"min_doc_freq":1,"stop_words":["fox"]}}]}}})";
  const HttpResponse typed = call("POST", "/i/_search", body);
  EXPECT_EQ(typed.status, 200);
  EXPECT_THAT(typed.body, HasSubstr(R"("profile":{"shards":[{"id":"[likewise-node-00000000][i][0]")"
                                    R"(,"searches":[{"query":[{"type":"BooleanQuery",)"
                                    R"("description":"+t:fox +t:red","time_in_nanos":)"));
  EXPECT_THAT(typed.body, HasSubstr(R"("collector":[{"name":"SimpleTopScoreDocCollector")"));
  EXPECT_THAT(typed.body, HasSubstr(R"("aggregations":[])"));
  EXPECT_THAT(typed.body,
              HasSubstr(R"("liked_terms":2,"kept_terms":1,"terms":[{"field":"t","term":"red",)"
                        R"("tf":1,"df":1,"idf":1.0,"score":1.0,"kept":true},{"field":"t",)"
                        R"("term":"fox","tf":1,"df":1,"idf":1.0,"score":1.0,"kept":false,)"
                        R"("dropped_by":"stop_words"}])"));
  EXPECT_THAT(call("POST", "/i/_search", R"({"profile":false})").body, Not(HasSubstr("profile")));
  open("8.19.0");
  fill();
  const HttpResponse untyped = call("POST", "/i/_search", body);
  EXPECT_THAT(untyped.body, HasSubstr(R"x("shard_id":0,"index":"i","cluster":"(local)")x"));
  EXPECT_THAT(untyped.body, HasSubstr(R"("name":"QueryPhaseCollector")"));
}

TEST_F(InspectApi, ExplainsAHitAndAMiss) {
  const HttpResponse hit = call("GET", "/i/_explain/1?_source=n", R"({"query":{"match_all":{}}})");
  EXPECT_EQ(hit.status, 200);
  EXPECT_EQ(hit.body,
            R"({"_index":"i","_type":"_doc","_id":"1","matched":true,"explanation":{"value":1.0,)"
            R"("description":"*:*","details":[]},"get":{"_seq_no":0,"_primary_term":1,)"
            R"("found":true,"_source":{"n":1}}})");
  const HttpResponse miss = call("POST", "/i/_doc/1/_explain", R"({"query":{"term":{"k":"b"}}})");
  EXPECT_EQ(miss.status, 200);
  EXPECT_THAT(miss.body, HasSubstr(R"("matched":false,"explanation":{"value":0.0,)"
                                   R"("description":"no matching term","details":[]}})"));
  const HttpResponse missing = call("POST", "/i/_explain/9", R"({"query":{"match_all":{}}})");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.body, R"({"_index":"i","_type":"_doc","_id":"9","matched":false})");
}

TEST_F(InspectApi, ExplainsOnlyQueries) {
  EXPECT_THAT(call("GET", "/i/_explain/1").body,
              HasSubstr("Validation Failed: 1: query is missing;"));
  EXPECT_THAT(call("GET", "/i/_explain/1", R"({"size":1})").body,
              HasSubstr("request does not support [size]"));
  const HttpResponse refused =
      call("GET", "/i/_explain/1", R"({"query":{"range":{"n":{"gte":"x"}}}})");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, HasSubstr(R"("type":"query_shard_exception")"));
  EXPECT_THAT(refused.body, Not(HasSubstr("search_phase_execution_exception")));
  EXPECT_EQ(call("GET", "/none/_explain/1", R"({"query":{"match_all":{}}})").status, 404);
}

TEST_F(InspectApi, ValidatesQueries) {
  const auto answer = [this](const char* parameters, const char* body) {
    return call("GET", std::string("/i/_validate/query") + parameters, body).body;
  };
  EXPECT_EQ(answer("", R"({"query":{"match_all":{}}})"),
            R"({"_shards":{"total":1,"successful":1,"failed":0},"valid":true})");
  EXPECT_EQ(answer("?rewrite=true&all_shards=true",
                   R"({"query":{"bool":{"must":[{"term":{"k":"a"}}]}}})"),
            R"({"_shards":{"total":1,"successful":1,"failed":0},"valid":true,"explanations":)"
            R"([{"index":"i","shard":0,"valid":true,"explanation":"k:a"}]})");
  EXPECT_EQ(answer("", R"({"query":{"foo":{}}})"), R"({"valid":false})");
  EXPECT_EQ(answer("?explain", R"({"query":{"foo":{}}})"),
            R"({"valid":false,"error":"ParsingException[unknown query [foo]]; nested: )"
            R"(NamedObjectNotFoundException[[1:17] unknown field [foo]];; )"
            R"(org.elasticsearch.common.xcontent.NamedObjectNotFoundException: [1:17] unknown )"
            R"(field [foo]"})");
  EXPECT_THAT(answer("", "{}"), HasSubstr("query cannot be null"));
  EXPECT_THAT(
      without_uuid(answer("?explain", R"({"query":{"range":{"n":{"gte":"x"}}}})")),
      HasSubstr(R"("valid":false,"explanations":[{"index":"i","valid":false,"error":"[i/*] )"
                R"(QueryShardException[failed to create query: For input string: \"x\"]; )"));
}

TEST_F(InspectApi, PrintsExceptionsAsTheVersionDoes) {
  open("8.19.0");
  fill();
  EXPECT_EQ(call("GET", "/i/_validate/query?explain", R"({"query":{"foo":{}}})").body,
            R"({"valid":false,"error":"org.elasticsearch.common.ParsingException: unknown query )"
            R"([foo]; org.elasticsearch.xcontent.NamedObjectNotFoundException: [1:17] unknown )"
            R"(field [foo]"})");
}

TEST_F(InspectApi, ShowsListsInSettings) {
  ASSERT_EQ(call("PUT", "/s",
                 R"({"settings":{"analysis":{"analyzer":{"x":{"type":"custom","tokenizer":)"
                 R"("standard","filter":["lowercase","stop"]}}}}})")
                .status,
            200);
  EXPECT_THAT(call("GET", "/s/_settings").body, HasSubstr(R"("filter":["lowercase","stop"])"));
  EXPECT_THAT(call("GET", "/s/_settings?flat_settings").body,
              HasSubstr(R"("index.analysis.analyzer.x.filter":["lowercase","stop"])"));
}

}  // namespace
}  // namespace likewise::server
