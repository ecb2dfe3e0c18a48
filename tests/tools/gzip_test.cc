#include "tools/gzip.h"

#include <gtest/gtest.h>

#include "tests/engine/vectors/npy_bytes.h"
#include "tests/tools/temporary_folder.h"

namespace likewise::tools {
namespace {

std::string unpacked(std::string_view packed, std::uint64_t limit = 1 << 20) {
  const auto bytes = unpack_gzip(as_bytes(packed), limit);
  return bytes.has_value()
             ? std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size())
             : bytes.error().message();
}

TEST(Gzip, UnpacksMembersAndPadding) {
  const std::string text = "all work and no play ";
  EXPECT_TRUE(looks_like_gzip(as_bytes(gzipped(text))));
  EXPECT_EQ(unpacked(gzipped(text)), text);
  EXPECT_EQ(unpacked(gzipped("")), "");
  EXPECT_EQ(unpacked(gzipped(text) + gzipped("again")), text + "again");
  EXPECT_EQ(unpacked(gzipped(text) + std::string(100, '\0')), text);
}

TEST(Gzip, IsRefusedWhenCutAnywhere) {
  const std::string packed = gzipped("all work and no play makes a dull test");
  for (std::size_t length = 0; length < packed.size(); ++length) {
    EXPECT_EQ(unpacked(packed.substr(0, length)), "truncated gzip data") << length;
  }
}

TEST(Gzip, IsRefusedWhenDamaged) {
  std::string packed = gzipped("all work and no play makes a dull test");
  packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] ^ 1);
  EXPECT_EQ(unpacked(packed), "damaged gzip data: incorrect data check");
  EXPECT_EQ(unpacked(gzipped("x") + "garbage"), "damaged gzip data: incorrect header check");
}

TEST(Gzip, StopsAtTheLimit) {
  const std::string bomb = gzipped(std::string(5000, 'x'));
  EXPECT_TRUE(unpacked(bomb, 5000) == std::string(5000, 'x'));
  EXPECT_EQ(unpacked(bomb, 4999), "unpacked it is larger than the limit of 4999 bytes");
  EXPECT_EQ(unpacked(bomb, 0), "unpacked it is larger than the limit of 0 bytes");
  const std::string large = gzipped(std::string(std::size_t{3} << 20U, 'x'));
  EXPECT_EQ(unpacked(large, std::uint64_t{3} << 20U).size(), std::size_t{3} << 20U);
}

}  // namespace
}  // namespace likewise::tools
