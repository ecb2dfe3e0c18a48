#pragma once

/// @file
/// numpy's .npy files.
///
///   file    := magic version length header data
///   magic   := 93 'N' 'U' 'M' 'P' 'Y'
///   version := major:u8 minor:u8            (1.0, 2.0 or 3.0)
///   length  := u16 (version 1) or u32, little-endian; bytes of header
///   header  := a Python dictionary of 'descr', 'fortran_order' and 'shape', blanks, newline

#include <cstddef>
#include <span>

#include "engine/base/error.h"
#include "engine/vectors/npy_header.h"
#include "engine/vectors/vector_table.h"

namespace likewise {

/// True if the bytes start with .npy's magic.
bool looks_like_npy(std::span<const std::byte> bytes);

/// A two-dimensional array of f2, f4, f8, u1 or i1, in either order and endianness.
/// Errors: kInvalidArgument for a wrong magic, version, header, element type or number of
/// dimensions, and for a file shorter or longer than its header says.
Result<VectorTable> parse_npy(std::span<const std::byte> bytes);

/// The header of a .npy file, and where its data begin.
struct NpyParts {
  NpyHeader header;
  std::size_t payload_begin = 0;
};

/// Errors: kInvalidArgument for a wrong magic, version or header.
Result<NpyParts> split_npy(std::span<const std::byte> bytes);

}  // namespace likewise
