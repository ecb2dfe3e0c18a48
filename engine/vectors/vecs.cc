#include "engine/vectors/vecs.h"

#include <array>

#include <fmt/format.h>

#include "engine/vectors/table_size.h"

namespace likewise {
namespace {

constexpr std::size_t kCountBytes = 4;

std::uint32_t read_count(std::span<const std::byte> bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = kCountBytes; i-- > 0;) {
    value = (value << 8U) | std::to_integer<std::uint32_t>(bytes[i]);
  }
  return value;
}

tl::unexpected<Error> truncated(std::size_t expected, std::size_t found) {
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("truncated: expected at least {} bytes, found {}", expected, found));
}

}  // namespace

Result<VectorTable> parse_vecs(std::span<const std::byte> bytes, ElementType type) {
  VectorTable table;
  table.type = type;
  if (bytes.size() < kCountBytes) {
    return truncated(kCountBytes, bytes.size());
  }
  table.columns = read_count(bytes);
  if (table.columns == 0 || table.columns > bytes.size()) {
    return fail(
        ErrorCode::kInvalidArgument,
        fmt::format("row 0 has {} columns in a file of {} bytes", table.columns, bytes.size()));
  }
  table.row_step = kCountBytes + table.columns * bytes_of(type);
  table.rows = bytes.size() / table.row_step;
  for (std::size_t row = 0; row < table.rows; ++row) {
    const std::uint32_t columns = read_count(bytes.subspan(row * table.row_step));
    if (columns != table.columns) {
      return fail(ErrorCode::kInvalidArgument,
                  fmt::format("row {} has {} columns, the rows before it {} (counting from 0)", row,
                              columns, table.columns));
    }
  }
  if (table.rows * table.row_step != bytes.size()) {
    return truncated((table.rows + 1) * table.row_step, bytes.size());
  }
  table.data = bytes.subspan(kCountBytes);
  return table;
}

Result<VectorTable> parse_bin(std::span<const std::byte> bytes, ElementType type) {
  if (bytes.size() < 2 * kCountBytes) {
    return truncated(2 * kCountBytes, bytes.size());
  }
  VectorTable table;
  table.type = type;
  table.rows = read_count(bytes);
  table.columns = read_count(bytes.subspan(kCountBytes));
  const std::array<std::uint64_t, 2> extents = {table.rows, table.columns};
  const std::optional<std::uint64_t> size = table_bytes(extents, bytes_of(type));
  if (!size || table.columns == 0) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("{} rows of {} columns are no vectors", table.rows, table.columns));
  }
  LIKEWISE_TRY(table.data, exact_payload(bytes, 2 * kCountBytes, *size));
  return table;
}

Result<VectorTable> parse_raw(std::span<const std::byte> bytes, std::size_t columns) {
  VectorTable table;
  table.columns = columns;
  const std::size_t row = columns * bytes_of(table.type);
  if (columns == 0 || columns > bytes.size() || bytes.size() % row != 0) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("{} bytes are not a whole number of rows of {} float32 values",
                            bytes.size(), columns));
  }
  table.rows = bytes.size() / row;
  table.data = bytes;
  return table;
}

}  // namespace likewise
