#include "engine/dsl/mapping_json.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "engine/dsl/json.h"
#include "engine/dsl/settings_json.h"
#include "tests/engine/dsl/recorded_definitions.h"

namespace likewise {
namespace {

void expect_refusal(const Error& error, const RecordedDefinition& recorded) {
  EXPECT_EQ(error.type(), recorded.type);
  EXPECT_EQ(error.message(), recorded.reason);
  if (!recorded.cause_type.empty()) {
    ASSERT_NE(error.cause(), nullptr);
    EXPECT_EQ(error.cause()->type(), recorded.cause_type);
    EXPECT_EQ(error.cause()->message(), recorded.cause_reason);
  }
}

TEST(MappingJson, AgreesWithElasticsearchOnNewIndices) {
  for (const RecordedDefinition& recorded : kRecordedMappings) {
    SCOPED_TRACE(recorded.json);
    const auto mapping = parse_mapping(recorded.json, {});
    if (recorded.type.empty()) {
      ASSERT_TRUE(mapping.has_value()) << mapping.error().message();
      EXPECT_EQ(mapping_to_json(**mapping), recorded.reason);
    } else {
      ASSERT_FALSE(mapping.has_value());
      expect_refusal(mapping.error(), recorded);
    }
  }
}

TEST(MappingJson, AgreesWithElasticsearchOnUpdates) {
  const auto before = parse_mapping(kMappingBefore, {});
  ASSERT_TRUE(before.has_value());
  for (const RecordedDefinition& recorded : kRecordedMappingUpdates) {
    SCOPED_TRACE(recorded.json);
    const auto mapping = merge_mapping(**before, recorded.json, {});
    if (recorded.type.empty()) {
      ASSERT_TRUE(mapping.has_value()) << mapping.error().message();
      EXPECT_EQ(mapping_to_json(**mapping), recorded.reason);
    } else {
      ASSERT_FALSE(mapping.has_value());
      expect_refusal(mapping.error(), recorded);
    }
  }
}

TEST(MappingJson, UpdatesKeepFieldNumbers) {
  const auto before = parse_mapping(kMappingBefore, {});
  ASSERT_TRUE(before.has_value());
  const auto after =
      merge_mapping(**before, R"({"properties":{"a":{"type":"long"},"k":{"type":"keyword"}}})", {});
  ASSERT_TRUE(after.has_value()) << after.error().message();
  for (const Field& field : (*before)->fields()) {
    EXPECT_EQ((*after)->field(field.id).name, field.name);
  }
  EXPECT_EQ((*after)->fields().size(), (*before)->fields().size() + 1);
}

TEST(MappingJson, FillsInFieldsCompletely) {
  MappingContext context;
  context.similarities["bm"] = Similarity{SimilarityKind::kBm25, 0.9F, 0.4F, true};
  const auto mapping = parse_mapping(
      R"({"_doc":{"properties":{"v":{"type":"text","similarity":"bm","fields":{
            "keyword":{"type":"keyword","ignore_above":256,"normalizer":"lowercase"}}},
          "k":{"type":"keyword","null_value":"none","copy_to":["v"],"norms":true,
               "index_options":"freqs"}}}})",
      context);
  ASSERT_TRUE(mapping.has_value()) << mapping.error().message();
  const Field* const text = (*mapping)->find("v");
  ASSERT_NE(text, nullptr);
  EXPECT_EQ(text->kind, FieldKind::kText);
  EXPECT_EQ(text->similarity.k1, 0.9F);
  EXPECT_TRUE(text->norms);
  EXPECT_EQ(text->analyzer->name(), "standard");
  EXPECT_EQ(text->search_analyzer, text->analyzer);
  const Field* const multi = (*mapping)->find("v.keyword");
  ASSERT_NE(multi, nullptr);
  EXPECT_TRUE(multi->is_multi_field);
  EXPECT_EQ(multi->source_path, "v");
  EXPECT_EQ(multi->ignore_above, 256U);
  EXPECT_EQ(multi->analyzer->name(), "lowercase");
  EXPECT_EQ(multi->similarity.k1, 1.2F);
  EXPECT_FALSE(multi->norms);
  const Field* const keyword = (*mapping)->find("k");
  ASSERT_NE(keyword, nullptr);
  EXPECT_EQ(keyword->null_value, "none");
  EXPECT_TRUE(keyword->norms);
  EXPECT_TRUE(keyword->has_frequencies());
}

TEST(MappingJson, ReadsWhatItWrites) {
  for (const RecordedDefinition& recorded : kRecordedMappings) {
    if (!recorded.type.empty()) {
      continue;
    }
    const auto again = parse_mapping(recorded.reason, {});
    ASSERT_TRUE(again.has_value()) << recorded.reason << again.error().message();
    EXPECT_EQ(mapping_to_json(**again), recorded.reason);
  }
}

TEST(MappingJson, CountsFieldsAgainstTheLimit) {
  MappingContext context;
  context.total_fields_limit = 2;
  const auto mapping = parse_mapping(
      R"({"properties":{"a":{"type":"text","fields":{"k":{"type":"keyword"}}},"b":{"type":"long"}}})",
      context);
  ASSERT_FALSE(mapping.has_value());
  EXPECT_EQ(mapping.error().message(), "Limit of total fields [2] has been exceeded");
}

TEST(MappingJson, NamesTypesItDoesNotSupport) {
  const auto mapping = parse_mapping(R"({"properties":{"v":{"type":"nested"}}})", {});
  ASSERT_FALSE(mapping.has_value());
  EXPECT_EQ(mapping.error().code(), ErrorCode::kUnsupported);
}

TEST(SettingsJson, AgreesWithElasticsearch) {
  for (const RecordedDefinition& recorded : kRecordedSettings) {
    SCOPED_TRACE(recorded.json);
    const auto settings = parse_settings(recorded.json);
    const auto context = settings.has_value() ? mapping_context(settings->values)
                                              : Result<MappingContext>(MappingContext());
    const Error* const error = !settings.has_value()  ? &settings.error()
                               : !context.has_value() ? &context.error()
                                                      : nullptr;
    if (recorded.type.empty()) {
      EXPECT_EQ(error, nullptr) << error->message();
    } else {
      ASSERT_NE(error, nullptr);
      expect_refusal(*error, recorded);
    }
  }
}

TEST(SettingsJson, FlattensAllForms) {
  const auto settings = parse_settings(
      R"({"settings":{"index":{"number_of_shards":2,"similarity":{"s":{"type":"BM25","k1":0.5}}},
          "number_of_replicas":"0","index.refresh_interval":"5s","index.query.default_field":["a","b"],
          "index.blocks.write":null}})");
  ASSERT_TRUE(settings.has_value()) << settings.error().message();
  const FlatSettings expected = {
      {"index.number_of_replicas", "0"},    {"index.number_of_shards", "2"},
      {"index.query.default_field.0", "a"}, {"index.query.default_field.1", "b"},
      {"index.refresh_interval", "5s"},     {"index.similarity.s.k1", "0.5"},
      {"index.similarity.s.type", "BM25"}};
  EXPECT_EQ(settings->values, expected);
  EXPECT_EQ(settings->removed, std::vector<std::string>{"index.blocks.write"});
  const auto context = mapping_context(settings->values);
  ASSERT_TRUE(context.has_value());
  EXPECT_EQ(context->similarities.at("s").k1, 0.5F);
}

}  // namespace
}  // namespace likewise
