#include "tools/features/pixels.h"

#include <cstdio>

// jpeglib.h needs the FILE of stdio.h before it.
#include <csetjmp>
#include <string_view>

#include <jpeglib.h>
#include <png.h>
#include <webp/decode.h>

#include <fmt/format.h>

namespace likewise::tools {
namespace {

tl::unexpected<Error> damaged(std::string_view format, std::string_view reason) {
  return fail(ErrorCode::kInvalidArgument, fmt::format("damaged {}: {}", format, reason));
}

Status check_size(std::size_t width, std::size_t height) {
  if (width == 0 || height == 0 || width > kMostPixels / height) {
    return fail(ErrorCode::kTooLarge,
                fmt::format("a picture of {} x {} pixels, at most {} are read", width, height,
                            kMostPixels));
  }
  return {};
}

Result<Pixels> decode_png(std::span<const std::byte> bytes) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) {
    return damaged("PNG", image.message);
  }
  if (Status size = check_size(image.width, image.height); !size.has_value()) {
    png_image_free(&image);
    return tl::unexpected<Error>(std::move(size).error());
  }
  image.format = PNG_FORMAT_RGBA;
  Pixels result{image.width, image.height, {}};
  result.pixels.resize(result.width * result.height);
  static_assert(sizeof(Pixel) == 4, "as PNG_FORMAT_RGBA lies");
  if (png_image_finish_read(&image, nullptr, result.pixels.data(), 0, nullptr) == 0) {
    const std::string message = image.message;
    png_image_free(&image);
    return damaged("PNG", message);
  }
  return result;
}

Result<Pixels> decode_webp(std::span<const std::byte> bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  int width = 0;
  int height = 0;
  if (WebPGetInfo(data, bytes.size(), &width, &height) == 0 || width <= 0 || height <= 0) {
    return damaged("WebP", "no size");
  }
  Pixels result{static_cast<std::size_t>(width), static_cast<std::size_t>(height), {}};
  LIKEWISE_TRY_STATUS(check_size(result.width, result.height));
  result.pixels.resize(result.width * result.height);
  auto* out = reinterpret_cast<std::uint8_t*>(result.pixels.data());
  if (WebPDecodeRGBAInto(data, bytes.size(), out, result.pixels.size() * sizeof(Pixel),
                         width * static_cast<int>(sizeof(Pixel))) == nullptr) {
    return damaged("WebP", "its data");
  }
  return result;
}

/// libjpeg reports an error by leaving: through longjmp, past nothing that has a destructor.
struct JpegFailure {
  jpeg_error_mgr manager{};
  std::jmp_buf back{};
  char message[JMSG_LENGTH_MAX] = {};
};

void leave(j_common_ptr info) {
  auto* failure = reinterpret_cast<JpegFailure*>(info->err);
  info->err->format_message(info, failure->message);
  std::longjmp(failure->back, 1);
}

void be_quiet(j_common_ptr, int) {}

/// False after an error. Everything lives in the caller: a jump back must skip no destructor.
bool read_jpeg(std::span<const std::byte> bytes, jpeg_decompress_struct& info, JpegFailure& failure,
               Pixels& result, std::vector<std::uint8_t>& row) {
  if (setjmp(failure.back) != 0) {
    return false;
  }
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, reinterpret_cast<const unsigned char*>(bytes.data()),
               static_cast<unsigned long>(bytes.size()));
  jpeg_read_header(&info, TRUE);
  info.out_color_space = JCS_RGB;
  result.width = info.image_width;
  result.height = info.image_height;
  if (!check_size(result.width, result.height).has_value()) {
    return true;
  }
  jpeg_start_decompress(&info);
  result.pixels.reserve(result.width * result.height);
  row.resize(result.width * 3);
  while (info.output_scanline < info.output_height) {
    std::uint8_t* line = row.data();
    jpeg_read_scanlines(&info, &line, 1);
    for (std::size_t x = 0; x < result.width; ++x) {
      result.pixels.push_back({row[3 * x], row[3 * x + 1], row[3 * x + 2], 255});
    }
  }
  jpeg_finish_decompress(&info);
  return true;
}

Result<Pixels> decode_jpeg(std::span<const std::byte> bytes) {
  jpeg_decompress_struct info{};
  JpegFailure failure;
  info.err = jpeg_std_error(&failure.manager);
  failure.manager.error_exit = leave;
  failure.manager.emit_message = be_quiet;
  Pixels result;
  std::vector<std::uint8_t> row;
  const bool read = read_jpeg(bytes, info, failure, result, row);
  jpeg_destroy_decompress(&info);
  if (!read) {
    return damaged("JPEG", failure.message);
  }
  LIKEWISE_TRY_STATUS(check_size(result.width, result.height));
  return result;
}

}  // namespace

Result<Pixels> decode_picture(std::span<const std::byte> bytes) {
  const std::string_view start(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (start.starts_with("\x89PNG\r\n\x1a\n")) {
    return decode_png(bytes);
  }
  if (start.starts_with("\xFF\xD8\xFF")) {
    return decode_jpeg(bytes);
  }
  if (start.size() >= 12 && start.starts_with("RIFF") && start.substr(8, 4) == "WEBP") {
    return decode_webp(bytes);
  }
  return fail(ErrorCode::kInvalidArgument, "neither JPEG, PNG nor WebP");
}

}  // namespace likewise::tools
