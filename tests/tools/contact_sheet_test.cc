#include "tools/contact_sheet.h"

#include <filesystem>
#include <vector>

#include <gtest/gtest.h>
#include <png.h>
#include <unistd.h>

namespace likewise::tools {
namespace {

std::filesystem::path temporary_png() {
  return std::filesystem::temp_directory_path() /
         ("likewise_contact_sheet_" + std::to_string(::getpid()) + ".png");
}

GrayPicture plain(std::size_t side, std::uint8_t grey) {
  return {side, side, std::vector<std::uint8_t>(side * side, grey)};
}

TEST(ContactSheet, ShowsEachPictureInItsFrame) {
  const std::filesystem::path file = temporary_png();
  const std::vector<SheetRow> rows = {
      {{plain(28, 10), Frame::kLiked}, {plain(28, 200), Frame::kSame}},
      {{plain(28, 99), Frame::kLiked}},
  };
  ASSERT_TRUE(write_contact_sheet(rows, file).has_value());

  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  ASSERT_NE(png_image_begin_read_from_file(&image, file.c_str()), 0) << image.message;
  image.format = PNG_FORMAT_RGB;
  std::vector<std::uint8_t> pixels(PNG_IMAGE_SIZE(image));
  ASSERT_NE(png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr), 0);
  std::filesystem::remove(file);

  // Two pictures of 28 x 28, enlarged twice, with frames of 3 and gaps of 6.
  EXPECT_EQ(image.width, 2U * (56 + 6 + 6) + 6);
  EXPECT_EQ(image.height, 2U * (56 + 6 + 6) + 6);
  const auto red_at = [&](std::size_t x, std::size_t y) {
    return pixels[(y * image.width + x) * 3];
  };
  EXPECT_EQ(red_at(6, 6), 30);              // the liked picture's blue frame
  EXPECT_EQ(red_at(6 + 30, 6 + 30), 10);    // the liked picture
  EXPECT_EQ(red_at(6 + 68, 6), 40);         // the neighbour's green frame
  EXPECT_EQ(red_at(6 + 68 + 30, 36), 200);  // the neighbour
  EXPECT_EQ(red_at(36, 6 + 68 + 30), 99);   // second row
}

TEST(ContactSheet, RefusesNothingToDrawAndUnwritableFiles) {
  EXPECT_FALSE(write_contact_sheet({}, temporary_png()).has_value());
  const auto status =
      write_contact_sheet({{{plain(4, 1), Frame::kNone}}}, "/no/such/folder/sheet.png");
  ASSERT_FALSE(status.has_value());
  EXPECT_NE(status.error().message().find("/no/such/folder"), std::string::npos);
}

}  // namespace
}  // namespace likewise::tools
