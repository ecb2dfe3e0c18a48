#include "tools/compare/html_report.h"

#include <cmath>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tools/compare/column_plot.h"
#include "tools/compare/distribution.h"

namespace likewise::tools {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

SearchAnswer answer(std::vector<RankedHit> hits, double milliseconds = 1) {
  SearchAnswer out;
  out.status = 200;
  out.total = hits.size();
  out.hits = std::move(hits);
  out.milliseconds = milliseconds;
  return out;
}

PairOutcome pair_of(std::vector<RankedHit> left, std::vector<RankedHit> right,
                    std::size_t depth = 4) {
  return compare_answers(R"({"query":"q"})", answer(std::move(left)), answer(std::move(right)),
                         depth);
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

TEST(Distribution, CountsOverlapsByDepthOrByTenths) {
  const std::vector<PairOutcome> four = {
      pair_of({{"a", 2}, {"b", 1}}, {{"a", 2}, {"b", 1}}),
      pair_of({{"a", 4}, {"b", 3}, {"c", 2}, {"d", 1}}, {{"a", 4}, {"x", 3}, {"y", 2}, {"z", 1}}),
      pair_of({{"a", 1}}, {{"b", 1}})};
  EXPECT_EQ(common_depth(four), 4U);
  EXPECT_THAT(overlap_bins(four),
              ElementsAre(Bin{"0", 1}, Bin{"0.25", 1}, Bin{"0.5", 0}, Bin{"0.75", 0}, Bin{"1", 1}));
  const std::vector<PairOutcome> mixed = {pair_of({{"a", 2}}, {{"a", 2}}, 4),
                                          pair_of({{"a", 2}}, {{"a", 2}}, 5)};
  EXPECT_EQ(common_depth(mixed), 0U);
  EXPECT_EQ(overlap_bins(mixed).size(), 11U);
  EXPECT_EQ(overlap_bins(mixed).back().count, 2U);
  EXPECT_EQ(common_depth({}), 0U);
}

TEST(Distribution, CountsScoreDifferencesByPowersOfTen) {
  std::vector<PairOutcome> outcomes;
  for (const float right : {1.0F, 1.5F, 1.0000001F, 1.005F, 9.0F}) {
    outcomes.push_back(pair_of({{"a", 1}}, {{"a", right}}));
  }
  outcomes.push_back(pair_of({{"a", 1}}, {{"a", 2}}));
  outcomes.back().error = "left: hits; right: t: r";
  const std::vector<Bin> bins = score_difference_bins(outcomes);
  ASSERT_EQ(bins.size(), 9U);
  EXPECT_EQ(bins[0], (Bin{"0", 1}));
  EXPECT_EQ(bins[1], (Bin{"< 10⁻⁶", 1}));
  EXPECT_EQ(bins[5], (Bin{"< 0.01", 1}));
  EXPECT_EQ(bins[7], (Bin{"< 1", 1}));
  EXPECT_EQ(bins[8], (Bin{"≥ 1", 1}));
}

TEST(ColumnPlot, MarksAxesInRoundSteps) {
  EXPECT_THAT(axis_marks(10), ElementsAre(0, 2, 4, 6, 8, 10));
  EXPECT_THAT(axis_marks(5), ElementsAre(0, 1, 2, 3, 4, 5));
  EXPECT_THAT(axis_marks(68), ElementsAre(0, 20, 40, 60, 80));
  for (const double largest : {0.0, 1e-9, 0.3, 1.0, 7.3, 999.0, 1e12, std::nan("")}) {
    const std::vector<double> marks = axis_marks(largest);
    EXPECT_GE(marks.size(), 2U) << largest;
    EXPECT_LE(marks.size(), 7U) << largest;
    EXPECT_FALSE(marks.back() < largest) << largest;
  }
}

TEST(ColumnPlot, DrawsEveryColumnAndTellsWhatIsSeen) {
  ColumnPlot plot{"p", "Title <1>", "What \"is\" seen", "x", "y", {"left", "right"}, {}};
  plot.groups = {{"one", {1, 2}, {"1", "2"}}, {"two", {0, 4}, {"", "4"}}};
  const std::string svg = to_svg(plot);
  EXPECT_EQ(count(svg, "<rect"), 4U);
  EXPECT_EQ(count(svg, R"(class="value")"), 3U);
  EXPECT_THAT(svg, HasSubstr(R"(role="img" aria-labelledby="p-title p-text")"));
  EXPECT_THAT(svg, HasSubstr(R"(<title id="p-title">Title &lt;1&gt;</title>)"));
  EXPECT_THAT(svg, HasSubstr(R"(<desc id="p-text">What &quot;is&quot; seen</desc>)"));
  EXPECT_THAT(svg, HasSubstr(R"(height="0.0")"));
}

ComparisonResult different() {
  ComparisonResult result;
  result.left = {"Elasticsearch 8.19.0", "1", "10", "0", "aa", ""};
  result.right = {"Elasticsearch 7.10.2", "3", "9", "4", "bb", "2024-01-02T03:04:05Z"};
  result.outcomes = {pair_of({{"a", 3}, {"b", 2}, {"<script>", 1}}, {{"b", 3}, {"a", 2}, {"z", 1}}),
                     pair_of({{"a", 3}}, {{"a", 3}})};
  return result;
}

TEST(HtmlReport, IsOnePageWithoutAnythingFromOutside) {
  const std::string page = to_html(different());
  EXPECT_THAT(page, testing::StartsWith("<!doctype html>\n<html lang=\"en\">"));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  for (const char* part : {"http:", "https:", "<script", "src=", "@import", "url(", "<link"}) {
    EXPECT_THAT(page, Not(HasSubstr(part)));
  }
  EXPECT_EQ(count(page, "<svg"), 3U);
  EXPECT_EQ(count(page, "<svg"), count(page, "</svg>"));
  for (const char* element : {"table", "details", "section", "tr", "ul", "div"}) {
    EXPECT_EQ(count(page, fmt::format("<{}>", element)) + count(page, fmt::format("<{} ", element)),
              count(page, fmt::format("</{}>", element)))
        << element;
  }
}

TEST(HtmlReport, ShowsTheWorstQueriesSideBySide) {
  const std::string page = to_html(different());
  EXPECT_THAT(page, HasSubstr("1 of 2 queries agree"));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;</td>"));
  EXPECT_THAT(page, HasSubstr(R"(<td class="only">only here</td>)"));
  EXPECT_THAT(page, HasSubstr(R"(<td class="moved">rank 2, other score</td>)"));
  EXPECT_THAT(page, HasSubstr("{&quot;query&quot;:&quot;q&quot;}"));
  EXPECT_THAT(page, HasSubstr("recorded at 2024-01-02T03:04:05Z"));
  EXPECT_THAT(page, HasSubstr("has 3 shards"));
}

TEST(HtmlReport, SaysSoWhenNothingDiffersOrNothingWasAsked) {
  ComparisonResult result;
  EXPECT_THAT(to_html(result), HasSubstr("There is none"));
  result.outcomes = {pair_of({{"a", 3}}, {{"a", 3}})};
  const std::string page = to_html(result);
  EXPECT_THAT(page, HasSubstr(R"(class="verdict good">1 of 1)"));
  EXPECT_THAT(page, Not(HasSubstr("Perhaps because")));
}

}  // namespace
}  // namespace likewise::tools
