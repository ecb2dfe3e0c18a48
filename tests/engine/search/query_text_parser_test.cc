#include "engine/search/query_text_parser.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "engine/base/java_text.h"
#include "engine/search/simple_query_parser.h"
#include "tests/engine/search/recorded_query_texts.h"

namespace likewise {
namespace {

/// Plans whose terms are the texts themselves.
class WrittenLeaves final : public QueryTextLeaves {
 public:
  bool operator_and = false;

  Result<PlanRef> words(const std::string* field, const std::string& text) override {
    std::istringstream stream(text);
    BoolPlan group;
    for (std::string word; stream >> word;) {
      group.clauses.push_back({operator_and ? Occur::kMust : Occur::kShould, leaf(field, word)});
    }
    if (group.clauses.size() < 2) {
      return group.clauses.empty() ? PlanRef() : group.clauses.front().plan;
    }
    return make_plan(std::move(group));
  }
  Result<PlanRef> phrase(const std::string* field, const std::string& text,
                         std::int32_t slop) override {
    if (text.find(' ') == std::string::npos) {
      return words(field, text);
    }
    return other(field, "\"" + text + "\"" + (slop > 0 ? "~" + std::to_string(slop) : ""));
  }
  Result<PlanRef> prefix(const std::string* field, const std::string& text) override {
    return other(field, text + "*");
  }
  Result<PlanRef> wildcard(const std::string* field, const std::string& pattern) override {
    const bool all = pattern == "*" && field != nullptr && *field == "*";
    return all ? make_plan(AllPlan{}) : other(field, pattern);
  }
  Result<PlanRef> range(const std::string* field, const std::optional<std::string>& lower,
                        const std::optional<std::string>& upper, bool include_lower,
                        bool include_upper) override {
    return other(field, (include_lower ? "[" : "{") + lower.value_or("*") + " TO " +
                            upper.value_or("*") + (include_upper ? "]" : "}"));
  }
  Result<PlanRef> exists(const std::string& field) override { return other(&field, "*"); }

 private:
  static PlanRef leaf(const std::string* field, const std::string& text) {
    return make_plan(TermPlan{0, std::nullopt, (field == nullptr ? "a" : *field) + ":" + text});
  }
  /// No term, and so never one of the words that are merged into the group around them.
  static Result<PlanRef> other(const std::string* field, const std::string& text) {
    ExistsPlan plan;
    plan.name = (field == nullptr ? "a" : *field) + ":" + text;
    return make_plan(std::move(plan));
  }
};

std::string written(const PlanRef& plan);

std::string written(const BoolPlan& group) {
  std::string out;
  for (const PlanClause& clause : group.clauses) {
    out += out.empty() ? "" : " ";
    out += clause.occur == Occur::kMust      ? "+"
           : clause.occur == Occur::kMustNot ? "-"
           : clause.occur == Occur::kFilter  ? "#"
                                             : "";
    const bool is_group = clause.plan->as<BoolPlan>() != nullptr;
    out += is_group ? "(" + written(clause.plan) + ")" : written(clause.plan);
  }
  return out;
}

std::string written(const PlanRef& plan) {
  if (const auto* const group = plan->as<BoolPlan>()) {
    return written(*group);
  }
  if (const auto* const boost = plan->as<BoostPlan>()) {
    return "(" + written(boost->inner) + ")^" + java_float(boost->boost);
  }
  if (const auto* const term = plan->as<TermPlan>()) {
    return term->unknown_text;
  }
  const auto* const other = plan->as<ExistsPlan>();
  return other != nullptr ? other->name : "*:*";
}

std::string outcome(const Result<PlanRef>& plan) {
  if (!plan) {
    return "!" + plan.error().message();
  }
  return *plan == nullptr ? "" : written(*plan);
}

TEST(QueryTextParser, MakesTheQueriesOfElasticsearch) {
  for (const testing::Recorded& row : testing::kQueryTexts) {
    WrittenLeaves leaves;
    leaves.operator_and = row.operator_and;
    EXPECT_EQ(outcome(parse_query_text(row.text, {row.operator_and}, leaves)), row.outcome)
        << row.text;
  }
}

TEST(SimpleQueryParser, MakesTheQueriesOfElasticsearch) {
  for (const testing::Recorded& row : testing::kSimpleQueryTexts) {
    WrittenLeaves leaves;
    leaves.operator_and = row.operator_and;
    EXPECT_EQ(outcome(parse_simple_query(row.text, {row.operator_and}, leaves)), row.outcome)
        << row.text;
  }
}

TEST(SimpleQueryParser, KnowsOnlyTheOperatorsOfItsFlags) {
  const auto parse = [](std::string_view text, std::uint32_t flags) {
    WrittenLeaves leaves;
    return outcome(parse_simple_query(text, {false, flags}, leaves));
  };
  EXPECT_EQ(parse("x+y", kSimpleAll), "+a:x +a:y");
  EXPECT_EQ(parse("x+y", kSimpleOr), "a:x+y");
  EXPECT_EQ(parse("x -y", kSimpleWhitespace), "a:x a:-y");
  EXPECT_EQ(parse("(x)", kSimpleWhitespace), "a:(x)");
  EXPECT_EQ(parse("x*", 0), "a:x*");
  EXPECT_EQ(parse("\\x", kSimpleEscape), "a:x");
}

TEST(QueryTextParser, BoundsNestingAndClauses) {
  WrittenLeaves leaves;
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '(') + "x" + std::string(levels, ')');
  };
  EXPECT_EQ(outcome(parse_query_text(nested(100), {}, leaves)), "a:x");
  EXPECT_FALSE(parse_query_text(nested(101), {}, leaves).has_value());
  EXPECT_FALSE(parse_query_text(std::string(1'000'000, '('), {}, leaves).has_value());
  EXPECT_EQ(outcome(parse_simple_query(nested(50'000), {}, leaves)), "");
  EXPECT_EQ(outcome(parse_query_text("x y x* z", {.max_clauses = 3}, leaves)).substr(0, 1), "!");
}

/// Whatever is typed: an answer or a refusal.
TEST(QueryTextParser, SurvivesAnyText) {
  constexpr std::string_view kPieces = "xy \"\\:()[]{}^~*?+-!/|&ANDORTO<>=1.\t\xC3\xA9";
  std::mt19937 random(20'240'229);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t length = random() % 24; length > 0; --length) {
      text += kPieces[random() % kPieces.size()];
    }
    WrittenLeaves leaves;
    const Result<PlanRef> plan = parse_query_text(text, {}, leaves);
    if (!plan) {
      EXPECT_TRUE(is_query_text_error(plan.error()) ||
                  plan.error().code() == ErrorCode::kUnsupported)
          << text;
    }
    const Result<PlanRef> simple = parse_simple_query(text, {}, leaves);
    EXPECT_TRUE(simple.has_value() || simple.error().code() == ErrorCode::kUnsupported) << text;
  }
}

}  // namespace
}  // namespace likewise
