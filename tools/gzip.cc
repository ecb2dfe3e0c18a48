#include "tools/gzip.h"

#include <algorithm>
#include <limits>
#include <string>

#include <fmt/format.h>
#include <zlib.h>

namespace likewise::tools {
namespace {

constexpr std::size_t kFirstBytes = std::size_t{1} << 20U;

class Inflater {
 public:
  Inflater(std::span<const std::byte> packed, std::uint64_t limit) : rest_(packed), limit_(limit) {
    usable_ = inflateInit2(&stream_, 16 + MAX_WBITS) == Z_OK;
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  Result<std::vector<std::byte>> run() {
    if (!usable_) {
      return fail(ErrorCode::kInternal, "zlib cannot be initialised");
    }
    bool more = true;
    while (more) {
      make_room();
      LIKEWISE_TRY(more, step());
      if (filled_ > limit_) {
        return fail(ErrorCode::kTooLarge,
                    fmt::format("unpacked it is larger than the limit of {} bytes", limit_));
      }
    }
    out_.resize(filled_);
    return std::move(out_);
  }

 private:
  void make_room() {
    if (filled_ < out_.size()) {
      return;
    }
    // One byte beyond the limit, to tell "just full" from "too large".
    const std::uint64_t wanted =
        std::min<std::uint64_t>(limit_ + 1, std::max(kFirstBytes, 2 * out_.size()));
    out_.resize(wanted);
  }

  // Returns false at the end of the last member.
  Result<bool> step() {
    constexpr std::size_t kChunk = std::numeric_limits<unsigned>::max();
    const std::size_t input = std::min(rest_.size(), kChunk);
    const std::size_t output = std::min(out_.size() - filled_, kChunk);
    // zlib's interface lacks a const; it does not write to its input.
    stream_.next_in =
        const_cast<unsigned char*>(reinterpret_cast<const unsigned char*>(rest_.data()));
    stream_.avail_in = static_cast<unsigned>(input);
    stream_.next_out = reinterpret_cast<unsigned char*>(out_.data() + filled_);
    stream_.avail_out = static_cast<unsigned>(output);
    const int status = inflate(&stream_, Z_NO_FLUSH);
    rest_ = rest_.subspan(input - stream_.avail_in);
    filled_ += output - stream_.avail_out;
    if (status == Z_STREAM_END) {
      return next_member();
    }
    if (status == Z_BUF_ERROR || (status == Z_OK && rest_.empty() && stream_.avail_out > 0)) {
      return fail(ErrorCode::kInvalidArgument, "truncated gzip data");
    }
    if (status != Z_OK) {
      return fail(ErrorCode::kInvalidArgument,
                  fmt::format("damaged gzip data: {}",
                              stream_.msg != nullptr ? stream_.msg : "unknown reason"));
    }
    return true;
  }

  Result<bool> next_member() {
    const auto is_padding = [](std::byte byte) { return byte == std::byte{0}; };
    if (std::all_of(rest_.begin(), rest_.end(), is_padding)) {
      return false;
    }
    if (inflateReset(&stream_) != Z_OK) {
      return fail(ErrorCode::kInternal, "zlib cannot be reset");
    }
    return true;
  }

  std::span<const std::byte> rest_;
  std::uint64_t limit_;
  z_stream stream_{};
  bool usable_ = false;
  std::vector<std::byte> out_;
  std::size_t filled_ = 0;
};

}  // namespace

bool looks_like_gzip(std::span<const std::byte> bytes) {
  return bytes.size() >= 2 && bytes[0] == std::byte{0x1F} && bytes[1] == std::byte{0x8B};
}

Result<std::vector<std::byte>> unpack_gzip(std::span<const std::byte> packed, std::uint64_t limit) {
  return Inflater(packed, limit).run();
}

}  // namespace likewise::tools
