#include "engine/dsl/query_printer.h"

#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/function_score_printer.h"
#include "engine/dsl/json.h"
#include "engine/dsl/object_text.h"
#include "engine/dsl/vector_query_printer.h"

namespace likewise {
namespace {

std::string to_json(const Scalar& scalar) {
  return scalar.kind == Scalar::Kind::kString ? json::quoted(scalar.text) : scalar.text;
}

template <class T, class ToJson>
std::string array_of(const std::vector<T>& items, ToJson to) {
  std::string out = "[";
  for (const T& item : items) {
    out += (out.size() > 1 ? "," : "") + to(item);
  }
  return out + "]";
}

std::string texts(const std::vector<std::string>& items) {
  return array_of(items, [](const std::string& text) { return json::quoted(text); });
}

std::string like_to_json(const Like& like) {
  if (const auto* text = std::get_if<LikeText>(&like)) {
    return json::quoted(text->text);
  }
  const auto& item = std::get<LikeItem>(like);
  ObjectText out;
  if (item.index) {
    out.text("_index", *item.index);
  }
  if (item.type) {
    out.text("_type", *item.type);
  }
  if (item.id) {
    out.text("_id", *item.id);
  }
  if (item.doc_json) {
    out.raw("doc", *item.doc_json);
  }
  if (!item.fields.empty()) {
    out.raw("fields", texts(item.fields));
  }
  if (!item.per_field_analyzer_json.empty()) {
    out.raw("per_field_analyzer", item.per_field_analyzer_json);
  }
  if (item.routing) {
    out.text("routing", *item.routing);
  }
  if (item.version) {
    out.number("version", *item.version);
  }
  if (item.version_type != "internal") {
    out.text("version_type", item.version_type);
  }
  return out.take();
}

std::string_view type_name(MultiMatchQuery::Type type) {
  switch (type) {
    case MultiMatchQuery::Type::kBestFields:
      return "best_fields";
    case MultiMatchQuery::Type::kMostFields:
      return "most_fields";
    case MultiMatchQuery::Type::kPhrase:
      return "phrase";
    case MultiMatchQuery::Type::kPhrasePrefix:
      return "phrase_prefix";
    case MultiMatchQuery::Type::kBoolPrefix:
      return "bool_prefix";
  }
  return "";
}

/// Writes the body of a clause; `tail` ends every one of them.
class ClausePrinter {
 public:
  explicit ClausePrinter(const Query& query) : query_(query) {}

  std::string operator()(const MatchAllQuery&) { return finish("match_all"); }
  std::string operator()(const MatchNoneQuery&) { return finish("match_none"); }

  std::string operator()(const TermQuery& term) {
    out_.raw("value", to_json(term.value));
    case_insensitive(term.case_insensitive);
    ObjectText field;
    field.raw(term.field, tail());
    return named("term", field);
  }

  std::string operator()(const TermsQuery& terms) {
    if (terms.lookup) {
      ObjectText lookup;
      lookup.text("index", terms.lookup->index).text("id", terms.lookup->id);
      lookup.text("path", terms.lookup->path);
      if (terms.lookup->routing) {
        lookup.text("routing", *terms.lookup->routing);
      }
      out_.raw(terms.field, lookup.take());
    } else {
      out_.raw(terms.field, array_of(terms.values, to_json));
    }
    return finish("terms");
  }

  std::string operator()(const PrefixQuery& prefix) {
    out_.text("value", prefix.value);
    case_insensitive(prefix.case_insensitive);
    ObjectText field;
    field.raw(prefix.field, tail());
    return named("prefix", field);
  }

  std::string operator()(const RangeQuery& range) {
    out_.raw("from", range.lower ? to_json(*range.lower) : "null");
    out_.raw("to", range.upper ? to_json(*range.upper) : "null");
    out_.flag("include_lower", range.include_lower).flag("include_upper", range.include_upper);
    if (!range.time_zone.empty()) {
      out_.text("time_zone", range.time_zone);
    }
    if (!range.format.empty()) {
      out_.text("format", range.format);
    }
    ObjectText field;
    field.raw(range.field, tail());
    return named("range", field);
  }

