#include "engine/dsl/analysis_settings.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/dsl/settings_json.h"

namespace likewise {
namespace {

using Terms = std::vector<std::string>;

Result<MappingContext> context_of(const std::string& analysis) {
  LIKEWISE_TRY(const ParsedSettings settings, parse_settings("{\"analysis\":" + analysis + "}"));
  return mapping_context(settings.values);
}

Terms terms_of(const Analyzer& analyzer, std::string_view text) {
  Terms terms;
  analyzer.analyze(text, [&](std::string_view term) { terms.emplace_back(term); });
  return terms;
}

struct Built {
  const char* analysis;
  const char* text;
  Terms terms;
};

/// `analysis` defines the analyzer "a".
const std::vector<Built> kBuilt = {
    {R"({"analyzer":{"a":{"type":"standard","stopwords":["quick"]}}})",
     "The quick fox",
     {"the", "fox"}},
    {R"({"analyzer":{"a":{"type":"standard","stopwords":"_english_","max_token_length":3}}})",
     "The quick",
     {"qui", "ck"}},
    {R"({"analyzer":{"a":{"type":"standard","stopwords":"_none_"}}})", "The fox", {"the", "fox"}},
    {R"({"analyzer":{"a":{"type":"standard","unknown":1}}})", "The fox", {"the", "fox"}},
    {R"({"analyzer":{"a":{"type":"stop"}}})", "The quick 1x", {"quick", "x"}},
    {R"({"analyzer":{"a":{"type":"stop","stopwords":["quick"]}}})", "The quick", {"the"}},
    {R"({"analyzer":{"a":{"type":"stop","stopwords":[]}}})", "The fox", {"the", "fox"}},
    {R"({"analyzer":{"a":{"type":"standard","stopwords":"fox, bar"}}})", "The fox bar", {"the"}},
    {R"({"analyzer":{"a":{"type":"standard","stopwords":["fox","_english_"]}}})",
     "The fox bar",
     {"bar"}},
    {R"({"analyzer":{"a":{"tokenizer":"whitespace","filter":["f"]}},
         "filter":{"f":{"type":"stop","stopwords":"_foo_"}}})",
     "The fox _foo_",
     {"The", "fox"}},
    {R"({"analyzer":{"a":{"tokenizer":"standard","filter":"lowercase, stop"}}})",
     "The Fox",
     {"fox"}},
    {R"({"analyzer":{"a":{"tokenizer":"standard","filter":[]}}})", "The fox", {"The", "fox"}},
    {R"({"analyzer":{"a":{"type":"simple"}}})", "A1b", {"a", "b"}},
    {R"({"analyzer":{"a":{"tokenizer":"whitespace"}}})", "A-b C", {"A-b", "C"}},
    {R"({"analyzer":{"a":{"type":"custom","tokenizer":"standard","filter":"lowercase"}}})",
     "Ä b",
     {"ä", "b"}},
    {R"({"analyzer":{"a":{"type":"custom","tokenizer":"standard",
         "filter":["lowercase","asciifolding","stop","unique"]}}})",
     "The Ä a b ä",
     {"b"}},
    {R"({"analyzer":{"a":{"type":"custom","tokenizer":"t","filter":["f","g"]}},
         "tokenizer":{"t":{"type":"whitespace","max_token_length":4}},
         "filter":{"f":{"type":"length","min":2,"max":4},
                   "g":{"type":"stop","stopwords":["ABCD"],"ignore_case":true}}})",
     "a bc abcdef",
     {"bc", "ef"}},
    {R"({"analyzer":{"a":{"type":"custom","tokenizer":"keyword","filter":["lowercase"]}},
         "filter":{"lowercase":{"type":"trim"}}})",
     " A ",
     {"A"}},
};

TEST(AnalysisSettings, BuildWhatElasticsearchBuilds) {
  for (const Built& test : kBuilt) {
    const auto context = context_of(test.analysis);
    ASSERT_TRUE(context.has_value()) << test.analysis << context.error().message();
    EXPECT_EQ(terms_of(*context->analyzers.at("a"), test.text), test.terms) << test.analysis;
  }
}

