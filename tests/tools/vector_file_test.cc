#include "tools/vector_file.h"

#include <array>

#include <gtest/gtest.h>

#include "tests/engine/vectors/npy_bytes.h"
#include "tests/tools/temporary_folder.h"

namespace likewise::tools {
namespace {

using namespace std::string_literals;

const std::string kNpy =
    npy_file(1, npy_dictionary("<f4", false, "(3, 2)"), raw<float>({1, 2, 3, 4, 5, 6}));

std::string refusal(const std::string& file) {
  const auto opened = VectorFile::open(file);
  return opened.has_value() ? "opened" : opened.error().message();
}

TEST(VectorFile, ReadsPlainAndPackedFilesAlike) {
  const TemporaryFolder folder;
  for (const std::string& file :
       {folder.write("a.npy", kNpy), folder.write("a.npy.gz", gzipped(kNpy))}) {
    const auto opened = VectorFile::open(file);
    ASSERT_TRUE(opened.has_value()) << opened.error().message();
    EXPECT_EQ(opened->rows(), 3U);
    EXPECT_EQ(opened->columns(), 2U);
    const auto rows = opened->read(1, 2);
    ASSERT_TRUE(rows.has_value());
    EXPECT_EQ((*rows)(1, 1), 6.0F);
    const std::array<std::uint64_t, 1> chosen = {2};
    EXPECT_EQ((*opened->read_chosen(chosen))(0, 0), 5.0F);
  }
}

TEST(VectorFile, NamesTheFileInEveryError) {
  const TemporaryFolder folder;
  const std::string missing = folder.file("missing.npy");
  EXPECT_EQ(refusal(missing), "[" + missing + "]: cannot open: No such file or directory");
  EXPECT_EQ(refusal(folder.file("")), "[" + folder.file("") + "]: not a regular file");
  const std::string empty = folder.write("empty.npy", "");
  EXPECT_EQ(refusal(empty), "[" + empty + "]: the file is empty");
  const std::string cut = folder.write("cut.npy", kNpy.substr(0, 140));
  EXPECT_EQ(refusal(cut), "[" + cut + "]: truncated: expected 152 bytes, found 140");
  const std::string cut_gz = folder.write("cut.gz", gzipped(kNpy).substr(0, 30));
  EXPECT_EQ(refusal(cut_gz), "[" + cut_gz + "]: truncated gzip data");
  const std::string nan = folder.write(
      "nan.npy", npy_file(1, npy_dictionary("<f4", false, "(1, 2)"), "\0\0\0\0\0\0\xC0\x7F"s));
  const auto opened = VectorFile::open(nan);
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->read(0, 1).error().message(),
            "[" + nan + "]: row 0, column 1: the value is not a number (NaN) (counting from 0)");
}

TEST(VectorFile, RefusesAGzipBomb) {
  const TemporaryFolder folder;
  const std::string file = folder.write("bomb.gz", gzipped(std::string(100'000, '\0')));
  const auto bytes = FileBytes::open(file, 1000);
  ASSERT_FALSE(bytes.has_value());
  EXPECT_EQ(bytes.error().code(), ErrorCode::kTooLarge);
}

TEST(VectorFile, ReadsLabels) {
  const TemporaryFolder folder;
  const std::string file = folder.write("labels.gz", gzipped("\0\0\x08\x01\0\0\0\x02\x07\x03"s));
  const auto labels = read_idx_labels(file);
  ASSERT_TRUE(labels.has_value()) << labels.error().message();
  EXPECT_EQ(*labels, (std::vector<std::uint8_t>{7, 3}));
}

}  // namespace
}  // namespace likewise::tools
