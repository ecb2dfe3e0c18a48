#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>

#include "engine/base/error.h"
#include "engine/base/parallel.h"
#include "engine/quantizer/codebook.h"
#include "engine/quantizer/grouping.h"
#include "engine/quantizer/kmeans.h"
#include "engine/vectors/matrix.h"

namespace likewise {

struct TrainingProgress {
  std::size_t groups_done = 0;
  std::size_t groups = 0;
  double inertia = 0.0;  ///< Sum over the groups done.
};

struct TrainingOptions {
  Grouping grouping = Grouping::kContiguous;
  Metric metric = Metric::kL2;
  std::uint32_t groups = 0;
  std::uint32_t kept = 0;  ///< Dimensions kept by a pca- grouping; 0: it chooses.
  std::uint32_t clusters = 32;
  std::uint64_t seed = 1;
  Clustering clustering = Clustering::kKMeans;
  std::uint32_t tokens_per_group = 1;  ///< See Codebook.
  double outliers = 0.0;               ///< See KMeansOptions.
  std::uint32_t max_iterations = 25;
  double tolerance = 1e-3;  ///< See KMeansOptions.
  /// After each group. Called from the threads of the ParallelFor, several at once. May be empty.
  std::function<void(const TrainingProgress&)> on_progress;
  /// Groups that an earlier run with the same rows and options has finished, by number.
  std::map<std::uint32_t, KMeansModel> finished{};
  /// With each further group that is, before on_progress. Threads: as on_progress. May be empty.
  std::function<void(std::uint32_t group, const KMeansModel& model)> on_group;
  /// Asked between iterations; true: give up. Thread-safe. May be empty.
  std::function<bool()> stop;
};

/// Trains one k-means per group on `rows` (n x d). The same rows and options give the same
/// codebook, whatever `parallel_for` does. `facts.source` and `facts.writer_version` are left to
/// the caller.
///
/// Errors: kInvalidArgument for groups not in [1, d], a `kept` that the grouping refuses, clusters
/// not in [1, 65535], fewer rows than clusters, tokens per group beyond the clusters or 2, a share
/// of outliers not in [0, 1), and a value that is not finite (with its row); kUnavailable when
/// `stop` said so. Memory: beyond the rows, about n * (d / groups + 4) floats for each group in
/// progress; groupings with a transform also n floats for each dimension that is kept.
Result<Codebook> train_codebook(const MatrixView& rows, const TrainingOptions& options,
                                const ParallelFor& parallel_for);

/// The same with groups that were laid out before, for several trainings on the same rows or on
/// samples of them; `options.grouping` names how. Errors: as above, but for the grouping's.
Result<Codebook> train_codebook(const MatrixView& rows, const TrainingOptions& options,
                                const DimensionLayout& layout, const ParallelFor& parallel_for);

}  // namespace likewise
