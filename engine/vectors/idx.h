#pragma once

/// @file
/// The IDX files of MNIST and Fashion-MNIST.
///
///   file := 0 0 type:u8 dimensions:u8 extent:u32be{dimensions} data
///   type := 8 (unsigned byte); others exist and are refused

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/base/error.h"
#include "engine/vectors/vector_table.h"

namespace likewise {

/// True if the bytes start as an IDX file of any type does.
bool looks_like_idx(std::span<const std::byte> bytes);

/// Images: the first extent counts rows, the others together are the columns (28 x 28: 784).
/// Errors: kInvalidArgument for a wrong magic or element type, fewer than 2 dimensions, and a file
/// shorter or longer than its header says.
Result<VectorTable> parse_idx(std::span<const std::byte> bytes);

/// A file of one dimension: one number per row. Errors: as parse_idx.
Result<std::span<const std::byte>> parse_idx_labels(std::span<const std::byte> bytes);

}  // namespace likewise
