#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/base/error.h"

namespace likewise {

/// The product of the extents and the element size; nothing if it exceeds 2^62, which no file does.
std::optional<std::uint64_t> table_bytes(std::span<const std::uint64_t> extents,
                                         std::size_t element_bytes);

/// The `expected` bytes after `header_bytes` of a file.
/// Errors: kInvalidArgument "truncated: expected N bytes, found M" or "N bytes too many at the
/// end".
Result<std::span<const std::byte>> exact_payload(std::span<const std::byte> bytes,
                                                 std::size_t header_bytes, std::uint64_t expected);

}  // namespace likewise
