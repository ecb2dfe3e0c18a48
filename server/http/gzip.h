#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace likewise::server {

struct InflateLimits {
  std::size_t max_bytes = 100U << 20U;
  std::size_t max_ratio = 100;        ///< Unpacked to packed bytes ...
  std::size_t always_ok = 1U << 20U;  ///< ... beyond this many unpacked bytes.
};

/// Unpacks one complete gzip member.
/// Errors: kTooLarge (413) beyond a limit, as soon as it is passed; kInvalidArgument for other
/// bytes.
Result<std::string> gunzip(std::string_view packed, const InflateLimits& limits);

/// Packs into one gzip member, fast rather than small.
Result<std::string> gzip(std::string_view bytes);

}  // namespace likewise::server
