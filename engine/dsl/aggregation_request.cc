#include "engine/dsl/aggregation_request.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/aggregation_kinds.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/name_distance.h"

namespace likewise {
namespace {

struct Kind {
  std::string_view name;
  KindParser parse;
  bool takes_children;
};

constexpr auto kKinds = std::to_array<Kind>({
    {"avg", parse_metric_aggregation, false},
    {"cardinality", parse_cardinality, false},
    {"date_range", parse_range_aggregation, true},
    {"extended_stats", parse_metric_aggregation, false},
    {"filter", parse_filter_aggregation, true},
    {"filters", parse_filters, true},
    {"global", parse_global, true},
    {"histogram", parse_histogram, true},
    {"max", parse_metric_aggregation, false},
    {"min", parse_metric_aggregation, false},
    {"missing", parse_missing, true},
    {"range", parse_range_aggregation, true},
    {"stats", parse_metric_aggregation, false},
    {"sum", parse_metric_aggregation, false},
    {"terms", parse_terms_aggregation, true},
    {"value_count", parse_metric_aggregation, false},
});

/// Kinds of Elasticsearch that are not built here: known, so that the answer can say so.
constexpr auto kNotBuilt = std::to_array<std::string_view>({
    "adjacency_matrix",
    "auto_date_histogram",
    "avg_bucket",
    "boxplot",
    "bucket_count_ks_test",
    "bucket_correlation",
    "bucket_script",
    "bucket_selector",
    "bucket_sort",
    "categorize_text",
    "change_point",
    "children",
    "composite",
    "cumulative_cardinality",
    "cumulative_sum",
    "date_histogram",
    "derivative",
    "diversified_sampler",
    "extended_stats_bucket",
    "frequent_item_sets",
    "geo_bounds",
    "geo_centroid",
    "geo_distance",
    "geo_line",
    "geohash_grid",
    "geohex_grid",
    "geotile_grid",
    "inference",
    "ip_prefix",
    "ip_range",
    "matrix_stats",
    "max_bucket",
    "median_absolute_deviation",
    "min_bucket",
    "moving_avg",
    "moving_fn",
    "moving_percentiles",
    "multi_terms",
    "nested",
    "normalize",
    "parent",
    "percentile_ranks",
    "percentiles",
    "percentiles_bucket",
    "random_sampler",
    "rare_terms",
    "rate",
    "reverse_nested",
    "sampler",
    "scripted_metric",
    "serial_diff",
    "significant_terms",
    "significant_text",
    "stats_bucket",
    "string_stats",
    "sum_bucket",
    "t_test",
    "time_series",
    "top_hits",
    "top_metrics",
    "variable_width_histogram",
    "weighted_avg",
});

Error unknown_kind(const std::string& name, const json::Value& value,
                   const QueryParseState& state) {
  std::vector<std::string_view> candidates(kNotBuilt.begin(), kNotBuilt.end());
  for (const Kind& kind : kKinds) {
    candidates.push_back(kind.name);
  }
  const json::Position position = json::position_of(state.text, value.begin);
  return parsing_error(state.text, value.begin,
                       fmt::format("Unknown aggregation type [{}]{}", name,
                                   suggestion_text(name, candidates)))
      .caused_by(
          Error(ErrorCode::kInvalidArgument,
                fmt::format("[{}:{}] unknown field [{}]", position.line, position.column, name))
              .with_type("named_object_not_found_exception"));
}

Result<const Kind*> find_kind(const std::string& name, const json::Value& value,
                              const QueryParseState& state) {
  for (const Kind& kind : kKinds) {
    if (kind.name == name) {
      return &kind;
    }
  }
  if (std::find(kNotBuilt.begin(), kNotBuilt.end(), name) != kNotBuilt.end()) {
    return fail(
        unsupported_error(state.text, value.begin,
                          fmt::format("aggregation [{}] is not supported by likewise", name)));
  }
  return fail(unknown_kind(name, value, state));
}

Error no_children(const std::string& name, const Kind& kind, const QueryParseState& state) {
  const bool is_newer = !state.options.legacy;
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("Aggregator [{}] of type [{}] cannot accept sub-aggregations", name,
                           kind.name))
      .with_type(is_newer ? "illegal_argument_exception" : "aggregation_initialization_exception")
      .with_status(is_newer ? 400 : 500);
}

/// One definition while its members are read.
struct Definition {
  const std::string& name;
  const Kind* kind = nullptr;
  Aggregation aggregation = {};
  bool has_children = false;
};

Status read_children(Definition& into, const json::Value& value, QueryParseState& state) {
  if (into.has_children && state.options.dialect != Dialect::kOpenSearch3) {
    return fail(
        parsing_error(state.text, value.begin,
                      fmt::format("Found two sub aggregation definitions under [{}]", into.name)));
  }
  LIKEWISE_TRY(into.aggregation.children, parse_aggregations(value, state));
  into.has_children =
      state.options.dialect != Dialect::kOpenSearch3 || !into.aggregation.children.empty();
  return {};
}

Status read_kind(Definition& into, const std::string& name, const json::Value& value,
                 QueryParseState& state) {
  if (into.kind != nullptr) {
    return fail(
        parsing_error(state.text, value.begin,
                      fmt::format("Found two aggregation type definitions in [{}]: [{}] and [{}]",
                                  into.name, into.kind->name, name)));
  }
  LIKEWISE_TRY(into.kind, find_kind(name, value, state));
  LIKEWISE_TRY(into.aggregation.node, into.kind->parse({value, into.name, into.kind->name}, state));
  return {};
}

Result<Aggregation> parse_definition(const std::string& name, const json::Value& value,
                                     QueryParseState& state) {
  Definition definition{name};
  definition.aggregation.name = name;
  for (const auto& [key, inner] : value.members) {
    if (!inner.is_object()) {
      return fail(
          parsing_error(state.text, inner.begin,
                        fmt::format("Expected [START_OBJECT] under [{}], but got a [{}] in [{}]",
                                    key, token_name(inner), name)));
    }
    if (key == "meta") {
      definition.aggregation.meta_json = json::to_text(inner);
    } else if (key == "aggs" || key == "aggregations") {
      LIKEWISE_TRY_STATUS(read_children(definition, inner, state));
    } else {
      LIKEWISE_TRY_STATUS(read_kind(definition, key, inner, state));
    }
  }
  if (definition.kind == nullptr) {
    return fail(parsing_error(state.text, value.end - 1,
                              fmt::format("Missing definition for aggregation [{}]", name)));
  }
  if (definition.has_children && !definition.kind->takes_children) {
    return fail(no_children(name, *definition.kind, state));
  }
  return std::move(definition.aggregation);
}

struct ResultWriter {
  std::string& out;
  bool typed_keys;

