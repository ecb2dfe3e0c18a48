// The pieces of `likewise tune`, and the command on a small file.

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/quantizer/random_matrix.h"
#include "tests/engine/vectors/npy_bytes.h"
#include "tests/tools/temporary_folder.h"
#include "tools/command.h"
#include "tools/thread_pool_for.h"
#include "tools/tune/candidate.h"
#include "tools/tune/duration.h"
#include "tools/tune/halving.h"
#include "tools/tune/line_plot.h"
#include "tools/tune/pareto.h"
#include "tools/tune/tuning.h"

namespace likewise::tools {
namespace {

using testing::HasSubstr;

/// Rows around centres whose dimensions come in correlated pairs.
Matrix clustered(Eigen::Index rows, std::uint64_t seed) {
  const Matrix centres = 2.0F * random_matrix(30, 16, 99);
  Matrix matrix = random_matrix(rows, 16, seed);
  for (Eigen::Index row = 0; row < rows; ++row) {
    matrix.row(row) += centres.row(row % 30);
  }
  return matrix;
}

TEST(Candidates, AreTheWholeGridLikelyOnesFirst) {
  const std::vector<Candidate> grid = candidate_grid(1280, 20000, {});
  EXPECT_EQ(grid.size(), 4U * 4U * 7U);
  EXPECT_EQ(std::set<Candidate>(grid.begin(), grid.end()).size(), grid.size());
  EXPECT_EQ(to_string(grid.front()), "pca-rotated, n 128, m 32");
  for (const Candidate& candidate : candidate_grid(20, 300, {})) {
    EXPECT_LE(candidate.groups, 20U);
    EXPECT_LE(candidate.clusters, 30U);
  }
  EXPECT_EQ(candidate_grid(8, 1000, {{4, 9}, {8}}).size(), 7U);
  EXPECT_TRUE(candidate_grid(8, 5, {}).empty());
}

TEST(Candidates, TellTheOptionsThatMakeThem) {
  Candidate candidate;
  EXPECT_EQ(train_options(candidate), "--groups 128 --clusters 32 --grouping contiguous");
  EXPECT_EQ(variants_of(candidate, 2).size(), 5U);
  EXPECT_EQ(variants_of(candidate, 1).size(), 3U);
  candidate.tokens_per_group = 2;
  candidate.outliers = 0.02;
  candidate.clustering = Clustering::kBalanced;
  EXPECT_EQ(train_options(candidate),
            "--groups 128 --clusters 32 --grouping contiguous --clustering balanced --assign 2 "
            "--outliers 0.02");
  EXPECT_EQ(to_string(candidate),
            "contiguous, n 128, m 32, balanced, 2 tokens per group, 2 % outliers");
}

TEST(Halving, KeepsTheBestOfEveryRound) {
  const Matrix rows = clustered(2000, 1);
  TrialBench bench(rows, Metric::kL2, 1, run_serially, {});
  HalvingOptions options;
  options.recall.adc = false;
  options.recall.weighted.clear();
  options.start = std::chrono::steady_clock::now();
  options.rungs = {{0.5, 0.5, 1.0, 1.0}, {1.0, 1.0, 0.4, 1.0}};
  const TrialSet all =
      make_trial_set(rows, clustered(60, 2), 10, Metric::kL2, run_serially).value();
  const std::vector<Candidate> grid = candidate_grid(16, 2000, {{4, 8}, {4, 16}});
  const auto rounds = halve(grid, all, Metric::kL2, bench, options, run_serially).value();
  ASSERT_EQ(rounds.size(), 2U);
  EXPECT_EQ(rounds[0].size(), 28U);
  EXPECT_EQ(rounds[0][0].rows, 1000U);
  EXPECT_EQ(rounds[1].size(), 12U);
  EXPECT_EQ(rounds[1][0].rows, 2000U);
  EXPECT_TRUE(
      std::is_sorted(rounds[1].begin(), rounds[1].end(), [](const Trial& a, const Trial& b) {
        return a.mode("tokens").recall > b.mode("tokens").recall;
      }));
  // When there is no time, the first candidate is measured nevertheless.
  options.time = std::chrono::duration<double>(0.0);
  const auto hurried = halve(grid, all, Metric::kL2, bench, options, run_serially).value();
  ASSERT_EQ(hurried.size(), 1U);
  EXPECT_EQ(hurried[0].size(), 1U);
  options.stop = [] { return true; };
  EXPECT_FALSE(halve(grid, all, Metric::kL2, bench, options, run_serially).has_value());
}

TEST(BestClusters, AreThoseThatNothingBeatsBeyondDoubt) {
  const auto best = best_clusters({{1000, 8, 0.50, 0.01},
                                   {1000, 16, 0.51, 0.01},
                                   {1000, 32, 0.40, 0.01},
                                   {2000, 8, 0.30, 0.001},
                                   {2000, 16, 0.35, 0.001}});
  ASSERT_EQ(best.size(), 2U);
  EXPECT_EQ(best[0].best, 16U);
  EXPECT_EQ(best[0].least, 8U);
  EXPECT_EQ(best[0].most, 16U);
  EXPECT_EQ(best[1].least, 16U);
  EXPECT_TRUE(best_clusters({}).empty());
}

TEST(Durations, Parse) {
  EXPECT_EQ(parse_duration("--budget", "90s").value().count(), 90.0);
  EXPECT_EQ(parse_duration("--budget", "1.5m").value().count(), 90.0);
  EXPECT_EQ(parse_duration("--budget", "2h").value().count(), 7200.0);
  for (const char* text : {"", "m", "10x", "-1s", "0", "nan", "1e9h"}) {
    EXPECT_THAT(parse_duration("--budget", text).error().message(), HasSubstr("--budget: "))
        << text;
  }
}

TEST(LinePlot, DrawsEveryPointAndEscapes) {
  const std::string svg = to_svg({"p",
                                  "a < b",
                                  "",
                                  "x",
                                  "y",
                                  true,
                                  {{"one", {{8, 0.2, 0.01, "8 & up"}, {16, 0.3, 0, ""}}, true},
                                   {"two", {{8, 0.1, 0, ""}}, true}}});
  EXPECT_THAT(svg, HasSubstr("a &lt; b"));
  EXPECT_THAT(svg, HasSubstr("8 &amp; up"));
  std::size_t circles = 0;
  for (std::size_t at = svg.find("<circle"); at != std::string::npos;
       at = svg.find("<circle", at + 1)) {
    ++circles;
  }
  EXPECT_EQ(circles, 3U);
  EXPECT_THAT(to_svg({"q", "", "", "", "", false, {}}), HasSubstr("</svg>"));
}

TEST(TuneCommand, WritesItsFourFiles) {
  const TemporaryFolder folder;
  const Matrix rows = clustered(1500, 5);
  folder.write("v.npy",
               npy_file(1, npy_dictionary("<f4", false, "(1500, 16)"),
                        std::string(reinterpret_cast<const char*>(rows.data()),
                                    static_cast<std::size_t>(rows.size()) * sizeof(float))));
  CommandLine line;
  add_tune(line);
  std::vector<std::string> arguments = {"none",
                                        "--progress",
                                        "64",
                                        "--weighted",
                                        "8,16",
                                        "--clusters",
                                        "8",
                                        "--groups",
                                        "3s",
                                        "--budget",
                                        folder.file("out"),
                                        "-o",
                                        folder.file("v.npy"),
                                        "tune"};
  line.app.parse(arguments);
  testing::internal::CaptureStdout();
  const Result<int> code = line.run();
  const std::string printed = testing::internal::GetCapturedStdout();
  ASSERT_TRUE(code.has_value()) << code.error().message();
  EXPECT_THAT(printed, HasSubstr("1200 vectors of 16 dimensions; chosen with 150 queries"));
  EXPECT_THAT(printed, HasSubstr("* Train with `--groups 8 --clusters "));
  for (const char* name :
       {"out/model.lwm", "out/report.json", "out/report.html", "out/model-card.md"}) {
    EXPECT_TRUE(std::filesystem::exists(folder.file(name))) << name;
  }
  EXPECT_THAT(folder.read("out/report.html"), HasSubstr("</svg>"));
  EXPECT_THAT(folder.read("out/report.json"), HasSubstr("\"winner\":{\"grouping\":"));
  EXPECT_THAT(folder.read("out/model-card.md"), HasSubstr("## Limits"));
}

}  // namespace
}  // namespace likewise::tools
