// Formats without a magic, texts, and arrays of texts.

#include "engine/vectors/vecs.h"

#include <cstring>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "engine/vectors/npy_strings.h"
#include "engine/vectors/read_rows.h"
#include "engine/vectors/text_rows.h"
#include "tests/engine/vectors/npy_bytes.h"

namespace likewise {
namespace {

template <class Value>
std::string raw(std::initializer_list<Value> values) {
  std::string out;
  for (const Value value : values) {
    out.append(reinterpret_cast<const char*>(&value), sizeof(value));
  }
  return out;
}

std::span<const std::byte> bytes_of_text(const std::string& text) {
  return std::as_bytes(std::span(text));
}

template <class Value>
std::string error_of(const Result<Value>& result) {
  return result.has_value() ? "no error" : result.error().message();
}

TEST(Vecs, ReadsRowsWithTheirCounts) {
  const std::string file =
      raw<std::int32_t>({2}) + raw({1.5F, -2.0F}) + raw<std::int32_t>({2}) + raw({3.0F, 4.0F});
  const VectorTable table = parse_vecs(bytes_of_text(file), ElementType::kFloat32).value();
  const Matrix rows = read_rows(table, 0, 2).value();
  EXPECT_EQ(rows(0, 1), -2.0F);
  EXPECT_EQ(rows(1, 0), 3.0F);
  const std::string numbers = raw<std::int32_t>({1, 70000, 1, -5});
  const VectorTable whole = parse_vecs(bytes_of_text(numbers), ElementType::kInt32).value();
  EXPECT_EQ(read_rows(whole, 0, 2).value()(1, 0), -5.0F);
  EXPECT_EQ(read_rows(whole, 0, 1).value()(0, 0), 70000.0F);
}

TEST(Vecs, NamesTheRowThatIsWrong) {
  const std::string uneven = raw<std::int32_t>({1, 7, 2, 8});
  EXPECT_EQ(error_of(parse_vecs(bytes_of_text(uneven), ElementType::kInt32)),
            "row 1 has 2 columns, the rows before it 1 (counting from 0)");
  const std::string cut = raw<std::int32_t>({1, 7, 1});
  EXPECT_EQ(error_of(parse_vecs(bytes_of_text(cut), ElementType::kInt32)),
            "truncated: expected at least 16 bytes, found 12");
  for (const std::int32_t columns : {0, -1, 1000}) {
    const std::string wrong = raw<std::int32_t>({columns, 1, 2});
    EXPECT_NE(error_of(parse_vecs(bytes_of_text(wrong), ElementType::kInt32)), "no error");
  }
  EXPECT_EQ(error_of(parse_vecs({}, ElementType::kInt32)),
            "truncated: expected at least 4 bytes, found 0");
}

TEST(Bin, ReadsTheTableAfterItsHeader) {
  const std::string file = raw<std::uint32_t>({2, 3}) + std::string("\1\2\3\4\5\xFF", 6);
  EXPECT_EQ(
      read_rows(parse_bin(bytes_of_text(file), ElementType::kInt8).value(), 1, 1).value()(0, 2),
      -1.0F);
  EXPECT_EQ(
      read_rows(parse_bin(bytes_of_text(file), ElementType::kUint8).value(), 1, 1).value()(0, 2),
      255.0F);
  EXPECT_EQ(error_of(parse_bin(bytes_of_text(file), ElementType::kFloat32)),
            "truncated: expected 32 bytes, found 14");
  const std::string huge = raw<std::uint32_t>({0xFFFFFFFFU, 0xFFFFFFFFU});
  EXPECT_NE(error_of(parse_bin(bytes_of_text(huge), ElementType::kFloat32)), "no error");
}

TEST(Raw, IsAWholeNumberOfRows) {
  const std::string file = raw({1.0F, 2.0F, 3.0F, 4.0F});
  EXPECT_EQ(parse_raw(bytes_of_text(file), 2).value().rows, 2U);
  EXPECT_EQ(error_of(parse_raw(bytes_of_text(file), 3)),
            "16 bytes are not a whole number of rows of 3 float32 values");
  EXPECT_NE(error_of(parse_raw(bytes_of_text(file), 0)), "no error");
  EXPECT_NE(error_of(parse_raw(bytes_of_text(file), SIZE_MAX / 2)), "no error");
}

TEST(Csv, ReadsWhatPeopleWrite) {
  for (const char* text : {"1,2.5\n-3,4e1\n", "x,y\n1,2.5\n\n-3,40", "1\t2.5\r\n-3\t40\r\n",
                           "1; 2.5\n-3;+40\n", "  1   2.5\n-3 40\n", "\"1\",\"2.5\"\n-3,40\n"}) {
    const TextRows rows = parse_csv(text, false).value();
    EXPECT_EQ(rows.columns, 2U) << text;
    EXPECT_EQ(rows.values, (std::vector<float>{1, 2.5F, -3, 40})) << text;
  }
  EXPECT_EQ(parse_csv("", false).value().rows(), 0U);
}

TEST(Csv, CountsOrNamesBadLines) {
  const char* text = "1,2\n3\n4,x\n5,nan\n6,inf\n7,8\n9,1e300\n";
  EXPECT_EQ(error_of(parse_csv(text, false)), "line 2: 1 values, but 2 in the rows before");
  EXPECT_EQ(error_of(parse_csv("1,2\n4,x\n", false)), "line 2: column 1: [x] is not a number");
  EXPECT_EQ(error_of(parse_csv("5,nan\n", false)),
            "line 1: column 1: the value nan is not finite or beyond 1e+15");
  const TextRows rows = parse_csv(text, true).value();
  EXPECT_EQ(rows.values, (std::vector<float>{1, 2, 7, 8}));
  EXPECT_EQ(rows.skipped, 5U);
}

TEST(NpyStrings, BecomeUtf8WithoutPadding) {
  const std::string wide = npy_file(1, npy_dictionary("<U3", false, "(2,)"),
                                    raw<std::uint32_t>({'a', 0xE9, 0, 0x1F600, 0, 'b'}));
  EXPECT_EQ(parse_npy_strings(bytes_of_text(wide)).value(),
            (std::vector<std::string>{"a\xC3\xA9", std::string("\xF0\x9F\x98\x80\0b", 6)}));
  const std::string narrow =
      npy_file(1, npy_dictionary("|S2", false, "(3,)"), std::string("ab\0\0c\0", 6));
  EXPECT_EQ(parse_npy_strings(bytes_of_text(narrow)).value(),
            (std::vector<std::string>{"ab", "", "c"}));
  const std::string wrong =
      npy_file(1, npy_dictionary("<U1", false, "(1,)"), raw<std::uint32_t>({0xD800}));
  EXPECT_EQ(error_of(parse_npy_strings(bytes_of_text(wrong))),
            "row 0: 0xd800 is no character (counting from 0)");
  const std::string numbers = npy_file(1, npy_dictionary("<f4", false, "(1,)"), raw({1.0F}));
  EXPECT_EQ(error_of(parse_npy_strings(bytes_of_text(numbers))),
            "element type [<f4] is not one of texts (<U and |S are)");
}

TEST(UsableRows, LeaveOutNanAndInfinity) {
  const std::string file = raw({1.0F, 2.0F, std::numeric_limits<float>::quiet_NaN(), 1.0F, 3.0F,
                                std::numeric_limits<float>::infinity(), 5.0F, 6.0F});
  EXPECT_EQ(usable_rows(parse_raw(bytes_of_text(file), 2).value()),
            (std::vector<std::uint64_t>{0, 3}));
}

}  // namespace
}  // namespace likewise
