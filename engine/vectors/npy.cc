#include "engine/vectors/npy.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include <fmt/format.h>

#include "engine/vectors/npy_header.h"
#include "engine/vectors/table_size.h"

namespace likewise {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kVersionEnd = kMagic.size() + 2;

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

tl::unexpected<Error> truncated(std::size_t expected, std::size_t found) {
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("truncated: expected at least {} bytes, found {}", expected, found));
}

// Where the header starts and how long it is.
struct HeaderPlace {
  std::size_t begin;
  std::size_t length;
};

Result<HeaderPlace> find_header(std::span<const std::byte> bytes) {
  if (!looks_like_npy(bytes)) {
    if (bytes.size() < kMagic.size() && kMagic.starts_with(as_text(bytes))) {
      return truncated(kMagic.size(), bytes.size());
    }
    return fail(ErrorCode::kInvalidArgument, "not a .npy file: wrong magic");
  }
  if (bytes.size() < kVersionEnd) {
    return truncated(kVersionEnd, bytes.size());
  }
  const auto major = std::to_integer<unsigned>(bytes[kMagic.size()]);
  const auto minor = std::to_integer<unsigned>(bytes[kMagic.size() + 1]);
  if (major < 1 || major > 3 || minor != 0) {
    return fail(
        ErrorCode::kInvalidArgument,
        fmt::format(".npy version {}.{} is not supported (1.0, 2.0 and 3.0 are)", major, minor));
  }
  const std::size_t length_bytes = major == 1 ? 2 : 4;
  const std::size_t begin = kVersionEnd + length_bytes;
  if (bytes.size() < begin) {
    return truncated(begin, bytes.size());
  }
  std::size_t length = 0;
  for (std::size_t i = length_bytes; i-- > 0;) {
    length = (length << 8U) | std::to_integer<std::size_t>(bytes[kVersionEnd + i]);
  }
  if (bytes.size() - begin < length) {
    return truncated(begin + length, bytes.size());
  }
  return HeaderPlace{begin, length};
}

struct TypeName {
  std::string_view name;
  ElementType type;
};
constexpr std::array<TypeName, 5> kTypeNames = {{{"f2", ElementType::kFloat16},
                                                 {"f4", ElementType::kFloat32},
                                                 {"f8", ElementType::kFloat64},
                                                 {"u1", ElementType::kUint8},
                                                 {"i1", ElementType::kInt8}}};

Status read_type(std::string_view descr, VectorTable& table) {
  const std::string_view name = descr.substr(std::min<std::size_t>(1, descr.size()));
  const auto known = std::find_if(kTypeNames.begin(), kTypeNames.end(),
                                  [name](const TypeName& row) { return row.name == name; });
  const char order = descr.empty() ? '\0' : descr.front();
  if (known == kTypeNames.end() || std::string_view("<>|=").find(order) == std::string_view::npos ||
      (order == '|' && bytes_of(known->type) > 1)) {
    return fail(
        ErrorCode::kInvalidArgument,
        fmt::format("element type [{}] is not supported (f2, f4, f8, u1 and i1 are)", descr));
  }
  table.type = known->type;
  table.big_endian = order == '>' && bytes_of(known->type) > 1;
  return {};
}

}  // namespace

bool looks_like_npy(std::span<const std::byte> bytes) {
  return as_text(bytes).starts_with(kMagic);
}

Result<NpyParts> split_npy(std::span<const std::byte> bytes) {
  LIKEWISE_TRY(const HeaderPlace place, find_header(bytes));
  NpyParts parts;
  LIKEWISE_TRY(parts.header, parse_npy_header(as_text(bytes.subspan(place.begin, place.length))));
  parts.payload_begin = place.begin + place.length;
  return parts;
}

Result<VectorTable> parse_npy(std::span<const std::byte> bytes) {
  LIKEWISE_TRY(const NpyParts parts, split_npy(bytes));
  const NpyHeader& header = parts.header;
  VectorTable table;
  LIKEWISE_TRY_STATUS(read_type(header.descr, table));
  if (header.shape.size() != 2) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("expected an array of 2 dimensions (rows, columns), found {}",
                            header.shape.size()));
  }
  const std::optional<std::uint64_t> size = table_bytes(header.shape, bytes_of(table.type));
  if (!size) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("shape ({}, {}) is too large", header.shape[0], header.shape[1]));
  }
  table.column_major = header.fortran_order;
  table.rows = header.shape[0];
  table.columns = header.shape[1];
  LIKEWISE_TRY(table.data, exact_payload(bytes, parts.payload_begin, *size));
  return table;
}

}  // namespace likewise
