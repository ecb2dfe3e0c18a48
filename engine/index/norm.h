#pragma once

#include <array>
#include <cstdint>

namespace likewise {

/// Lucene's one-byte field length (SmallFloat.intToByte4): exact below 40, then 4 significant bits.
std::uint8_t encode_norm(std::uint32_t length);

/// Inverse up to the precision of the encoding: decode_norm(encode_norm(1000)) == 984.
std::uint32_t decode_norm(std::uint8_t norm);

/// decode_norm of all 256 bytes as floats, the table that BM25 is computed from.
const std::array<float, 256>& norm_lengths();

}  // namespace likewise
