#include "tools/tune/pareto.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/quantizer/grouping.h"

namespace likewise::tools {
namespace {

/// True if `a` is at least as good in everything, and better in something.
bool dominates(const SearchChoice& a, const SearchChoice& b) {
  const bool as_good = a.recall.recall >= b.recall.recall && a.milliseconds <= b.milliseconds &&
                       a.code_bytes <= b.code_bytes;
  const bool better = a.recall.recall > b.recall.recall || a.milliseconds < b.milliseconds ||
                      a.code_bytes < b.code_bytes;
  return as_good && better;
}

std::string about_objective(const Finalist& winner, const TuningOptions& options) {
  const ModeRecall& mode = winner.trial.mode(options.objective);
  const auto cost = winner.cost.milliseconds.find(options.objective);
  return fmt::format(
      "Train with `{}`: {:.1f} % ± {:.1f} of the true {} neighbours are among the first {} with {} "
      "queries, in {:.2f} ms, with {:g} bytes of codes a vector.",
      train_options(winner.trial.candidate), 100 * mode.recall, 100 * mode.standard_error,
      options.recall.k, options.recall.k, options.objective,
      cost == winner.cost.milliseconds.end() ? 0.0 : cost->second, winner.cost.code_bytes);
}

/// The least T whose recall is not beaten by more than a point.
std::string about_weighted(const Finalist& winner, const TuningOptions& options) {
  const ModeRecall* best = nullptr;
  for (const std::size_t count : options.recall.weighted) {
    const ModeRecall& mode = winner.trial.mode(fmt::format("asymmetric-{}", count));
    if (best == nullptr || mode.recall > best->recall + 0.01) {
      best = &mode;
    }
  }
  const double plain = winner.trial.mode("tokens").recall;
  if (best == nullptr || best->recall <= plain + 0.01) {
    return "Weighted tokens (asymmetric) gain nothing here: use plain tokens.";
  }
  return fmt::format(
      "With the vector at hand, ask with weighted tokens, {}: {:.1f} % instead of {:.1f} %, on any "
      "Elasticsearch.",
      best->mode, 100 * best->recall, 100 * plain);
}

std::string about_defaults(const Finalist& winner) {
  const double defaults = winner.trial.mode("defaults").recall;
  const double tokens = winner.trial.mode("tokens").recall;
  return fmt::format(
      "more_like_this with Elasticsearch's defaults (25 terms, 30 %) finds {:.1f} %, with all "
      "tokens (max_query_terms {}, minimum_should_match 1) {:.1f} %: set them.",
      100 * defaults, winner.trial.candidate.groups * winner.trial.candidate.tokens_per_group,
      100 * tokens);
}

std::string about_exact(const Finalist& winner, const TuningOptions& options) {
  const ModeRecall& exact = winner.trial.mode(fmt::format("exact-{}", options.recall.rerank));
  return fmt::format(
      "Where the vectors are kept, re-ranking the {} best by exact distance finds {:.1f} %.",
      options.recall.rerank, 100 * exact.recall);
}

std::string about_scaling(const std::vector<BestClusters>& best) {
  if (best.size() < 2) {
    return "There was no time to study how m should grow with the number of vectors.";
  }
  const BestClusters& few = best.front();
  const BestClusters& many = best.back();
  return fmt::format(
      "With {} vectors the best m is {} ({} to {} are as good within doubt), with {} it is {} ({} "
      "to {}): {}.",
      few.rows, few.best, few.least, few.most, many.rows, many.best, many.least, many.most,
      many.least <= few.most && few.least <= many.most
          ? "m need not grow with the number of vectors in this range"
          : "m should grow with the number of vectors, more slowly than in proportion");
}

}  // namespace

std::vector<SearchChoice> search_choices(const TuningResult& result) {
  std::vector<SearchChoice> choices;
  for (const Finalist& finalist : result.finalists) {
    for (const ModeRecall& mode : finalist.trial.modes) {
      const auto cost = finalist.cost.milliseconds.find(mode.mode);
      choices.push_back({finalist.trial.candidate, mode,
                         cost == finalist.cost.milliseconds.end() ? 0.0 : cost->second,
                         finalist.cost.code_bytes, finalist.cost.index_bytes, true});
    }
  }
  for (SearchChoice& choice : choices) {
    choice.on_front =
        std::none_of(choices.begin(), choices.end(),
                     [&choice](const SearchChoice& other) { return dominates(other, choice); });
  }
  std::stable_sort(
      choices.begin(), choices.end(), [](const SearchChoice& a, const SearchChoice& b) {
        return a.on_front != b.on_front ? a.on_front : a.recall.recall > b.recall.recall;
      });
  return choices;
}

std::vector<BestClusters> best_clusters(const std::vector<ScalingPoint>& points) {
  std::vector<BestClusters> result;
  for (auto begin = points.begin(); begin != points.end();) {
    const auto end = std::find_if(begin, points.end(), [begin](const ScalingPoint& point) {
      return point.rows != begin->rows;
    });
    const auto best = std::max_element(
        begin, end,
        [](const ScalingPoint& a, const ScalingPoint& b) { return a.recall < b.recall; });
    BestClusters row{begin->rows, best->clusters, best->clusters, best->clusters, best->recall};
    for (auto point = begin; point != end; ++point) {
      if (best->recall - point->recall <=
          2.0 * std::hypot(best->standard_error, point->standard_error)) {
        row.least = std::min(row.least, point->clusters);
        row.most = std::max(row.most, point->clusters);
      }
    }
    result.push_back(row);
    begin = end;
  }
  return result;
}

std::vector<std::string> recommendation(const TuningResult& result, const TuningOptions& options) {
  const Finalist& winner = result.finalists.front();
  std::vector<std::string> sentences = {about_objective(winner, options), about_defaults(winner)};
  if (!options.recall.weighted.empty()) {
    sentences.push_back(about_weighted(winner, options));
  }
  sentences.push_back(about_exact(winner, options));
  sentences.push_back(about_scaling(best_clusters(result.scaling)));
  return sentences;
}

}  // namespace likewise::tools
