#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/query_clauses.h"
#include "engine/dsl/url_query.h"
#include "engine/index/time_zone.h"
#include "engine/search/simple_query_parser.h"

namespace likewise {
namespace {

using Type = QueryText::Type;

constexpr std::string_view kQueryString = "query_string";
constexpr std::string_view kSimple = "simple_query_string";

/// Parameters of fuzzy words, of which neither parser here makes any: read and not used.
constexpr auto kUnused = std::to_array<std::string_view>({
    "auto_generate_synonyms_phrase_query",
    "enable_position_increments",
    "fuzziness",
    "fuzzy_max_expansions",
    "fuzzy_prefix_length",
    "fuzzy_rewrite",
    "fuzzy_transpositions",
    "max_determinized_states",
});

constexpr auto kFlags = std::to_array<std::pair<std::string_view, std::uint32_t>>({
    {"ALL", kSimpleAll},
    {"AND", kSimpleAnd},
    {"ESCAPE", kSimpleEscape},
    {"FUZZY", kSimpleFuzzy},
    {"NEAR", kSimpleNear},
    {"NONE", 0},
    {"NOT", kSimpleNot},
    {"OR", kSimpleOr},
    {"PHRASE", kSimplePhrase},
    {"PRECEDENCE", kSimplePrecedence},
    {"PREFIX", kSimplePrefix},
    {"SLOP", kSimpleNear},
    {"WHITESPACE", kSimpleWhitespace},
});

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

/// True for AND.
Result<bool> read_operator(const json::Value& value, QueryParseState& state) {
  LIKEWISE_TRY(const std::string text, read_text(value, state.text));
  const std::string name = upper(text);
  if (name == "AND" || name == "OR") {
    return name == "AND";
  }
  return fail(illegal_argument("No enum constant org.elasticsearch.index.query.Operator." + name));
}

/// What both clauses read, and what only one of them does.
struct Parts {
  std::string_view clause;
  QueryText& text;
  std::uint32_t* flags = nullptr;  ///< Of simple_query_string.
  bool given = false;
  bool escape = false;
  float boost = 1.0F;
};

Status read_fields(const json::Value& value, QueryParseState& state, Parts& parts) {
  std::map<std::string, float> fields;
  for (const json::Value& item : value.items) {
    state.at = item.begin;
    LIKEWISE_TRY(const std::string text, read_text(item, state.text));
    const std::size_t caret = text.find('^');
    float boost = 1.0F;
    if (caret != std::string::npos) {
      json::Value number = item;
      number.text = text.substr(caret + 1);
      LIKEWISE_TRY(boost, read_float(number, state.text));
    }
    fields[text.substr(0, caret)] = boost;
  }
  parts.text.fields.clear();
  for (auto& [name, boost] : fields) {
    parts.text.fields.push_back({name, boost});
  }
  return {};
}

Result<Type> read_type(const json::Value& value, QueryParseState& state) {
  LIKEWISE_TRY(const std::string name, read_text(value, state.text));
  if (name == "best_fields" || name == "most_fields" || name == "phrase") {
    return name == "phrase"        ? Type::kPhrase
           : name == "best_fields" ? Type::kBestFields
                                   : Type::kMostFields;
  }
  if (name == "cross_fields" || name == "phrase_prefix" || name == "bool_prefix") {
    return fail(unsupported_error(
        state.text, value.begin,
        fmt::format("[query_string] type [{}] is not supported by likewise", name)));
  }
  return fail(
      Error(ErrorCode::kInvalidArgument,
            fmt::format("failed to parse [multi_match] query type [{}]. unknown type.", name))
          .with_type("parse_exception"));
}

Result<std::uint32_t> read_flags(const json::Value& value, QueryParseState& state) {
  if (value.is_number()) {
    LIKEWISE_TRY(const std::int32_t number, read_int(value, state.text));
    return number < 0 ? kSimpleAll : static_cast<std::uint32_t>(number);
  }
  LIKEWISE_TRY(const std::string text, read_text(value, state.text));
  if (text.empty()) {
    return std::uint32_t{kSimpleAll};
  }
  std::uint32_t flags = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('|', begin), text.size());
    const std::string name = upper(text.substr(begin, end - begin));
    const auto* const found = std::find_if(kFlags.begin(), kFlags.end(),
                                           [&name](const auto& row) { return row.first == name; });
    if (found == kFlags.end()) {
      return fail(illegal_argument(
          fmt::format("Unknown {} flag [{}]", kSimple, text.substr(begin, end - begin))));
    }
    if (found->first == "ALL" || found->first == "NONE") {
      return found->second;
    }
    flags |= found->second;
    begin = end + 1;
  }
  return flags;
}

/// What both know.
Result<bool> read_common(const std::string& name, const json::Value& value, QueryParseState& state,
                         Query& query, Parts& parts) {
  QueryText& text = parts.text;
  if (name == "query") {
    LIKEWISE_TRY(text.text, read_text(value, state.text));
    parts.given = true;
  } else if (name == "default_operator") {
    LIKEWISE_TRY(text.operator_and, read_operator(value, state));
  } else if (name == "analyzer") {
    LIKEWISE_TRY(text.analyzer, read_text(value, state.text));
  } else if (name == "analyze_wildcard") {
    LIKEWISE_TRY(text.analyze_wildcard, read_bool(value, state.text));
  } else if (name == "lenient") {
    LIKEWISE_TRY(text.lenient, read_bool(value, state.text));
  } else if (name == "minimum_should_match") {
    LIKEWISE_TRY(text.minimum_should_match, read_text(value, state.text));
  } else if (name == "boost") {
    LIKEWISE_TRY(parts.boost, read_float(value, state.text));
  } else if (name == "_name") {
    LIKEWISE_TRY(query.name, read_text(value, state.text));
  } else if (name == "quote_field_suffix") {
    return fail(unsupported_error(
        state.text, value.begin,
        fmt::format("[{}] query does not support [{}] here", parts.clause, name)));
  } else {
    return std::find(kUnused.begin(), kUnused.end(), name) != kUnused.end();
  }
  return true;
}

