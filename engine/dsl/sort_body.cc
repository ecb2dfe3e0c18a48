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

SortKey key_of(std::string field) {
  SortKey key;
  if (field == "_score") {
    key.target = SortKey::Target::kScore;
    key.descending = true;
  } else if (field == "_doc") {
    key.target = SortKey::Target::kDocument;
  }
  key.field = std::move(field);
  return key;
}

std::string upper_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  });
  return text;
}

/// True for descending.
Result<bool> read_order(const std::string& text, const QueryParserOptions& options) {
  const std::string name = upper_case(text);
  if (name != "ASC" && name != "DESC") {
    const bool is_opensearch = options.dialect == Dialect::kOpenSearch3;
    return fail(
        illegal_argument(fmt::format("No enum constant org.{}.search.sort.SortOrder.{}",
                                     is_opensearch ? "opensearch" : "elasticsearch", name)));
  }
  return name == "DESC";
}

Result<SortKey::Mode> read_mode(const std::string& text) {
  const std::string name = upper_case(text);
  if (name == "MIN") {
    return SortKey::Mode::kMin;
  }
  if (name == "MAX") {
    return SortKey::Mode::kMax;
  }
  if (name == "SUM") {
    return SortKey::Mode::kSum;
  }
  if (name == "AVG") {
    return SortKey::Mode::kAvg;
  }
  if (name == "MEDIAN") {
    return SortKey::Mode::kMedian;
  }
  return fail(illegal_argument(fmt::format("Unknown SortMode [{}]", text)));
}

Result<SortKey::NumericType> read_numeric_type(const std::string& text) {
  const std::string name = upper_case(text);
  if (name == "LONG") {
    return SortKey::NumericType::kLong;
  }
  if (name == "DOUBLE") {
    return SortKey::NumericType::kDouble;
  }
  if (name == "DATE") {
    return SortKey::NumericType::kDate;
  }
  if (name == "DATE_NANOS") {
    return fail(ErrorCode::kUnsupported,
                "[numeric_type] [date_nanos] is not supported by likewise");
  }
  return fail(illegal_argument(fmt::format(
      "invalid value for [numeric_type], must be [long, double, date, date_nanos], got {}", text)));
}

/// The options of one criterion; `clause` is the name of Elasticsearch's parser for it.
class OptionReader {
 public:
  OptionReader(SortKey& key, QueryParseState& state)
      : key_(key),
        clause_(key.target == SortKey::Target::kScore ? "_score" : "field_sort"),
        state_(state) {}

  Status read(const std::string& name, const json::Value& value) {
    if (name == "order") {
      const auto read_direction = [this](const std::string& text) {
        return read_order(text, state_.options);
      };
      return read_with(name, value, read_direction, key_.descending);
    }
    if (key_.target == SortKey::Target::kScore) {
      return fail(unknown_field(clause_, name, value, state_));
    }
    if (name == "mode") {
      return read_with(name, value, read_mode, key_.mode);
    }
    if (name == "numeric_type") {
      return read_with(name, value, read_numeric_type, key_.numeric_type);
    }
    if (name == "missing") {
      return read_missing(value);
    }
    if (name == "unmapped_type") {
      return read_with(
          name, value, [](const std::string& text) -> Result<std::string> { return text; },
          key_.unmapped_type);
    }
    const bool is_format = name == "format" && !state_.options.legacy;
    if (name == "nested" || is_format) {
      return fail(
          unsupported_error(state_.text, value.begin,
                            fmt::format("[{}] of [sort] is not supported by likewise", name)));
    }
    return fail(unknown_field(clause_, name, value, state_));
  }

 private:
  template <class Convert, class Target>
  Status read_with(const std::string& name, const json::Value& value, Convert convert,
                   Target& target) {
    if (!value.is_string()) {
      return fail(wrong_token(clause_, name, value, state_));
    }
    auto result = convert(value.text);
    if (!result.has_value()) {
      return fail(failed_field(clause_, name, value.begin, std::move(result).error(), state_));
    }
    target = *std::move(result);
    return {};
  }

  Status read_missing(const json::Value& value) {
    if (value.is_array() || value.is_object()) {
      return fail(wrong_token(clause_, "missing", value, state_));
    }
    key_.missing_first = value.is_string() && value.text == "_first";
    const bool is_word = key_.missing_first || (value.is_string() && value.text == "_last");
    key_.missing = is_word || value.is_null() ? std::nullopt : std::optional(sort_scalar(value));
    return {};
  }

  SortKey& key_;
  std::string_view clause_;
  QueryParseState& state_;
};

