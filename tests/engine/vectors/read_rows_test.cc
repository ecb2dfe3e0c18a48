#include "engine/vectors/read_rows.h"

#include <array>
#include <limits>

#include <gtest/gtest.h>

#include "engine/vectors/row_sample.h"
#include "tests/engine/vectors/npy_bytes.h"

namespace likewise {
namespace {

template <class Value>
VectorTable table_of(const std::string& data, ElementType type, std::size_t columns) {
  VectorTable table;
  table.type = type;
  table.columns = columns;
  table.rows = data.size() / sizeof(Value) / columns;
  table.data = as_bytes(data);
  return table;
}

TEST(ReadRows, ReadsBlocksAndChosenRows) {
  const std::string data = raw<float>({1, 2, 3, 4, 5, 6});
  const VectorTable table = table_of<float>(data, ElementType::kFloat32, 2);
  const auto block = read_rows(table, 1, 2);
  ASSERT_TRUE(block.has_value());
  Matrix expected(2, 2);
  expected << 3, 4, 5, 6;
  EXPECT_EQ(*block, expected);
  const std::array<std::uint64_t, 2> chosen = {2, 0};
  const auto picked = read_chosen_rows(table, chosen);
  ASSERT_TRUE(picked.has_value());
  expected << 5, 6, 1, 2;
  EXPECT_EQ(*picked, expected);
}

TEST(ReadRows, NamesRowAndColumnOfABadValue) {
  struct Bad {
    double value;
    std::string message;
  };
  const Bad cases[] = {
      {std::numeric_limits<double>::quiet_NaN(),
       "row 2, column 1: the value is not a number (NaN) (counting from 0)"},
      {-std::numeric_limits<double>::infinity(),
       "row 2, column 1: the value is infinite (counting from 0)"},
      {1e300, "row 2, column 1: the value is infinite (counting from 0)"},
      {1e30, "row 2, column 1: the value 1e+30 is beyond 1e+15 (counting from 0)"},
  };
  for (const Bad& bad : cases) {
    const std::string data = raw<double>({1, 2, 3, 4, 5, bad.value, 7, 8});
    const VectorTable table = table_of<double>(data, ElementType::kFloat64, 2);
    EXPECT_TRUE(read_rows(table, 0, 2).has_value());
    const auto rows = read_rows(table, 1, 3);
    ASSERT_FALSE(rows.has_value());
    EXPECT_EQ(rows.error().message(), bad.message);
  }
}

TEST(SampleRows, GivesDifferentRowsInOrderAndTheSameForASeed) {
  const std::vector<std::uint64_t> sample = sample_rows(1000, 100, 7);
  ASSERT_EQ(sample.size(), 100U);
  for (std::size_t i = 1; i < sample.size(); ++i) {
    EXPECT_LT(sample[i - 1], sample[i]);
  }
  EXPECT_LT(sample.back(), 1000U);
  EXPECT_EQ(sample, sample_rows(1000, 100, 7));
  EXPECT_NE(sample, sample_rows(1000, 100, 8));
}

TEST(SampleRows, GivesAllRowsWhenThereAreFewer) {
  EXPECT_EQ(sample_rows(3, 10, 1), (std::vector<std::uint64_t>{0, 1, 2}));
  EXPECT_TRUE(sample_rows(0, 10, 1).empty());
}

// Each row should be in half of the samples of half the rows; 6 standard deviations of room.
TEST(SampleRows, PrefersNoRow) {
  std::array<int, 10> hits{};
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    for (const std::uint64_t row : sample_rows(hits.size(), hits.size() / 2, seed)) {
      ++hits[row];
    }
  }
  for (const int count : hits) {
    EXPECT_NEAR(count, 500, 95);
  }
}

}  // namespace
}  // namespace likewise
