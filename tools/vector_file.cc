#include "tools/vector_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/vectors/idx.h"
#include "engine/vectors/read_rows.h"
#include "engine/vectors/vector_format.h"
#include "tools/gzip.h"

namespace likewise::tools {
namespace {

std::string prefix_of(const std::filesystem::path& file) {
  return fmt::format("[{}]: ", file.string());
}

template <class Value>
Result<Value> named(Result<Value> result, const std::string& prefix) {
  if (!result.has_value()) {
    return fail(std::move(result).error().with_context(prefix));
  }
  return result;
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

struct Mapping {
  std::shared_ptr<const void> owner;
  std::span<const std::byte> bytes;
};

tl::unexpected<Error> system_error(std::string_view what) {
  const int number = errno;
  return fail(number == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnavailable,
              fmt::format("{}: {}", what, std::strerror(number)));
}

Result<Mapping> map_file(const std::filesystem::path& file) {
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat facts {};
  if (descriptor.number() < 0 || ::fstat(descriptor.number(), &facts) != 0) {
    return system_error("cannot open");
  }
  if (!S_ISREG(facts.st_mode)) {
    return fail(ErrorCode::kInvalidArgument, "not a regular file");
  }
  const auto size = static_cast<std::size_t>(facts.st_size);
  if (size == 0) {
    return Mapping{};
  }
  void* address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor.number(), 0);
  if (address == MAP_FAILED) {
    return system_error("cannot map");
  }
  Mapping mapping;
  mapping.owner = std::shared_ptr<const void>(
      address, [size](const void* begin) { ::munmap(const_cast<void*>(begin), size); });
  mapping.bytes = {static_cast<const std::byte*>(address), size};
  return mapping;
}

}  // namespace

Result<FileBytes> FileBytes::open(const std::filesystem::path& file, std::uint64_t max_unpacked) {
  const std::string prefix = prefix_of(file);
  LIKEWISE_TRY(Mapping mapping, named(map_file(file), prefix));
  FileBytes result;
  if (!looks_like_gzip(mapping.bytes)) {
    result.owner_ = std::move(mapping.owner);
    result.bytes_ = mapping.bytes;
    return result;
  }
  LIKEWISE_TRY(std::vector<std::byte> unpacked,
               named(unpack_gzip(mapping.bytes, max_unpacked), prefix));
  const auto owner = std::make_shared<const std::vector<std::byte>>(std::move(unpacked));
  result.bytes_ = *owner;
  result.owner_ = owner;
  return result;
}

Result<VectorFile> VectorFile::open(const std::filesystem::path& file) {
  VectorFile result;
  result.prefix_ = prefix_of(file);
  LIKEWISE_TRY(result.bytes_, FileBytes::open(file));
  LIKEWISE_TRY(result.table_, named(parse_vectors(result.bytes_.bytes()), result.prefix_));
  return result;
}

Result<Matrix> VectorFile::read(std::size_t first, std::size_t count) const {
  return named(read_rows(table_, first, count), prefix_);
}

Result<Matrix> VectorFile::read_chosen(std::span<const std::uint64_t> rows) const {
  return named(read_chosen_rows(table_, rows), prefix_);
}

Result<std::vector<std::uint8_t>> read_idx_labels(const std::filesystem::path& file) {
  LIKEWISE_TRY(const FileBytes bytes, FileBytes::open(file));
  LIKEWISE_TRY(const std::span<const std::byte> labels,
               named(parse_idx_labels(bytes.bytes()), prefix_of(file)));
  const auto* begin = reinterpret_cast<const std::uint8_t*>(labels.data());
  return std::vector<std::uint8_t>(begin, begin + labels.size());
}

}  // namespace likewise::tools
