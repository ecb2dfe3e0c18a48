#include "tools/picture_file.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

namespace likewise::tools {
namespace {

/// An IDX file of `count` pictures of 2 x 3 pixels; pixel p of picture i is 10 * i + p.
std::string idx_of(int count) {
  std::string bytes("\0\0\x08\x03\0\0\0\0\0\0\0\x02\0\0\0\x03", 16);
  bytes[7] = static_cast<char>(count);
  for (int i = 0; i < count; ++i) {
    for (int p = 0; p < 6; ++p) {
      bytes.push_back(static_cast<char>(10 * i + p));
    }
  }
  return bytes;
}

class PictureFileTest : public testing::Test {
 protected:
  PictureFileTest() { std::filesystem::create_directories(folder_); }
  ~PictureFileTest() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("likewise_pictures_" + std::to_string(::getpid()));
};

TEST_F(PictureFileTest, NumbersPicturesThroughOverTheFiles) {
  PictureFiles pictures;
  ASSERT_TRUE(pictures.add(write("a", idx_of(2))).has_value());
  ASSERT_TRUE(pictures.add(write("b", idx_of(3))).has_value());
  const auto picture = pictures.read("3");
  ASSERT_TRUE(picture.has_value());
  EXPECT_EQ(picture->width, 3U);
  EXPECT_EQ(picture->height, 2U);
  EXPECT_EQ(picture->pixels, (std::vector<std::uint8_t>{10, 11, 12, 13, 14, 15}));
}

TEST_F(PictureFileTest, HasNoPictureForOtherIds) {
  PictureFiles pictures;
  ASSERT_TRUE(pictures.add(write("a", idx_of(2))).has_value());
  for (const char* id : {"2", "-1", "x", "", "1x", "99999999999999999999"}) {
    EXPECT_FALSE(pictures.read(id).has_value()) << id;
  }
}

TEST_F(PictureFileTest, RefusesFilesWithoutPictures) {
  PictureFiles pictures;
  EXPECT_FALSE(pictures.add(folder_ / "missing").has_value());
  EXPECT_FALSE(pictures.add(write("cut", idx_of(2).substr(0, 20))).has_value());
  EXPECT_FALSE(pictures.add(write("table", std::string("\0\0\x08\x02\0\0\0\x01\0\0\0\x01x", 13)))
                   .has_value());
}

}  // namespace
}  // namespace likewise::tools
