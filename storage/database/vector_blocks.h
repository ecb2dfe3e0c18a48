#pragma once

/// @file
/// The vectors of one field of a sealed segment.
///
///   vectors := rows:varint dimensions:varint has_lengths:varint doc:varint{rows}
///              length:f32{rows if has_lengths} value:f32{rows * dimensions}
///
/// Documents are relative to the one before, in the first row absolute.
/// Numbers are little-endian. A block holds as many rows as fit into about 256 KB, at least one.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/base/ids.h"
#include "engine/index/vector_column.h"

namespace likewise::storage {

/// The documents [first, end) of a segment.
struct DocRange {
  DocId first = 0;
  DocId end = 0;
};

/// Hands out the blocks one by one; stops at the first error of `sink`.
Status write_vector_blocks(const VectorColumn& column,
                           const std::function<Status(std::uint32_t first_row, std::string)>& sink);

/// Appends the rows of a block to those of the blocks before it; false for a damaged one.
bool read_vector_block(std::string_view block, DocRange docs, VectorColumnBuilder& column);

}  // namespace likewise::storage
