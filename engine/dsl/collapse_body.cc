#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/ranking_clauses.h"

namespace likewise {
namespace {

constexpr std::string_view kCollapse = "collapse";
constexpr std::string_view kInnerHits = "inner_hits";

Status read_count(const std::string& name, const json::Value& value, QueryParseState& state,
                  std::size_t& count) {
  if (!value.is_number() && !value.is_string()) {
    return fail(wrong_token(kInnerHits, name, value, state));
  }
  Result<std::int32_t> number = read_int(value, state.text);
  if (number.has_value() && *number >= 0) {
    count = static_cast<std::size_t>(*number);
    return {};
  }
  Error cause = number.has_value()
                    ? illegal_argument(fmt::format("illegal {} value, at least 0 or higher", name))
                    : std::move(number).error();
  return fail(failed_field(kInnerHits, name, value.begin, std::move(cause), state));
}

Status read_flag(const std::string& name, const json::Value& value, QueryParseState& state,
                 bool& flag) {
  if (!value.is_boolean() && !value.is_string()) {
    return fail(wrong_token(kInnerHits, name, value, state));
  }
  Result<bool> read = read_bool(value, state.text);
  if (!read.has_value()) {
    return fail(failed_field(kInnerHits, name, value.begin, std::move(read).error(), state));
  }
  flag = *read;
  return {};
}

Status read_name(const json::Value& value, QueryParseState& state, InnerHits& inner) {
  if (!value.is_string()) {
    return fail(wrong_token(kInnerHits, "name", value, state));
  }
  inner.name = value.text;
  return {};
}

Status read_inner_collapse(const json::Value& value, QueryParseState& state, InnerHits& inner) {
  if (!value.is_object()) {
    return fail(wrong_token(kInnerHits, kCollapse, value, state));
  }
  LIKEWISE_TRY(const Collapse collapse, parse_collapse(value, state));
  if (!collapse.inner_hits.empty()) {
    return fail(unsupported_error(state.text, value.begin,
                                  "[inner_hits] within [inner_hits] is not supported by likewise"));
  }
  inner.collapse_field = collapse.field;
  return {};
}

Status read_option(const std::string& name, const json::Value& value, QueryParseState& state,
                   InnerHits& inner) {
  if (name == "name") {
    return read_name(value, state, inner);
  }
  if (name == "from") {
    return read_count(name, value, state, inner.from);
  }
  if (name == "size") {
    return read_count(name, value, state, inner.size);
  }
  if (name == "explain") {
    return read_flag(name, value, state, inner.explain);
  }
  if (name == "version") {
    return read_flag(name, value, state, inner.version);
  }
  if (name == "seq_no_primary_term") {
    return read_flag(name, value, state, inner.seq_no_primary_term);
  }
  if (name == "track_scores") {
    return read_flag(name, value, state, inner.track_scores);
  }
  if (name == "sort") {
    if (!value.is_object() && !value.is_array()) {
      return fail(wrong_token(kInnerHits, name, value, state));
    }
    LIKEWISE_TRY(inner.sort, parse_sort(value, state));
    inner.sort = without_default_order(std::move(inner.sort));
    return {};
  }
  if (name == "_source") {
    LIKEWISE_TRY(inner.source, parse_source_filter(value, state.text));
    return {};
  }
  if (name == kCollapse) {
    return read_inner_collapse(value, state, inner);
  }
  const bool is_known = name == "highlight" || name == "fields" || name == "docvalue_fields" ||
                        name == "stored_fields" || name == "script_fields" ||
                        name == "ignore_unmapped";
  return is_known ? fail(unsupported_error(
                        state.text, value.begin,
                        fmt::format("[{}] of [inner_hits] is not supported by likewise", name)))
                  : fail(unknown_field(kInnerHits, name, value, state));
}

Result<InnerHits> parse_inner_hits(const json::Value& value, QueryParseState& state) {
  InnerHits inner;
  for (const auto& [name, option] : value.members) {
    state.at = option.begin;
    LIKEWISE_TRY_STATUS(read_option(name, option, state, inner));
  }
  state.at = value.end - 1;
  if (inner.name.empty()) {
    return fail(illegal_argument(
        state.options.legacy
            ? "Field name cannot be null"
            : "inner_hits must have a [name]; set the [name] field in the inner_hits definition"));
  }
  return inner;
}

Status read_inner_hits(const json::Value& value, QueryParseState& state, Collapse& collapse) {
  if (!value.is_object() && !value.is_array()) {
    return fail(wrong_token(kCollapse, kInnerHits, value, state));
  }
  const auto add = [&](const json::Value& one) -> Status {
    Result<InnerHits> inner = parse_inner_hits(one, state);
    if (!inner.has_value()) {
      const bool keeps_bare = state.options.legacy &&
                              inner.error().type() == "illegal_argument_exception" &&
                              inner.error().message() == "Field name cannot be null";
      return keeps_bare ? fail(std::move(inner).error())
                        : fail(failed_field(kCollapse, kInnerHits, state.at,
                                            std::move(inner).error(), state));
    }
    collapse.inner_hits.push_back(*std::move(inner));
    return {};
  };
  if (value.is_object()) {
    return add(value);
  }
  LIKEWISE_TRY_STATUS(check_ranking_count(kInnerHits, value.items.size(), value, state));
  for (const json::Value& item : value.items) {
    LIKEWISE_TRY_STATUS(item.is_object() ? add(item)
                                         : fail(wrong_token(kCollapse, kInnerHits, item, state)));
  }
  return {};
}

Status read_field(const json::Value& value, QueryParseState& state, Collapse& collapse) {
  if (!value.is_string()) {
    return fail(wrong_token(kCollapse, "field", value, state));
  }
  if (value.text.empty()) {
    return fail(failed_field(kCollapse, "field", value.begin,
                             illegal_argument("field name is null or empty"), state));
  }
  collapse.field = value.text;
  return {};
}

/// How many searches for inner hits may run at once: read, and without effect.
Status check_concurrency(const std::string& name, const json::Value& value,
                         QueryParseState& state) {
  if (!value.is_number() && !value.is_string()) {
    return fail(wrong_token(kCollapse, name, value, state));
  }
  Result<std::int32_t> number = read_int(value, state.text);
  if (number.has_value() && *number >= 1) {
    return {};
  }
  Error cause = number.has_value()
                    ? illegal_argument("maxConcurrentGroupRequests` must be positive")
                    : std::move(number).error();
  return fail(failed_field(kCollapse, name, value.begin, std::move(cause), state));
}

}  // namespace

Result<Collapse> parse_collapse(const json::Value& value, QueryParseState& state) {
  Collapse collapse;
  for (const auto& [name, option] : value.members) {
    if (name == "field") {
      LIKEWISE_TRY_STATUS(read_field(option, state, collapse));
    } else if (name == kInnerHits) {
      LIKEWISE_TRY_STATUS(read_inner_hits(option, state, collapse));
    } else if (name == "max_concurrent_group_searches") {
      LIKEWISE_TRY_STATUS(check_concurrency(name, option, state));
    } else {
      return fail(unknown_field(kCollapse, name, option, state));
    }
  }
  if (collapse.field.empty()) {
    return fail(illegal_argument("no collapse field specified").raised_in_shard());
  }
  return collapse;
}

}  // namespace likewise
