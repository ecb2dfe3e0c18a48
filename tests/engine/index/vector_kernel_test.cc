#include "engine/index/vector_kernel.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace likewise {
namespace {

std::vector<float> random_vector(std::size_t size, std::mt19937& source) {
  std::normal_distribution<float> normal;
  std::vector<float> vector(size);
  for (float& value : vector) {
    value = normal(source);
  }
  return vector;
}

float added(VectorSum sum, float left, float right, float to) {
  if (sum == VectorSum::kDotProduct) {
    return std::fma(left, right, to);
  }
  const float difference = left - right;
  return std::fma(difference, difference, to);
}

/// The order that the kernel promises, one number after the other.
float naive_sum(VectorSum sum, const std::vector<float>& left, const std::vector<float>& right) {
  std::array<float, 16> sums = {};
  for (std::size_t i = 0; i < left.size(); ++i) {
    sums[i % 16] = added(sum, left[i], right[i], sums[i % 16]);
  }
  float total = 0.0F;
  for (const float part : sums) {
    total += part;
  }
  return total;
}

/// The order of single vectors: 4 x 16 running sums from 33 numbers on.
float naive_single(VectorSum sum, const std::vector<float>& left, const std::vector<float>& right) {
  std::array<std::array<float, 16>, 4> sums = {};
  const std::size_t end = left.size() > 32 ? left.size() / 16 * 16 : 0;
  for (std::size_t i = 0; i < end; ++i) {
    const std::size_t block = i / 16;
    float& into = sums[block < end / 64 * 4 ? block % 4 : 0][i % 16];
    into = added(sum, left[i], right[i], into);
  }
  float total = 0.0F;
  for (std::size_t lane = 0; lane < 16; ++lane) {
    total += (sums[0][lane] + sums[1][lane]) + (sums[2][lane] + sums[3][lane]);
  }
  for (std::size_t i = end; i < left.size(); ++i) {
    total = added(sum, left[i], right[i], total);
  }
  return total;
}

double exact_sum(VectorSum sum, const std::vector<float>& left, const std::vector<float>& right) {
  double total = 0.0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const double a = left[i];
    const double b = right[i];
    total += sum == VectorSum::kDotProduct ? a * b : (a - b) * (a - b);
  }
  return total;
}

TEST(VectorKernel, SumsInThePromisedOrder) {
  std::mt19937 source(7);
  for (const std::size_t size : {1U, 2U, 15U, 16U, 17U, 32U, 33U, 64U, 100U, 384U, 1280U}) {
    const std::vector<float> query = random_vector(size, source);
    std::vector<std::vector<float>> rows;
    std::vector<const float*> starts;
    for (int row = 0; row < 7; ++row) {
      rows.push_back(random_vector(size, source));
    }
    for (const auto& row : rows) {
      starts.push_back(row.data());
    }
    for (const VectorSum sum : {VectorSum::kDotProduct, VectorSum::kSquareDistance}) {
      std::vector<float> sums(rows.size());
      vector_sums(sum, query, starts, sums);
      for (std::size_t row = 0; row < rows.size(); ++row) {
        EXPECT_EQ(std::bit_cast<std::uint32_t>(sums[row]),
                  std::bit_cast<std::uint32_t>(row < 4 ? naive_sum(sum, query, rows[row])
                                                       : naive_single(sum, query, rows[row])))
            << size << " dimensions, row " << row;
      }
    }
  }
}

TEST(VectorKernel, SumsOfSingleVectorsAreNearTheExactOnes) {
  std::mt19937 source(8);
  for (const std::size_t size : {1U, 16U, 32U, 33U, 63U, 64U, 129U, 1280U}) {
    const std::vector<float> left = random_vector(size, source);
    const std::vector<float> right = random_vector(size, source);
    for (const VectorSum sum : {VectorSum::kDotProduct, VectorSum::kSquareDistance}) {
      EXPECT_EQ(single_vector_sum(sum, left, right.data()), naive_single(sum, left, right));
      EXPECT_NEAR(static_cast<double>(single_vector_sum(sum, left, right.data())),
                  exact_sum(sum, left, right), 1e-4 * static_cast<double>(size))
          << size;
    }
  }
}

}  // namespace
}  // namespace likewise
