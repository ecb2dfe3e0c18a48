#pragma once

/// @file
/// A matrix of numbers as it lies in the bytes of a file, before it is converted.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace likewise {

enum class ElementType : std::uint8_t { kFloat16, kFloat32, kFloat64, kUint8, kInt8, kInt32 };

/// 1, 2, 4 or 8.
std::size_t bytes_of(ElementType type);

/// numpy's names: "f2", "f4", "f8", "u1", "i1", "i4".
std::string_view to_string(ElementType type);

/// What a parser found: where the numbers are and how to read them. A view: the bytes belong to the
/// caller (often a memory-mapped file) and must outlive it.
struct VectorTable {
  ElementType type = ElementType::kFloat32;
  bool big_endian = false;
  bool column_major = false;  ///< numpy's Fortran order.
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::size_t row_step = 0;  ///< Bytes from a row to the next; 0: they follow each other.
  /// rows * columns * bytes_of(type) bytes; with a row_step that many each, but for the last row.
  std::span<const std::byte> data;
};

}  // namespace likewise
