#include "tools/vector_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/vectors/idx.h"
#include "engine/vectors/read_rows.h"
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

Result<Mapping> read_standard_input() {
  const auto bytes = std::make_shared<std::vector<std::byte>>();
  constexpr std::size_t kPiece = 1U << 20U;
  for (;;) {
    const std::size_t before = bytes->size();
    if (before > kMaxUnpackedBytes) {
      return fail(ErrorCode::kTooLarge,
                  fmt::format("standard input has more than {} bytes", kMaxUnpackedBytes));
    }
    bytes->resize(before + kPiece);
    const ssize_t count = ::read(STDIN_FILENO, bytes->data() + before, kPiece);
    bytes->resize(before + static_cast<std::size_t>(std::max<ssize_t>(0, count)));
    if (count < 0 && errno != EINTR) {
      return system_error("cannot read");
    }
    if (count == 0) {
      return Mapping{bytes, *bytes};
    }
  }
}

Result<Mapping> map_file(const std::filesystem::path& file) {
  if (file == "-") {
    return read_standard_input();
  }
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

Result<VectorFile> VectorFile::open(const VectorSource& source) {
  VectorFile result;
  result.prefix_ = prefix_of(source.path);
  LIKEWISE_TRY(result.bytes_, FileBytes::open(source.path));
  LIKEWISE_TRY(OpenedVectors opened,
               named(open_vector_bytes(source, result.bytes_.bytes()), result.prefix_));
  result.table_ = opened.table;
  result.owner_ = std::move(opened.owner);
  result.ids_ = std::move(opened.ids);
  result.skipped_ = opened.skipped;
  if (source.skip_bad) {
    std::vector<std::uint64_t> usable = usable_rows(result.table_);
    result.skipped_ += result.table_.rows - usable.size();
    if (usable.empty() || usable.size() < result.table_.rows) {
      result.table_.rows = usable.empty() ? 0 : result.table_.rows;
      result.chosen_ = std::move(usable);
    }
  }
  return result;
}

Result<Matrix> VectorFile::read(std::size_t first, std::size_t count) const {
  if (!chosen_.empty()) {
    return named(read_chosen_rows(table_, std::span(chosen_).subspan(first, count)), prefix_);
  }
  return named(read_rows(table_, first, count), prefix_);
}

Result<Matrix> VectorFile::read_chosen(std::span<const std::uint64_t> rows) const {
  if (chosen_.empty()) {
    return named(read_chosen_rows(table_, rows), prefix_);
  }
  std::vector<std::uint64_t> in_table;
  for (const std::uint64_t row : rows) {
    in_table.push_back(chosen_[row]);
  }
  return named(read_chosen_rows(table_, in_table), prefix_);
}

std::optional<Eigen::Map<const Matrix>> VectorFile::view() const {
  const bool little = std::endian::native == std::endian::little;
  const bool aligned = reinterpret_cast<std::uintptr_t>(table_.data.data()) % alignof(float) == 0;
  if (table_.type != ElementType::kFloat32 || table_.big_endian == little || table_.column_major ||
      table_.row_step > 0 || !chosen_.empty() || !aligned) {
    return std::nullopt;
  }
  return Eigen::Map<const Matrix>(reinterpret_cast<const float*>(table_.data.data()),
                                  static_cast<Eigen::Index>(table_.rows),
                                  static_cast<Eigen::Index>(table_.columns));
}

Result<std::vector<std::uint8_t>> read_idx_labels(const std::filesystem::path& file) {
  LIKEWISE_TRY(const FileBytes bytes, FileBytes::open(file));
  LIKEWISE_TRY(const std::span<const std::byte> labels,
               named(parse_idx_labels(bytes.bytes()), prefix_of(file)));
  const auto* begin = reinterpret_cast<const std::uint8_t*>(labels.data());
  return std::vector<std::uint8_t>(begin, begin + labels.size());
}

}  // namespace likewise::tools
