#include "tools/recall_measurement.h"

#include <map>

#include <gtest/gtest.h>

#include "engine/quantizer/train_codebook.h"
#include "tests/engine/quantizer/random_matrix.h"

namespace likewise::tools {
namespace {

/// Rows around a few centres: neighbours are not all equally far.
Matrix clustered(Eigen::Index rows, std::uint64_t seed) {
  const Matrix centres = 3.0F * random_matrix(20, 12, 99);
  Matrix matrix = random_matrix(rows, 12, seed);
  for (Eigen::Index row = 0; row < rows; ++row) {
    matrix.row(row) += centres.row(row % 20);
  }
  return matrix;
}

Codebook codebook_of(const Matrix& rows) {
  TrainingOptions options;
  options.groups = 6;
  options.clusters = 16;
  return train_codebook(rows, options, run_serially).value();
}

std::map<std::string, ModeRecall> by_mode(const std::vector<ModeRecall>& modes) {
  std::map<std::string, ModeRecall> map;
  for (const ModeRecall& mode : modes) {
    map[mode.mode] = mode;
  }
  return map;
}

TEST(RecallMeasurement, RanksTheModesAsTheTheoryDoes) {
  const Matrix rows = clustered(2000, 1);
  const Matrix queries = clustered(40, 2);
  RecallOptions options;
  options.weighted = {24, 96};
  const auto measured = measure_recall(codebook_of(rows), rows, queries, options, run_serially);
  ASSERT_TRUE(measured.has_value()) << measured.error().message();
  auto modes = by_mode(*measured);
  ASSERT_EQ(modes.size(), 5U);
  EXPECT_GT(modes["asymmetric-96"].recall, modes["tokens"].recall);
  EXPECT_GT(modes["adc"].recall, modes["tokens"].recall);
  EXPECT_GE(modes["exact-100"].recall, modes["adc"].recall);
  // Re-ranking reaches what the candidates hold, neither more nor less.
  EXPECT_DOUBLE_EQ(modes["exact-100"].recall, modes["adc"].among_100);
  for (const auto& [name, mode] : modes) {
    EXPECT_LE(mode.recall, mode.among_100) << name;
    EXPECT_LE(mode.among_100, mode.among_1000) << name;
    EXPECT_LT(mode.standard_error, 0.1) << name;
  }
}

TEST(RecallMeasurement, IsPerfectWhenEverythingIsReranked) {
  const Matrix rows = clustered(300, 1);
  RecallOptions options;
  options.rerank = 300;
  options.k = 7;
  const auto modes = by_mode(
      measure_recall(codebook_of(rows), rows, clustered(10, 2), options, run_serially).value());
  EXPECT_EQ(modes.at("exact-300").recall, 1.0);
  EXPECT_EQ(modes.at("exact-300").standard_error, 0.0);
}

TEST(RecallMeasurement, SaysWhatIsWrong) {
  const Matrix rows = clustered(300, 1);
  const Codebook codebook = codebook_of(rows);
  const auto refusal = [&](const Matrix& base, const Matrix& queries) {
    const auto modes = measure_recall(codebook, base, queries, RecallOptions(), run_serially);
    return modes.has_value() ? "measured" : modes.error().message();
  };
  EXPECT_EQ(refusal(rows.topRows(9), rows),
            "recall@10 needs at least as many vectors and one query, found 9 and 300");
  EXPECT_EQ(refusal(rows, Matrix(0, 12)),
            "recall@10 needs at least as many vectors and one query, found 300 and 0");
  EXPECT_EQ(refusal(rows, rows.leftCols(3)), "the vectors have 12 dimensions, the queries 3");
  EXPECT_EQ(refusal(rows.leftCols(3), rows.leftCols(3)),
            "the codebook encodes vectors of 12 dimensions, found 3");
}

}  // namespace
}  // namespace likewise::tools
