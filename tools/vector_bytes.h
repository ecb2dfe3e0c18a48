#pragma once

/// @file
/// Which format a vector file has, and how its bytes become a table.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/vectors/vector_table.h"

namespace likewise::tools {

/// What is known of a vector file besides its bytes.
struct VectorSource {
  std::string path;  ///< "-": standard input.
  std::string format = "auto";
  std::size_t dim = 0;  ///< Values of a row of raw float32.
  std::string field;    ///< A member of NDJSON, an array of .npz, a dataset of HDF5.
  bool skip_bad = false;
};

/// A table, what holds its bytes if they are not those of the file, and what came beside it.
struct OpenedVectors {
  VectorTable table;
  std::shared_ptr<const void> owner;  ///< Null: the file's bytes.
  std::vector<std::string> ids;       ///< Of documents; empty: none.
  std::uint64_t skipped = 0;          ///< Bad rows of a text.
};

/// Names for VectorSource::format, separated by commas.
std::string known_input_formats();

/// By `format`, or by the first bytes, else by the end of the name.
/// Errors: kInvalidArgument of the format's reader, or naming the formats that are known.
Result<OpenedVectors> open_vector_bytes(const VectorSource& source,
                                        std::span<const std::byte> bytes);

}  // namespace likewise::tools
