// What is indexed: several tokens per group, outliers.

#include <algorithm>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/quantizer/code_table.h"
#include "engine/quantizer/encoder.h"
#include "engine/quantizer/train_codebook.h"
#include "tests/engine/quantizer/random_matrix.h"

namespace likewise {
namespace {

/// One group of all columns.
Codebook one_group(std::uint64_t seed) {
  Codebook codebook;
  codebook.dimensions = 3;
  codebook.groups.push_back({{0, 1, 2}, random_whole_matrix(7, 3, 9, seed)});
  codebook.facts.group_inertia = {0.0};
  return codebook;
}

/// Clusters by squared distance, then by number.
std::vector<std::uint16_t> ranking(const Matrix& rows, Eigen::Index row,
                                   const CodebookGroup& group) {
  std::vector<std::pair<double, std::uint16_t>> order;
  for (Eigen::Index cluster = 0; cluster < group.centroids.rows(); ++cluster) {
    order.emplace_back(0.5 * squared_distance(rows, row, group.centroids, cluster),
                       static_cast<std::uint16_t>(cluster));
  }
  std::sort(order.begin(), order.end());
  std::vector<std::uint16_t> clusters;
  for (const auto& [distance, cluster] : order) {
    clusters.push_back(cluster);
  }
  return clusters;
}

TEST(EncodeTokens, GivesTheTwoNearestWithTies) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    Codebook codebook = one_group(seed);
    codebook.tokens_per_group = 2;
    const Matrix rows = random_whole_matrix(150, 3, 9, seed + 50);
    const Encoder encoder(codebook);
    const Codes tokens = encoder.encode_tokens(rows, run_serially).value();
    const Codes codes = encoder.encode(rows, run_serially).value();
    ASSERT_EQ(tokens.cols(), 2);
    for (Eigen::Index row = 0; row < rows.rows(); ++row) {
      const std::vector<std::uint16_t> expected = ranking(rows, row, codebook.groups[0]);
      ASSERT_EQ(tokens(row, 0), expected[0]) << seed << " row " << row;
      ASSERT_EQ(tokens(row, 1), expected[1]) << seed << " row " << row;
      ASSERT_EQ(codes(row, 0), expected[0]);
    }
  }
}

TEST(EncodeTokens, LeavesOutWhatIsTooFar) {
  Codebook codebook = one_group(1);
  codebook.groups[0].outlier_distance = 10.0F;
  const Matrix rows = random_whole_matrix(200, 3, 12, 2);
  const Codes tokens = Encoder(codebook).encode_tokens(rows, run_serially).value();
  std::size_t left_out = 0;
  for (Eigen::Index row = 0; row < rows.rows(); ++row) {
    const std::uint32_t nearest = brute_force_nearest(rows, row, codebook.groups[0].centroids);
    const bool outlier = squared_distance(rows, row, codebook.groups[0].centroids, nearest) > 10.0;
    ASSERT_EQ(tokens(row, 0), outlier ? kNoToken : nearest) << row;
    EXPECT_EQ(token_texts(tokens, row).size(), outlier ? 0U : 1U);
    left_out += outlier ? 1U : 0U;
  }
  EXPECT_GT(left_out, 5U);
  EXPECT_LT(left_out, 195U);
}

TEST(EncodeTokens, EqualsCodesForAPlainCodebook) {
  TrainingOptions options;
  options.groups = 3;
  options.clusters = 8;
  const Matrix rows = random_matrix(200, 9, 3);
  const Codebook codebook = train_codebook(rows, options, run_serially).value();
  const Encoder encoder(codebook);
  EXPECT_EQ(encoder.encode_tokens(rows, run_serially).value(),
            encoder.encode(rows, run_serially).value());
}

TEST(EncodeTokens, AreWrittenAndScored) {
  Codes tokens(1, 4);
  tokens << 3, 1, kNoToken, kNoToken;
  EXPECT_EQ(token_texts(tokens, 0, 2), (std::vector<std::string>{"0-3", "0-1"}));
  CodeTable table(std::vector<std::uint32_t>{4, 4});
  table.group(0)[3] = 2.0F;
  table.group(0)[1] = 0.5F;
  table.group(1)[0] = 9.0F;
  EXPECT_EQ(score_rows(table, tokens, 2), std::vector<float>{2.5F});
}

TEST(TrainingOptionsOfTokens, AreChecked) {
  const Matrix rows = random_matrix(20, 2, 1);
  const auto refusal = [&rows](std::uint32_t per_group, double outliers) {
    TrainingOptions options;
    options.groups = 1;
    options.clusters = 2;
    options.tokens_per_group = per_group;
    options.outliers = outliers;
    const auto codebook = train_codebook(rows, options, run_serially);
    return codebook.has_value() ? "trained" : codebook.error().message();
  };
  EXPECT_EQ(refusal(2, 0.0), "trained");
  EXPECT_EQ(refusal(3, 0.0), "a group of 2 clusters gives between 1 and 2 tokens, found 3");
  EXPECT_EQ(refusal(0, 0.0), "a group of 2 clusters gives between 1 and 2 tokens, found 0");
  EXPECT_EQ(refusal(1, 1.0), "the share of outliers must be at least 0 and less than 1, found 1");
}

}  // namespace
}  // namespace likewise