Result<SortKey> parse_member(const json::Member& member, const json::Value& parent,
                             QueryParseState& state) {
  const json::Value& value = member.second;
  if (member.first == "_script" || member.first == "_geo_distance") {
    return fail(unsupported_error(
        state.text, value.begin,
        fmt::format("[{}] of [sort] is not supported by likewise", member.first)));
  }
  SortKey key = key_of(member.first);
  if (value.is_string()) {
    LIKEWISE_TRY(key.descending, read_order(value.text, state.options));
    return key;
  }
  if (!value.is_object()) {
    const bool is_score = key.target == SortKey::Target::kScore;
    return fail(expected_object(is_score ? "_score" : "field_sort", value, parent, state));
  }
  OptionReader reader(key, state);
  for (const auto& [name, option] : value.members) {
    LIKEWISE_TRY_STATUS(reader.read(name, option));
  }
  return key;
}

Status add_keys(const json::Value& value, QueryParseState& state, std::vector<SortKey>& keys) {
  for (const json::Member& member : value.members) {
    LIKEWISE_TRY(SortKey key, parse_member(member, value, state));
    keys.push_back(std::move(key));
  }
  return {};
}

}  // namespace

Status check_ranking_count(std::string_view name, std::size_t count, const json::Value& value,
                           const QueryParseState& state) {
  if (count <= kMaxRankingClauses) {
    return {};
  }
  return fail(
      unsupported_error(state.text, value.begin,
                        fmt::format("[{}] with more than {} entries is not supported by likewise",
                                    name, kMaxRankingClauses)));
}

Error expected_object(std::string_view clause, const json::Value& value, const json::Value& parent,
                      const QueryParseState& state) {
  std::string token = "END_OBJECT";
  std::size_t offset = parent.end - 1;
  const auto next = std::find_if(
      parent.members.begin(), parent.members.end(),
      [&value](const json::Member& other) { return other.second.begin > value.begin; });
  if (value.is_array()) {
    token = value.items.empty() ? "END_ARRAY" : token_name(value.items.front());
    offset = value.items.empty() ? value.end - 1 : value.items.front().begin;
  } else if (next != parent.members.end()) {
    token = "FIELD_NAME";
    offset = next->second.name_begin;
  }
  const json::Position position = json::position_of(state.text, offset);
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("[{}:{}] [{}] Expected START_OBJECT but was: {}", position.line,
                           position.column, clause, token))
      .with_type("x_content_parse_exception");
}

std::vector<SortKey> without_default_order(std::vector<SortKey> keys) {
  if (keys.size() == 1 && keys.front().target == SortKey::Target::kScore &&
      keys.front().descending) {
    keys.clear();
  }
  return keys;
}

Result<std::vector<SortKey>> parse_sort(const json::Value& value, QueryParseState& state) {
  std::vector<SortKey> keys;
  if (value.is_object()) {
    LIKEWISE_TRY_STATUS(add_keys(value, state, keys));
  } else if (value.is_array()) {
    for (const json::Value& item : value.items) {
      if (item.is_string()) {
        keys.push_back(key_of(item.text));
      } else if (item.is_object()) {
        LIKEWISE_TRY_STATUS(add_keys(item, state, keys));
      } else {
        return fail(illegal_argument(
            "malformed sort format, within the sort array, an object, or an actual string are "
            "allowed"));
      }
    }
  } else {
    keys.push_back(key_of(scalar_text(value)));
  }
  LIKEWISE_TRY_STATUS(check_ranking_count("sort", keys.size(), value, state));
  if (!state.options.legacy) {
    for (SortKey& key : keys) {
      if (key.target == SortKey::Target::kField && key.field == "_shard_doc") {
        key.target = SortKey::Target::kShardDocument;
      }
    }
  }
  return keys;
}

std::vector<SortKey> parse_url_sort(std::string_view text) {
  std::vector<SortKey> keys;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view part = text.substr(0, comma);
    text.remove_prefix(std::min(comma + 1, text.size()));
    const std::size_t colon = part.rfind(':');
    SortKey key = key_of(std::string(part.substr(0, colon)));
    const std::string_view direction =
        colon == std::string_view::npos ? std::string_view() : part.substr(colon + 1);
    if (colon != std::string_view::npos) {
      if (direction != "asc" && direction != "desc") {
        continue;
      }
      key.descending = direction == "desc";
    }
    if (!part.empty()) {
      keys.push_back(std::move(key));
    }
  }
  return keys;
}

Result<std::vector<SortScalar>> parse_search_after(const json::Value& value,
                                                   QueryParseState& state) {
  std::vector<SortScalar> scalars;
  for (const json::Value& item : value.items) {
    if (item.is_array() || item.is_object()) {
      return fail(parsing_error(
          state.text, item.begin,
          fmt::format("Expected [VALUE_STRING] or [VALUE_NUMBER] or [VALUE_BOOLEAN] or "
                      "[VALUE_NULL] but found [{}] inside search_after.",
                      token_name(item))));
    }
    scalars.push_back(sort_scalar(item));
  }
  if (scalars.empty()) {
    return fail(illegal_argument("Values must contains at least one value."));
  }
  return scalars;
}

}  // namespace likewise
