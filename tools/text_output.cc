#include "tools/text_output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace likewise::tools {
namespace {

tl::unexpected<Error> system_error(const std::filesystem::path& file) {
  return fail(ErrorCode::kUnavailable,
              fmt::format("[{}]: cannot write: {}", file.string(), std::strerror(errno)));
}

}  // namespace

Result<TextOutput> TextOutput::open(const std::filesystem::path& file) {
  TextOutput output;
  if (file.empty() || file == "-") {
    output.file_ = "standard output";
    output.descriptor_ = STDOUT_FILENO;
    return output;
  }
  output.file_ = file;
  std::error_code ignored;
  std::filesystem::path target = file;
  if (!std::filesystem::exists(file, ignored) || std::filesystem::is_regular_file(file, ignored)) {
    output.partial_ = file.string() + ".partial";
    target = output.partial_;
  }
  output.descriptor_ = ::open(target.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (output.descriptor_ < 0) {
    output.partial_.clear();
    return system_error(file);
  }
  return output;
}

TextOutput::TextOutput(TextOutput&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      file_(std::move(other.file_)),
      partial_(std::exchange(other.partial_, {})) {}

TextOutput& TextOutput::operator=(TextOutput&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(file_, other.file_);
  std::swap(partial_, other.partial_);
  return *this;
}

TextOutput::~TextOutput() {
  abandon();
}

void TextOutput::abandon() {
  if (descriptor_ > STDERR_FILENO) {
    ::close(descriptor_);
  }
  descriptor_ = -1;
  if (!partial_.empty()) {
    ::unlink(partial_.c_str());
    partial_.clear();
  }
}

Status TextOutput::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor_, text.data(), text.size());
    if (written < 0 && errno != EINTR) {
      return system_error(file_);
    }
    text.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
  }
  return {};
}

Status TextOutput::finish() {
  if (!partial_.empty()) {
    if (::fsync(descriptor_) != 0 || ::rename(partial_.c_str(), file_.c_str()) != 0) {
      return system_error(file_);
    }
    partial_.clear();
  }
  abandon();
  return {};
}

}  // namespace likewise::tools
