#pragma once

#include <cstdint>

#include "engine/base/random.h"
#include "engine/quantizer/section.h"
#include "engine/vectors/matrix.h"

namespace likewise {

/// Greedy k-means++ (Arthur, Vassilvitskii 2007): each further seed is the best of a few rows drawn
/// in proportion to their squared distance from the seeds so far. Large sections are seeded from a
/// sample of rows, which Lloyd's iterations cannot tell from the whole.
/// REQUIRES: 1 <= clusters <= section.rows.
Matrix choose_seeds(const Section& section, std::uint32_t clusters, Random& random);

}  // namespace likewise
