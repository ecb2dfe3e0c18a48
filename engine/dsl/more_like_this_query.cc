#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/dsl/body_values.h"
#include "engine/dsl/like_item.h"
#include "engine/dsl/query_clauses.h"

namespace likewise {
namespace {

/// Elasticsearch's refusals name the query by its old short name.
constexpr std::string_view kClause = "mlt";

struct IntegerParameter {
  std::string_view name;
  std::int32_t MoreLikeThisQuery::*member;
};

constexpr IntegerParameter kIntegers[] = {
    {"max_query_terms", &MoreLikeThisQuery::max_query_terms},
    {"min_term_freq", &MoreLikeThisQuery::min_term_freq},
    {"min_doc_freq", &MoreLikeThisQuery::min_doc_freq},
    {"max_doc_freq", &MoreLikeThisQuery::max_doc_freq},
    {"min_word_length", &MoreLikeThisQuery::min_word_length},
    {"max_word_length", &MoreLikeThisQuery::max_word_length},
};

Result<std::vector<std::string>> read_texts(const json::Value& array,
                                            const QueryParseState& state) {
  std::vector<std::string> texts;
  for (const json::Value& item : array.items) {
    LIKEWISE_TRY(texts.emplace_back(), read_text(item, state.text));
  }
  return texts;
}

/// What is set on the query only after all checks, as Elasticsearch does: an error's printed query
/// does not show it.
struct Afterwards {
  float boost = 1.0F;
  std::optional<std::string> name;
  std::vector<std::string> stop_words;
};

Status read_scalar(const std::string& name, const json::Value& value, const QueryParseState& state,
                   MoreLikeThisQuery& query, Afterwards& afterwards) {
  for (const IntegerParameter& parameter : kIntegers) {
    if (parameter.name == name) {
      LIKEWISE_TRY(query.*parameter.member, read_int(value, state.text));
      return {};
    }
  }
  if (name == "analyzer") {
    query.analyzer = scalar_text(value);
  } else if (name == "minimum_should_match") {
    query.minimum_should_match = scalar_text(value);
  } else if (name == "boost_terms") {
    LIKEWISE_TRY(query.boost_terms, read_float(value, state.text));
  } else if (name == "include") {
    LIKEWISE_TRY(query.include, read_bool(value, state.text));
  } else if (name == "fail_on_unsupported_field") {
    LIKEWISE_TRY(query.fail_on_unsupported_field, read_bool(value, state.text));
  } else if (name == "boost") {
    LIKEWISE_TRY(afterwards.boost, read_float(value, state.text));
  } else if (name == "_name") {
    afterwards.name = scalar_text(value);
  } else {
    return fail(does_not_support(kClause, name, value, state));
  }
  return {};
}

Status read_member(const std::string& name, const json::Value& value, QueryParseState& state,
                   MoreLikeThisQuery& query, Afterwards& afterwards) {
  if (name == "like") {
    LIKEWISE_TRY(query.like, parse_likes(value, state));
  } else if (name == "unlike") {
    LIKEWISE_TRY(query.unlike, parse_likes(value, state));
  } else if (name == "fields" && value.is_array()) {
    LIKEWISE_TRY(query.fields, read_texts(value, state));
  } else if (name == "stop_words" && value.is_array()) {
    LIKEWISE_TRY(afterwards.stop_words, read_texts(value, state));
  } else if (value.is_array() || value.is_object()) {
    return fail(does_not_support(kClause, name, value, state));
  } else {
    return read_scalar(name, value, state, query, afterwards);
  }
  return {};
}

}  // namespace

Result<Query> parse_more_like_this(const json::Value& body, QueryParseState& state) {
  Query query;
  query.node = MoreLikeThisQuery{};
  auto& node = std::get<MoreLikeThisQuery>(query.node);
  Afterwards afterwards;
  for (const auto& [name, value] : body.members) {
    state.at = value.begin;
    if (!value.is_null()) {
      LIKEWISE_TRY_STATUS(read_member(name, value, state, node, afterwards));
    }
  }
  state.at = body.end - 1;
  if (node.like.empty()) {
    return fail(
        parsing_error(state.text, body.end - 1, "more_like_this requires 'like' to be specified"));
  }
  if (node.fields.has_value() && node.fields->empty()) {
    return fail(parsing_error(state.text, body.end - 1,
                              "more_like_this requires 'fields' to be non-empty"));
  }
  if (node.max_query_terms <= 0) {
    return fail(illegal_argument("requires 'maxQueryTerms' to be greater than 0"));
  }
  LIKEWISE_TRY_STATUS(set_boost(query, afterwards.boost));
  query.name = std::move(afterwards.name);
  node.stop_words = std::move(afterwards.stop_words);
  return query;
}

}  // namespace likewise
