// Palettes of made-up pixels and of real pictures (Debian's tango-icon-theme, where installed).

#include "tools/features/palette.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <numeric>
#include <set>

// jpeglib.h needs the FILE of stdio.h before it.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <jpeglib.h>
#include <png.h>
#include <webp/encode.h>

#include "engine/quantizer/encoder.h"
#include "engine/quantizer/train_codebook.h"
#include "storage/database/database.h"
#include "tools/features/pixels.h"
#include "tools/vector_file.h"

namespace likewise::tools {
namespace {

using testing::HasSubstr;

constexpr const char* kIcons = "/usr/share/icons/Tango";

Pixels plain(std::size_t width, std::size_t height, Pixel pixel) {
  return {width, height, std::vector<Pixel>(width * height, pixel)};
}

std::span<const std::byte> view(const std::vector<std::uint8_t>& bytes) {
  return std::as_bytes(std::span(bytes));
}

std::vector<std::uint8_t> as_png(const Pixels& picture) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = PNG_FORMAT_RGBA;
  png_alloc_size_t size = 0;
  png_image_write_to_memory(&image, nullptr, &size, 0, picture.pixels.data(), 0, nullptr);
  std::vector<std::uint8_t> bytes(size);
  png_image_write_to_memory(&image, bytes.data(), &size, 0, picture.pixels.data(), 0, nullptr);
  return bytes;
}

std::vector<std::uint8_t> as_webp(const Pixels& picture) {
  std::uint8_t* out = nullptr;
  const std::size_t size = WebPEncodeLosslessRGBA(
      reinterpret_cast<const std::uint8_t*>(picture.pixels.data()), static_cast<int>(picture.width),
      static_cast<int>(picture.height), static_cast<int>(picture.width * 4), &out);
  std::vector<std::uint8_t> bytes(out, out + size);
  WebPFree(out);
  return bytes;
}

std::vector<std::uint8_t> as_jpeg(const Pixels& picture) {
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* out = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &out, &size);
  info.image_width = static_cast<JDIMENSION>(picture.width);
  info.image_height = static_cast<JDIMENSION>(picture.height);
  info.input_components = 3;
  info.in_color_space = JCS_RGB;
  jpeg_set_defaults(&info);
  jpeg_start_compress(&info, TRUE);
  std::vector<std::uint8_t> row;
  for (std::size_t y = 0; y < picture.height; ++y) {
    row.clear();
    for (std::size_t x = 0; x < picture.width; ++x) {
      const Pixel pixel = picture.pixels[y * picture.width + x];
      row.insert(row.end(), {pixel.red, pixel.green, pixel.blue});
    }
    JSAMPROW line = row.data();
    jpeg_write_scanlines(&info, &line, 1);
  }
  jpeg_finish_compress(&info);
  std::vector<std::uint8_t> bytes(out, out + size);
  jpeg_destroy_compress(&info);
  free(out);
  return bytes;
}

TEST(PaletteBin, KeepsColoursApartAndLikeOnesTogether) {
  std::set<std::size_t> bins;
  for (const Pixel pixel :
       {Pixel{255, 0, 0}, Pixel{0, 255, 0}, Pixel{0, 0, 255}, Pixel{255, 255, 0},
        Pixel{0, 255, 255}, Pixel{255, 0, 255}, Pixel{0, 0, 0}, Pixel{128, 128, 128},
        Pixel{255, 255, 255}, Pixel{90, 0, 0}, Pixel{255, 180, 180}}) {
    bins.insert(palette_bin(pixel));
  }
  EXPECT_EQ(bins.size(), 11U);
  EXPECT_EQ(palette_bin({255, 6, 0}), palette_bin({255, 0, 6}));  // both sides of red
  for (unsigned i = 0; i < 256 * 256; ++i) {
    const Pixel pixel{static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i >> 8U),
                      static_cast<std::uint8_t>(i * 7)};
    ASSERT_LT(palette_bin(pixel), kPaletteBins);
  }
}

