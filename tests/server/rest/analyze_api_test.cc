#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/rest/rest_fixture.h"

namespace likewise::server {
namespace {

using testing::HasSubstr;

class AnalyzeApi : public RestFixture {
 protected:
  void SetUp() override { fill(); }

  void fill() {
    ASSERT_EQ(call("PUT", "/i",
                   R"({"settings":{"analysis":{"analyzer":{"mine":{"type":"custom","tokenizer":)"
                   R"("whitespace","filter":["lowercase","stop"]}}}},"mappings":{"properties":{)"
                   R"("m":{"type":"text","analyzer":"mine"},"k":{"type":"keyword"},)"
                   R"("n":{"type":"long"}}}})")
                  .status,
              200);
  }

  std::string analyze(std::string_view uri, std::string_view body) {
    return call("POST", uri, body).body;
  }
};

TEST_F(AnalyzeApi, TakesTextsApart) {
  EXPECT_EQ(analyze("/_analyze", R"({"text":"Red 42"})"),
            R"({"tokens":[{"token":"red","start_offset":0,"end_offset":3,"type":"<ALPHANUM>",)"
            R"("position":0},{"token":"42","start_offset":4,"end_offset":6,"type":"<NUM>",)"
            R"("position":1}]})");
  EXPECT_EQ(analyze("/i/_analyze", R"({"field":"m","text":"the Red"})"),
            R"({"tokens":[{"token":"red","start_offset":4,"end_offset":7,"type":"word",)"
            R"("position":1}]})");
  EXPECT_EQ(analyze("/i/_analyze", R"({"field":"k","text":""})"),
            R"({"tokens":[{"token":"","start_offset":0,"end_offset":0,"type":"word",)"
            R"("position":0}]})");
}

TEST_F(AnalyzeApi, SetsTextsApart) {
  const char* const body = R"({"analyzer":"whitespace","text":["a b","c"]})";
  EXPECT_THAT(
      analyze("/_analyze", body),
      HasSubstr(R"("token":"c","start_offset":4,"end_offset":5,"type":"word","position":2)"));
  EXPECT_THAT(analyze("/i/_analyze", body), HasSubstr(R"("position":102)"));
  open("8.19.0");
  fill();
  EXPECT_THAT(analyze("/_analyze", body), HasSubstr(R"("position":102)"));
}

TEST_F(AnalyzeApi, ExplainsEveryStep) {
  EXPECT_EQ(analyze("/i/_analyze", R"({"analyzer":"mine","text":"the Red","explain":true,)"
                                   R"("attributes":["bytes"]})"),
            R"({"detail":{"custom_analyzer":true,"charfilters":[],"tokenizer":{"name":)"
            R"("whitespace","tokens":[{"token":"the","start_offset":0,"end_offset":3,"type":)"
            R"("word","position":0,"bytes":"[74 68 65]"},{"token":"Red","start_offset":4,)"
            R"("end_offset":7,"type":"word","position":1,"bytes":"[52 65 64]"}]},)"
            R"("tokenfilters":[{"name":"lowercase","tokens":[{"token":"the","start_offset":0,)"
            R"("end_offset":3,"type":"word","position":0,"bytes":"[74 68 65]"},{"token":"red",)"
            R"("start_offset":4,"end_offset":7,"type":"word","position":1,"bytes":"[72 65 64]"}]},)"
            R"({"name":"stop","tokens":[{"token":"red","start_offset":4,"end_offset":7,"type":)"
            R"("word","position":1,"bytes":"[72 65 64]"}]}]}})");
}

TEST_F(AnalyzeApi, RefusesWhatIsNotThere) {
  const struct {
    const char* uri;
    const char* body;
    const char* reason;
  } cases[] = {
      {"/_analyze", R"({"text":"a","analyzer":"zz"})", "failed to find global analyzer [zz]"},
      {"/i/_analyze", R"({"text":"a","analyzer":"zz"})", "failed to find analyzer [zz]"},
      {"/_analyze", R"({"text":"a","tokenizer":"zz"})",
       "failed to find global tokenizer under [zz]"},
      {"/_analyze", R"({"text":"a","tokenizer":"standard","filter":["zz"]})",
       "failed to find global filter under [zz]"},
      {"/_analyze", R"({"text":"a","tokenizer":"ngram"})",
       "tokenizer [ngram] is not supported by likewise"},
      {"/_analyze", R"({"text":"a","char_filter":["html_strip"]})", "char filters"},
      {"/_analyze", R"({"text":"a","field":"t"})",
       "analysis based on a specific field requires an index"},
      {"/i/_analyze", R"({"text":"a","field":"n"})", "Can't process field [n]"},
      {"/i/_analyze", R"({"text":"a","normalizer":"zz"})", "failed to find normalizer under [zz]"},
      {"/_analyze", R"({})", "1: text is missing;"},
      {"/_analyze", "", "request body or source parameter is required"},
      {"/_analyze", R"({"text":"a","foo":1})", "[1:13] [analyze_request] unknown field [foo]"},
      {"/_analyze", R"({"text":5})",
       "[1:9] [analyze_request] text doesn't support values of type: VALUE_NUMBER"},
      {"/_analyze", R"({"text":"a","analyzer":"standard","tokenizer":"standard"})",
       "cannot define extra components on a named analyzer"},
  };
  for (const auto& c : cases) {
    const HttpResponse response = call("POST", c.uri, c.body);
    EXPECT_EQ(response.status, 400) << c.body;
    EXPECT_THAT(response.body, HasSubstr(c.reason)) << c.body;
  }
  EXPECT_EQ(call("POST", "/none/_analyze", R"({"text":"a"})").status, 404);
}

}  // namespace
}  // namespace likewise::server
