#include "engine/dsl/search_request.h"

#include <ostream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "tests/engine/dsl/recorded_searches.h"

namespace likewise {

void PrintTo(const RecordedAnswer& answer, std::ostream* out) {
  *out << answer.body;
}

namespace {

class RecordedSearch : public testing::TestWithParam<RecordedAnswer> {};

TEST_P(RecordedSearch, IsAcceptedOrRefusedAsElasticsearchDoes) {
  const RecordedAnswer& answer = GetParam();
  SCOPED_TRACE(answer.body);
  QueryParserOptions options;
  options.legacy = true;
  const auto request = parse_search_request(answer.body, options);
  if (answer.status == 200) {
    ASSERT_TRUE(request.has_value() || request.error().in_shard()) << request.error().message();
    return;
  }
  ASSERT_FALSE(request.has_value());
  const Error& error = request.error();
  EXPECT_EQ(error.type(), answer.type);
  EXPECT_EQ(error.message(), answer.reason);
  EXPECT_EQ(error.status() == 0 ? 400 : error.status(), answer.status);
  // Where Elasticsearch hides the position in Jackson's text, likewise still has one.
  if (answer.line != 0) {
    EXPECT_EQ(error.line(), answer.line);
    EXPECT_EQ(error.column(), answer.column);
  }
  if (!answer.cause_type.empty()) {
    ASSERT_NE(error.cause(), nullptr);
    EXPECT_EQ(error.cause()->type(), answer.cause_type);
    EXPECT_EQ(error.cause()->message(), answer.cause_reason);
  }
}

INSTANTIATE_TEST_SUITE_P(Elasticsearch7, RecordedSearch, testing::ValuesIn(kRecordedSearches),
                         [](const auto& param_info) { return std::string(param_info.param.name); });

Result<MoreLikeThisQuery> parse_like(const std::string& body) {
  LIKEWISE_TRY(const SearchRequest request,
               parse_search_request(R"({"query":{"more_like_this":)" + body + "}}", {}));
  return std::get<MoreLikeThisQuery>(request.query.node);
}

// The smallest legal clause gets Elasticsearch's defaults, which clients rely on.
TEST(MoreLikeThisParser, FillsInDefaults) {
  const auto query = parse_like(R"({"like":"0-1"})");
  ASSERT_TRUE(query.has_value()) << query.error().message();
  EXPECT_FALSE(query->fields.has_value());
  ASSERT_EQ(query->like.size(), 1U);
  EXPECT_EQ(std::get<LikeText>(query->like[0]).text, "0-1");
  EXPECT_EQ(query->max_query_terms, 25);
  EXPECT_EQ(query->min_term_freq, 2);
  EXPECT_EQ(query->min_doc_freq, 5);
  EXPECT_EQ(query->minimum_should_match, "30%");
  EXPECT_TRUE(query->fail_on_unsupported_field);
}

TEST(MoreLikeThisParser, ReadsEveryParameter) {
  const auto query = parse_like(R"({"fields":["a","b.keyword"],
      "like":["text",7,{"_index":"i","_id":9,"routing":"r","version":"3",
              "version_type":"external","fields":["a"],"per_field_analyzer":{"a":"keyword"}}],
      "unlike":{"doc":{"a":["0-1", 2.50]}},
      "max_query_terms":"9","min_term_freq":1.9,"min_doc_freq":2,"max_doc_freq":99,
      "min_word_length":3,"max_word_length":4,"stop_words":["x",1],"analyzer":"standard",
      "minimum_should_match":2,"boost_terms":"1.5","include":"true",
      "fail_on_unsupported_field":false})");
  ASSERT_TRUE(query.has_value()) << query.error().message();
  EXPECT_EQ(query->fields, (std::vector<std::string>{"a", "b.keyword"}));
  ASSERT_EQ(query->like.size(), 3U);
  EXPECT_EQ(std::get<LikeText>(query->like[1]).text, "7");
  const auto& item = std::get<LikeItem>(query->like[2]);
  EXPECT_EQ(item.index, "i");
  EXPECT_EQ(item.id, "9");
  EXPECT_EQ(item.routing, "r");
  EXPECT_EQ(item.version, 3);
  EXPECT_EQ(item.version_type, "external");
  EXPECT_EQ(item.fields, std::vector<std::string>{"a"});
  EXPECT_EQ(item.per_field_analyzer_json, R"({"a":"keyword"})");
  ASSERT_EQ(query->unlike.size(), 1U);
  EXPECT_EQ(std::get<LikeItem>(query->unlike[0]).doc_json, R"({"a":["0-1", 2.50]})");
  EXPECT_EQ(query->max_query_terms, 9);
  EXPECT_EQ(query->min_term_freq, 1);
  EXPECT_EQ(query->min_doc_freq, 2);
  EXPECT_EQ(query->max_doc_freq, 99);
  EXPECT_EQ(query->min_word_length, 3);
  EXPECT_EQ(query->max_word_length, 4);
  EXPECT_EQ(query->stop_words, (std::vector<std::string>{"x", "1"}));
  EXPECT_EQ(query->analyzer, "standard");
  EXPECT_EQ(query->minimum_should_match, "2");
  EXPECT_EQ(query->boost_terms, 1.5F);
  EXPECT_TRUE(query->include);
  EXPECT_FALSE(query->fail_on_unsupported_field);
}

TEST(MoreLikeThisParser, RefusesTypesOfItemsInTheOpenSearchDialect) {
  QueryParserOptions options;
  options.dialect = Dialect::kOpenSearch3;
  const auto request = parse_search_request(
      R"({"query":{"more_like_this":{"like":{"_id":"1","_type":"_doc"}}}})", options);
  ASSERT_FALSE(request.has_value());
  EXPECT_EQ(request.error().type(), "parse_exception");
  EXPECT_EQ(request.error().message(),
            "failed to parse More Like This item. unknown field [_type]");
}

TEST(QueryParser, BoundsTheDepthOfQueries) {
  std::string body = R"({"match_all":{}})";
  for (int i = 0; i < 40; ++i) {
    body = R"({"bool":{"must":)" + body + "}}";
  }
  const auto request = parse_search_request(R"({"query":)" + body + "}", {});
  ASSERT_FALSE(request.has_value());
}

TEST(QueryParser, NamesWhatItDoesNotSupport) {
  for (const std::string_view body :
       {R"({"suggest":{}})", R"({"sort":{"_script":{}}})", R"({"highlight":{}})",
        R"({"aggs":{"a":{"percentiles":{"field":"n"}}}})",
        R"({"query":{"match":{"a":{"query":"x","fuzziness":"AUTO"}}}})",
        R"({"query":{"bool":{"must":{"regexp":{"a":"b*"}}}}})",
        R"({"query":{"wildcard":{"a":{"value":"b","rewrite":"scoring_boolean"}}}})",
        R"({"query":{"prefix":{"a":{"value":"b","rewrite":"scoring_boolean"}}}})"}) {
    const auto request = parse_search_request(body, {});
    ASSERT_FALSE(request.has_value()) << body;
    EXPECT_EQ(request.error().code(), ErrorCode::kUnsupported) << body;
  }
}

TEST(QueryParser, ReadsPrefix) {
  const auto request =
      parse_search_request(R"({"query":{"prefix":{"color":{"value":"r","boost":2.5,"_name":"n",)"
                           R"("rewrite":"constant_score","case_insensitive":false}}}})",
                           {});
  ASSERT_TRUE(request.has_value()) << request.error().message();
  const auto* prefix = std::get_if<PrefixQuery>(&request->query.node);
  ASSERT_NE(prefix, nullptr);
  EXPECT_EQ(prefix->field, "color");
  EXPECT_EQ(prefix->value, "r");
  EXPECT_EQ(request->query.boost, 2.5F);
  EXPECT_EQ(request->query.name, "n");
  const auto number = parse_search_request(R"({"query":{"prefix":{"color":2}}})", {});
  ASSERT_TRUE(number.has_value());
  EXPECT_EQ(std::get<PrefixQuery>(number->query.node).value, "2");
}

TEST(QueryParser, RefusesPrefixAsElasticsearchDoes) {
  const struct {
    std::string_view prefix;
    std::string_view type;
    std::string_view reason;
  } cases[] = {
      {R"({})", "illegal_argument_exception", "field name is null or empty"},
      {R"({"":"r"})", "illegal_argument_exception", "field name is null or empty"},
      {R"({"a":null})", "illegal_argument_exception", "value cannot be null"},
      {R"({"a":{"boost":2}})", "illegal_argument_exception", "value cannot be null"},
      {R"({"a":["r"]})", "illegal_state_exception", "Can't get text on a START_ARRAY at 1:25"},
      {R"({"a":{"prefix":"r"}})", "parsing_exception", "[prefix] query does not support [prefix]"},
      {R"({"a":"r","b":{"value":"r"}})", "parsing_exception",
       "[prefix] query doesn't support multiple fields, found [a] and [b]"},
  };
  for (const auto& one : cases) {
    const std::string body = R"({"query":{"prefix":)" + std::string(one.prefix) + "}}";
    const auto request = parse_search_request(body, {});
    ASSERT_FALSE(request.has_value()) << body;
    EXPECT_EQ(request.error().type(), one.type) << body;
    EXPECT_EQ(request.error().message(), one.reason) << body;
  }
}

TEST(QueryParser, RefusesRangeAndBoostingAsElasticsearchDoes) {
  const struct {
    std::string_view query;
    std::string_view reason;
  } cases[] = {
      {R"({"range":{}})", "field name is null or empty"},
      {R"({"range":{"n":5}})", "[range] query does not support [n]"},
      {R"({"range":{"n":{"gte":1,"x":3}}})", "[range] query does not support [x]"},
      {R"({"range":{"n":{"gte":1,"relation":"foo"}}})", "foo is not a valid relation"},
      {R"({"range":{"n":{"gte":1},"d":{"gte":1}}})",
       "[range] query doesn't support multiple fields, found [n] and [d]"},
      {R"({"boosting":{"positive":{"match_all":{}},"negative":{"match_all":{}}}})",
       "[boosting] query requires 'negative_boost' to be set to be a positive value'"},
      {R"({"boosting":{"negative":{"match_all":{}},"negative_boost":0.3}})",
       "[boosting] query requires 'positive' query to be set'"},
      {R"({"boosting":{"positive":{"match_all":{}},"negative_boost":0.3}})",
       "[boosting] query requires 'negative' query to be set'"},
      {R"({"boosting":{"positive":{"match_all":{}},"x":1}})",
       "[boosting] query does not support [x]"},
  };
  for (const auto& one : cases) {
    const std::string body = R"({"query":)" + std::string(one.query) + "}";
    const auto request = parse_search_request(body, {});
    ASSERT_FALSE(request.has_value()) << body;
    EXPECT_EQ(request.error().message(), one.reason) << body;
  }
}

TEST(SearchRequest, DefaultsAreElasticsearchs) {
  const auto request = parse_search_request("", {});
  ASSERT_TRUE(request.has_value());
  EXPECT_TRUE(std::holds_alternative<MatchAllQuery>(request->query.node));
  EXPECT_EQ(request->from, 0U);
  EXPECT_EQ(request->size, 10U);
  EXPECT_EQ(request->track_total_hits, 10'000U);
  EXPECT_TRUE(request->source.is_everything());
}

TEST(SearchRequest, ReadsEveryMember) {
  const auto request = parse_search_request(
      R"({"from":1,"size":"2","track_total_hits":false,"min_score":1.5,"explain":true,
          "version":"true","seq_no_primary_term":true,"_source":{"includes":"a","excludes":["b"]},
          "timeout":"2s","query":{"ids":{"values":["1"],"boost":2,"_name":"n"}}})",
      {});
  ASSERT_TRUE(request.has_value()) << request.error().message();
  EXPECT_EQ(request->from, 1U);
  EXPECT_EQ(request->size, 2U);
  EXPECT_FALSE(request->count_total);
  EXPECT_EQ(request->min_score, 1.5F);
  EXPECT_TRUE(request->explain && request->version && request->seq_no_primary_term);
  EXPECT_EQ(request->source.includes, std::vector<std::string>{"a"});
  EXPECT_EQ(request->source.excludes, std::vector<std::string>{"b"});
  EXPECT_EQ(request->timeout_ms, 2'000U);
  EXPECT_EQ(request->query.boost, 2.0F);
  EXPECT_EQ(request->query.name, "n");
}

TEST(CountRequest, TakesOnlyAQuery) {
  EXPECT_TRUE(parse_count_request("{}", {}).has_value());
  const auto query = parse_count_request(R"({"query":{"match_all":{}},"size":5})", {});
  ASSERT_FALSE(query.has_value());
  EXPECT_EQ(query.error().message(), "request does not support [size]");
  EXPECT_EQ(query.error().column(), 27U);
}

}  // namespace
}  // namespace likewise
