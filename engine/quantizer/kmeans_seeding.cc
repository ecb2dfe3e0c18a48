#include "engine/quantizer/kmeans_seeding.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <vector>

#include "engine/vectors/row_sample.h"

namespace likewise {
namespace {

// Rows per cluster that seeding looks at.
constexpr std::size_t kSampleRowsPerCluster = 128;

Section sample_section(const Section& section, std::size_t count, std::uint64_t seed) {
  const std::vector<std::uint64_t> chosen = sample_rows(section.rows, count, seed);
  Section sample;
  sample.rows = chosen.size();
  sample.dimensions = section.dimensions;
  sample.stride = padded_rows(sample.rows);
  sample.values.assign(sample.dimensions * sample.stride, 0.0F);
  for (std::size_t j = 0; j < section.dimensions; ++j) {
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      sample.values[j * sample.stride + i] = section.at(j, chosen[i]);
    }
  }
  return sample;
}

// Squared distance of every row to row `seed`, limited by `limits`; `out` may be `limits`.
void limit_distances(const Section& section, std::size_t seed, const std::vector<float>& limits,
                     std::vector<float>& out) {
  std::vector<float> sums(section.stride);
  float* const squares = sums.data();
  for (std::size_t j = 0; j < section.dimensions; ++j) {
    const float* column = section.column(j);
    const float center = column[seed];
    for (std::size_t row = 0; row < section.stride; ++row) {
      const float difference = column[row] - center;
      squares[row] += difference * difference;
    }
  }
  const float* const limit = limits.data();
  float* const result = out.data();
  for (std::size_t row = 0; row < section.stride; ++row) {
    result[row] = std::min(limit[row], squares[row]);
  }
}

// Eight partial sums: fixed in order, yet not one long chain of additions.
double sum_of(const std::vector<float>& weights, std::size_t count) {
  const float* const values = weights.data();
  double parts[8] = {};
  std::size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    for (std::size_t lane = 0; lane < 8; ++lane) {
      parts[lane] += static_cast<double>(values[i + lane]);
    }
  }
  for (; i < count; ++i) {
    parts[0] += static_cast<double>(values[i]);
  }
  return ((parts[0] + parts[1]) + (parts[2] + parts[3])) +
         ((parts[4] + parts[5]) + (parts[6] + parts[7]));
}

// A row drawn with probability weight / total; any row when all weights are 0.
std::size_t draw(const std::vector<float>& weights, std::size_t count, double total,
                 Random& random) {
  if (total <= 0.0) {
    return random.below(count);
  }
  double rest = random.unit() * total;
  std::size_t last_positive = 0;
  for (std::size_t row = 0; row < count; ++row) {
    if (weights[row] > 0.0F) {
      last_positive = row;
      rest -= static_cast<double>(weights[row]);
      if (rest < 0.0) {
        return row;
      }
    }
  }
  return last_positive;  // rounding left a crumb
}

std::vector<std::size_t> greedy_seed_rows(const Section& section, std::uint32_t clusters,
                                          Random& random) {
  std::vector<std::size_t> seeds = {random.below(section.rows)};
  std::vector<float> nearest(section.stride, std::numeric_limits<float>::max());
  limit_distances(section, seeds.front(), nearest, nearest);
  double total = sum_of(nearest, section.rows);
  const auto tries = static_cast<std::size_t>(std::bit_width(clusters)) / 2 + 2;
  std::vector<float> candidate(section.stride);
  std::vector<float> best(section.stride);
  while (seeds.size() < clusters) {
    double best_total = std::numeric_limits<double>::infinity();
    std::size_t best_row = 0;
    for (std::size_t i = 0; i < tries; ++i) {
      const std::size_t row = draw(nearest, section.rows, total, random);
      limit_distances(section, row, nearest, candidate);
      const double candidate_total = sum_of(candidate, section.rows);
      if (candidate_total < best_total) {
        best_total = candidate_total;
        best_row = row;
        best.swap(candidate);
      }
    }
    seeds.push_back(best_row);
    nearest.swap(best);
    total = best_total;
  }
  return seeds;
}

}  // namespace

Matrix choose_seeds(const Section& section, std::uint32_t clusters, Random& random) {
  const std::size_t wanted = kSampleRowsPerCluster * clusters;
  const std::uint64_t sample_seed = random.next();
  Section sample;
  if (section.rows > wanted) {
    sample = sample_section(section, wanted, sample_seed);
  }
  const Section& source = section.rows > wanted ? sample : section;
  const std::vector<std::size_t> rows = greedy_seed_rows(source, clusters, random);
  Matrix seeds(clusters, static_cast<Eigen::Index>(source.dimensions));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < source.dimensions; ++j) {
      seeds(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = source.at(j, rows[i]);
    }
  }
  return seeds;
}

}  // namespace likewise
