#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/base/error.h"

namespace likewise {

/// A one-dimensional .npy array of texts, `<U` (UTF-32) or `|S` (bytes), without the padding zeros;
/// texts come out in UTF-8. Errors: kInvalidArgument as parse_npy(), for another element type, and
/// for what is no character (with its row).
Result<std::vector<std::string>> parse_npy_strings(std::span<const std::byte> bytes);

}  // namespace likewise
