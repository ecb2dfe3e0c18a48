#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/query_clauses.h"
#include "engine/index/date_format.h"

namespace likewise {
namespace {

constexpr std::string_view kRange = "range";

Status read_bound(const json::Value& value, QueryParseState& state, std::optional<Scalar>& bound) {
  if (value.is_array() || value.is_object()) {
    return fail(unsupported_error(state.text, value.begin,
                                  "[range] query does not support lists and objects as bounds"));
  }
  if (value.is_null()) {
    bound.reset();
  } else if (value.is_number()) {
    bound = Scalar{Scalar::Kind::kNumber, value.text};
  } else if (value.is_boolean()) {
    bound = Scalar{Scalar::Kind::kBoolean, scalar_text(value)};
  } else {
    bound = Scalar{Scalar::Kind::kString, value.text};
  }
  return {};
}

/// Numbers and texts have no extent: any relation means the same for them.
Status check_relation(const json::Value& value, QueryParseState& state) {
  LIKEWISE_TRY(const std::string relation, read_text(value, state.text));
  if (relation == "disjoint") {
    return fail(
        illegal_argument(fmt::format("[range] query does not support relation [{}]", relation)));
  }
  if (relation != "intersects" && relation != "within" && relation != "contains") {
    return fail(illegal_argument(fmt::format("{} is not a valid relation", relation)));
  }
  return {};
}

/// `gt`, `gte`, `lt`, `lte` and their old long forms; false for another name.
Result<bool> read_end(const std::string& name, const json::Value& value, QueryParseState& state,
                      RangeQuery& range) {
  if (name == "from" || name == "gt" || name == "gte") {
    LIKEWISE_TRY_STATUS(read_bound(value, state, range.lower));
    range.include_lower = name == "from" ? range.include_lower : name == "gte";
    return true;
  }
  if (name == "to" || name == "lt" || name == "lte") {
    LIKEWISE_TRY_STATUS(read_bound(value, state, range.upper));
    range.include_upper = name == "to" ? range.include_upper : name == "lte";
    return true;
  }
  if (name == "include_lower") {
    LIKEWISE_TRY(range.include_lower, read_bool(value, state.text));
    return true;
  }
  if (name == "include_upper") {
    LIKEWISE_TRY(range.include_upper, read_bool(value, state.text));
    return true;
  }
  return false;
}

Status read_options(const json::Value& body, QueryParseState& state, Query& query, float& boost) {
  auto& range = std::get<RangeQuery>(query.node);
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    LIKEWISE_TRY(const bool is_end, read_end(name, value, state, range));
    if (is_end) {
      continue;
    }
    if (name == "boost") {
      LIKEWISE_TRY(boost, read_float(value, state.text));
    } else if (name == "relation") {
      LIKEWISE_TRY_STATUS(check_relation(value, state));
    } else if (name == "_name") {
      LIKEWISE_TRY(query.name, read_text(value, state.text));
    } else if (name == "format") {
      LIKEWISE_TRY(range.format, read_text(value, state.text));
      LIKEWISE_TRY_STATUS(check_date_format(range.format));
    } else if (name == "time_zone") {
      LIKEWISE_TRY(range.time_zone, read_text(value, state.text));
      LIKEWISE_TRY_STATUS(TimeZone::parse(range.time_zone));
    } else {
      return fail(does_not_support(kRange, name, value, state));
    }
  }
  return {};
}

}  // namespace

Result<Query> parse_range(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = RangeQuery{};
  auto& range = std::get<RangeQuery>(query.node);
  const std::string* field = nullptr;
  float boost = 1.0F;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (value.is_object()) {
      if (field != nullptr) {
        return fail(parsing_error(
            state.text, value.begin,
            fmt::format("[range] query doesn't support multiple fields, found [{}] and [{}]",
                        *field, name)));
      }
      field = &name;
      LIKEWISE_TRY_STATUS(read_options(value, state, query, boost));
    } else if (name == "_name" && !value.is_array()) {
      LIKEWISE_TRY(query.name, read_text(value, state.text));
    } else {
      state.at = value.is_array() && !value.items.empty() ? value.items.front().begin : state.at;
      return fail(parsing_error(state.text, state.at,
                                fmt::format("[range] query does not support [{}]", name)));
    }
  }
  state.at = body.end - 1;
  if (field == nullptr || field->empty()) {
    return fail(illegal_argument("field name is null or empty"));
  }
  range.field = *field;
  LIKEWISE_TRY_STATUS(set_boost(query, boost));
  return query;
}

}  // namespace likewise
