#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/quantizer/codebook.h"
#include "engine/vectors/matrix.h"

namespace likewise::tools {

/// What searching costs in an index of these tokens, in this process, one thread, without HTTP.
struct SearchCost {
  std::map<std::string, double> milliseconds;  ///< By mode of RecallOptions: median of a query.
  double index_bytes = 0.0;                    ///< Memory of the index, a vector.
  double code_bytes = 0.0;                     ///< Codes packed into bits, a vector.
};

struct CostOptions {
  std::vector<std::size_t> weighted;  ///< Tokens of asymmetric queries.
  std::size_t rerank = 100;
  std::size_t queries = 30;  ///< The first so many of those given.
};

/// Indexes the rows' tokens in memory and asks as clients do: `defaults` and `tokens` as
/// more_like_this makes them, asymmetric-T as weighted terms; `adc` scans the codes, `exact-C`
/// re-ranks its best.
/// Errors: as Encoder and Database.
Result<SearchCost> measure_cost(const Codebook& codebook, const MatrixView& rows,
                                const MatrixView& queries, const CostOptions& options,
                                const ParallelFor& parallel_for);

}  // namespace likewise::tools
