#include "engine/quantizer/code_table.h"

#include <algorithm>
#include <numeric>

#include "engine/base/check.h"

namespace likewise {

CodeTable::CodeTable(std::span<const std::uint32_t> clusters) : first_(clusters.size() + 1) {
  std::partial_sum(clusters.begin(), clusters.end(), first_.begin() + 1, std::plus<std::size_t>());
  values_.assign(first_.back(), 0.0F);
}

float CodeTable::score(std::span<const std::uint16_t> codes) const {
  float sum = 0.0F;
  for (std::size_t group = 0; group < codes.size(); ++group) {
    sum += values_[first_[group] + codes[group]];
  }
  return sum;
}

std::vector<RankedRow> best_rows(std::span<const float> scores, std::size_t k) {
  std::vector<RankedRow> rows;
  rows.reserve(scores.size());
  for (std::size_t row = 0; row < scores.size(); ++row) {
    rows.push_back({static_cast<std::uint32_t>(row), scores[row]});
  }
  const auto better = [](const RankedRow& a, const RankedRow& b) {
    return a.score != b.score ? a.score > b.score : a.row < b.row;
  };
  const auto end = rows.begin() + static_cast<std::ptrdiff_t>(std::min(k, rows.size()));
  std::nth_element(rows.begin(), end, rows.end(), better);
  std::sort(rows.begin(), end, better);
  rows.erase(end, rows.end());
  return rows;
}

std::vector<float> score_rows(const CodeTable& table, const Codes& codes, std::uint32_t per_group) {
  LIKEWISE_CHECK(static_cast<std::size_t>(codes.cols()) == table.groups() * per_group,
                 "codes of the codebook");
  std::vector<float> scores;
  scores.reserve(static_cast<std::size_t>(codes.rows()));
  for (Eigen::Index row = 0; row < codes.rows(); ++row) {
    const std::uint16_t* code = codes.row(row).data();
    float sum = 0.0F;
    for (std::size_t group = 0; group < table.groups(); ++group) {
      const std::span<const float> values = table.group(group);
      for (std::uint32_t i = 0; i < per_group; ++i, ++code) {
        sum += *code < values.size() ? values[*code] : 0.0F;
      }
    }
    scores.push_back(sum);
  }
  return scores;
}

}  // namespace likewise