TEST(AnalysisSettings, BuildNormalizers) {
  const auto context = context_of(
      R"({"normalizer":{"n":{"type":"custom","filter":["trim","asciifolding","lowercase"]},
                        "m":{"filter":["lowercase"]},"l":{"type":"lowercase"},
                        "plain":{"type":"custom"}}})");
  ASSERT_TRUE(context.has_value()) << context.error().message();
  EXPECT_EQ(terms_of(*context->normalizers.at("n"), " Été à "), Terms{"ete a"});
  EXPECT_EQ(terms_of(*context->normalizers.at("m"), " É"), Terms{" é"});
  EXPECT_EQ(terms_of(*context->normalizers.at("l"), " É"), Terms{" é"});
  EXPECT_EQ(terms_of(*context->normalizers.at("plain"), " É"), Terms{" É"});
}

TEST(AnalysisSettings, FillFieldsOfAMapping) {
  const auto context = context_of(
      R"({"analyzer":{"a":{"tokenizer":"keyword"},"b":{"tokenizer":"letter"}},
          "normalizer":{"n":{"filter":["asciifolding"]}}})");
  ASSERT_TRUE(context.has_value()) << context.error().message();
  const auto mapping = parse_mapping(
      R"({"properties":{"t":{"type":"text","analyzer":"a","search_analyzer":"b"},
                        "k":{"type":"keyword","normalizer":"n"}}})",
      *context);
  ASSERT_TRUE(mapping.has_value()) << mapping.error().message();
  EXPECT_EQ((*mapping)->find("t")->analyzer, context->analyzers.at("a"));
  EXPECT_EQ((*mapping)->find("t")->search_analyzer, context->analyzers.at("b"));
  EXPECT_EQ((*mapping)->find("k")->analyzer, context->normalizers.at("n"));
}

struct Refused {
  const char* analysis;
  const char* reason;
};

/// Asked of Elasticsearch 7.10.2.
const std::vector<Refused> kRefused = {
    {R"({"analyzer":{"a":{"type":"custom"}}})",
     "Custom Analyzer [a] must be configured with a tokenizer"},
    {R"({"analyzer":{"a":{"type":"custom","tokenizer":"nope"}}})",
     "Custom Analyzer [a] failed to find tokenizer under name [nope]"},
    {R"({"analyzer":{"a":{"tokenizer":"standard","filter":["nope"]}}})",
     "Custom Analyzer [a] failed to find filter under name [nope]"},
    {R"({"analyzer":{"a":{"tokenizer":"standard","char_filter":["nope"]}}})",
     "Custom Analyzer [a] failed to find char_filter under name [nope]"},
    {R"({"analyzer":{"a":{"type":"nope"}}})", "Unknown analyzer type [nope] for [a]"},
    {R"({"analyzer":{"a":{"filter":["lowercase"]}}})",
     "analyzer [a] must specify either an analyzer type, or a tokenizer"},
    {R"({"analyzer":{"_a":{"type":"standard"}}})",
     "analyzer name must not start with '_'. got \"_a\""},
    {R"({"analyzer":{"a":{"type":"standard","max_token_length":0}}})",
     "maxTokenLength must be greater than zero"},
    {R"({"analyzer":{"a":{"type":"standard","max_token_length":2000000}}})",
     "maxTokenLength may not exceed 1048576"},
    {R"({"analyzer":{"a":{"type":"standard","max_token_length":"x"}}})",
     "Failed to parse int setting [max_token_length] with value [x]"},
    {R"({"filter":{"f":{"type":"nope"}}})", "Unknown filter type [nope] for [f]"},
    {R"({"filter":{"f":{"min":2}}})",
     "filter [f] must specify either an analyzer type, or a tokenizer"},
    {R"({"filter":{"f":{"type":"length","max":"x"}}})",
     "Failed to parse int setting [max] with value [x]"},
    {R"({"filter":{"f":{"type":"length","min":5,"max":3}}})",
     "maximum length must not be greater than minimum length"},
    {R"({"filter":{"f":{"type":"length","min":-1}}})",
     "minimum length must be greater than or equal to zero"},
    {R"({"filter":{"f":{"type":"stop","ignore_case":"x"}}})",
     "Failed to parse value [x] as only [true] or [false] are allowed."},
    {R"({"filter":{"f":{"type":"stop","remove_trailing":"x"}}})",
     "Failed to parse value [x] as only [true] or [false] are allowed."},
    {R"({"tokenizer":{"t":{"type":"nope"}}})", "Unknown tokenizer type [nope] for [t]"},
    {R"({"char_filter":{"c":{"type":"nope"}}})", "Unknown char_filter type [nope] for [c]"},
    {R"({"normalizer":{"n":{"type":"nope"}}})", "Unknown normalizer type [nope] for [n]"},
    {R"({"normalizer":{"n":{"type":"custom","filter":["stop"]}}})",
     "Custom normalizer [n] may not use filter [stop]"},
    {R"({"normalizer":{"n":{"type":"custom","filter":["nope"]}}})",
     "Custom Analyzer [n] failed to find filter under name [nope]"},
    {R"({"normalizer":{"n":{"type":"custom","tokenizer":"keyword"}}})",
     "Custom normalizer [n] cannot configure a tokenizer"},
};

