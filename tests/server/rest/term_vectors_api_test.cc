#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/rest/rest_fixture.h"

namespace likewise::server {
namespace {

using testing::HasSubstr;

class TermVectorsApi : public RestFixture {
 protected:
  void SetUp() override {
    ASSERT_EQ(call("PUT", "/i",
                   R"({"mappings":{"properties":{"t":{"type":"text"},"k":{"type":"keyword"}}}})")
                  .status,
              200);
    ASSERT_EQ(call("PUT", "/i/_doc/1", R"({"t":["quick fox","fox"],"k":["a","b"]})").status, 201);
    ASSERT_EQ(call("PUT", "/i/_doc/2?refresh=true", R"({"t":"lazy fox","k":"a"})").status, 201);
  }

  /// The part of an answer that says no time.
  std::string vectors(std::string_view uri, std::string_view body = "") {
    const std::string text = call("POST", uri, body).body;
    const std::size_t at = text.find("\"term_vectors\"");
    return at == std::string::npos ? text : text.substr(at);
  }
};

TEST_F(TermVectorsApi, ShowsPlacesAndStatistics) {
  EXPECT_EQ(vectors("/i/_termvectors/1", R"({"fields":["t"],"term_statistics":true})"),
            R"("term_vectors":{"t":{"field_statistics":{"sum_doc_freq":4,"doc_count":2,)"
            R"("sum_ttf":5},"terms":{"fox":{"doc_freq":2,"ttf":3,"term_freq":2,"tokens":[)"
            R"({"position":1,"start_offset":6,"end_offset":9},{"position":102,)"
            R"("start_offset":10,"end_offset":13}]},"quick":{"doc_freq":1,"ttf":1,"term_freq":1,)"
            R"("tokens":[{"position":0,"start_offset":0,"end_offset":5}]}}}}})");
  EXPECT_EQ(vectors("/i/_termvectors/1?fields=k&field_statistics=false&offsets=false"),
            R"("term_vectors":{"k":{"terms":{"a":{"term_freq":1,"tokens":[{"position":0}]},)"
            R"("b":{"term_freq":1,"tokens":[{"position":1}]}}}}})");
  EXPECT_EQ(vectors("/i/_termvectors/1"), "\"term_vectors\":{}}");
}

TEST_F(TermVectorsApi, KeepsTheBestTermsOfAFilter) {
  EXPECT_EQ(vectors("/i/_termvectors/1",
                    R"({"fields":["t"],"filter":{"max_num_terms":1},"offsets":false,)"
                    R"("positions":false,"field_statistics":false})"),
            R"("term_vectors":{"t":{"terms":{"fox":{"term_freq":2,"score":2.0}}}}})");
}

TEST_F(TermVectorsApi, TakesArtificialDocumentsAndOtherAnalyzers) {
  EXPECT_EQ(vectors("/i/_termvectors",
                    R"({"doc":{"t":"Quick Fox"},"per_field_analyzer":{"t":"whitespace"},)"
                    R"("offsets":false,"positions":false,"field_statistics":false})"),
            R"("term_vectors":{"t":{"terms":{"Fox":{"term_freq":1},"Quick":{"term_freq":1}}}}})");
}

TEST_F(TermVectorsApi, AnswersForMissingDocuments) {
  EXPECT_EQ(call("GET", "/i/_termvectors/9").body,
            R"({"_index":"i","_type":"_doc","_id":"9","_version":0,"found":false,"took":0})");
  EXPECT_EQ(call("GET", "/none/_termvectors/9").status, 404);
  EXPECT_EQ(call("GET", "/i/_termvectors/1?version=7").status, 409);
  const std::string several =
      call("POST", "/i/_mtermvectors", R"({"docs":[{"_id":"9"},{"_index":"none","_id":"1"}]})")
          .body;
  EXPECT_THAT(several, HasSubstr(R"("found":false)"));
  EXPECT_THAT(several, HasSubstr(R"("error":{"root_cause":[{"type":"index_not_found_exception")"));
}

TEST_F(TermVectorsApi, RefusesWhatItDoesNotKnow) {
  const struct {
    const char* uri;
    const char* body;
    const char* reason;
  } cases[] = {
      {"/i/_termvectors/1", R"({"foo":1})", "unknown field [foo]"},
      {"/i/_termvectors/1", R"({"fields":"t"})", "field [fields] must be an array"},
      {"/i/_termvectors/1", R"({"filter":{"foo":1}})", "the field [foo] is not valid for filter"},
      {"/i/_termvectors/1", R"({"filter":5})", "field [filter] must be an object"},
      {"/i/_termvectors/1", R"([1])", "the body must be an object"},
      {"/i/_termvectors/1", R"({"doc":{}})", "either [id] or [doc] can be specified"},
      {"/i/_termvectors", "{}", "1: id or doc is missing;"},
      {"/i/_mtermvectors", "{}", "no documents requested"},
  };
  for (const auto& c : cases) {
    const HttpResponse response = call("POST", c.uri, c.body);
    EXPECT_EQ(response.status, 400) << c.body;
    EXPECT_THAT(response.body, HasSubstr(c.reason)) << c.body;
  }
}

}  // namespace
}  // namespace likewise::server
