#include "engine/vectors/table_size.h"

#include <fmt/format.h>

namespace likewise {

std::optional<std::uint64_t> table_bytes(std::span<const std::uint64_t> extents,
                                         std::size_t element_bytes) {
  constexpr std::uint64_t kLimit = std::uint64_t{1} << 62U;
  std::uint64_t product = element_bytes;
  for (const std::uint64_t extent : extents) {
    if (extent != 0 && product > kLimit / extent) {
      return std::nullopt;
    }
    product *= extent;
  }
  return product;
}

Result<std::span<const std::byte>> exact_payload(std::span<const std::byte> bytes,
                                                 std::size_t header_bytes, std::uint64_t expected) {
  const std::uint64_t total = header_bytes + expected;
  if (bytes.size() < total) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("truncated: expected {} bytes, found {}", total, bytes.size()));
  }
  if (bytes.size() > total) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("{} bytes too many at the end: expected {}, found {}",
                            bytes.size() - total, total, bytes.size()));
  }
  return bytes.subspan(header_bytes);
}

}  // namespace likewise
