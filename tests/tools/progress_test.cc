#include "tools/progress.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likewise::tools {
namespace {

using std::chrono::milliseconds;

TEST(ProgressModeText, ReadsTheFourNames) {
  EXPECT_EQ(parse_progress_mode("auto"), ProgressMode::kAuto);
  EXPECT_EQ(parse_progress_mode("bar"), ProgressMode::kBar);
  EXPECT_EQ(parse_progress_mode("plain"), ProgressMode::kPlain);
  EXPECT_EQ(parse_progress_mode("none"), ProgressMode::kNone);
  const auto wrong = parse_progress_mode("fancy");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().type(), "usage");
}

TEST(RenderProgress, ShowsShareRateAndTimeLeft) {
  const ProgressMoment half = {"training", "groups", 50, 100, 2.0, "inertia 7"};
  EXPECT_EQ(render_progress_bar(half, 120, false),
            "training  50% [##########..........] 50/100 groups  25.0/s  2s left  inertia 7");
  EXPECT_EQ(render_progress_line(half),
            "training: 50/100 groups (50%), 25.0/s, 2s left, inertia 7");
  EXPECT_EQ(render_progress_bar({"indexing", "docs", 9000, 0, 2.0, ""}, 120, false),
            "indexing 9000 docs  4500/s");
  EXPECT_EQ(render_progress_line({"training", "groups", 0, 100, 30.0, ""}),
            "training: 0/100 groups (0%)");
  EXPECT_EQ(render_progress_line({"training", "groups", 1, 1000, 10.0, ""}),
            "training: 1/1000 groups (0%), 0.1/s, 2h46m left");
}

TEST(RenderProgress, NeverExceedsTheWidth) {
  const ProgressMoment half = {"training", "groups", 50, 100, 2.0, "a long note"};
  for (std::size_t width = 0; width < 100; ++width) {
    EXPECT_LE(render_progress_bar(half, width, false).size(), width);
  }
}

TEST(RenderProgress, ColorsOnlyTheBar) {
  EXPECT_EQ(render_progress_bar({"t", "u", 1, 1, 0.0, ""}, 80, true),
            "t 100% \x1b[32m[####################] \x1b[0m1/1 u");
}

class ProgressOutput : public testing::Test {
 protected:
  Progress::Sink sink() {
    return [this](std::string_view text) { out_.emplace_back(text); };
  }
  Progress::Clock clock() {
    return [this] { return std::chrono::steady_clock::time_point(now_); };
  }

  std::vector<std::string> out_;
  milliseconds now_{0};
};

TEST_F(ProgressOutput, IsOneLineEveryTenSecondsWithoutATerminal) {
  Progress progress("encoding", "vectors", 40, ProgressMode::kPlain, sink(), clock());
  for (std::uint64_t done = 1; done <= 40; ++done) {
    now_ += milliseconds(1000);
    progress.update(done);
  }
  progress.finish();
  progress.finish();
  EXPECT_THAT(out_, testing::ElementsAre("encoding: 10/40 vectors (25%), 1.0/s, 30s left\n",
                                         "encoding: 20/40 vectors (50%), 1.0/s, 20s left\n",
                                         "encoding: 30/40 vectors (75%), 1.0/s, 10s left\n",
                                         "encoding: 40/40 vectors (100%), 1.0/s, 0s left\n",
                                         "encoding: 40 vectors in 40.0 s (1.0/s)\n"));
}

TEST_F(ProgressOutput, IsABarDrawnTenTimesASecondOnATerminal) {
  {
    Progress progress("encoding", "vectors", 100, ProgressMode::kBar, sink(), clock());
    for (std::uint64_t done = 1; done <= 100; ++done) {
      now_ += milliseconds(10);
      progress.update(done);
    }
  }
  ASSERT_EQ(out_.size(), 11U);
  EXPECT_THAT(out_.front(), testing::StartsWith("\rencoding"));
  EXPECT_EQ(out_.back(), "\n");  // abandoned: the next message starts on its own line
}

TEST_F(ProgressOutput, IsNothingWhenSwitchedOff) {
  Progress progress("encoding", "vectors", 100, ProgressMode::kNone, sink(), clock());
  now_ += milliseconds(60'000);
  progress.update(50);
  progress.finish();
  EXPECT_TRUE(out_.empty());
}

TEST_F(ProgressOutput, IgnoresStepsBack) {
  Progress progress("training", "groups", 100, ProgressMode::kPlain, sink(), clock());
  progress.update(7, "seven");
  progress.update(6, "six");
  now_ = milliseconds(1000);
  progress.finish();
  EXPECT_THAT(out_, testing::ElementsAre("training: 7 groups in 1.0 s (7.0/s), seven\n"));
}

}  // namespace
}  // namespace likewise::tools
