#include "engine/quantizer/train_codebook.h"

#include <atomic>
#include <limits>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/quantizer/codebook_check.h"
#include "engine/quantizer/grouping.h"
#include "tests/engine/quantizer/random_matrix.h"

namespace likewise {
namespace {

TrainingOptions options_of(std::uint32_t groups, std::uint32_t clusters) {
  TrainingOptions options;
  options.groups = groups;
  options.clusters = clusters;
  return options;
}

ParallelFor on_threads(std::size_t threads) {
  return [threads](std::size_t count, const std::function<void(std::size_t)>& body) {
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < threads; ++i) {
      workers.emplace_back([&] {
        for (std::size_t index = next++; index < count; index = next++) {
          body(index);
        }
      });
    }
  };
}

void expect_same(const Codebook& a, const Codebook& b) {
  ASSERT_EQ(a.groups.size(), b.groups.size());
  for (std::size_t g = 0; g < a.groups.size(); ++g) {
    EXPECT_EQ(a.groups[g].dimensions, b.groups[g].dimensions);
    EXPECT_EQ(a.groups[g].centroids, b.groups[g].centroids);
  }
  EXPECT_EQ(a.transform.mean, b.transform.mean);
  EXPECT_EQ(a.transform.basis, b.transform.basis);
  EXPECT_EQ(a.facts, b.facts);
}

TEST(TrainCodebook, IsTheSameOnAnyNumberOfThreads) {
  const Matrix rows = random_matrix(400, 23, 1);
  for (const Metric metric : {Metric::kL2, Metric::kCosine}) {
    TrainingOptions options = options_of(7, 8);
    options.metric = metric;
    const auto alone = train_codebook(rows, options, run_serially);
    ASSERT_TRUE(alone.has_value()) << alone.error().message();
    EXPECT_TRUE(check_codebook(*alone).has_value());
    for (const std::size_t threads : {1U, 2U, 3U}) {
      const auto together = train_codebook(rows, options, on_threads(threads));
      ASSERT_TRUE(together.has_value());
      expect_same(*alone, *together);
    }
  }
}

TEST(TrainCodebook, TrainsEveryGroupingAlikeOnAnyNumberOfThreads) {
  const Matrix rows = random_matrix(300, 12, 4, 3.0F);
  for (const GroupingMethod& method : grouping_methods()) {
    for (const Metric metric : {Metric::kL2, Metric::kCosine}) {
      TrainingOptions options = options_of(4, 8);
      options.grouping = method.grouping;
      options.metric = metric;
      const auto alone = train_codebook(rows, options, run_serially);
      ASSERT_TRUE(alone.has_value()) << method.name << ": " << alone.error().message();
      EXPECT_TRUE(check_codebook(*alone).has_value()) << method.name;
      const auto together = train_codebook(rows, options, on_threads(3));
      ASSERT_TRUE(together.has_value());
      expect_same(*alone, *together);
    }
  }
}

TEST(TrainCodebook, RecordsHowItCameToBe) {
  const Matrix rows = random_matrix(100, 6, 1);
  TrainingOptions options = options_of(3, 4);
  options.seed = 99;
  std::atomic<std::size_t> reports{0};
  options.on_progress = [&reports](const TrainingProgress& now) {
    EXPECT_EQ(now.groups, 3U);
    ++reports;
  };
  const auto codebook = train_codebook(rows, options, run_serially);
  ASSERT_TRUE(codebook.has_value());
  EXPECT_EQ(reports, 3U);
  EXPECT_EQ(codebook->dimensions, 6U);
  EXPECT_EQ(codebook->facts.seed, 99U);
  EXPECT_EQ(codebook->facts.training_rows, 100U);
  EXPECT_GE(codebook->facts.iterations, 1U);
  double sum = 0.0;
  for (const double inertia : codebook->facts.group_inertia) {
    sum += inertia;
  }
  EXPECT_DOUBLE_EQ(codebook->facts.inertia, sum);
}

// A common offset must neither cost precision nor change the result by more than rounding.
TEST(TrainCodebook, IsNotDisturbedByALargeOffset) {
  const Matrix rows = random_matrix(300, 4, 5);
  Matrix shifted = rows;
  shifted.array() += 4096.0F;
  const auto plain = train_codebook(rows, options_of(2, 8), run_serially);
  const auto offset = train_codebook(shifted, options_of(2, 8), run_serially);
  ASSERT_TRUE(plain.has_value() && offset.has_value());
  EXPECT_NEAR(offset->facts.inertia, plain->facts.inertia, 0.02 * plain->facts.inertia);
}

TEST(TrainCodebook, IgnoresLengthUnderCosine) {
  const Matrix rows = random_matrix(200, 6, 5);
  Matrix scaled = rows;
  for (Eigen::Index row = 0; row < rows.rows(); ++row) {
    scaled.row(row) *= static_cast<float>(1 << (row % 7));
  }
  TrainingOptions options = options_of(3, 4);
  options.metric = Metric::kCosine;
  const auto plain = train_codebook(rows, options, run_serially);
  const auto other = train_codebook(scaled, options, run_serially);
  ASSERT_TRUE(plain.has_value() && other.has_value());
  expect_same(*plain, *other);
}

TEST(TrainCodebook, SaysWhatIsWrong) {
  Matrix rows = random_matrix(5, 4, 1);
  const auto message = [&rows](std::uint32_t groups, std::uint32_t clusters) {
    const auto codebook = train_codebook(rows, options_of(groups, clusters), run_serially);
    return codebook.has_value() ? std::string("trained") : codebook.error().message();
  };
  EXPECT_EQ(message(5, 2),
            "the number of groups must be between 1 and the 4 dimensions of the vectors, found 5");
  EXPECT_EQ(message(2, 0), "the number of clusters must be between 1 and 65535, found 0");
  EXPECT_EQ(message(2, 6), "5 rows cannot form 6 clusters: at least as many rows are needed");
  rows(3, 2) = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(message(2, 2),
            "row 3, column 2: the value nan is not finite or beyond 1e+15 (counting from 0)");
}

TEST(TrainCodebook, GivesUpWhenAsked) {
  TrainingOptions options = options_of(2, 4);
  options.stop = [] { return true; };
  const auto codebook = train_codebook(random_matrix(50, 4, 1), options, run_serially);
  ASSERT_FALSE(codebook.has_value());
  EXPECT_EQ(codebook.error().code(), ErrorCode::kUnavailable);
}

}  // namespace
}  // namespace likewise
