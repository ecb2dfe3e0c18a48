#include "engine/quantizer/encoder.h"

#include <limits>

#include <gtest/gtest.h>

#include "engine/quantizer/train_codebook.h"
#include "tests/engine/quantizer/random_matrix.h"

namespace likewise {
namespace {

// Groups of different widths, out of order, with different numbers of clusters.
Codebook handmade_codebook(std::uint64_t bound, std::uint64_t seed) {
  Codebook codebook;
  codebook.dimensions = 6;
  codebook.groups.push_back({{4, 0, 2}, random_whole_matrix(7, 3, bound, seed)});
  codebook.groups.push_back({{1}, random_whole_matrix(2, 1, bound, seed + 1)});
  codebook.groups.push_back({{5, 3}, random_whole_matrix(33, 2, bound, seed + 2)});
  codebook.facts.group_inertia = {0.0, 0.0, 0.0};
  return codebook;
}

Matrix columns_of(const Matrix& rows, const std::vector<std::uint32_t>& columns) {
  Matrix part(rows.rows(), static_cast<Eigen::Index>(columns.size()));
  for (std::size_t j = 0; j < columns.size(); ++j) {
    part.col(static_cast<Eigen::Index>(j)) = rows.col(columns[j]);
  }
  return part;
}

TEST(Encoder, EqualsBruteForceWithTies) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const Codebook codebook = handmade_codebook(5, seed);
    const Matrix rows = random_whole_matrix(300, 6, 5, seed + 50);
    const auto codes = Encoder(codebook).encode(rows, run_serially);
    ASSERT_TRUE(codes.has_value());
    ASSERT_EQ(codes->rows(), rows.rows());
    for (std::size_t g = 0; g < codebook.groups.size(); ++g) {
      const Matrix part = columns_of(rows, codebook.groups[g].dimensions);
      for (Eigen::Index row = 0; row < rows.rows(); ++row) {
        ASSERT_EQ((*codes)(row, static_cast<Eigen::Index>(g)),
                  brute_force_nearest(part, row, codebook.groups[g].centroids))
            << "group " << g << ", row " << row;
      }
    }
  }
}

// Whole numbers and a permutation with signs as basis: distances after it are exact, too.
TEST(Encoder, TransformsFirst) {
  Codebook codebook = handmade_codebook(5, 3);
  codebook.dimensions = 7;
  codebook.transform.mean = {1, 0, 2, 0, 0, 3, 1};
  codebook.transform.basis = Matrix::Zero(6, 7);
  for (Eigen::Index k = 0; k < 6; ++k) {
    codebook.transform.basis(k, (3 * k + 1) % 7) = k % 2 == 0 ? 1.0F : -1.0F;
  }
  const Matrix rows = random_whole_matrix(150, 7, 5, 8);
  Matrix moved = rows;
  for (Eigen::Index j = 0; j < 7; ++j) {
    moved.col(j).array() -= codebook.transform.mean[static_cast<std::size_t>(j)];
  }
  moved = (moved * codebook.transform.basis.transpose()).eval();
  const auto codes = Encoder(codebook).encode(rows, run_serially);
  ASSERT_TRUE(codes.has_value());
  for (std::size_t g = 0; g < codebook.groups.size(); ++g) {
    const Matrix part = columns_of(moved, codebook.groups[g].dimensions);
    for (Eigen::Index row = 0; row < rows.rows(); ++row) {
      ASSERT_EQ((*codes)(row, static_cast<Eigen::Index>(g)),
                brute_force_nearest(part, row, codebook.groups[g].centroids));
    }
  }
}

// With any numbers rounding may decide between centroids that are equally far, but never more.
TEST(Encoder, NeverTakesANoticeablyFartherCentroid) {
  for (const float offset : {0.0F, 100.0F, 10000.0F}) {
    const Matrix rows = random_matrix(500, 8, 3, offset);
    TrainingOptions options;
    options.groups = 2;
    options.clusters = 16;
    const auto codebook = train_codebook(rows, options, run_serially);
    ASSERT_TRUE(codebook.has_value());
    const auto codes = Encoder(*codebook).encode(rows, run_serially);
    ASSERT_TRUE(codes.has_value());
    for (Eigen::Index g = 0; g < 2; ++g) {
      const CodebookGroup& group = codebook->groups[static_cast<std::size_t>(g)];
      const Matrix part = columns_of(rows, group.dimensions);
      for (Eigen::Index row = 0; row < rows.rows(); ++row) {
        const double best = squared_distance(part, row, group.centroids,
                                             brute_force_nearest(part, row, group.centroids));
        EXPECT_LE(squared_distance(part, row, group.centroids, (*codes)(row, g)), best + 1e-4);
      }
    }
  }
}

TEST(Encoder, ScalesRowsUnderCosineAndKeepsZero) {
  Codebook codebook;
  codebook.dimensions = 2;
  codebook.metric = Metric::kCosine;
  Matrix centroids(3, 2);
  centroids << 0, 0, 1, 0, 0, 1;
  codebook.groups.push_back({{0, 1}, centroids});
  Matrix rows(4, 2);
  rows << 0.001F, 0, 0, 5000, 0, 0, 3, 1;
  const auto codes = Encoder(codebook).encode(rows, run_serially);
  ASSERT_TRUE(codes.has_value());
  EXPECT_EQ((*codes)(0, 0), 1);
  EXPECT_EQ((*codes)(1, 0), 2);
  EXPECT_EQ((*codes)(2, 0), 0);
  EXPECT_EQ((*codes)(3, 0), 1);
}

TEST(Encoder, WritesOneTokenPerGroup) {
  Codes codes(2, 3);
  codes << 1, 2, 3, 65534, 0, 14;
  EXPECT_EQ(token_texts(codes, 1), (std::vector<std::string>{"0-65534", "1-0", "2-14"}));
}

TEST(Encoder, SaysWhatIsWrong) {
  const Encoder encoder(handmade_codebook(5, 1));
  const auto narrow = encoder.encode(random_matrix(2, 5, 1), run_serially);
  ASSERT_FALSE(narrow.has_value());
  EXPECT_EQ(narrow.error().message(), "the codebook encodes vectors of 6 dimensions, found 5");
  Matrix rows = random_matrix(3, 6, 1);
  rows(2, 0) = std::numeric_limits<float>::infinity();
  const auto infinite = encoder.encode(rows, run_serially);
  ASSERT_FALSE(infinite.has_value());
  EXPECT_EQ(infinite.error().message(),
            "row 2, column 0: the value inf is not finite or beyond 1e+15 (counting from 0)");
}

}  // namespace
}  // namespace likewise
