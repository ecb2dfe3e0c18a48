#include "engine/dsl/ranking_clauses.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/dsl/search_request.h"

namespace likewise {
namespace {

Result<SearchRequest> parse(std::string_view member, bool legacy = false) {
  QueryParserOptions options;
  options.legacy = legacy;
  return parse_search_request("{" + std::string(member) + "}", options);
}

TEST(SortBody, TakesAllForms) {
  struct Case {
    std::string_view sort;
    std::vector<std::pair<std::string, bool>> keys;  ///< Field, descending.
  };
  for (const Case& one : std::vector<Case>{
           {R"("n")", {{"n", false}}},
           {R"(5)", {{"5", false}}},
           {R"([])", {}},
           {R"({})", {}},
           {R"(["n",{"k":"DESC"},"_score"])", {{"n", false}, {"k", true}, {"_score", true}}},
           {R"({"n":"asc","k":{"order":"desc"}})", {{"n", false}, {"k", true}}},
           {R"({"_score":{"order":"asc"}})", {{"_score", false}}},
           {R"("_doc")", {{"_doc", false}}}}) {
    const auto request = parse(R"("sort":)" + std::string(one.sort));
    ASSERT_TRUE(request.has_value()) << one.sort << request.error().message();
    std::vector<std::pair<std::string, bool>> keys;
    for (const SortKey& key : request->sort) {
      keys.emplace_back(key.field, key.descending);
    }
    EXPECT_EQ(keys, one.keys) << one.sort;
  }
}

TEST(SortBody, ReadsEveryOption) {
  const auto request = parse(
      R"("sort":{"n":{"order":"desc","mode":"Median","missing":2.50,"unmapped_type":"long",
                      "numeric_type":"double"},"k":{"missing":"_first"},"_shard_doc":"asc"})");
  ASSERT_TRUE(request.has_value()) << request.error().message();
  const SortKey& key = request->sort[0];
  EXPECT_EQ(key.mode, SortKey::Mode::kMedian);
  EXPECT_EQ(key.missing->text, "2.5");
  EXPECT_EQ(key.missing->real, 2.5);
  EXPECT_EQ(key.unmapped_type, "long");
  EXPECT_EQ(key.numeric_type, SortKey::NumericType::kDouble);
  EXPECT_TRUE(request->sort[1].missing_first);
  EXPECT_FALSE(request->sort[1].missing.has_value());
  EXPECT_EQ(request->sort[2].target, SortKey::Target::kShardDocument);
}

TEST(SortBody, UrlSortsKnowTwoDirections) {
  const std::vector<SortKey> keys = parse_url_sort("n:desc,k,_score,a:b:asc,x:up,,y:");
  ASSERT_EQ(keys.size(), 4U);
  EXPECT_EQ(keys[0].field, "n");
  EXPECT_TRUE(keys[0].descending);
  EXPECT_FALSE(keys[1].descending);
  EXPECT_TRUE(keys[2].descending);
  EXPECT_EQ(keys[3].field, "a:b");
  EXPECT_TRUE(without_default_order(parse_url_sort("_score")).empty());
  EXPECT_EQ(without_default_order(parse_url_sort("_score:asc")).size(), 1U);
}

TEST(SortScalars, ConvertAsJavaDoes) {
  const auto request = parse(
      R"("search_after":[5,"5",2.50,"x",true,null,9223372036854775808,"9223372036854775808"])");
  ASSERT_TRUE(request.has_value()) << request.error().message();
  const std::vector<SortScalar>& values = request->search_after;
  EXPECT_EQ(values[0].whole, 5);
  EXPECT_TRUE(values[0].is_number);
  EXPECT_EQ(values[1].whole, 5);
  EXPECT_FALSE(values[1].is_number);
  EXPECT_EQ(values[2].text, "2.5");
  EXPECT_FALSE(values[2].whole.has_value());
  EXPECT_FALSE(values[3].real.has_value());
  EXPECT_EQ(values[4].text, "true");
  EXPECT_TRUE(values[5].is_null);
  EXPECT_TRUE(values[6].is_big);
  EXPECT_EQ(values[6].whole, std::numeric_limits<std::int64_t>::min());
  EXPECT_FALSE(values[7].whole.has_value());
}