TEST(Palette, SharesSumToOneWithoutWhatIsTransparent) {
  Pixels picture = plain(10, 10, {255, 0, 0});
  std::fill(picture.pixels.begin(), picture.pixels.begin() + 50, Pixel{0, 0, 255, 0});
  std::fill(picture.pixels.begin() + 50, picture.pixels.begin() + 60, Pixel{0, 255, 0});
  const std::vector<float> palette = palette_of(picture);
  EXPECT_FLOAT_EQ(std::accumulate(palette.begin(), palette.end(), 0.0F), 1.0F);
  EXPECT_FLOAT_EQ(palette[palette_bin({255, 0, 0})], 0.8F);
  EXPECT_EQ(palette[palette_bin({0, 0, 255})], 0.0F);
  const std::vector<float> nothing = palette_of(plain(3, 3, {1, 2, 3, 0}));
  EXPECT_EQ(*std::max_element(nothing.begin(), nothing.end()), 0.0F);
}

TEST(PaletteTokens, WeighByRepetition) {
  std::vector<float> palette(kPaletteBins);
  palette[3] = 0.009F;
  palette[5] = 0.01F;
  palette[40] = 0.05F;
  palette[7] = 0.931F;
  EXPECT_EQ(palette_tokens(palette),
            (std::vector<std::string>{"5/1", "7/1", "7/2", "7/3", "7/4", "7/5", "7/6", "40/1",
                                      "40/2", "40/3"}));
}

TEST(Pictures, AreReadInThreeFormats) {
  Pixels picture = plain(16, 8, {200, 30, 40});
  std::fill(picture.pixels.begin(), picture.pixels.begin() + 64, Pixel{20, 90, 210});
  for (const auto& bytes : {as_png(picture), as_webp(picture)}) {
    const Pixels read = decode_picture(view(bytes)).value();
    EXPECT_EQ(read.width, 16U);
    EXPECT_EQ(read.pixels, picture.pixels);
  }
  const Pixels lossy = decode_picture(view(as_jpeg(picture))).value();
  EXPECT_EQ(lossy.height, 8U);
  EXPECT_EQ(palette_bin(lossy.pixels.front()), palette_bin({20, 90, 210}));
}

TEST(Pictures, SayWhatIsWrongWhereverTheyAreCut) {
  const Pixels picture = plain(40, 40, {200, 30, 40});
  for (const auto& bytes : {as_png(picture), as_webp(picture), as_jpeg(picture)}) {
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      const auto read = decode_picture(view(bytes).first(size));
      // The libraries forgive a missing end; libjpeg also fills up what is missing of its data.
      EXPECT_TRUE(!read.has_value() || bytes[0] == 0xFF || size > bytes.size() * 3 / 4) << size;
      EXPECT_TRUE(!read.has_value() || read->pixels.size() == 1600) << size;
    }
  }
  EXPECT_EQ(decode_picture(view({1, 2, 3})).error().message(), "neither JPEG, PNG nor WebP");
}

struct Icon {
  std::string name;  ///< "32x32/apps/calculator.png"
  std::vector<float> palette;
  std::vector<float> brightness;  ///< Of 6 x 6 fields.
};

std::vector<float> brightness_of(const Pixels& picture) {
  constexpr std::size_t kSide = 6;
  std::vector<float> fields(kSide * kSide);
  for (std::size_t y = 0; y < picture.height; ++y) {
    for (std::size_t x = 0; x < picture.width; ++x) {
      const Pixel pixel = picture.pixels[y * picture.width + x];
      const int light = pixel.alpha * (pixel.red + pixel.green + pixel.blue);
      fields[y * kSide / picture.height * kSide + x * kSide / picture.width] +=
          static_cast<float>(light) / static_cast<float>(picture.pixels.size());
    }
  }
  return fields;
}

/// Icons of one size by name; of several that are the same picture only the first.
std::vector<Icon> read_icons(const std::string& size) {
  std::map<std::string, std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(fmt::format("{}/{}", kIcons, size))) {
    if (entry.is_regular_file() && !entry.is_symlink() && entry.path().extension() == ".png") {
      files[entry.path().filename().string()] = entry.path();
    }
  }
  std::vector<Icon> icons;
  std::set<std::vector<float>> seen;
  for (const auto& [name, file] : files) {
    const Pixels picture = decode_picture(FileBytes::open(file).value().bytes()).value();
    Icon icon{name, palette_of(picture), brightness_of(picture)};
    if (seen.insert(icon.brightness).second) {
      icons.push_back(std::move(icon));
    }
  }
  return icons;
}

Matrix brightness_rows(const std::vector<Icon>& icons) {
  Matrix rows(static_cast<Eigen::Index>(icons.size()), 36);
  for (std::size_t i = 0; i < icons.size(); ++i) {
    std::copy(icons[i].brightness.begin(), icons[i].brightness.end(),
              rows.data() + static_cast<Eigen::Index>(i) * rows.cols());
  }
  return rows;
}

