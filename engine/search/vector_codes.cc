#include "engine/search/vector_codes.h"

#include <algorithm>
#include <utility>

#include "engine/base/parallel.h"

namespace likewise {
namespace {

/// Rows at length 1 are given their length back, unless the codebook does not care.
Result<Codes> encode_rows(const VectorColumn& column, const LoadedCodebook& codebook) {
  const auto rows = static_cast<Eigen::Index>(column.rows());
  const auto columns = static_cast<Eigen::Index>(column.dimensions());
  const Eigen::Map<const Matrix> values(column.values().data(), rows, columns);
  if (column.lengths().empty() || codebook.codebook.metric == Metric::kCosine) {
    return codebook.encoder.encode(values, run_serially);
  }
  Matrix given = values;
  for (Eigen::Index row = 0; row < rows; ++row) {
    given.row(row) *= column.lengths()[static_cast<std::size_t>(row)];
  }
  return codebook.encoder.encode(given, run_serially);
}

}  // namespace

std::shared_ptr<const VectorCodes> VectorCodes::of(const VectorColumn& column,
                                                   const LoadedCodebook& codebook) {
  if (codebook.encoder.dimensions() != column.dimensions()) {
    return nullptr;
  }
  const auto make = [&]() -> std::shared_ptr<const VectorColumn::Derived> {
    Result<Codes> codes = encode_rows(column, codebook);
    return std::make_shared<const VectorCodes>(codes.has_value() ? std::move(*codes) : Codes());
  };
  auto codes =
      std::static_pointer_cast<const VectorCodes>(column.derive(codebook.fingerprint, make));
  // A vector that cannot be encoded leaves no codes.
  return codes->codes_.rows() == 0 ? nullptr : codes;
}

void VectorCodes::score(const CodeTable& distances, std::span<const std::uint32_t> rows,
                        std::vector<float>& scores) const {
  std::vector<const float*> groups;
  for (std::size_t g = 0; g < distances.groups(); ++g) {
    groups.push_back(distances.group(g).data());
  }
  scores.resize(rows.size());
  const auto width = static_cast<std::size_t>(codes_.cols());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint16_t* const codes = codes_.data() + rows[i] * width;
    // Four sums, so that none waits for its own last addition.
    float sums[4] = {};
    std::size_t g = 0;
    for (; g + 4 <= width; g += 4) {
      for (std::size_t part = 0; part < 4; ++part) {
        sums[part] += groups[g + part][codes[g + part]];
      }
    }
    for (; g < width; ++g) {
      sums[0] += groups[g][codes[g]];
    }
    scores[i] = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }
}

}  // namespace likewise
