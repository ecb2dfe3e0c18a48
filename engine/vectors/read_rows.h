#pragma once

/// @file
/// From the bytes of a table to floats, some rows at a time, so that a mapped file may be larger
/// than memory.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/error.h"
#include "engine/vectors/matrix.h"
#include "engine/vectors/vector_table.h"

namespace likewise {

/// Beyond this a squared distance may leave the range of float.
inline constexpr float kMaxMagnitude = 1e15F;

/// Rows first … first + count - 1 as floats (count x columns).
/// REQUIRES: first + count <= table.rows.
/// Errors: kInvalidArgument with row and column for NaN, infinity and beyond kMaxMagnitude.
Result<Matrix> read_rows(const VectorTable& table, std::size_t first, std::size_t count);

/// The named rows, in the order given (chosen.size() x columns). REQUIRES: each < table.rows.
/// Errors: as above; the row named is the one of the table.
Result<Matrix> read_chosen_rows(const VectorTable& table, std::span<const std::uint64_t> chosen);

/// The rows without NaN, infinity and values beyond kMaxMagnitude, ascending. One pass.
std::vector<std::uint64_t> usable_rows(const VectorTable& table);

}  // namespace likewise
