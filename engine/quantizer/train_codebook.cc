#include "engine/quantizer/train_codebook.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>
#include <vector>

#include "engine/quantizer/grouping.h"
#include "engine/quantizer/kmeans.h"
#include "engine/quantizer/row_scales.h"
#include "engine/quantizer/section.h"

namespace likewise {
namespace {

// The origin of scaled rows: they lie within the unit ball, where float is at its best.
std::vector<float> origin_of(const MatrixView& rows, std::span<const std::uint32_t> columns,
                             Metric metric) {
  return metric == Metric::kCosine ? std::vector<float>(columns.size())
                                   : choose_origin(rows, columns);
}

class Trainer {
 public:
  Trainer(const MatrixView& rows, const TrainingOptions& options, const GroupColumns& columns)
      : rows_(rows),
        options_(options),
        columns_(columns),
        scales_(row_scales(rows, options.metric)),
        models_(columns.size()) {}

  void train_group(std::size_t group) {
    if (failed_.load()) {
      return;
    }
    const std::vector<std::uint32_t>& columns = columns_[group];
    const std::vector<float> origin = origin_of(rows_, columns, options_.metric);
    Section section;
    gather_section(rows_, columns, scales_, origin, section);
    const KMeansOptions kmeans = {options_.clusters, options_.max_iterations, options_.tolerance,
                                  options_.stop};
    models_[group] = train_kmeans(section, kmeans, random_for(options_.seed, group));
    if (!models_[group]->has_value()) {
      failed_.store(true);
      return;
    }
    KMeansModel& model = **models_[group];
    for (std::size_t j = 0; j < columns.size(); ++j) {
      model.centroids.col(static_cast<Eigen::Index>(j)).array() += origin[j];
    }
    report(model.inertia);
  }

  Result<Codebook> finish() {
    // The first failure by number, so that the message does not depend on the threads either.
    for (const std::optional<Result<KMeansModel>>& model : models_) {
      if (model && !model->has_value()) {
        return tl::unexpected<Error>(model->error());
      }
    }
    Codebook codebook;
    codebook.dimensions = static_cast<std::uint32_t>(rows_.cols());
    codebook.grouping = options_.grouping;
    codebook.metric = options_.metric;
    codebook.facts.seed = options_.seed;
    codebook.facts.training_rows = static_cast<std::uint64_t>(rows_.rows());
    for (std::size_t group = 0; group < models_.size(); ++group) {
      KMeansModel& model = **models_[group];
      codebook.groups.push_back({columns_[group], std::move(model.centroids)});
      codebook.facts.iterations = std::max(codebook.facts.iterations, model.iterations);
      codebook.facts.inertia += model.inertia;
      codebook.facts.group_inertia.push_back(model.inertia);
    }
    return codebook;
  }

 private:
  void report(double inertia) {
    const double sum = inertia_done_.fetch_add(inertia) + inertia;
    const std::size_t done = groups_done_.fetch_add(1) + 1;
    if (options_.on_progress) {
      options_.on_progress({done, columns_.size(), sum});
    }
  }

  const MatrixView& rows_;
  const TrainingOptions& options_;
  const GroupColumns& columns_;
  std::vector<float> scales_;
  std::vector<std::optional<Result<KMeansModel>>> models_;  ///< One slot per group.
  std::atomic<bool> failed_{false};
  std::atomic<std::size_t> groups_done_{0};
  std::atomic<double> inertia_done_{0.0};
};

}  // namespace

Result<Codebook> train_codebook(const MatrixView& rows, const TrainingOptions& options,
                                const ParallelFor& parallel_for) {
  LIKEWISE_TRY_STATUS(check_values(rows));
  LIKEWISE_TRY(const GroupColumns columns,
               split_dimensions(options.grouping,
                                {static_cast<std::uint32_t>(rows.cols()), options.groups}));
  Trainer trainer(rows, options, columns);
  parallel_for(columns.size(), [&trainer](std::size_t group) { trainer.train_group(group); });
  return trainer.finish();
}

}  // namespace likewise
