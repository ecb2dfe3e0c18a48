#include "storage/rocks/codebook/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include <fmt/format.h>

namespace likewise::storage {
namespace {

tl::unexpected<Error> system_error(const std::filesystem::path& file, std::string_view what) {
  const int number = errno;
  return fail(number == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnavailable,
              fmt::format("[{}]: {}: {}", file.string(), what, std::strerror(number)));
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  bool close() {
    const int number = std::exchange(number_, -1);
    return number < 0 || ::close(number) == 0;
  }

 private:
  int number_;
};

// Removes the temporary file unless it became the real one.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  ~TemporaryFile() {
    if (!kept_) {
      ::unlink(path_.c_str());
    }
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }
  void keep() { kept_ = true; }

 private:
  std::string path_;
  bool kept_ = false;
};

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      return false;
    }
    bytes.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
  }
  return true;
}

// A rename is durable only when the folder is.
bool sync_folder(const std::filesystem::path& file) {
  const std::string folder = file.has_parent_path() ? file.parent_path().string() : ".";
  const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return descriptor.number() >= 0 && ::fsync(descriptor.number()) == 0;
}

}  // namespace

Status write_file_atomically(const std::filesystem::path& file, std::string_view bytes) {
  std::string pattern = file.string() + ".XXXXXX";
  Descriptor descriptor(::mkostemp(pattern.data(), O_CLOEXEC));
  if (descriptor.number() < 0) {
    return system_error(file, "cannot write");
  }
  TemporaryFile temporary(std::move(pattern));
  const mode_t mask = ::umask(0);  // mkostemp gives 0600; a codebook is an ordinary file
  ::umask(mask);
  if (::fchmod(descriptor.number(), 0666 & ~mask) != 0 || !write_all(descriptor.number(), bytes) ||
      ::fsync(descriptor.number()) != 0 || !descriptor.close() ||
      ::rename(temporary.path().c_str(), file.c_str()) != 0) {
    return system_error(file, "cannot write");
  }
  temporary.keep();
  if (!sync_folder(file)) {
    return system_error(file, "written, but its folder cannot be synced");
  }
  return {};
}

Result<std::string> read_whole_file(const std::filesystem::path& file) {
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat facts {};
  if (descriptor.number() < 0 || ::fstat(descriptor.number(), &facts) != 0) {
    return system_error(file, "cannot read");
  }
  std::string bytes(static_cast<std::size_t>(facts.st_size), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(descriptor.number(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno != EINTR) {
      return system_error(file, "cannot read");
    }
    if (got == 0) {
      break;
    }
    filled += got > 0 ? static_cast<std::size_t>(got) : 0;
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace likewise::storage
