// How long does one group take to train, and how many vectors a second does one core encode?

#include <cmath>
#include <cstdint>

#include <benchmark/benchmark.h>

#include "engine/base/random.h"
#include "engine/quantizer/encoder.h"
#include "engine/quantizer/kmeans.h"
#include "engine/quantizer/train_codebook.h"

namespace likewise {
namespace {

// Neighbouring columns resemble each other, as in pictures, and rows gather around 200 centers.
Matrix correlated_rows(Eigen::Index rows, Eigen::Index columns) {
  constexpr Eigen::Index kCenters = 200;
  Random random(1);
  Matrix centers(kCenters, columns);
  for (Eigen::Index i = 0; i < kCenters; ++i) {
    double level = 0.0;
    for (Eigen::Index j = 0; j < columns; ++j) {
      level = 0.8 * level + random.unit() - 0.5;
      centers(i, j) = static_cast<float>(level);
    }
  }
  Matrix matrix(rows, columns);
  for (Eigen::Index i = 0; i < rows; ++i) {
    const auto center = static_cast<Eigen::Index>(random.below(kCenters));
    for (Eigen::Index j = 0; j < columns; ++j) {
      matrix(i, j) = centers(center, j) + static_cast<float>(random.unit() - 0.5);
    }
  }
  return matrix;
}

void BM_TrainGroup(benchmark::State& state) {
  const Matrix rows = correlated_rows(state.range(0), state.range(1));
  Section section;
  std::vector<std::uint32_t> columns;
  for (std::uint32_t j = 0; j < static_cast<std::uint32_t>(rows.cols()); ++j) {
    columns.push_back(j);
  }
  gather_section(rows, columns, {}, choose_origin(rows, columns), section);
  KMeansOptions options;
  options.clusters = static_cast<std::uint32_t>(state.range(2));
  options.max_iterations = static_cast<std::uint32_t>(state.range(3));
  if (state.range(4) == 0) {
    options.tolerance = -1.0;  // every iteration, whether it helps or not
  }
  for (auto _ : state) {
    const auto model = train_kmeans(section, options, Random(1));
    if (!model.has_value() || model->inertia > model->inertia_after.front()) {
      state.SkipWithError("wrong result");
      return;
    }
    state.counters["inertia"] = model->inertia;
    state.counters["iterations"] = model->iterations;
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(BM_TrainGroup)
    ->ArgNames({"rows", "d", "m", "iterations", "stop_early"})
    ->Args({60000, 4, 32, 25, 1})
    ->Args({60000, 4, 32, 25, 0})
    ->Args({60000, 4, 32, 300, 1})
    ->Args({60000, 4, 32, 300, 0})
    ->Args({120000, 16, 32, 25, 1})
    ->Args({120000, 16, 32, 25, 0})
    ->Args({120000, 16, 256, 25, 0})
    ->Unit(benchmark::kMillisecond);

double squared_distance(const Matrix& rows, Eigen::Index row, const CodebookGroup& group,
                        Eigen::Index cluster) {
  double sum = 0.0;
  for (std::size_t j = 0; j < group.dimensions.size(); ++j) {
    const double difference =
        static_cast<double>(rows(row, group.dimensions[j])) -
        static_cast<double>(group.centroids(cluster, static_cast<Eigen::Index>(j)));
    sum += difference * difference;
  }
  return sum;
}

// No centroid may be nearer than the chosen one by more than rounding explains.
bool codes_are_right(const Matrix& rows, const Codebook& codebook, const Codes& codes) {
  for (Eigen::Index row = 0; row < rows.rows(); row += 97) {
    for (std::size_t g = 0; g < codebook.groups.size(); ++g) {
      const CodebookGroup& group = codebook.groups[g];
      const double chosen =
          squared_distance(rows, row, group, codes(row, static_cast<Eigen::Index>(g)));
      for (Eigen::Index cluster = 0; cluster < group.centroids.rows(); ++cluster) {
        if (squared_distance(rows, row, group, cluster) < chosen - 1e-4) {
          return false;
        }
      }
    }
  }
  return true;
}

void BM_Encode(benchmark::State& state) {
  const Matrix rows = correlated_rows(2048, state.range(0));
  TrainingOptions options;
  options.groups = static_cast<std::uint32_t>(state.range(1));
  options.clusters = static_cast<std::uint32_t>(state.range(2));
  options.max_iterations = 2;
  const auto codebook = train_codebook(rows, options, run_serially);
  if (!codebook.has_value()) {
    state.SkipWithError("no codebook");
    return;
  }
  const Encoder encoder(*codebook);
  Codes codes;
  for (auto _ : state) {
    codes = *encoder.encode(rows, run_serially);
    benchmark::DoNotOptimize(codes.data());
  }
  if (!codes_are_right(rows, *codebook, codes)) {
    state.SkipWithError("wrong result");
  }
  state.SetItemsProcessed(state.iterations() * rows.rows());
}

BENCHMARK(BM_Encode)
    ->ArgNames({"d", "n", "m"})
    ->Args({784, 196, 32})
    ->Args({4096, 256, 32})
    ->Args({1280, 128, 16})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace likewise

BENCHMARK_MAIN();
