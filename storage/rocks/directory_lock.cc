#include "storage/rocks/directory_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace likewise::storage {
namespace {

/// The process number in a held lock file; "unknown" while its owner is still writing it.
std::string owner_of(int descriptor) {
  std::array<char, 32> text{};
  const ssize_t length = ::pread(descriptor, text.data(), text.size(), 0);
  std::string owner;
  for (ssize_t i = 0; i < length && text[static_cast<std::size_t>(i)] >= '0' &&
                      text[static_cast<std::size_t>(i)] <= '9';
       ++i) {
    owner.push_back(text[static_cast<std::size_t>(i)]);
  }
  return owner.empty() ? "unknown" : owner;
}

tl::unexpected<Error> unavailable(const std::filesystem::path& path, int error) {
  return fail(ErrorCode::kUnavailable,
              fmt::format("locking [{}]: {}", path.string(), std::strerror(error)));
}

}  // namespace

Result<DirectoryLock> DirectoryLock::acquire(const std::filesystem::path& directory) {
  const std::filesystem::path path = directory / "LOCK";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return unavailable(path, errno);
  }
  DirectoryLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) {
      return unavailable(path, errno);
    }
    return fail(ErrorCode::kLocked, fmt::format("data directory [{}] is in use by process {}",
                                                directory.string(), owner_of(descriptor)));
  }
  // The text is for people: a full disk must not keep the directory from being opened and read.
  const std::string text = fmt::format("{}\n", ::getpid());
  if (::ftruncate(descriptor, 0) == 0) {
    [[maybe_unused]] const ssize_t written = ::pwrite(descriptor, text.data(), text.size(), 0);
  }
  return lock;
}

DirectoryLock::DirectoryLock(DirectoryLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

DirectoryLock::~DirectoryLock() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

}  // namespace likewise::storage
