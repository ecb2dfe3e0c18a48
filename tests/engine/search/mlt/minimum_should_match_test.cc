#include "engine/search/minimum_should_match.h"

#include <gmock/gmock.h>

namespace likewise {
namespace {

struct Case {
  std::int32_t clauses;
  const char* spec;
  std::int32_t count;
};

const Case kCounts[] = {
    {25, "30%", 7},         {3, "30%", 0},         {196, "30%", 58},       {40, "100%", 40},
    {25, "200%", 50},       {25, "0%", 0},         {4, "-25%", 3},         {25, "-30%", 18},
    {3, "-30%", 3},         {10, "-200%", 0},      {10, "3", 3},           {10, "+2", 2},
    {10, " 2\n", 2},        {10, "-2", 8},         {1, "-2", 0},           {10, "25", 25},
    {10, "-2147483648", 0}, {100, "29%", 29},      {2, "2<75%", 2},        {3, "2<75%", 2},
    {3, "2 <\t75%", 2},     {9, "2<-25% 9<-3", 7}, {10, "2<-25% 9<-3", 7}, {12, "2<-25% 9<-3", 9},
    {0, "3<", 0},           {3, "3<", 3},          {5, "1<2<3", 2},
};

TEST(MinimumShouldMatch, CountsAsElasticsearch) {
  for (const Case& c : kCounts) {
    const Result<std::int32_t> count = minimum_should_match(c.clauses, c.spec);
    ASSERT_TRUE(count.has_value()) << c.spec << ": " << count.error().message();
    EXPECT_EQ(*count, c.count) << c.clauses << " of " << c.spec;
  }
}

struct Refusal {
  const char* spec;
  const char* message;
};

const Refusal kBadNumbers[] = {
    {"abc", "For input string: \"abc\""},
    {"", "For input string: \"\""},
    {"%", "For input string: \"\""},
    {"30 %", "For input string: \"30 \""},
    {"50%%", "For input string: \"50%\""},
    {"1.5", "For input string: \"1.5\""},
    {"+", "For input string: \"+\""},
    {"+-2", "For input string: \"+-2\""},
    {"2147483648", "For input string: \"2147483648\""},
    {"<3", "For input string: \"\""},
    {"2<1  3<2", "For input string: \"\""},
    {"3<<5", "For input string: \"\""},
};

TEST(MinimumShouldMatch, RefusesWhatJavaCannotParse) {
  for (const Refusal& refusal : kBadNumbers) {
    const Result<std::int32_t> count = minimum_should_match(10, refusal.spec);
    ASSERT_FALSE(count.has_value()) << refusal.spec;
    EXPECT_EQ(count.error().message(), refusal.message) << refusal.spec;
    EXPECT_EQ(count.error().type(), "number_format_exception");
    EXPECT_EQ(count.error().code(), ErrorCode::kInvalidArgument);
    EXPECT_TRUE(count.error().in_shard());
  }
}

TEST(MinimumShouldMatch, ReportsConditionWithoutValueAsServerError) {
  const Refusal refusals[] = {{"3<", "Index 1 out of bounds for length 1"},
                              {"<", "Index 0 out of bounds for length 0"}};
  for (const Refusal& refusal : refusals) {
    const Result<std::int32_t> count = minimum_should_match(10, refusal.spec);
    ASSERT_FALSE(count.has_value()) << refusal.spec;
    EXPECT_EQ(count.error().message(), refusal.message);
    EXPECT_EQ(count.error().type(), "array_index_out_of_bounds_exception");
    EXPECT_EQ(count.error().status(), 500);
    EXPECT_TRUE(count.error().in_shard());
  }
}

}  // namespace
}  // namespace likewise
