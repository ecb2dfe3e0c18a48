#pragma once

/// @file
/// Vector files on disk: memory-mapped when plain, unpacked into memory when gzip.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/vectors/matrix.h"
#include "engine/vectors/vector_table.h"

namespace likewise::tools {

/// Beyond this a gzip file is refused: it may be a bomb, and it would not fit into memory anyway.
inline constexpr std::uint64_t kMaxUnpackedBytes = std::uint64_t{8} << 30U;

/// The bytes of a file. Immutable; the mapping ends with the last copy.
class FileBytes {
 public:
  /// Maps the file, or unpacks it if it starts with gzip's magic (several members included).
  /// Errors: kNotFound, kUnavailable, kInvalidArgument (damaged or truncated gzip, a folder),
  /// kTooLarge beyond `max_unpacked`; each names the file.
  static Result<FileBytes> open(const std::filesystem::path& file,
                                std::uint64_t max_unpacked = kMaxUnpackedBytes);

  std::span<const std::byte> bytes() const { return bytes_; }

 private:
  std::shared_ptr<const void> owner_;
  std::span<const std::byte> bytes_;
};

/// An open file of vectors in any format of engine/vectors/vector_format.h. Thread-safe.
class VectorFile {
 public:
  /// Errors: those of FileBytes and of the format's parser, each naming the file.
  static Result<VectorFile> open(const std::filesystem::path& file);

  std::size_t rows() const { return table_.rows; }
  std::size_t columns() const { return table_.columns; }
  const VectorTable& table() const { return table_; }

  /// Rows first … first + count - 1. REQUIRES: within rows().
  /// Errors: kInvalidArgument naming file, row and column of a value that is no finite number.
  Result<Matrix> read(std::size_t first, std::size_t count) const;

  /// The named rows. REQUIRES: each < rows(). Errors: as above.
  Result<Matrix> read_chosen(std::span<const std::uint64_t> rows) const;

 private:
  std::string prefix_;  ///< "[vectors.npy]: "
  FileBytes bytes_;
  VectorTable table_;
};

/// The labels of a one-dimensional IDX file, plain or gzip. Errors: as VectorFile::open.
Result<std::vector<std::uint8_t>> read_idx_labels(const std::filesystem::path& file);

}  // namespace likewise::tools
