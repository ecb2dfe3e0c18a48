#include "engine/dsl/known_values.h"

#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/base/random.h"
#include "engine/dsl/document_parser.h"
#include "engine/index/term_dictionary.h"

namespace likewise {
namespace {

using Terms = std::vector<std::pair<FieldId, TermId>>;

std::optional<Terms> found(const KnownValues& values, const MappingNode& node,
                           std::string_view text) {
  const auto terms = values.find(node, text);
  if (!terms) {
    return std::nullopt;
  }
  Terms out;
  for (const KnownValues::Term term : *terms) {
    out.emplace_back(term.field, term.term);
  }
  return out;
}

TEST(KnownValues, FindsWhatItLearnedAtThatPlaceOnly) {
  TermDictionary dictionary;
  dictionary.intern(1, "a");
  const TermId b = dictionary.intern(2, "b").term;
  MappingNode here;
  MappingNode there;
  KnownValues values(dictionary);
  EXPECT_EQ(found(values, here, "a b"), std::nullopt);
  values.begin(here, "a b");
  values.note(1, "a");
  values.note(2, "b");
  values.learn();
  EXPECT_EQ(found(values, here, "a b"), (Terms{{1, 0}, {2, b}}));
  EXPECT_EQ(found(values, there, "a b"), std::nullopt);
  EXPECT_EQ(found(values, here, "a"), std::nullopt);
  values.clear();
  EXPECT_EQ(found(values, here, "a b"), std::nullopt);
}

TEST(KnownValues, LearnsNothingWithATermThatHasNoNumberYet) {
  TermDictionary dictionary;
  dictionary.intern(1, "a");
  MappingNode node;
  KnownValues values(dictionary);
  values.begin(node, "a new");
  values.note(1, "a");
  values.note(1, "new");
  values.learn();
  EXPECT_EQ(found(values, node, "a new"), std::nullopt);
}

TEST(KnownValues, ForgetsAValueThatWasNotLearned) {
  TermDictionary dictionary;
  dictionary.intern(1, "a");
  MappingNode node;
  KnownValues values(dictionary);
  values.begin(node, "first");
  values.note(1, "a");
  values.begin(node, "second");  // The first one was refused on the way.
  values.learn();
  EXPECT_EQ(found(values, node, "first"), std::nullopt);
  EXPECT_EQ(found(values, node, "second"), Terms{});
}

TEST(KnownValues, StaysCorrectWhenMoreValuesComeThanItKeeps) {
  TermDictionary dictionary;
  MappingNode node;
  KnownValues values(dictionary);
  std::size_t known = 0;
  for (TermId i = 0; i < 150'000; ++i) {
    const std::string text = fmt::format("v{}", i);
    ASSERT_EQ(dictionary.intern(0, text).term, i);
    values.begin(node, text);
    values.note(0, text);
    values.learn();
    const std::string older = fmt::format("v{}", i / 2);
    if (const auto terms = found(values, node, older)) {
      ASSERT_EQ(*terms, (Terms{{0, i / 2}}));
      ++known;
    }
  }
  EXPECT_GT(known, 30'000U);
}

/// Term -> how often, by field name.
using Counts = std::map<std::string, std::map<std::string, int>>;

Counts counts_of(const ParsedDocument& document, const TermDictionary& dictionary) {
  Counts counts;
  for (const ParsedDocument::FieldTokens& tokens : document.fields()) {
    auto& field = counts[document.mapping->field(tokens.field).name];
    for (const ParsedDocument::TokenSpan span : tokens.tokens) {
      ++field[std::string(document.text(span))];
    }
    for (const TermId term : tokens.known_terms) {
      ++field[std::string(dictionary.text(tokens.field, term))];
    }
  }
  return counts;
}

constexpr std::string_view kMapping = R"({"properties":{
    "t":{"type":"text","fields":{"raw":{"type":"keyword","ignore_above":6}},"copy_to":"all"},
    "k":{"type":"keyword","normalizer":"lowercase"},
    "n":{"type":"long","ignore_malformed":true},
    "all":{"type":"text"},
    "o":{"properties":{"t":{"type":"keyword"}}}}})";

std::string value(Random& random) {
  static const std::vector<std::string> kTexts = {
      "a",
      "A b",
      "b a B",
      "0-14",
      "1-4",
      "",
      "a rather long text that is longer than what is kept of a value",
      "12",
      "-3",
      "x-1"};
  return fmt::format("\"{}\"", kTexts[random.below(kTexts.size())]);
}

std::string document(Random& random) {
  std::string json = "{";
  for (const std::string_view field : {"t", "k", "n", "o.t", "fresh"}) {
    if (random.below(4) == 0) {
      continue;
    }
    json += fmt::format("{}\"{}\":[", json.size() > 1 ? "," : "", field);
    const std::size_t count = random.below(4);
    for (std::size_t i = 0; i < count; ++i) {
      json += (i > 0 ? "," : "") + value(random);
    }
    json += "]";
  }
  return json + "}";
}

TEST(KnownValues, DoNotChangeWhatADocumentMeans) {
  auto mapping = parse_mapping(kMapping, {});
  ASSERT_TRUE(mapping.has_value()) << mapping.error().message();
  TermDictionary dictionary;
  DocumentParser plain{MappingContext()};
  DocumentParser knowing{MappingContext(), &dictionary};
  Random random(11);
  std::shared_ptr<const Mapping> current = *mapping;
  std::size_t known = 0;
  for (int i = 0; i < 2'000; ++i) {
    const std::string source = document(random);
    SCOPED_TRACE(source);
    ParsedDocument expected;
    ParsedDocument parsed;
    const Status plain_status = plain.parse(source, current, expected, "1");
    const Status status = knowing.parse(source, current, parsed, "1");
    ASSERT_EQ(status.has_value(), plain_status.has_value());
    if (!status.has_value()) {
      ASSERT_EQ(status.error().message(), plain_status.error().message());
      continue;
    }
    ASSERT_EQ(counts_of(parsed, dictionary), counts_of(expected, dictionary));
    ASSERT_EQ(parsed.ignored, expected.ignored);
    for (const ParsedDocument::FieldTokens& tokens : expected.fields()) {
      for (const ParsedDocument::TokenSpan span : tokens.tokens) {
        dictionary.intern(tokens.field, expected.text(span));
      }
    }
    for (const ParsedDocument::FieldTokens& tokens : parsed.fields()) {
      known += tokens.known_terms.size();
    }
    current = expected.mapping;
  }
  EXPECT_GT(known, 10'000U);
}

}  // namespace
}  // namespace likewise
