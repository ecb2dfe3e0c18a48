#include "engine/quantizer/train_codebook.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/quantizer/grouping.h"
#include "engine/quantizer/kmeans.h"
#include "engine/quantizer/projection.h"
#include "engine/quantizer/row_scales.h"
#include "engine/quantizer/section.h"

namespace likewise {
namespace {

/// Where the sections of the groups come from: columns of the rows, or of the transformed rows.
class SectionSource {
 public:
  SectionSource(const MatrixView& rows, Metric metric, const std::vector<float>& scales,
                const Transform& transform, const ParallelFor& parallel_for)
      : rows_(rows), metric_(metric), scales_(scales) {
    if (!transform.is_identity()) {
      projected_ = project_all(Projection(transform), rows, scales, parallel_for);
    }
  }

  /// The point that read() makes its values relative to. Scaled rows lie within the unit ball, and
  /// transformed rows around their mean, where float is at its best.
  std::vector<float> origin(std::span<const std::uint32_t> columns) const {
    return metric_ == Metric::kCosine || projected_ ? std::vector<float>(columns.size())
                                                    : choose_origin(rows_, columns);
  }

  void read(std::span<const std::uint32_t> columns, std::span<const float> origin,
            Section& out) const {
    if (projected_) {
      copy_columns(*projected_, columns, out);
    } else {
      gather_section(rows_, columns, scales_, origin, out);
    }
  }

 private:
  const MatrixView& rows_;
  Metric metric_;
  const std::vector<float>& scales_;
  std::optional<Section> projected_;
};

class Trainer {
 public:
  Trainer(const MatrixView& rows, const TrainingOptions& options, DimensionLayout layout,
          const SectionSource& source)
      : rows_(rows),
        options_(options),
        layout_(std::move(layout)),
        source_(source),
        models_(layout_.columns.size()) {}

  std::size_t groups() const { return models_.size(); }

  void train_group(std::size_t group) {
    if (failed_.load()) {
      return;
    }
    const std::vector<std::uint32_t>& columns = layout_.columns[group];
    const auto finished = options_.finished.find(static_cast<std::uint32_t>(group));
    if (finished != options_.finished.end()) {
      models_[group] = finished->second;
      report(finished->second.inertia);
      return;
    }
    const std::vector<float> origin = source_.origin(columns);
    Section section;
    source_.read(columns, origin, section);
    const KMeansOptions kmeans = {options_.clusters, options_.max_iterations, options_.tolerance,
                                  options_.stop,     options_.clustering,     options_.outliers};
    models_[group] = train_kmeans(section, kmeans, random_for(options_.seed, group));
    if (!models_[group]->has_value()) {
      failed_.store(true);
      return;
    }
    KMeansModel& model = **models_[group];
    for (std::size_t j = 0; j < columns.size(); ++j) {
      model.centroids.col(static_cast<Eigen::Index>(j)).array() += origin[j];
    }
    if (options_.on_group) {
      options_.on_group(static_cast<std::uint32_t>(group), model);
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
    codebook.transform = std::move(layout_.transform);
    codebook.facts.seed = options_.seed;
    codebook.facts.training_rows = static_cast<std::uint64_t>(rows_.rows());
    codebook.tokens_per_group = options_.tokens_per_group;
    codebook.facts.clustering = options_.clustering;
    for (std::size_t group = 0; group < models_.size(); ++group) {
      KMeansModel& model = **models_[group];
      codebook.groups.push_back(
          {std::move(layout_.columns[group]), std::move(model.centroids), model.outlier_distance});
      codebook.facts.group_spread.push_back(model.spread);
      codebook.facts.cluster_rows.insert(codebook.facts.cluster_rows.end(),
                                         model.cluster_rows.begin(), model.cluster_rows.end());
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
      options_.on_progress({done, models_.size(), sum});
    }
  }

  const MatrixView& rows_;
  const TrainingOptions& options_;
  DimensionLayout layout_;
  const SectionSource& source_;
  std::vector<std::optional<Result<KMeansModel>>> models_;  ///< One slot per group.
  std::atomic<bool> failed_{false};
  std::atomic<std::size_t> groups_done_{0};
  std::atomic<double> inertia_done_{0.0};
};

Status check_options(const TrainingOptions& options) {
  if (options.tokens_per_group < 1 || options.tokens_per_group > kMaxTokensPerGroup ||
      options.tokens_per_group > std::max(options.clusters, 1U)) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("a group of {} clusters gives between 1 and {} tokens, found {}",
                            options.clusters, std::min(options.clusters, kMaxTokensPerGroup),
                            options.tokens_per_group));
  }
  if (!(options.outliers >= 0.0 && options.outliers < 1.0)) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("the share of outliers must be at least 0 and less than 1, found {:g}",
                            options.outliers));
  }
  return {};
}

Result<Codebook> train_groups(const MatrixView& rows, const TrainingOptions& options,
                              const DimensionLayout& layout, const std::vector<float>& scales,
                              const ParallelFor& parallel_for) {
  const SectionSource source(rows, options.metric, scales, layout.transform, parallel_for);
  Trainer trainer(rows, options, layout, source);
  parallel_for(trainer.groups(), [&trainer](std::size_t group) { trainer.train_group(group); });
  return trainer.finish();
}

}  // namespace

Result<Codebook> train_codebook(const MatrixView& rows, const TrainingOptions& options,
                                const ParallelFor& parallel_for) {
  LIKEWISE_TRY_STATUS(check_options(options));
  LIKEWISE_TRY_STATUS(check_values(rows));
  const std::vector<float> scales = row_scales(rows, options.metric);
  LIKEWISE_TRY(const DimensionLayout layout,
               lay_out_dimensions(options.grouping, {rows, scales, options.groups, options.kept,
                                                     options.seed, parallel_for}));
  return train_groups(rows, options, layout, scales, parallel_for);
}

Result<Codebook> train_codebook(const MatrixView& rows, const TrainingOptions& options,
                                const DimensionLayout& layout, const ParallelFor& parallel_for) {
  LIKEWISE_TRY_STATUS(check_options(options));
  LIKEWISE_TRY_STATUS(check_values(rows));
  return train_groups(rows, options, layout, row_scales(rows, options.metric), parallel_for);
}

}  // namespace likewise
