#pragma once

#include <cstdint>

#include "engine/vectors/matrix.h"

namespace likewise {

/// A size x size orthogonal matrix, each as likely as any other (Haar): the Q of a Gaussian matrix,
/// its signs made unique (Mezzadri 2007). The same for a seed. Cost: O(size^3).
Matrix random_rotation(std::uint32_t size, std::uint64_t seed);

}  // namespace likewise
