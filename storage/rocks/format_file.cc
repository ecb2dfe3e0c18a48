#include "storage/rocks/format_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <random>
#include <sstream>
#include <system_error>

#include <fmt/format.h>

namespace likewise::storage {
namespace {

constexpr const char* kFirstLine = "likewise data directory";

std::string random_uuid() {
  std::random_device source;
  std::string uuid;
  for (int i = 0; i < 4; ++i) {
    uuid += fmt::format("{:08x}", source());
  }
  return uuid;
}

tl::unexpected<Error> write_failed(const std::filesystem::path& path, int error) {
  return fail(ErrorCode::kUnavailable,
              fmt::format("writing [{}]: {}", path.string(), std::strerror(error)));
}

Status write_synced(const std::filesystem::path& path, const std::string& text) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return write_failed(path, errno);
  }
  const ssize_t written = ::write(descriptor, text.data(), text.size());
  const bool complete = written == static_cast<ssize_t>(text.size()) && ::fsync(descriptor) == 0;
  const int error = complete ? 0 : (errno == 0 ? EIO : errno);
  ::close(descriptor);
  if (!complete) {
    return write_failed(path, error);
  }
  return {};
}

void sync_directory(const std::filesystem::path& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0) {
    ::fsync(descriptor);
    ::close(descriptor);
  }
}

}  // namespace

Result<FormatFile> read_format(const std::filesystem::path& directory) {
  const std::filesystem::path path = directory / "FORMAT";
  std::error_code missing;
  if (!std::filesystem::exists(path, missing)) {
    return fail(ErrorCode::kNotFound, fmt::format("[{}] does not exist", path.string()));
  }
  std::ifstream file(path);
  std::string first_line;
  if (!file || !std::getline(file, first_line)) {
    return fail(ErrorCode::kUnavailable, fmt::format("cannot read [{}]", path.string()));
  }
  FormatFile format;
  format.format = 0;
  for (std::string name, value; file >> name >> value;) {
    if (name == "format") {
      std::istringstream(value) >> format.format;
    } else if (name == "writer") {
      format.writer = value;
    } else if (name == "uuid") {
      format.uuid = value;
    }
  }
  if (first_line != kFirstLine || format.format == 0) {
    return fail(ErrorCode::kCorruption,
                fmt::format("[{}] is not a FORMAT file of likewise", path.string()));
  }
  if (format.format > kFormatVersion) {
    return fail(ErrorCode::kLocked,
                fmt::format("data directory [{}] is stored in format {} by version {}; this "
                            "version reads format {}",
                            directory.string(), format.format, format.writer, kFormatVersion));
  }
  if (format.format < kFormatVersion) {
    return fail(ErrorCode::kLocked,
                fmt::format("data directory [{}] is stored in format {} by version {}; this "
                            "version reads format {}: load the documents into a new directory",
                            directory.string(), format.format, format.writer, kFormatVersion));
  }
  return format;
}

Status write_format(const std::filesystem::path& directory, const FormatFile& format) {
  const std::filesystem::path path = directory / "FORMAT";
  const std::filesystem::path fresh = directory / "FORMAT.new";
  LIKEWISE_TRY_STATUS(
      write_synced(fresh, fmt::format("{}\nformat {}\nwriter {}\nuuid {}\n", kFirstLine,
                                      format.format, format.writer, format.uuid)));
  if (::rename(fresh.c_str(), path.c_str()) != 0) {
    return write_failed(path, errno);
  }
  sync_directory(directory);
  return {};
}

Result<FormatFile> ensure_format(const std::filesystem::path& directory) {
  Result<FormatFile> found = read_format(directory);
  if (found.has_value() || found.error().code() != ErrorCode::kNotFound) {
    return found;
  }
  std::error_code missing;
  if (std::filesystem::exists(directory / "db", missing)) {
    return fail(
        ErrorCode::kCorruption,
        fmt::format("data directory [{}] holds data but no FORMAT file", directory.string()));
  }
  FormatFile format{kFormatVersion, LIKEWISE_VERSION, random_uuid()};
  LIKEWISE_TRY_STATUS(write_format(directory, format));
  return format;
}

}  // namespace likewise::storage
