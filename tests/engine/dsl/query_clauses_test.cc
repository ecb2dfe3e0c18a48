#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/dsl/query_parser.h"
#include "engine/dsl/query_printer.h"

namespace likewise {
namespace {

/// A query as it is printed, or the error as "[line:col] type: reason".
std::string parsed(const std::string& text) {
  const Result<json::Value> tree = json::parse(text);
  if (!tree) {
    return tree.error().message();
  }
  const Result<Query> query = parse_query(*tree, text, {});
  if (query) {
    return query_to_json(*query);
  }
  const Error& error = query.error();
  const std::string place = error.line() == 0 ? ""
                                              : "[" + std::to_string(error.line()) + ":" +
                                                    std::to_string(error.column()) + "] ";
  return place + error.type() + ": " + error.message();
}

struct Case {
  std::string query;
  std::string expected;
};

void expect(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    EXPECT_EQ(parsed(one.query), one.expected) << one.query;
  }
}

TEST(QueryClauses, PrintsWhatItReads) {
  expect({
      {R"({"match_phrase":{"t":"a b"}})",
       R"({"match_phrase":{"t":{"query":"a b","slop":0,"zero_terms_query":"NONE","boost":1.0}}})"},
      {R"({"match_phrase_prefix":{"t":{"query":"a","slop":1.7,"_name":5}}})",
       R"({"match_phrase_prefix":{"t":{"query":"a","slop":1,"max_expansions":50,)"
       R"("zero_terms_query":"NONE","boost":1.0,"_name":"5"}}})"},
      {R"({"match_bool_prefix":{"t":"x"}})",
       R"({"match_bool_prefix":{"t":{"query":"x","operator":"OR","prefix_length":0,)"
       R"("max_expansions":50,"fuzzy_transpositions":true,"boost":1.0}}})"},
      {R"({"wildcard":{"k":{"wildcard":"b*","value":"a*","case_insensitive":true}}})",
       R"({"wildcard":{"k":{"wildcard":"a*","case_insensitive":true,"boost":1.0}}})"},
      {R"({"terms":{"k":{"index":"i","id":"0","path":"list"}}})",
       R"({"terms":{"k":{"index":"i","id":"0","path":"list"},"boost":1.0}})"},
      {R"({"multi_match":{"query":"q","fields":["b^2","a","b"],"type":"boolean"}})",
       R"({"multi_match":{"query":"q","fields":["a^1.0","b^1.0"],"type":"best_fields",)"
       R"("operator":"OR","slop":0,"prefix_length":0,"max_expansions":50,)"
       R"("zero_terms_query":"NONE","auto_generate_synonyms_phrase_query":true,)"
       R"("fuzzy_transpositions":true,"boost":1.0}})"},
      {R"({"function_score":{"functions":[{"weight":2},{"random_score":{"seed":3,"field":"n"}}],)"
       R"("boost_mode":"REPLACE"}})",
       R"({"function_score":{"query":{"match_all":{"boost":1.0}},"functions":[)"
       R"({"filter":{"match_all":{"boost":1.0}},"weight":2.0},)"
       R"({"filter":{"match_all":{"boost":1.0}},"random_score":{"seed":3,"field":"n"}}],)"
       R"("score_mode":"multiply","boost_mode":"replace","max_boost":3.4028235E38,"boost":1.0}})"},
  });
}

TEST(QueryClauses, RefusesAsElasticsearch) {
  expect({
      {R"({"match_phrase":{}})", "illegal_argument_exception: [match_phrase] requires fieldName"},
      {R"({"match_phrase":{"t":null}})",
       "illegal_argument_exception: [match_phrase] requires query value"},
      {R"({"match_phrase":{"t":{"query":"a","slop":-1}}})",
       "illegal_argument_exception: No negative slop allowed."},
      {R"({"match_phrase":{"t":{"query":["a"]}}})",
       "[1:31] parsing_exception: [match_phrase] unknown token [START_ARRAY] after [query]"},
      {R"({"match_phrase_prefix":{"t":{"query":"a","max_expansions":-1}}})",
       "illegal_argument_exception: No negative maxExpansions allowed."},
      {R"({"match_phrase":{"t":"a","u":"x"}})",
       "[1:30] parsing_exception: [match_phrase] query doesn't support multiple fields, found [t] "
       "and [u]"},
      {R"({"match_bool_prefix":{"t":{"query":"x","lenient":true}}})",
       "[1:50] parsing_exception: [match_bool_prefix] query does not support [lenient]"},
      {R"({"wildcard":{"k":{}}})", "illegal_argument_exception: value cannot be null"},
      {R"({"wildcard":{"k":null}})",
       "illegal_state_exception: Can't get text on a VALUE_NULL at 1:18"},
      {R"({"multi_match":{}})",
       "[1:17] parsing_exception: No text specified for multi_match query"},
      {R"({"multi_match":{"query":"q","fields":["a^x"]}})",
       "number_format_exception: For input string: \"x\""},
      {R"({"multi_match":{"query":"q","type":"zork"}})",
       "parse_exception: failed to parse [multi_match] query type [zork]. unknown type."},
      {R"({"multi_match":{"query":"q","max_expansions":0}})",
       "illegal_argument_exception: Max expansions must be strictly great than zero."},
      {R"({"terms":{"k":{}}})", "illegal_argument_exception: Required [index, id, path]"},
  });
}

TEST(QueryClauses, RefusesFunctionsAsElasticsearch) {
  expect({
      {R"({"function_score":{"functions":[{}]}})",
       "[1:34] parsing_exception: failed to parse [function_score] query. an entry in functions "
       "list is missing a function."},
      {R"({"function_score":{"weight":3,"random_score":{}}})",
       "[1:46] parsing_exception: failed to parse [function_score] query. already found function "
       "[weight], now encountering [random_score]. use [functions] array if you want to define "
       "several functions."},
      {R"({"function_score":{"functions":[{"weight":2}],"weight":3}})",
       "[1:56] parsing_exception: failed to parse [function_score] query. [you can either define "
       "[functions] array or a single function, not both. already found [functions] array, now "
       "encountering [weight].]"},
      {R"({"function_score":{"weight":-1}})",
       "illegal_argument_exception: [weight] cannot be negative for a filtering function"},
      {R"({"function_score":{"score_mode":"zork"}})",
       "illegal_argument_exception: No enum constant org.elasticsearch.common.lucene.search."
       "function.FunctionScoreQuery.ScoreMode.ZORK"},
      {R"({"function_score":{"zork":{}}})",
       "[1:27] parsing_exception: unknown query [function_score] did you mean any of "
       "[random_score, script_score]?"},
      {R"({"function_score":{"random_score":{"seed":1.5}}})",
       "[1:43] parsing_exception: random_score seed must be an int, long or string, not "
       "'VALUE_NUMBER'"},
      {R"({"function_score":{"gauss":{}}})",
       "[1:29] parsing_exception: malformed score function score parameters."},
  });
}

}  // namespace
}  // namespace likewise
