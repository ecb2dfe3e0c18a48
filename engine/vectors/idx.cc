#include "engine/vectors/idx.h"

#include <array>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "engine/vectors/table_size.h"

namespace likewise {
namespace {

constexpr std::size_t kMagicBytes = 4;
constexpr unsigned kUnsignedByte = 8;

// The type codes that the format defines; only the first is read.
bool is_type_code(unsigned code) {
  return code == kUnsignedByte || code == 9 || (code >= 0x0B && code <= 0x0E);
}

struct Idx {
  std::vector<std::uint64_t> extents;
  std::span<const std::byte> data;
};

Result<Idx> parse(std::span<const std::byte> bytes) {
  if (!looks_like_idx(bytes)) {
    return fail(ErrorCode::kInvalidArgument, "not an IDX file: wrong magic");
  }
  const auto type = std::to_integer<unsigned>(bytes[2]);
  if (type != kUnsignedByte) {
    return fail(
        ErrorCode::kInvalidArgument,
        fmt::format("IDX element type 0x{:02x} is not supported (0x08, unsigned byte, is)", type));
  }
  const auto dimensions = std::to_integer<std::size_t>(bytes[3]);
  const std::size_t header = kMagicBytes + 4 * dimensions;
  if (bytes.size() < header) {
    return fail(
        ErrorCode::kInvalidArgument,
        fmt::format("truncated: expected at least {} bytes, found {}", header, bytes.size()));
  }
  Idx idx;
  for (std::size_t at = kMagicBytes; at < header; at += 4) {
    std::uint64_t extent = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      extent = (extent << 8U) | std::to_integer<std::uint64_t>(bytes[at + i]);
    }
    idx.extents.push_back(extent);
  }
  const std::optional<std::uint64_t> size = table_bytes(idx.extents, 1);
  if (!size) {
    return fail(ErrorCode::kInvalidArgument, "the extents of the IDX file are too large");
  }
  LIKEWISE_TRY(idx.data, exact_payload(bytes, header, *size));
  return idx;
}

}  // namespace

bool looks_like_idx(std::span<const std::byte> bytes) {
  return bytes.size() >= kMagicBytes && bytes[0] == std::byte{0} && bytes[1] == std::byte{0} &&
         is_type_code(std::to_integer<unsigned>(bytes[2])) && bytes[3] != std::byte{0};
}

Result<VectorTable> parse_idx(std::span<const std::byte> bytes) {
  LIKEWISE_TRY(const Idx idx, parse(bytes));
  if (idx.extents.size() < 2) {
    return fail(ErrorCode::kInvalidArgument,
                "expected an array of at least 2 dimensions (rows, columns), found 1");
  }
  VectorTable table;
  table.type = ElementType::kUint8;
  table.rows = idx.extents[0];
  const std::span<const std::uint64_t> others = std::span(idx.extents).subspan(1);
  const std::optional<std::uint64_t> columns = table_bytes(others, 1);
  if (!columns) {
    return fail(ErrorCode::kInvalidArgument, "the extents of the IDX file are too large");
  }
  table.columns = *columns;
  table.data = idx.data;
  return table;
}

Result<std::span<const std::byte>> parse_idx_labels(std::span<const std::byte> bytes) {
  LIKEWISE_TRY(const Idx idx, parse(bytes));
  if (idx.extents.size() != 1) {
    return fail(
        ErrorCode::kInvalidArgument,
        fmt::format("expected an array of 1 dimension (labels), found {}", idx.extents.size()));
  }
  return idx.data;
}

}  // namespace likewise
