#include "engine/vectors/npy.h"

#include <gtest/gtest.h>

#include "engine/vectors/read_rows.h"
#include "tests/engine/vectors/npy_bytes.h"

namespace likewise {
namespace {

using namespace std::string_literals;

// Every element type holds the matrix ((0, 1, -2), (3, 64, 5)), or 2 instead of -2 when unsigned.
struct GoodFile {
  std::string name;
  int version;
  std::string descr;
  bool fortran;
  std::string data;
};

void PrintTo(const GoodFile& good, std::ostream* out) {
  *out << good.name;
}

class NpyReads : public testing::TestWithParam<GoodFile> {};

TEST_P(NpyReads, EveryElementTypeOrderAndVersion) {
  const GoodFile& good = GetParam();
  const std::string file =
      npy_file(good.version, npy_dictionary(good.descr, good.fortran, "(2, 3)"), good.data);
  const auto table = parse_npy(as_bytes(file));
  ASSERT_TRUE(table.has_value()) << table.error().message();
  EXPECT_EQ(table->rows, 2U);
  EXPECT_EQ(table->columns, 3U);
  const auto rows = read_rows(*table, 0, 2);
  ASSERT_TRUE(rows.has_value()) << rows.error().message();
  Matrix expected(2, 3);
  expected << 0, 1, (good.descr.back() == '1' && good.descr[1] == 'u' ? 2 : -2), 3, 64, 5;
  EXPECT_EQ(*rows, expected);
}

INSTANTIATE_TEST_SUITE_P(
    AllTypes, NpyReads,
    testing::Values(
        GoodFile{"Float32", 1, "<f4", false, raw<float>({0, 1, -2, 3, 64, 5})},
        GoodFile{"Float32Version2", 2, "<f4", false, raw<float>({0, 1, -2, 3, 64, 5})},
        GoodFile{"Float32Version3", 3, "<f4", false, raw<float>({0, 1, -2, 3, 64, 5})},
        GoodFile{"Float32Fortran", 1, "<f4", true, raw<float>({0, 3, 1, 64, -2, 5})},
        GoodFile{"Float64", 1, "<f8", false, raw<double>({0, 1, -2, 3, 64, 5})},
        GoodFile{"Float64BigFortran", 1, ">f8", true,
                 "\0\0\0\0\0\0\0\0\x40\x08\0\0\0\0\0\0\x3F\xF0\0\0\0\0\0\0\x40\x50\0\0\0\0\0\0"
                 "\xC0\0\0\0\0\0\0\0\x40\x14\0\0\0\0\0\0"s},
        GoodFile{"Float32Big", 1, ">f4", false,
                 "\0\0\0\0\x3F\x80\0\0\xC0\0\0\0\x40\x40\0\0\x42\x80\0\0\x40\xA0\0\0"s},
        GoodFile{"Float16", 1, "<f2", false, "\0\0\0\x3C\0\xC0\0\x42\0\x54\0\x45"s},
        GoodFile{"Float16Big", 1, ">f2", false, "\0\0\x3C\0\xC0\0\x42\0\x54\0\x45\0"s},
        GoodFile{"Int8", 1, "|i1", false, "\0\1\xFE\3\x40\5"s},
        GoodFile{"Int8Fortran", 1, "|i1", true, "\0\3\1\x40\xFE\5"s},
        GoodFile{"Uint8", 1, "|u1", false, "\0\1\2\3\x40\5"s}),
    [](const auto& param_info) { return param_info.param.name; });

struct BadFile {
  std::string name;
  std::string file;
  std::string message;
};

void PrintTo(const BadFile& bad, std::ostream* out) {
  *out << bad.name;
}

class NpyRefuses : public testing::TestWithParam<BadFile> {};

TEST_P(NpyRefuses, WithAPreciseMessage) {
  const auto table = parse_npy(as_bytes(GetParam().file));
  ASSERT_FALSE(table.has_value());
  EXPECT_EQ(table.error().code(), ErrorCode::kInvalidArgument);
  EXPECT_EQ(table.error().message(), GetParam().message);
}

std::string with(std::string_view descr, std::string_view shape, std::string_view data) {
  return npy_file(1, npy_dictionary(descr, false, shape), data);
}

INSTANTIATE_TEST_SUITE_P(
    AllFaults, NpyRefuses,
    testing::Values(
        BadFile{"WrongMagic", "not a file of numpy", "not a .npy file: wrong magic"},
        BadFile{"Empty", "", "truncated: expected at least 6 bytes, found 0"},
        BadFile{"NewVersion", "\x93NUMPY\4\0........"s,
                ".npy version 4.0 is not supported (1.0, 2.0 and 3.0 are)"},
        BadFile{"Short", with("<f4", "(2, 3)", "12345678"),
                "truncated: expected 152 bytes, found 136"},
        BadFile{"Long", with("|u1", "(1, 2)", "123"),
                "1 bytes too many at the end: expected 130, found 131"},
        BadFile{"OneDimension", with("<f4", "(2,)", "12345678"),
                "expected an array of 2 dimensions (rows, columns), found 1"},
        BadFile{"ThreeDimensions", with("|u1", "(1, 2, 1)", "12"),
                "expected an array of 2 dimensions (rows, columns), found 3"},
        BadFile{"NoDimension", with("|u1", "()", "1"),
                "expected an array of 2 dimensions (rows, columns), found 0"},
        BadFile{"Text", with("<U7", "(1, 1)", std::string(28, 'x')),
                "element type [<U7] is not supported (f2, f4, f8, u1 and i1 are)"},
        BadFile{"NoByteOrder", with("|f4", "(1, 1)", "1234"),
                "element type [|f4] is not supported (f2, f4, f8, u1 and i1 are)"},
        BadFile{"Huge", with("<f8", "(4294967296, 4294967296)", ""),
                "shape (4294967296, 4294967296) is too large"},
        BadFile{"BeyondSixtyFourBits", with("|u1", "(99999999999999999999, 1)", ""),
                "malformed .npy header at byte 51: expected a whole number of at most 64 bits"},
        BadFile{"NoShape", npy_file(1, "{'descr': '|u1', 'fortran_order': False}", "1"),
                "malformed .npy header at byte 54: expected descr, fortran_order and shape, and "
                "nothing after them"},
        BadFile{"StrangeKey", npy_file(1, "{'description': '|u1'}", "1"),
                "malformed .npy header at byte 15: expected each of descr, fortran_order and shape "
                "once"}),
    [](const auto& param_info) { return param_info.param.name; });

TEST(Npy, IsRefusedWhenCutAnywhere) {
  for (const int version : {1, 2}) {
    const std::string file =
        npy_file(version, npy_dictionary("<f4", false, "(2, 1)"), raw<float>({1, 2}));
    for (std::size_t length = 0; length < file.size(); ++length) {
      EXPECT_FALSE(parse_npy(as_bytes(file.substr(0, length))).has_value()) << length;
    }
    EXPECT_TRUE(parse_npy(as_bytes(file)).has_value());
  }
}

TEST(Npy, SurvivesEveryFlippedByte) {
  const std::string file = npy_file(1, npy_dictionary("<f4", false, "(2, 1)"), raw<float>({1, 2}));
  std::size_t read = 0;
  for (std::size_t at = 0; at < file.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = file;
      changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << bit));
      const auto table = parse_npy(as_bytes(changed));
      if (table.has_value()) {
        ++read;
        // Whatever it says, it must lie within the bytes.
        EXPECT_EQ(table->data.size(), table->rows * table->columns * bytes_of(table->type));
      }
    }
  }
  EXPECT_GT(read, 0U);
}

}  // namespace
}  // namespace likewise
