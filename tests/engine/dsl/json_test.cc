#include "engine/dsl/json.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "engine/base/random.h"

namespace likewise {
namespace {

TEST(Json, RemembersWhereValuesStand) {
  const std::string_view text = "{\"a\": [1, {\"b\":\"x\"}],\n \"c\":true}";
  const auto root = json::parse(text);
  ASSERT_TRUE(root.has_value()) << root.error().message();
  const json::Value* const a = root->find("a");
  ASSERT_NE(a, nullptr);
  EXPECT_EQ(text.substr(a->begin, a->end - a->begin), "[1, {\"b\":\"x\"}]");
  EXPECT_EQ(text.substr(a->name_begin, 3), "\"a\"");
  const json::Value* const c = root->find("c");
  ASSERT_NE(c, nullptr);
  const json::Position position = json::position_of(text, c->begin);
  EXPECT_EQ(position.line, 2U);
  EXPECT_EQ(position.column, 6U);
}

TEST(Json, CountsColumnsInBytes) {
  EXPECT_EQ(json::position_of("\"\xC3\xA9\" x", 5).column, 6U);
}

struct BadText {
  std::string_view text;
  std::string_view reason;
};

TEST(Json, RefusesWhatIsNotStrictlyJson) {
  const BadText cases[] = {
      {"{\"a\":1,\"a\":2}", "Duplicate field 'a'"},
      {"{\"a\":[1,]}", "Unexpected character (']' (code 93)): expected a valid value"},
      {"{\"a\":1} x", "Unrecognized token 'x'"},
      {"{\"a\":1}}", "Unexpected close marker '}'"},
      {"[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to separate Array"},
      {"NaN", "Unrecognized token 'NaN'"},
      {"01", "Invalid numeric value: Leading zeroes not allowed"},
      {"-", "Unexpected end-of-input in a Number value"},
      {"1e999", "Numeric value (1e999) out of range of double"},
      {"\"\x01\"", "Illegal unquoted character"},
      {"\"\\q\"", "Unrecognized character escape 'q'"},
      {"\"\\ud800\"", "Unpaired surrogate"},
      {"\"\xFF\"", "Invalid UTF-8 start byte 0xff"},
      {"\"\xC0\x80\"", "Invalid UTF-8 start byte 0xc0"},
      {"\"a", "Unexpected end-of-input"},
      {"", "Unexpected end-of-input"},
      {"{\"a\"", "Unexpected end-of-input"},
  };
  for (const BadText& one : cases) {
    const auto value = json::parse(one.text);
    ASSERT_FALSE(value.has_value()) << one.text;
    EXPECT_TRUE(value.error().message().starts_with(one.reason))
        << one.text << ": " << value.error().message();
    EXPECT_GT(value.error().line(), 0U);
  }
}

TEST(Json, FindsDuplicatesInLargeObjects) {
  std::string text = "{";
  for (int i = 0; i < 100; ++i) {
    text += "\"name" + std::to_string(i) + "\":1,";
  }
  EXPECT_TRUE(json::parse(text + "\"other\":1}").has_value());
  EXPECT_FALSE(json::parse(text + "\"name50\":1}").has_value());
}

TEST(Json, BoundsItsDepth) {
  const std::string open(json::kMaxDepth, '[');
  const std::string close(json::kMaxDepth, ']');
  EXPECT_TRUE(json::parse(open + close).has_value());
  EXPECT_FALSE(json::parse("[" + open + close + "]").has_value());
  EXPECT_FALSE(json::parse(std::string(1'000'000, '[')).has_value());
}

TEST(Json, ReadsEscapesAndSmallNumbers) {
  const auto value = json::parse("[\"\\u00e9\\ud83d\\ude00\\n\\/\", 1e-999, -0.0, 2.50]");
  ASSERT_TRUE(value.has_value()) << value.error().message();
  EXPECT_EQ(value->items[0].text, "\xC3\xA9\xF0\x9F\x98\x80\n/");
  EXPECT_EQ(value->items[3].text, "2.50");
}

TEST(Json, WritesWhatItReads) {
  const std::string text =
      R"({"a":[],"b":{},"c":[1,-2.50,"x\"\\\n\u0001é",null,true],"d":{"e":false}})";
  const auto value = json::parse(text);
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(json::to_text(*value), text);
}

TEST(Json, PrettyPrintsAsElasticsearch) {
  EXPECT_EQ(json::pretty(R"({"a":[1,{"b":"x:,{"}],"c":{},"d":[]})"),
            "{\n  \"a\" : [\n    1,\n    {\n      \"b\" : \"x:,{\"\n    }\n  ],\n  \"c\" : { },\n  "
            "\"d\" : [ ]\n}");
}

// Whatever the bytes are, the parser ends with a value or an error, and values survive a round.
TEST(Json, SurvivesDamagedTexts) {
  const std::string good = R"({"q":{"b":[1,2.5e3,"x\u0041é",null,true,{"c":[]}]},"s":-10})";
  Random random(7);
  for (int i = 0; i < 5'000; ++i) {
    std::string text = good;
    for (std::uint64_t k = random.below(4); k > 0; --k) {
      text[random.below(text.size())] = static_cast<char>(random.below(256));
    }
    text.resize(random.below(text.size() + 1));
    if (const auto value = json::parse(text); value.has_value()) {
      const auto again = json::parse(json::to_text(*value));
      ASSERT_TRUE(again.has_value()) << text;
      EXPECT_EQ(json::to_text(*again), json::to_text(*value));
    }
  }
}

}  // namespace
}  // namespace likewise
