#include "tools/line_reader.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <zlib.h>

namespace likewise::tools {
namespace {

constexpr std::size_t kChunk = std::size_t{256} << 10U;

}  // namespace

struct LineReader::Stream {
  Stream(std::string shown_name, gzFile open_file) : name(std::move(shown_name)), file(open_file) {}
  ~Stream() { gzclose(file); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  const std::string name;
  const gzFile file;
};

LineReader::LineReader(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) {}
LineReader::LineReader(LineReader&& other) noexcept = default;
LineReader& LineReader::operator=(LineReader&& other) noexcept = default;
LineReader::~LineReader() = default;

Result<LineReader> LineReader::open(const std::filesystem::path& file) {
  const bool is_standard_input = file == "-";
  const std::string name = is_standard_input ? "standard input" : file.string();
  const int descriptor =
      is_standard_input ? ::dup(STDIN_FILENO) : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  // zlib passes through what does not start with gzip's magic.
  const gzFile stream = descriptor < 0 ? nullptr : gzdopen(descriptor, "rb");
  if (stream == nullptr) {
    const int reason = errno;
    if (descriptor >= 0) {
      ::close(descriptor);
    }
    return fail(ErrorCode::kNotFound,
                fmt::format("cannot read [{}]: {}", name, std::strerror(reason)));
  }
  gzbuffer(stream, kChunk);
  return LineReader(std::make_unique<Stream>(name, stream));
}

std::string LineReader::place() const {
  return fmt::format("[{}] line {}", stream_->name, number_);
}

Result<bool> LineReader::fill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t filled = buffer_.size();
  buffer_.resize(filled + kChunk);
  const int count = gzread(stream_->file, buffer_.data() + filled, static_cast<unsigned>(kChunk));
  buffer_.resize(filled + static_cast<std::size_t>(count < 0 ? 0 : count));
  int code = Z_OK;
  const char* const text = gzerror(stream_->file, &code);
  if (code == Z_BUF_ERROR) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("[{}] after line {}: truncated gzip data", stream_->name, number_));
  }
  if (count < 0) {
    const bool is_system = code == Z_ERRNO;
    return fail(is_system ? ErrorCode::kUnavailable : ErrorCode::kInvalidArgument,
                fmt::format("[{}] after line {}: {}{}", stream_->name, number_,
                            is_system ? "" : "damaged gzip data: ",
                            is_system ? std::strerror(errno) : text));
  }
  return count > 0;
}

Result<std::optional<std::string_view>> LineReader::next(std::size_t longest) {
  std::size_t searched = begin_;
  while (true) {
    const std::size_t end = buffer_.find('\n', searched);
    if (end != std::string::npos && end - begin_ <= longest) {
      const std::string_view line(buffer_.data() + begin_, end - begin_);
      begin_ = end + 1;
      ++number_;
      return std::optional(line);
    }
    if (buffer_.size() - begin_ > longest) {
      return fail(ErrorCode::kTooLarge, fmt::format("[{}] line {} is longer than {} bytes",
                                                    stream_->name, number_ + 1, longest));
    }
    searched = buffer_.size() - begin_;  // fill() moves the rest to the front
    LIKEWISE_TRY(const bool has_more, fill());
    if (!has_more) {
      break;
    }
  }
  if (begin_ == buffer_.size()) {
    return std::optional<std::string_view>();
  }
  const std::string_view line(buffer_.data() + begin_, buffer_.size() - begin_);
  begin_ = buffer_.size();
  ++number_;
  return std::optional(line);
}

}  // namespace likewise::tools
