#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace likewise::storage {

/// Appends `value` in groups of seven bits, least significant first; the high bit says "more".
void append_varint(std::string& out, std::uint64_t value);

/// Reads one from the front of `bytes` and removes it; nothing if they end too early or hold more
/// than 64 bits.
std::optional<std::uint64_t> take_varint(std::string_view& bytes);

/// Same for a value that must fit into 32 bits.
std::optional<std::uint32_t> take_varint32(std::string_view& bytes);

}  // namespace likewise::storage
