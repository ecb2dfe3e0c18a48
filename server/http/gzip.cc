#include "server/http/gzip.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <zlib.h>

namespace likewise::server {
namespace {

constexpr int kGzipWindow = 15 + 16;  // zlib's way to say: gzip wrapper, 32 KiB window.

/// zlib wants non-const input and 32-bit lengths; bodies are far below that.
z_stream stream_over(std::string_view input) {
  z_stream stream{};
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): zlib only reads it.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
  stream.avail_in = static_cast<uInt>(input.size());
  return stream;
}

tl::unexpected<Error> too_large(std::string message) {
  return fail(Error(ErrorCode::kTooLarge, std::move(message))
                  .with_type("content_too_long_exception")
                  .with_status(413));
}

tl::unexpected<Error> not_gzip() {
  return fail(Error(ErrorCode::kInvalidArgument, "the body is not a complete gzip member")
                  .with_type("decompression_exception")
                  .with_status(400));
}

struct InflateEnd {
  z_stream& stream;
  ~InflateEnd() { inflateEnd(&stream); }
};

struct DeflateEnd {
  z_stream& stream;
  ~DeflateEnd() { deflateEnd(&stream); }
};

}  // namespace

Result<std::string> gunzip(std::string_view packed, const InflateLimits& limits) {
  if (packed.size() > std::numeric_limits<uInt>::max()) {
    return too_large("the packed body is too large");
  }
  z_stream stream = stream_over(packed);
  if (inflateInit2(&stream, kGzipWindow) != Z_OK) {
    return fail(ErrorCode::kUnavailable, "no memory to unpack the body");
  }
  const InflateEnd guard{stream};
  std::string out;
  std::string block(64U << 10U, '\0');
  int state = Z_OK;
  while (state != Z_STREAM_END) {
    stream.next_out = reinterpret_cast<Bytef*>(block.data());
    stream.avail_out = static_cast<uInt>(block.size());
    state = inflate(&stream, Z_NO_FLUSH);
    if (state != Z_OK && state != Z_STREAM_END) {
      return not_gzip();
    }
    const std::size_t produced = block.size() - stream.avail_out;
    if (produced == 0 && state != Z_STREAM_END) {
      return not_gzip();  // The input ended early.
    }
    out.append(block, 0, produced);
    if (out.size() > limits.max_bytes) {
      return too_large(fmt::format(
          "the unpacked body is larger than {} bytes (http.max_content_length)", limits.max_bytes));
    }
    if (out.size() > limits.always_ok && out.size() / limits.max_ratio > packed.size()) {
      return too_large(
          fmt::format("the body unpacks to more than {} times its size", limits.max_ratio));
    }
  }
  if (stream.avail_in != 0) {
    return not_gzip();
  }
  return out;
}

Result<std::string> gzip(std::string_view bytes) {
  if (bytes.size() > std::numeric_limits<uInt>::max() / 2) {
    return fail(ErrorCode::kTooLarge, "too large to pack");
  }
  z_stream stream = stream_over(bytes);
  if (deflateInit2(&stream, 1, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    return fail(ErrorCode::kUnavailable, "no memory to pack the answer");
  }
  const DeflateEnd guard{stream};
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) {
    return fail(ErrorCode::kInternal, "deflateBound was too small");
  }
  out.resize(out.size() - stream.avail_out);
  return out;
}

}  // namespace likewise::server