Result<bool> read_own(const std::string& name, const json::Value& value, QueryParseState& state,
                      Parts& parts) {
  QueryText& text = parts.text;
  if (parts.flags != nullptr) {
    if (name == "flags") {
      LIKEWISE_TRY(*parts.flags, read_flags(value, state));
    }
    return name == "flags";
  }
  if (name == "default_field") {
    LIKEWISE_TRY(text.default_field, read_text(value, state.text));
  } else if (name == "allow_leading_wildcard") {
    LIKEWISE_TRY(text.allow_leading_wildcard, read_bool(value, state.text));
  } else if (name == "escape") {
    LIKEWISE_TRY(parts.escape, read_bool(value, state.text));
  } else if (name == "phrase_slop") {
    LIKEWISE_TRY(text.phrase_slop, read_int(value, state.text));
  } else if (name == "tie_breaker") {
    LIKEWISE_TRY(text.tie_breaker, read_float(value, state.text));
  } else if (name == "type") {
    LIKEWISE_TRY(text.type, read_type(value, state));
  } else if (name == "time_zone") {
    LIKEWISE_TRY(text.time_zone, read_text(value, state.text));
    LIKEWISE_TRY_STATUS(TimeZone::parse(text.time_zone));
  } else if (name == "rewrite") {
    if (scalar_text(value) != "constant_score") {
      return fail(
          unsupported_error(state.text, value.begin,
                            "[query_string] query supports only [rewrite] constant_score here"));
    }
  } else if (name == "quote_analyzer") {
    return fail(unsupported_error(state.text, value.begin,
                                  "[query_string] query does not support [quote_analyzer] here"));
  } else {
    return false;
  }
  return true;
}

Status read_member(const std::string& name, const json::Value& value, QueryParseState& state,
                   Query& query, Parts& parts) {
  const bool is_simple = parts.flags != nullptr;
  const bool is_list = name == "fields" && value.is_array();
  if (is_list) {
    return read_fields(value, state, parts);
  }
  if (value.is_array()) {
    return fail(does_not_support(parts.clause, name, value, state));
  }
  if (value.is_object() || value.is_null()) {
    return fail(parsing_error(
        state.text, value.begin,
        fmt::format("[{}] unknown token [{}] after [{}]", parts.clause, token_name(value), name)));
  }
  LIKEWISE_TRY(const bool is_common, read_common(name, value, state, query, parts));
  if (is_common) {
    return {};
  }
  LIKEWISE_TRY(const bool is_own, read_own(name, value, state, parts));
  if (is_own) {
    return {};
  }
  return fail(is_simple ? parsing_error(state.text, value.begin,
                                        fmt::format("[{}] unsupported field [{}]", kSimple, name))
                        : does_not_support(kQueryString, name, value, state));
}

Status read_body(const json::Value& body, QueryParseState& state, Query& query, Parts& parts) {
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    LIKEWISE_TRY_STATUS(read_member(name, value, state, query, parts));
  }
  state.at = body.end - 1;
  if (!parts.given) {
    return fail(parsing_error(state.text, state.at,
                              parts.flags != nullptr
                                  ? "[simple_query_string] query text missing"
                                  : "[query_string] must be provided with a [query]"));
  }
  return set_boost(query, parts.boost);
}

/// Lucene's QueryParser.escape.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\+-!():^[]\"{}~*?|&/").find(c) != std::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
  return out;
}

}  // namespace

Result<Query> parse_query_string(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = QueryStringQuery{};
  auto& node = std::get<QueryStringQuery>(query.node);
  Parts parts{kQueryString, node};
  LIKEWISE_TRY_STATUS(read_body(body, state, query, parts));
  if (parts.escape) {
    node.text = escaped(node.text);
  }
  return query;
}

Result<Query> parse_simple_query_string(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = SimpleQueryStringQuery{};
  auto& node = std::get<SimpleQueryStringQuery>(query.node);
  Parts parts{kSimple, node, &node.flags};
  LIKEWISE_TRY_STATUS(read_body(body, state, query, parts));
  return query;
}

Result<Query> url_query(const UrlQuery& url) {
  QueryStringQuery node;
  node.text = url.q;
  node.default_field = url.df.value_or("");
  node.analyzer = url.analyzer.value_or("");
  node.analyze_wildcard = url.analyze_wildcard;
  node.lenient = url.lenient;
  if (url.default_operator) {
    QueryParseState state{{}, {}};
    json::Value value;
    value.kind = json::Kind::kString;
    value.text = *url.default_operator;
    LIKEWISE_TRY(node.operator_and, read_operator(value, state));
  }
  Query query;
  query.node = std::move(node);
  return query;
}

}  // namespace likewise
