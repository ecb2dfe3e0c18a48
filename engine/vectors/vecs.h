#pragma once

/// @file
/// Vector files without a magic, known by their names only.
///
///   .fvecs .bvecs .ivecs        row*   row := columns:i32 value{columns}  (f4, u1, i4)
///   .fbin .u8bin .i8bin         rows:u32 columns:u32 value{rows * columns}  (f4, u1, i1)
///   raw                         value{rows * columns}  (f4)
///
/// All little-endian.

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/base/error.h"
#include "engine/vectors/vector_table.h"

namespace likewise {

/// Every row has the same number of columns. Errors: kInvalidArgument with the row for another
/// number of columns, and for a file that ends within a row.
Result<VectorTable> parse_vecs(std::span<const std::byte> bytes, ElementType type);

/// Errors: kInvalidArgument for a file shorter or longer than its header says.
Result<VectorTable> parse_bin(std::span<const std::byte> bytes, ElementType type);

/// Errors: kInvalidArgument if the bytes are not a whole number of rows, or `columns` is 0.
Result<VectorTable> parse_raw(std::span<const std::byte> bytes, std::size_t columns);

}  // namespace likewise
