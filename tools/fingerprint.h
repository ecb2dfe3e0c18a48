#pragma once

#include <cstdint>
#include <string_view>

namespace likewise::tools {

/// FNV-1a, 64 bits: tells texts apart that nobody has chosen to collide. To go on with a further
/// text, give the fingerprint of what came before as `start`.
std::uint64_t fingerprint(std::string_view text, std::uint64_t start = 0xcbf29ce484222325U);

}  // namespace likewise::tools