  void operator()(std::monostate) const { out += "null"; }
  void operator()(bool value) const { out += value ? "true" : "false"; }
  void operator()(std::int64_t value) const { out += std::to_string(value); }
  void operator()(double value) const { out += java_double(value); }
  void operator()(const std::string& text) const { json::append_quoted(out, text); }
  void operator()(const RawJson& json) const { out += json.text; }
  void operator()(const ResultTree::Array& items) const {
    out.push_back('[');
    for (const ResultTree& item : items) {
      if (&item != &items.front()) {
        out.push_back(',');
      }
      append_result(out, item, typed_keys);
    }
    out.push_back(']');
  }
  void operator()(const ResultTree::Object& members) const {
    out.push_back('{');
    for (const ResultMember& member : members) {
      if (&member != &members.front()) {
        out.push_back(',');
      }
      const bool shows_type = typed_keys && !member.type.empty();
      json::append_quoted(out, shows_type ? member.type + "#" + member.name : member.name);
      out.push_back(':');
      append_result(out, member.value, typed_keys);
    }
    out.push_back('}');
  }
};

}  // namespace

Result<std::vector<Aggregation>> parse_aggregations(const json::Value& value,
                                                    QueryParseState& state) {
  std::vector<Aggregation> aggregations;
  for (const auto& [name, definition] : value.members) {
    if (name.empty() || name.find_first_of("[]>") != std::string::npos) {
      return fail(parsing_error(
          state.text, definition.name_begin,
          fmt::format("Invalid aggregation name [{}]. Aggregation names can contain any character "
                      "except '[', ']', and '>'",
                      name)));
    }
    if (!definition.is_object()) {
      return fail(parsing_error(state.text, definition.begin,
                                fmt::format("Aggregation definition for [{} starts with a [{}], "
                                            "expected a [START_OBJECT].",
                                            name, token_name(definition))));
    }
    LIKEWISE_TRY(Aggregation aggregation, parse_definition(name, definition, state));
    aggregations.push_back(std::move(aggregation));
  }
  return aggregations;
}

Result<std::vector<Aggregation>> parse_aggregations(const json::Value& value, std::string_view text,
                                                    const QueryParserOptions& options) {
  QueryParseState state{text, options};
  return parse_aggregations(value, state);
}

void append_result(std::string& out, const ResultTree& tree, bool typed_keys) {
  std::visit(ResultWriter{out, typed_keys}, tree.value);
}

}  // namespace likewise
