#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/aggregation_kinds.h"
#include "engine/dsl/body_values.h"

namespace likewise {
namespace {

constexpr auto kMetrics = std::to_array<std::pair<std::string_view, MetricKind>>({
    {"avg", MetricKind::kAvg},
    {"extended_stats", MetricKind::kExtendedStats},
    {"max", MetricKind::kMax},
    {"min", MetricKind::kMin},
    {"stats", MetricKind::kStats},
    {"sum", MetricKind::kSum},
    {"value_count", MetricKind::kValueCount},
});

Status read_sigma(const MemberReader& member, const std::string& aggregation, double& sigma) {
  LIKEWISE_TRY_STATUS(member.read(sigma));
  if (sigma < 0.0) {
    return fail(member.failed(illegal_argument(
        fmt::format("[sigma] must be greater than or equal to 0. Found [{}] in [{}]",
                    java_double(sigma), aggregation))));
  }
  return {};
}

}  // namespace

Result<Aggregation::Node> parse_metric_aggregation(const KindBody& from, QueryParseState& state) {
  MetricAggregation metric;
  for (const auto& [name, kind] : kMetrics) {
    if (name == from.kind) {
      metric.kind = kind;
    }
  }
  for (const json::Member& one : from.body.members) {
    const MemberReader member(from, one, state);
    LIKEWISE_TRY(const bool is_source, member.read_source(metric.source));
    if (is_source) {
      continue;
    }
    if (member.name() != "sigma" || metric.kind != MetricKind::kExtendedStats) {
      return fail(member.unknown());
    }
    LIKEWISE_TRY_STATUS(read_sigma(member, from.aggregation, metric.sigma));
  }
  LIKEWISE_TRY_STATUS(require_field(metric.source, state));
  return Aggregation::Node(std::move(metric));
}

Result<Aggregation::Node> parse_cardinality(const KindBody& from, QueryParseState& state) {
  const bool is_newer = !state.options.legacy;
  CardinalityAggregation cardinality;
  for (const json::Member& one : from.body.members) {
    const MemberReader member(from, one, state);
    LIKEWISE_TRY(const bool is_source, member.read_source(cardinality.source));
    if (is_source) {
      continue;
    }
    std::int64_t threshold = 0;
    std::string hint;
    if (member.name() == "precision_threshold") {
      LIKEWISE_TRY_STATUS(member.read(threshold, 0, "precisionThreshold"));
    } else if (member.name() == "execution_hint" && is_newer) {
      LIKEWISE_TRY_STATUS(member.read(hint));
    } else if (member.name() == "rehash") {
      return fail(member.wrong_kind());
    } else {
      return fail(member.unknown());
    }
  }
  LIKEWISE_TRY_STATUS(require_field(cardinality.source, state));
  return Aggregation::Node(std::move(cardinality));
}

}  // namespace likewise
