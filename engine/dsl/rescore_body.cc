#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/ranking_clauses.h"

namespace likewise {
namespace {

constexpr std::string_view kClause = "query";

Result<Rescore::Mode> read_mode(const std::string& text) {
  std::string name = text;
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  if (name == "total") {
    return Rescore::Mode::kTotal;
  }
  if (name == "multiply") {
    return Rescore::Mode::kMultiply;
  }
  if (name == "avg") {
    return Rescore::Mode::kAvg;
  }
  if (name == "max") {
    return Rescore::Mode::kMax;
  }
  if (name == "min") {
    return Rescore::Mode::kMin;
  }
  return fail(illegal_argument(fmt::format("illegal score_mode [{}]", text)));
}

Status read_weight(const std::string& name, const json::Value& value, QueryParseState& state,
                   float& weight) {
  if (!value.is_number() && !value.is_string()) {
    return fail(wrong_token(kClause, name, value, state));
  }
  Result<float> number = read_float(value, state.text);
  if (!number.has_value()) {
    return fail(failed_field(kClause, name, value.begin, std::move(number).error(), state));
  }
  weight = *number;
  return {};
}

Status read_option(const std::string& name, const json::Value& value, QueryParseState& state,
                   Rescore& rescore) {
  if (name == "query_weight") {
    return read_weight(name, value, state, rescore.query_weight);
  }
  if (name == "rescore_query_weight") {
    return read_weight(name, value, state, rescore.rescore_query_weight);
  }
  if (name != "score_mode") {
    return fail(unknown_field(kClause, name, value, state));
  }
  if (!value.is_string()) {
    return fail(wrong_token(kClause, name, value, state));
  }
  Result<Rescore::Mode> mode = read_mode(value.text);
  if (!mode.has_value()) {
    return fail(failed_field(kClause, name, value.begin, std::move(mode).error(), state));
  }
  rescore.mode = *mode;
  return {};
}

Status read_query(const json::Value& body, QueryParseState& state, Rescore& rescore) {
  bool has_query = false;
  for (const auto& [name, value] : body.members) {
    if (name != "rescore_query") {
      LIKEWISE_TRY_STATUS(read_option(name, value, state, rescore));
      continue;
    }
    if (!value.is_object()) {
      return fail(wrong_token(kClause, name, value, state));
    }
    Result<Query> query = parse_query(value, state.text, state.options);
    if (!query.has_value()) {
      return fail(failed_field(kClause, name, value.end - 1, std::move(query).error(), state));
    }
    rescore.query = *std::move(query);
    has_query = true;
  }
  if (!has_query) {
    return fail(illegal_argument("rescore_query cannot be null"));
  }
  return {};
}

Status read_window(const json::Value& value, QueryParseState& state, Rescore& rescore) {
  LIKEWISE_TRY(const std::int32_t window, read_int(value, state.text));
  if (window < 0) {
    return fail(illegal_argument(
        fmt::format("[window_size] of [rescore] cannot be negative, found [{}]", window)));
  }
  rescore.window_size = static_cast<std::size_t>(window);
  return {};
}

Result<Rescore> parse_one(const json::Value& body, QueryParseState& state) {
  Rescore rescore;
  bool has_type = false;
  for (const auto& [name, value] : body.members) {
    if (value.is_object()) {
      if (name != "query") {
        const json::Position position = json::position_of(state.text, value.begin);
        return fail(
            Error(ErrorCode::kInvalidArgument,
                  fmt::format("[{}:{}] unknown field [{}]", position.line, position.column, name))
                .with_type("named_object_not_found_exception"));
      }
      LIKEWISE_TRY_STATUS(read_query(value, state, rescore));
      has_type = true;
    } else if (name == "window_size" && (value.is_number() || value.is_string())) {
      LIKEWISE_TRY_STATUS(read_window(value, state, rescore));
    } else {
      return fail(parsing_error(state.text, value.begin,
                                fmt::format("rescore doesn't support [{}]", name)));
    }
  }
  if (!has_type) {
    return fail(parsing_error(state.text, body.end - 1, "missing rescore type"));
  }
  return rescore;
}

}  // namespace

Result<std::vector<Rescore>> parse_rescore(const json::Value& value, QueryParseState& state) {
  std::vector<Rescore> stages;
  if (value.is_object()) {
    LIKEWISE_TRY(Rescore rescore, parse_one(value, state));
    stages.push_back(std::move(rescore));
    return stages;
  }
  LIKEWISE_TRY_STATUS(check_ranking_count("rescore", value.items.size(), value, state));
  for (const json::Value& item : value.items) {
    if (!item.is_object()) {
      return fail(parsing_error(state.text, item.end, "unexpected token [END_ARRAY] after [null]"));
    }
    LIKEWISE_TRY(Rescore rescore, parse_one(item, state));
    stages.push_back(std::move(rescore));
  }
  return stages;
}

}  // namespace likewise
