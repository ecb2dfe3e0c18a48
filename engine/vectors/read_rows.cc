#include "engine/vectors/read_rows.h"

#include <bit>
#include <cmath>
#include <cstring>

#include <fmt/format.h>

#include "engine/base/check.h"

namespace likewise {
namespace {

template <class Unsigned>
Unsigned swapped(Unsigned value) {
  if constexpr (sizeof(Unsigned) == 2) {
    return __builtin_bswap16(value);
  } else if constexpr (sizeof(Unsigned) == 4) {
    return __builtin_bswap32(value);
  } else if constexpr (sizeof(Unsigned) == 8) {
    return __builtin_bswap64(value);
  } else {
    return value;
  }
}

float from_bits(std::uint16_t bits) {
  return Eigen::half_impl::half_to_float(Eigen::half_impl::raw_uint16_to_half(bits));
}
float from_bits(std::uint32_t bits) {
  return std::bit_cast<float>(bits);
}
float from_bits(std::uint64_t bits) {
  return static_cast<float>(std::bit_cast<double>(bits));
}

// Every reader turns one element at an unaligned address into a float.
template <class Unsigned, bool kSwap>
float read_float(const std::byte* at) {
  Unsigned bits;
  std::memcpy(&bits, at, sizeof(bits));
  return from_bits(kSwap ? swapped(bits) : bits);
}
float read_uint8(const std::byte* at) {
  return static_cast<float>(std::to_integer<std::uint8_t>(*at));
}
float read_int8(const std::byte* at) {
  return static_cast<float>(std::bit_cast<std::int8_t>(*at));
}

float read_int32(const std::byte* at) {
  std::int32_t value;
  std::memcpy(&value, at, sizeof(value));
  return static_cast<float>(value);
}

template <float (*kRead)(const std::byte*)>
void copy_row(const VectorTable& table, std::size_t row, float* out) {
  const std::size_t element = bytes_of(table.type);
  const std::size_t step = element * (table.column_major ? table.rows : 1);
  const std::size_t row_step = table.row_step > 0 ? table.row_step : element * table.columns;
  const std::byte* at = table.data.data() + row * (table.column_major ? element : row_step);
  for (std::size_t column = 0; column < table.columns; ++column) {
    out[column] = kRead(at + column * step);
  }
}

using CopyRow = void (*)(const VectorTable&, std::size_t, float*);

CopyRow copier_of(const VectorTable& table) {
  const bool swap = table.big_endian == (std::endian::native == std::endian::little);
  switch (table.type) {
    case ElementType::kUint8:
      return copy_row<read_uint8>;
    case ElementType::kInt8:
      return copy_row<read_int8>;
    case ElementType::kInt32:
      return copy_row<read_int32>;  // only of formats that are little-endian
    case ElementType::kFloat16:
      return swap ? copy_row<read_float<std::uint16_t, true>>
                  : copy_row<read_float<std::uint16_t, false>>;
    case ElementType::kFloat32:
      return swap ? copy_row<read_float<std::uint32_t, true>>
                  : copy_row<read_float<std::uint32_t, false>>;
    case ElementType::kFloat64:
      return swap ? copy_row<read_float<std::uint64_t, true>>
                  : copy_row<read_float<std::uint64_t, false>>;
  }
  check_failed(__FILE__, __LINE__, "type", "not an element type");
}

// A plain loop without an exit, so that it is vectorised; the culprit is looked for afterwards.
bool all_usable(const float* values, std::size_t count) {
  bool usable = true;
  for (std::size_t i = 0; i < count; ++i) {
    usable &= std::abs(values[i]) <= kMaxMagnitude;  // false for NaN
  }
  return usable;
}

tl::unexpected<Error> unusable(const float* values, std::size_t row) {
  std::size_t column = 0;
  while (all_usable(values + column, 1)) {
    ++column;
  }
  const float value = values[column];
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("row {}, column {}: {} (counting from 0)", row, column,
                          std::isnan(value)   ? "the value is not a number (NaN)"
                          : std::isinf(value) ? "the value is infinite"
                                              : fmt::format("the value {:g} is beyond {:g}", value,
                                                            kMaxMagnitude)));
}

template <class RowAt>
Result<Matrix> copy_rows(const VectorTable& table, std::size_t count, const RowAt& row_at) {
  Matrix rows(static_cast<Eigen::Index>(count), static_cast<Eigen::Index>(table.columns));
  const CopyRow copy = copier_of(table);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t row = row_at(i);
    LIKEWISE_CHECK(row < table.rows, "row beyond the table");
    float* out = rows.data() + i * table.columns;
    copy(table, row, out);
    if (!all_usable(out, table.columns)) {
      return unusable(out, row);
    }
  }
  return rows;
}

}  // namespace

Result<Matrix> read_rows(const VectorTable& table, std::size_t first, std::size_t count) {
  return copy_rows(table, count, [first](std::size_t i) { return first + i; });
}

Result<Matrix> read_chosen_rows(const VectorTable& table, std::span<const std::uint64_t> chosen) {
  return copy_rows(table, chosen.size(), [chosen](std::size_t i) { return chosen[i]; });
}

std::vector<std::uint64_t> usable_rows(const VectorTable& table) {
  std::vector<std::uint64_t> usable;
  std::vector<float> values(table.columns);
  const CopyRow copy = copier_of(table);
  for (std::size_t row = 0; row < table.rows; ++row) {
    copy(table, row, values.data());
    if (all_usable(values.data(), values.size())) {
      usable.push_back(row);
    }
  }
  return usable;
}

}  // namespace likewise