TEST(AnalysisSettings, RefuseInElasticsearchsWords) {
  for (const Refused& test : kRefused) {
    const auto context = context_of(test.analysis);
    ASSERT_FALSE(context.has_value()) << test.analysis;
    EXPECT_EQ(context.error().message(), test.reason) << test.analysis;
    EXPECT_EQ(context.error().code(), ErrorCode::kInvalidArgument) << test.analysis;
  }
}

TEST(AnalysisSettings, SayWhatLikewiseHasNot) {
  const std::vector<Refused> cases = {
      {R"({"analyzer":{"a":{"type":"english"}}})",
       "analyzer type [english] of [a] is not supported by likewise"},
      {R"({"analyzer":{"a":{"tokenizer":"ngram"}}})",
       "tokenizer [ngram] of [a] is not supported by likewise"},
      {R"({"analyzer":{"a":{"tokenizer":"standard","filter":["porter_stem"]}}})",
       "filter [porter_stem] of [a] is not supported by likewise"},
      {R"({"analyzer":{"a":{"tokenizer":"standard","char_filter":["html_strip"]}}})",
       "char_filter [html_strip] of [a] is not supported by likewise"},
      {R"({"char_filter":{"c":{"type":"mapping"}}})",
       "char_filter type [mapping] of [c] is not supported by likewise"},
      {R"({"filter":{"f":{"type":"synonym"}}})",
       "filter type [synonym] of [f] is not supported by likewise"},
      {R"({"filter":{"f":{"type":"asciifolding","preserve_original":true}}})",
       "setting [preserve_original] of [f] is not supported by likewise"},
      {R"({"filter":{"f":{"type":"lowercase","language":"greek"}}})",
       "setting [language] of [f] is not supported by likewise"},
      {R"({"filter":{"f":{"type":"unique","only_on_same_position":true}}})",
       "setting [only_on_same_position] of [f] is not supported by likewise"},
      {R"({"analyzer":{"a":{"type":"stop","stopwords":"_french_"}}})",
       "stop word set [_french_] of [a] is not supported by likewise"},
      {R"({"analyzer":{"a":{"type":"stop","stopwords_path":"x"}}})",
       "setting [stopwords_path] of [a] is not supported by likewise"},
  };
  for (const Refused& test : cases) {
    const auto context = context_of(test.analysis);
    ASSERT_FALSE(context.has_value()) << test.analysis;
    EXPECT_EQ(context.error().message(), test.reason) << test.analysis;
    EXPECT_EQ(context.error().code(), ErrorCode::kUnsupported) << test.analysis;
  }
}

}  // namespace
}  // namespace likewise
