#include "engine/vectors/row_sample.h"

#include <algorithm>

#include "engine/base/random.h"

namespace likewise {

std::vector<std::uint64_t> sample_rows(std::uint64_t rows, std::uint64_t count,
                                       std::uint64_t seed) {
  std::vector<std::uint64_t> chosen;
  std::uint64_t missing = std::min(rows, count);
  chosen.reserve(missing);
  Random random(seed);
  // Selection sampling: a row is taken with the share of rows still needed among those left.
  for (std::uint64_t row = 0; missing > 0; ++row) {
    if (random.below(rows - row) < missing) {
      chosen.push_back(row);
      --missing;
    }
  }
  return chosen;
}

}  // namespace likewise
