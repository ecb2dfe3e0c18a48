#include "engine/vectors/idx.h"

#include <gtest/gtest.h>

#include "engine/vectors/read_rows.h"
#include "engine/vectors/vector_format.h"
#include "tests/engine/vectors/npy_bytes.h"

namespace likewise {
namespace {

using namespace std::string_literals;

const std::string kImages =
    "\0\0\x08\x03\0\0\0\x02\0\0\0\x02\0\0\0\x02"
    "\x01\x02\x03\x04\xFF\x06\x07\x08"s;
const std::string kLabels = "\0\0\x08\x01\0\0\0\x03\x09\x00\x01"s;

std::string refusal(const Result<VectorTable>& table) {
  return table.has_value() ? "read" : table.error().message();
}

TEST(Idx, FlattensImagesIntoRows) {
  const auto table = parse_idx(as_bytes(kImages));
  ASSERT_TRUE(table.has_value()) << table.error().message();
  const auto rows = read_rows(*table, 0, table->rows);
  ASSERT_TRUE(rows.has_value());
  Matrix expected(2, 4);
  expected << 1, 2, 3, 4, 255, 6, 7, 8;
  EXPECT_EQ(*rows, expected);
}

TEST(Idx, ReadsLabels) {
  const auto labels = parse_idx_labels(as_bytes(kLabels));
  ASSERT_TRUE(labels.has_value()) << labels.error().message();
  ASSERT_EQ(labels->size(), 3U);
  EXPECT_EQ(std::to_integer<int>((*labels)[0]), 9);
}

TEST(Idx, SaysWhatIsWrong) {
  EXPECT_EQ(refusal(parse_idx(as_bytes("P5 28 28"))), "not an IDX file: wrong magic");
  EXPECT_EQ(refusal(parse_idx(as_bytes("\0\0\x0D\x02\0\0\0\1\0\0\0\1abcd"s))),
            "IDX element type 0x0d is not supported (0x08, unsigned byte, is)");
  EXPECT_EQ(refusal(parse_idx(as_bytes(kLabels))),
            "expected an array of at least 2 dimensions (rows, columns), found 1");
  EXPECT_EQ(refusal(parse_idx(as_bytes(kImages.substr(0, 23)))),
            "truncated: expected 24 bytes, found 23");
  EXPECT_EQ(refusal(parse_idx(as_bytes(kImages + "x"))),
            "1 bytes too many at the end: expected 24, found 25");
  EXPECT_EQ(refusal(parse_idx(as_bytes("\0\0\x08\x02\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s))),
            "the extents of the IDX file are too large");
  const auto labels = parse_idx_labels(as_bytes(kImages));
  ASSERT_FALSE(labels.has_value());
  EXPECT_EQ(labels.error().message(), "expected an array of 1 dimension (labels), found 3");
}

TEST(Idx, IsRefusedWhenCutAnywhere) {
  for (std::size_t length = 0; length < kImages.size(); ++length) {
    EXPECT_FALSE(parse_idx(as_bytes(kImages.substr(0, length))).has_value()) << length;
  }
  for (std::size_t length = 0; length < kLabels.size(); ++length) {
    EXPECT_FALSE(parse_idx_labels(as_bytes(kLabels.substr(0, length))).has_value()) << length;
  }
}

TEST(VectorFormat, IsChosenByTheFirstBytes) {
  const auto images = parse_vectors(as_bytes(kImages));
  ASSERT_TRUE(images.has_value());
  EXPECT_EQ(images->type, ElementType::kUint8);
  const auto floats =
      parse_vectors(as_bytes(npy_file(1, npy_dictionary("<f4", false, "(1, 1)"), raw<float>({1}))));
  ASSERT_TRUE(floats.has_value());
  EXPECT_EQ(floats->type, ElementType::kFloat32);
  EXPECT_EQ(refusal(parse_vectors({})), "the file is empty");
  EXPECT_EQ(refusal(parse_vectors(as_bytes("PNG"))),
            "not a vector file: its first bytes are those of none of: npy, idx");
}

}  // namespace
}  // namespace likewise
