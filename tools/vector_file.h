#pragma once

/// @file
/// Vector files on disk: memory-mapped when plain, unpacked into memory when gzip.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/vectors/matrix.h"
#include "engine/vectors/vector_table.h"
#include "tools/vector_bytes.h"

namespace likewise::tools {

/// Beyond this a gzip file is refused: it may be a bomb, and it would not fit into memory anyway.
inline constexpr std::uint64_t kMaxUnpackedBytes = std::uint64_t{8} << 30U;

/// The bytes of a file. Immutable; the mapping ends with the last copy.
class FileBytes {
 public:
  /// Maps the file, or unpacks it if it starts with gzip's magic (several members included). "-" is
  /// standard input, read to its end.
  /// Errors: kNotFound, kUnavailable, kInvalidArgument (damaged or truncated gzip, a folder),
  /// kTooLarge beyond `max_unpacked`; each names the file.
  static Result<FileBytes> open(const std::filesystem::path& file,
                                std::uint64_t max_unpacked = kMaxUnpackedBytes);

  std::span<const std::byte> bytes() const { return bytes_; }

 private:
  std::shared_ptr<const void> owner_;
  std::span<const std::byte> bytes_;
};

/// An open file of vectors in any format of tools/vector_bytes.h. Thread-safe.
class VectorFile {
 public:
  /// Errors: those of FileBytes and of the format's parser, each naming the file.
  static Result<VectorFile> open(const VectorSource& source);
  static Result<VectorFile> open(const std::filesystem::path& file) {
    return open(VectorSource{file.string(), "auto", 0, "", false});
  }

  std::size_t rows() const { return chosen_.empty() ? table_.rows : chosen_.size(); }
  std::size_t columns() const { return table_.columns; }
  const VectorTable& table() const { return table_; }

  /// Rows first … first + count - 1. REQUIRES: within rows().
  /// Errors: kInvalidArgument naming file, row and column of a value that is no finite number.
  Result<Matrix> read(std::size_t first, std::size_t count) const;

  /// All rows as they lie in memory, when they are float32 in the machine's order: without a copy,
  /// and unchecked. Lives as long as this.
  std::optional<Eigen::Map<const Matrix>> view() const;

  /// Of the rows, where the file has them (documents); otherwise empty.
  const std::vector<std::string>& ids() const { return ids_; }
  /// Bad rows that were left out, as the source asked for.
  std::uint64_t skipped() const { return skipped_; }

  /// The named rows. REQUIRES: each < rows(). Errors: as above.
  Result<Matrix> read_chosen(std::span<const std::uint64_t> rows) const;

 private:
  std::string prefix_;  ///< "[vectors.npy]: "
  FileBytes bytes_;
  std::shared_ptr<const void> owner_;  ///< Of the table's bytes, if they are not the file's.
  VectorTable table_;
  std::vector<std::uint64_t> chosen_;  ///< The good rows, if some were left out; else empty.
  std::vector<std::string> ids_;
  std::uint64_t skipped_ = 0;
};

/// The labels of a one-dimensional IDX file, plain or gzip. Errors: as VectorFile::open.
Result<std::vector<std::uint8_t>> read_idx_labels(const std::filesystem::path& file);

}  // namespace likewise::tools