TEST(RankingClauses, RefuseInElasticsearchsWords) {
  struct Case {
    std::string_view member;
    std::string_view type;
    std::string_view reason;
  };
  for (const Case& one : std::vector<Case>{
           {R"("sort":[5])", "illegal_argument_exception",
            "malformed sort format, within the sort array, an object, or an actual string are "
            "allowed"},
           {R"("sort":null)", "parsing_exception", "Unknown key for a VALUE_NULL in [sort]."},
           {R"("sort":{"n":"up"})", "illegal_argument_exception",
            "No enum constant org.elasticsearch.search.sort.SortOrder.UP"},
           {R"("sort":{"n":5})", "x_content_parse_exception",
            "[1:15] [field_sort] Expected START_OBJECT but was: END_OBJECT"},
           {R"("sort":{"n":[]})", "x_content_parse_exception",
            "[1:15] [field_sort] Expected START_OBJECT but was: END_ARRAY"},
           {R"("sort":{"n":{"order":"x"}})", "x_content_parse_exception",
            "[1:23] [field_sort] failed to parse field [order]"},
           {R"("sort":{"n":{"reverse":true}})", "x_content_parse_exception",
            "[1:15] [field_sort] unknown field [reverse]"},
           {R"("sort":{"_score":{"mode":"min"}})", "x_content_parse_exception",
            "[1:20] [_score] unknown field [mode]"},
           {R"("sort":{"n":{"missing":[]}})", "x_content_parse_exception",
            "[1:25] [field_sort] missing doesn't support values of type: START_ARRAY"},
           {R"("search_after":[])", "illegal_argument_exception",
            "Values must contains at least one value."},
           {R"("search_after":{})", "parsing_exception",
            "Unknown key for a START_OBJECT in [search_after]."},
           {R"("collapse":{"field":5})", "x_content_parse_exception",
            "[1:22] [collapse] field doesn't support values of type: VALUE_NUMBER"},
           {R"("collapse":{})", "illegal_argument_exception", "no collapse field specified"},
           {R"("rescore":{})", "parsing_exception", "missing rescore type"},
           {R"("rescore":{"query":{}})", "illegal_argument_exception",
            "rescore_query cannot be null"},
           {R"("rescore":{"foo":{}})", "named_object_not_found_exception",
            "[1:19] unknown field [foo]"},
           {R"("terminate_after":-1)", "illegal_argument_exception", "terminateAfter must be > 0"},
           {R"("size":-1)", "illegal_argument_exception",
            "[size] parameter cannot be negative, found [-1]"}}) {
    const auto request = parse(one.member);
    ASSERT_FALSE(request.has_value()) << one.member;
    EXPECT_EQ(request.error().type(), one.type) << one.member;
    EXPECT_EQ(request.error().message(), one.reason) << one.member;
  }
}

TEST(RankingClauses, NameWhatIsNotBuilt) {
  for (const std::string_view member :
       {R"("sort":{"_script":{}})", R"("sort":{"_geo_distance":{}})",
        R"("sort":{"n":{"nested":{}}})", R"("sort":{"d":{"format":"yyyy"}})",
        R"("sort":{"n":{"numeric_type":"date_nanos"}})",
        R"("collapse":{"field":"a","inner_hits":{"name":"x","highlight":{}}})",
        R"("highlight":{"fields":{}})"}) {
    const auto request = parse(member);
    ASSERT_FALSE(request.has_value()) << member;
    EXPECT_EQ(request.error().code(), ErrorCode::kUnsupported) << member;
  }
}

TEST(CollapseBody, ReadsInnerHits) {
  const auto request = parse(
      R"("collapse":{"field":"g","inner_hits":[{"name":"a","size":1,"sort":["v"],"_source":["v"]},
                                               {"name":"b","from":2,"collapse":{"field":"m"}}]})");
  ASSERT_TRUE(request.has_value()) << request.error().message();
  ASSERT_EQ(request->collapse->inner_hits.size(), 2U);
  EXPECT_EQ(request->collapse->inner_hits[0].size, 1U);
  EXPECT_EQ(request->collapse->inner_hits[0].sort.size(), 1U);
  EXPECT_EQ(request->collapse->inner_hits[1].from, 2U);
  EXPECT_EQ(request->collapse->inner_hits[1].size, 3U);
  EXPECT_EQ(request->collapse->inner_hits[1].collapse_field, "m");
}

TEST(RescoreBody, ReadsStages) {
  const auto request = parse(
      R"("rescore":[{"window_size":"7","query":{"rescore_query":{"match_all":{}},
                     "score_mode":"Multiply","query_weight":0.5,"rescore_query_weight":"2"}},
                    {"query":{"rescore_query":{"match_all":{}}}}])");
  ASSERT_TRUE(request.has_value()) << request.error().message();
  ASSERT_EQ(request->rescore.size(), 2U);
  EXPECT_EQ(request->rescore[0].window_size, 7U);
  EXPECT_EQ(request->rescore[0].mode, Rescore::Mode::kMultiply);
  EXPECT_EQ(request->rescore[0].query_weight, 0.5F);
  EXPECT_EQ(request->rescore[0].rescore_query_weight, 2.0F);
  EXPECT_EQ(request->rescore[1].window_size, 10U);
}

}  // namespace
}  // namespace likewise
