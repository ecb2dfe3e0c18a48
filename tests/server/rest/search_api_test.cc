#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/rest/rest_fixture.h"

namespace likewise::server {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Pair;

class SearchApi : public RestFixture {
 protected:
  void SetUp() override {
    std::string lines;
    for (int i = 0; i < 6; ++i) {
      lines += "{\"index\":{\"_id\":\"" + std::to_string(i) + "\"}}\n{\"f\":[\"0-" +
               std::to_string(i % 2) + "\",\"1-7\",\"2-" + std::to_string(i) + "\"]}\n";
    }
    ASSERT_EQ(call("PUT", "/i",
                   R"({"mappings":{"properties":{"f":{"type":"text","fields":{"keyword":)"
                   R"({"type":"keyword"}}}}}})")
                  .status,
              200);
    ASSERT_EQ(call("POST", "/i/_bulk?refresh=true", lines).status, 200);
  }
};

TEST_F(SearchApi, FindsWhatIsLikeADocument) {
  const HttpResponse response =
      call("POST", "/i/_search",
           R"({"_source":false,"query":{"more_like_this":{"fields":["f.keyword"],)"
           R"("like":{"_index":"i","_id":"0"},"min_term_freq":1,"min_doc_freq":1}}})");
  EXPECT_EQ(response.status, 200) << response.body;
  EXPECT_THAT(response.body, HasSubstr(R"("hits":{"total":{"value":5,"relation":"eq"})"));
  EXPECT_THAT(response.body, HasSubstr(R"("hits":[{"_index":"i","_type":"_doc","_id":"2")"));
  EXPECT_THAT(response.headers, testing::Not(Contains(Pair("Warning", testing::_))));
}

TEST_F(SearchApi, WarnsWhenTermsWereLeftOut) {
  const HttpResponse response =
      call("POST", "/i/_search",
           R"({"query":{"more_like_this":{"fields":["f.keyword"],"like":{"_id":"0"},)"
           R"("min_term_freq":1}}})");
  EXPECT_EQ(response.status, 200) << response.body;
  EXPECT_THAT(response.headers,
              Contains(NameValue("Warning",
                                 "299 Elasticsearch-7.10.2-likewise \"more_like_this used 1 of 3 "
                                 "terms: 2 dropped by min_doc_freq 5\"")));
}

TEST_F(SearchApi, WarnsWhenNothingCouldBeSelected) {
  const HttpResponse missing =
      call("POST", "/i/_search",
           R"({"query":{"more_like_this":{"fields":["f.keyword"],"like":{"_id":"nobody"}}}})");
  EXPECT_THAT(missing.headers, Contains(Pair("Warning", HasSubstr("found no term"))));
  const HttpResponse rare =
      call("POST", "/i/_search",
           R"({"query":{"more_like_this":{"fields":["f.keyword"],"like":{"_id":"0"}}}})");
  EXPECT_THAT(rare.headers, Contains(Pair("Warning", HasSubstr("used 0 of 3 terms: 3 dropped by "
                                                               "min_term_freq 2"))));
}

TEST_F(SearchApi, TakesParametersOfTheUrl) {
  EXPECT_THAT(
      call("GET", "/i/_search?size=0").body,
      HasSubstr(R"("hits":{"total":{"value":6,"relation":"eq"},"max_score":null,"hits":[]})"));
  EXPECT_THAT(call("GET", "/_search?size=0&rest_total_hits_as_int=true").body,
              HasSubstr(R"("hits":{"total":6,"max_score":null)"));
  EXPECT_EQ(call("GET", "/i/_search?filter_path=hits.hits._id&size=1&from=2").body,
            R"({"hits":{"hits":[{"_id":"2"}]}})");
  EXPECT_THAT(call("GET",
                   "/i/_search?source=%7B%22size%22%3A0%7D&source_content_type="
                   "application/json")
                  .body,
              HasSubstr(R"("hits":[])"));
  EXPECT_THAT(call("GET", "/i,nope/_search?size=0&ignore_unavailable=true").body,
              HasSubstr(R"("value":6)"));
  EXPECT_THAT(call("GET", "/nope*/_search").body,
              HasSubstr(R"("_shards":{"total":0,"successful":0,"skipped":0,"failed":0},"hits":)"
                        R"({"total":{"value":0,"relation":"eq"},"max_score":0.0,"hits":[]})"));
  EXPECT_EQ(call("GET", "/nope*/_search?allow_no_indices=false").status, 404);
}

TEST_F(SearchApi, RefusesBadParametersInElasticsearchsWords) {
  struct Case {
    const char* uri;
    const char* reason;
  };
  const Case cases[] = {
      {"/i/_search?size=x", "Failed to parse int parameter [size] with value [x]"},
      {"/i/_search?track_total_hits=foo",
       "Failed to parse int parameter [track_total_hits] with value [foo]"},
      {"/i/_search?track_total_hits=100&rest_total_hits_as_int=true",
       "[rest_total_hits_as_int] cannot be used if the tracking of total hits is not accurate, got "
       "100"},
      {"/i/_search?explain=yes",
       "Failed to parse value [yes] as only [true] or [false] are allowed."},
      {"/i/_search?pretty=foo",
       "Failed to parse value [foo] as only [true] or [false] are allowed."},
      {"/i/_search?x=1", "request [/i/_search] contains unrecognized parameter: [x]"},
  };
  for (const Case& c : cases) {
    const HttpResponse response = call("GET", c.uri);
    EXPECT_EQ(response.status, 400) << c.uri;
    EXPECT_THAT(response.body, HasSubstr(std::string("\"reason\":\"") + c.reason + "\"")) << c.uri;
  }
}

TEST_F(SearchApi, ShowsErrorsOfQueriesWithTheirEnvelopes) {
  EXPECT_THAT(
      call("POST", "/i/_search", R"({"query":{"more_like_this":{}}})").body,
      testing::StartsWith(R"({"error":{"root_cause":[{"type":"parsing_exception","reason":)"
                          R"("more_like_this requires 'like' to be specified","line":1,"col":)"));
  EXPECT_THAT(
      call(
          "POST", "/i/_search",
          R"({"query":{"more_like_this":{"fields":["f"],"like":"x","minimum_should_match":"abc"}}})")
          .body,
      HasSubstr(R"("type":"search_phase_execution_exception","reason":"all shards failed")"));
}

TEST_F(SearchApi, Counts) {
  EXPECT_EQ(call("GET", "/i/_count").body,
            R"({"count":6,"_shards":{"total":1,"successful":1,"skipped":0,"failed":0}})");
  EXPECT_THAT(call("POST", "/i/_count", R"({"query":{"term":{"f.keyword":"0-1"}}})").body,
              HasSubstr(R"({"count":3,)"));
}

}  // namespace
}  // namespace likewise::server
