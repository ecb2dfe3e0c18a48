#include "engine/aggregation/partial.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/search/java_hash_order.h"

namespace likewise {
namespace {

constexpr std::size_t kMaxBuckets = 65'535;

/// The order in which Elasticsearch's HashMap gives the names back. It fills the map so that a new
/// name goes to the front of its bin; OpenSearch does it twice, which undoes that.
std::vector<std::uint32_t> hashed_order(const std::vector<Aggregation>& aggregations,
                                        AggregationStyle style) {
  std::vector<std::uint32_t> given(aggregations.size());
  for (std::uint32_t i = 0; i < given.size(); ++i) {
    given[i] = i;
  }
  if (style != AggregationStyle::kOpenSearch) {
    std::reverse(given.begin(), given.end());
  }
  std::vector<std::string_view> names;
  for (const std::uint32_t at : given) {
    names.push_back(aggregations[at].name);
  }
  std::vector<std::uint32_t> order = java_hash_order(names);
  std::transform(order.begin(), order.end(), order.begin(),
                 [&given](std::uint32_t at) { return given[at]; });
  return order;
}

}  // namespace

AggregationStyle aggregation_style(Dialect dialect, bool typed) {
  if (dialect == Dialect::kOpenSearch3) {
    return AggregationStyle::kOpenSearch;
  }
  return typed ? AggregationStyle::kElasticsearch7 : AggregationStyle::kElasticsearch8;
}

Error reduce_error(Error cause, int status) {
  return Error(ErrorCode::kInvalidArgument, "")
      .with_type("search_phase_execution_exception")
      .with_status(status)
      .caused_by(std::move(cause));
}

Status count_buckets(FinishContext& context, std::size_t more) {
  const bool is_newer = context.style == AggregationStyle::kElasticsearch8;
  const std::size_t most = is_newer ? kMaxBuckets + 1 : kMaxBuckets;
  context.buckets += more;
  if (context.buckets <= most) {
    return {};
  }
  const std::string found = is_newer ? std::string("this number of buckets was exceeded")
                                     : fmt::format("was [{}]", context.buckets);
  return fail(reduce_error(
      Error(ErrorCode::kInvalidArgument,
            fmt::format("Trying to create too many buckets. Must be less than or equal "
                        "to: [{}] but {}. This limit can be set by changing the "
                        "[search.max_buckets] cluster level setting.",
                        most, found))
          .with_type("too_many_buckets_exception"),
      is_newer ? 400 : 503));
}

Status merge_all(Partials& into, Partials& other) {
  for (std::size_t i = 0; i < into.size(); ++i) {
    LIKEWISE_TRY_STATUS(into[i]->merge(*other[i]));
  }
  return {};
}

Status finish_all(const std::vector<Aggregation>& aggregations, Partials& partials,
                  SiblingOrder order, FinishContext& context, ResultTree::Object& out) {
  std::vector<std::uint32_t> positions;
  const bool keeps_order = context.style == AggregationStyle::kElasticsearch8 &&
                           order == SiblingOrder::kAsMerged && context.shards == 1;
  if (keeps_order) {
    for (std::uint32_t i = 0; i < aggregations.size(); ++i) {
      positions.push_back(i);
    }
  } else {
    positions = hashed_order(aggregations, context.style);
  }
  for (const std::uint32_t at : positions) {
    ResultTree::Object members;
    if (aggregations[at].meta_json) {
      members.push_back({"meta", {RawJson{*aggregations[at].meta_json}}});
    }
    std::string type = partials[at]->type();
    LIKEWISE_TRY_STATUS(partials[at]->finish(context, members));
    out.push_back({aggregations[at].name, {std::move(members)}, std::move(type)});
  }
  return {};
}

ResultTree number_tree(std::optional<double> value) {
  if (!value) {
    return {};
  }
  if (std::isnan(*value)) {
    return {std::string("NaN")};
  }
  if (std::isinf(*value)) {
    return {std::string(*value > 0 ? "Infinity" : "-Infinity")};
  }
  return {*value};
}

}  // namespace likewise
