#pragma once

#include "engine/base/error.h"
#include "engine/quantizer/codebook.h"

namespace likewise {

/// The most centroids of a group: a code has 16 bits.
/// A code has 16 bits, of which one value says "no token".
inline constexpr std::uint32_t kMaxClusters = 65535;

/// What training guarantees and encoding relies on: a transform that fits, every column of the
/// transformed vector in exactly one group, no empty group, 1 to kMaxClusters centroids of the
/// group's width, all of them finite, one inertia per group. Errors: kCorruption naming the group.
/// Cost: linear in the size of the codebook.
Status check_codebook(const Codebook& codebook);

}  // namespace likewise