  std::string operator()(const QueryStringQuery& node) {
    out_.text("query", node.text);
    if (!node.default_field.empty()) {
      out_.text("default_field", node.default_field);
    }
    text_fields(node);
    out_.text("type", "best_fields").text("default_operator", node.operator_and ? "and" : "or");
    out_.number("max_determinized_states", 10'000).flag("enable_position_increments", true);
    out_.text("fuzziness", "AUTO").number("fuzzy_prefix_length", 0);
    out_.number("fuzzy_max_expansions", 50).number("phrase_slop", node.phrase_slop);
    if (node.analyze_wildcard) {
      out_.flag("analyze_wildcard", true);
    }
    out_.flag("escape", false).flag("auto_generate_synonyms_phrase_query", true);
    out_.flag("fuzzy_transpositions", true);
    return finish("query_string");
  }

  std::string operator()(const SimpleQueryStringQuery& node) {
    out_.text("query", node.text);
    text_fields(node);
    out_.number("flags", -1).text("default_operator", node.operator_and ? "and" : "or");
    out_.flag("analyze_wildcard", node.analyze_wildcard);
    out_.flag("auto_generate_synonyms_phrase_query", true).number("fuzzy_prefix_length", 0);
    out_.number("fuzzy_max_expansions", 50).flag("fuzzy_transpositions", true);
    return finish("simple_query_string");
  }

  std::string operator()(const BoostingQuery& node) {
    out_.raw("positive", query_to_json(*node.positive));
    out_.raw("negative", query_to_json(*node.negative));
    out_.raw("negative_boost", java_float(node.negative_boost));
    return finish("boosting");
  }

  std::string operator()(const MatchQuery& match) {
    if (match.last_is_prefix) {
      return bool_prefix(match);
    }
    out_.raw("query", to_json(match.query)).text("operator", match.operator_and ? "AND" : "OR");
    if (!match.analyzer.empty()) {
      out_.text("analyzer", match.analyzer);
    }
    out_.number("prefix_length", 0).number("max_expansions", 50);
    if (match.minimum_should_match) {
      out_.text("minimum_should_match", *match.minimum_should_match);
    }
    out_.flag("fuzzy_transpositions", true).flag("lenient", match.lenient);
    out_.text("zero_terms_query", match.zero_terms_all ? "ALL" : "NONE");
    out_.flag("auto_generate_synonyms_phrase_query", true);
    ObjectText field;
    field.raw(match.field, tail());
    return named("match", field);
  }

  std::string operator()(const std::shared_ptr<const FunctionScoreQuery>& functions) {
    return before_tail("function_score", function_score_members(*functions));
  }
  std::string operator()(const std::shared_ptr<const KnnQuery>& knn) {
    return before_tail("knn", knn_members(*knn));
  }
  std::string operator()(const std::shared_ptr<const TokenSearchQuery>& search) {
    return before_tail("likewise_tokens", token_search_members(*search));
  }
  std::string operator()(const std::shared_ptr<const ScriptScoreQuery>& script) {
    return before_tail("script_score", script_score_members(*script));
  }

  std::string operator()(const WildcardQuery& wildcard) {
    out_.text("wildcard", wildcard.pattern);
    case_insensitive(wildcard.case_insensitive);
    ObjectText field;
    field.raw(wildcard.field, tail());
    return named("wildcard", field);
  }

  std::string operator()(const MultiMatchQuery& match) {
    const auto field_text = [](const FieldBoost& field) {
      return json::quoted(field.pattern + "^" + java_float(field.boost));
    };
    out_.raw("query", to_json(match.query)).raw("fields", array_of(match.fields, field_text));
    out_.text("type", type_name(match.type)).text("operator", match.operator_and ? "AND" : "OR");
    if (!match.analyzer.empty()) {
      out_.text("analyzer", match.analyzer);
    }
    out_.number("slop", match.slop).number("prefix_length", match.prefix_length);
    out_.number("max_expansions", match.max_expansions);
    if (match.minimum_should_match) {
      out_.text("minimum_should_match", *match.minimum_should_match);
    }
    if (match.tie_breaker) {
      out_.raw("tie_breaker", java_float(*match.tie_breaker));
    }
    if (match.lenient) {
      out_.flag("lenient", *match.lenient);
    }
    out_.text("zero_terms_query", match.zero_terms_all ? "ALL" : "NONE");
    out_.flag("auto_generate_synonyms_phrase_query", true).flag("fuzzy_transpositions", true);
    return finish("multi_match");
  }

  std::string operator()(const MatchPhraseQuery& phrase) {
    out_.raw("query", to_json(phrase.query));
    if (!phrase.analyzer.empty()) {
      out_.text("analyzer", phrase.analyzer);
    }
    out_.number("slop", phrase.slop);
    if (phrase.is_prefix) {
      out_.number("max_expansions", phrase.max_expansions);
    }
    out_.text("zero_terms_query", phrase.zero_terms_all ? "ALL" : "NONE");
    ObjectText field;
    field.raw(phrase.field, tail());
    return named(phrase.is_prefix ? "match_phrase_prefix" : "match_phrase", field);
  }

  std::string operator()(const IdsQuery& ids) {
    out_.raw("values", texts(ids.values));
    return finish("ids");
  }

  std::string operator()(const ExistsQuery& exists) {
    out_.text("field", exists.field);
    return finish("exists");
  }

  std::string operator()(const BoolQuery& node) {
    clauses("must", node.must);
    clauses("filter", node.filter);
    clauses("must_not", node.must_not);
    clauses("should", node.should);
    out_.flag("adjust_pure_negative", node.adjust_pure_negative);
    if (node.minimum_should_match) {
      out_.text("minimum_should_match", *node.minimum_should_match);
    }
    return finish("bool");
  }

  std::string operator()(const DisMaxQuery& node) {
    out_.raw("tie_breaker", java_float(node.tie_breaker));
    out_.raw("queries", array_of(node.queries, query_to_json));
    return finish("dis_max");
  }

  std::string operator()(const ConstantScoreQuery& node) {
    out_.raw("filter", query_to_json(*node.filter));
    return finish("constant_score");
  }

  std::string operator()(const MoreLikeThisQuery& node) {
    if (node.fields) {
      out_.raw("fields", texts(*node.fields));
    }
    out_.raw("like", array_of(node.like, like_to_json));
    if (!node.unlike.empty()) {
      out_.raw("unlike", array_of(node.unlike, like_to_json));
    }
    out_.number("max_query_terms", node.max_query_terms);
    out_.number("min_term_freq", node.min_term_freq).number("min_doc_freq", node.min_doc_freq);
    out_.number("max_doc_freq", node.max_doc_freq);
    out_.number("min_word_length", node.min_word_length);
    out_.number("max_word_length", node.max_word_length);
    if (!node.stop_words.empty()) {
      out_.raw("stop_words", texts(node.stop_words));
    }
    if (!node.analyzer.empty()) {
      out_.text("analyzer", node.analyzer);
    }
    out_.text("minimum_should_match", node.minimum_should_match);
    out_.raw("boost_terms", java_float(node.boost_terms)).flag("include", node.include);
    out_.flag("fail_on_unsupported_field", node.fail_on_unsupported_field);
    return finish("more_like_this");
  }

 private:
  void text_fields(const QueryText& node) {
    if (!node.analyzer.empty()) {
      out_.text("analyzer", node.analyzer);
    }
    if (node.lenient) {
      out_.flag("lenient", *node.lenient);
    }
    out_.raw("fields", array_of(node.fields, [](const FieldBoost& field) {
               return json::quoted(field.pattern + "^" + java_float(field.boost));
             }));
  }

  std::string bool_prefix(const MatchQuery& match) {
    out_.raw("query", to_json(match.query));
    if (!match.analyzer.empty()) {
      out_.text("analyzer", match.analyzer);
    }
    out_.text("operator", match.operator_and ? "AND" : "OR");
    if (match.minimum_should_match) {
      out_.text("minimum_should_match", *match.minimum_should_match);
    }
    out_.number("prefix_length", 0).number("max_expansions", 50).flag("fuzzy_transpositions", true);
    ObjectText field;
    field.raw(match.field, tail());
    return named("match_bool_prefix", field);
  }

  void case_insensitive(bool flag) {
    if (flag) {
      out_.flag("case_insensitive", true);
    }
  }

  void clauses(std::string_view name, const std::vector<Query>& queries) {
    if (!queries.empty()) {
      out_.raw(name, array_of(queries, query_to_json));
    }
  }

  /// A body whose members are known, then what every clause has.
  std::string before_tail(std::string_view clause, const std::string& members) {
    ObjectText out;
    return out.raw(clause, "{" + members + "," + tail().substr(1)).take();
  }

  std::string tail() {
    out_.raw("boost", java_float(query_.boost));
    if (query_.name) {
      out_.text("_name", *query_.name);
    }
    return out_.take();
  }

  static std::string named(std::string_view clause, ObjectText& body) {
    ObjectText out;
    return out.raw(clause, body.take()).take();
  }

  std::string finish(std::string_view clause) {
    ObjectText out;
    return out.raw(clause, tail()).take();
  }

  const Query& query_;
  ObjectText out_;
};

}  // namespace

std::string query_to_json(const Query& query) {
  return std::visit(ClausePrinter(query), query.node);
}

}  // namespace likewise
