#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/error.h"

namespace likewise::tools {

/// True if the bytes start with gzip's magic.
bool looks_like_gzip(std::span<const std::byte> bytes);

/// Unpacks one or more gzip members; zero bytes may follow the last.
/// Errors: kInvalidArgument for damaged or truncated data, kTooLarge beyond `limit` bytes.
Result<std::vector<std::byte>> unpack_gzip(std::span<const std::byte> packed, std::uint64_t limit);

}  // namespace likewise::tools