std::string document_of(const std::vector<std::string>& features, const Icon& icon) {
  return fmt::format("{{\"features\":[\"{}\"],\"palette\":[\"{}\"]}}", fmt::join(features, "\",\""),
                     fmt::join(palette_tokens(icon.palette), "\",\""));
}

/// The share of icons whose picture of another size is the first hit.
double twins_first(const storage::Database& database, const std::vector<Icon>& icons,
                   const std::vector<std::string>& documents, const char* fields) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < icons.size(); ++i) {
    const auto answer = database.search(
        "icons", fmt::format(R"({{"size":1,"query":{{"more_like_this":{{"fields":{},"like":[{{)"
                             R"("_index":"icons","doc":{}}}],"min_term_freq":1,"min_doc_freq":1,)"
                             R"("max_query_terms":100,"minimum_should_match":"1"}}}}}})",
                             fields, documents[i]));
    EXPECT_TRUE(answer.has_value()) << answer.error().message();
    found += !answer->hits.empty() && answer->hits[0].id == icons[i].name ? 1U : 0U;
  }
  return static_cast<double>(found) / static_cast<double>(icons.size());
}

TEST(RealPictures, OneQueryOverTwoFieldsBlendsFeaturesAndPalette) {
  if (!std::filesystem::exists(kIcons)) {
    GTEST_SKIP() << "tango-icon-theme is not installed";
  }
  const std::vector<Icon> large = read_icons("32x32");
  const std::vector<Icon> small = read_icons("22x22");
  ASSERT_GT(large.size(), 100U);
  TrainingOptions options;
  options.groups = 12;
  options.clusters = 8;
  const Codebook codebook = train_codebook(brightness_rows(large), options, run_serially).value();
  const Encoder encoder(codebook);
  const Codes large_codes = encoder.encode(brightness_rows(large), run_serially).value();
  const Codes small_codes = encoder.encode(brightness_rows(small), run_serially).value();
  storage::DatabaseOptions in_memory;
  in_memory.in_memory = true;
  const auto database = storage::Database::open("", in_memory).value();
  ASSERT_TRUE(database
                  ->create_index("icons", R"({"mappings":{"properties":{"features":{"type":)"
                                          R"("keyword"},"palette":{"type":"keyword"}}}})")
                  .has_value());
  std::vector<std::string> sources;
  for (std::size_t i = 0; i < large.size(); ++i) {
    sources.push_back(
        document_of(token_texts(large_codes, static_cast<Eigen::Index>(i)), large[i]));
  }
  std::vector<storage::WriteOperation> operations(large.size());
  for (std::size_t i = 0; i < large.size(); ++i) {
    operations[i].index = "icons";
    operations[i].id = large[i].name;
    operations[i].source = sources[i];
  }
  ASSERT_FALSE(database->write(operations, storage::Refresh::kTrue).value().errors);
  // An artificial document is liked for all of its fields: each query has the fields it is about.
  std::vector<std::string> features;
  std::vector<std::string> palettes;
  std::vector<std::string> both;
  for (std::size_t i = 0; i < small.size(); ++i) {
    const auto texts = token_texts(small_codes, static_cast<Eigen::Index>(i));
    features.push_back(fmt::format("{{\"features\":[\"{}\"]}}", fmt::join(texts, "\",\"")));
    palettes.push_back(fmt::format("{{\"palette\":[\"{}\"]}}",
                                   fmt::join(palette_tokens(small[i].palette), "\",\"")));
    both.push_back(document_of(texts, small[i]));
  }
  const double by_features = twins_first(*database, small, features, R"(["features"])");
  const double by_palette = twins_first(*database, small, palettes, R"(["palette"])");
  const double by_both = twins_first(*database, small, both, R"(["features","palette"])");
  RecordProperty("features", fmt::format("{:.3f}", by_features));
  RecordProperty("palette", fmt::format("{:.3f}", by_palette));
  RecordProperty("both", fmt::format("{:.3f}", by_both));
  std::printf("the same icon first: features %.3f, palette %.3f, both %.3f\n", by_features,
              by_palette, by_both);
  EXPECT_GT(by_palette, 0.3);
  EXPECT_GT(by_both, std::max(by_features, by_palette));
}

}  // namespace
}  // namespace likewise::tools
