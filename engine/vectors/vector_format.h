#pragma once

/// @file
/// The table of vector file formats. Another format is one parser file and one row here.

#include <cstddef>
#include <span>
#include <string_view>

#include "engine/base/error.h"
#include "engine/vectors/vector_table.h"

namespace likewise {

struct VectorFormat {
  std::string_view name;
  bool (*matches)(std::span<const std::byte> bytes);  ///< By the first bytes, never by a file name.
  Result<VectorTable> (*parse)(std::span<const std::byte> bytes);
};

/// In the order in which they are tried.
std::span<const VectorFormat> vector_formats();

/// Parses with the first format that matches.
/// Errors: that parser's, or kInvalidArgument naming the formats that are known.
Result<VectorTable> parse_vectors(std::span<const std::byte> bytes);

}  // namespace likewise
