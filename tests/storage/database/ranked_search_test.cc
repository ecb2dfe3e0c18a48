#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/storage/database/database_fixture.h"

namespace likewise::storage {
namespace {

using ::testing::HasSubstr;

/// Two indices whose hits are merged: numbers, a group, a date, some missing.
class RankedSearches : public ::testing::Test {
 protected:
  void SetUp() override {
    database_.write_all({index_operation("1", R"({"n":5,"g":"a","when":"2020-01-01"})"),
                         index_operation("2", R"({"n":[1,9],"g":"b","when":"2019-01-01"})"),
                         index_operation("3", R"({"g":"a"})"),
                         index_operation("4", R"({"n":2,"g":"b","when":"2021-01-01"})"),
                         index_operation("5", R"({"n":3,"g":"c"})", "other"),
                         index_operation("6", R"({"n":9,"g":"a"})", "other"),
                         index_operation("7", R"({"n":2})", "other")},
                        Refresh::kTrue);
  }
  DatabaseFixture database_{false};
};

TEST_F(RankedSearches, SortValuesStandBesideTheHit) {
  EXPECT_THAT(
      database_.search(R"({"sort":["n",{"g.keyword":"desc"}],"_source":false,"size":2})"),
      HasSubstr(R"("max_score":null,"hits":[{"_index":"images","_id":"2","_score":null,)"
                R"("sort":[1,"b"]},{"_index":"images","_id":"4","_score":null,"sort":[2,"b"]}]})"));
  EXPECT_THAT(database_.search(R"({"sort":{"n":"desc"},"_source":false,"from":3})"),
              HasSubstr(R"("sort":[-9223372036854775808])"));
}

TEST_F(RankedSearches, HitsOfSeveralIndicesAreMergedInOrder) {
  EXPECT_EQ(database_.ids(R"({"sort":"n"})", "images,other"), "2 4 7 5 1 6 3");
  EXPECT_EQ(database_.ids(R"({"sort":{"n":"desc"},"size":3})", "images,other"), "2 6 1");
  EXPECT_EQ(database_.ids(R"({"sort":{"n":"asc"},"from":2,"size":2})", "images,other"), "7 5");
  EXPECT_EQ(database_.ids(R"({"sort":"n","search_after":[2]})", "images,other"), "5 1 6 3");
  EXPECT_EQ(database_.ids(R"({"collapse":{"field":"g.keyword"},"sort":"n"})", "images,other"),
            "2 7 5 1");
}

TEST_F(RankedSearches, CollapsedHitsByScoreAreMergedToo) {
  const std::string body = R"({"collapse":{"field":"g.keyword"},"sort":[{"_score":"asc"}]})";
  EXPECT_EQ(database_.ids(body, "images,other"), "1 2 5 7");
  EXPECT_EQ(database_.search(body, "images,other").find("\"sort\""), std::string::npos);
}

TEST_F(RankedSearches, DatesOfSearchAfterMayBeTexts) {
  EXPECT_EQ(database_.ids(R"({"sort":"when","search_after":["2019-06-01"]})"), "1 4 3");
  EXPECT_EQ(database_.ids(R"({"sort":"when","search_after":["yesterday"]})"),
            "error: [search_after] value [yesterday] is no date of the field [when]");
}

TEST_F(RankedSearches, CollapsedHitsShowTheirGroups) {
  EXPECT_THAT(
      database_.search(R"({"size":1,"_source":false,"sort":"n","collapse":{"field":"g.keyword",)"
                       R"("inner_hits":{"name":"same","sort":[{"n":"desc"}],"_source":false}}})"),
      HasSubstr(R"("hits":[{"_index":"images","_id":"2","_score":null,"fields":{"g.keyword":)"
                R"(["b"]},"sort":[1],"inner_hits":{"same":{"hits":{"total":{"value":2,)"
                R"("relation":"eq"},"max_score":null,"hits":[{"_index":"images","_id":"2",)"
                R"("_score":null,"sort":[9]},{"_index":"images","_id":"4","_score":null,)"
                R"("sort":[2]}]}}}}]})"));
}

TEST_F(RankedSearches, UrlParametersRankToo) {
  SearchParameters parameters;
  parameters.sort = "n:desc";
  parameters.track_scores = true;
  parameters.terminate_after = 3;
  const auto response = (*database_).search("images", "", parameters);
  ASSERT_TRUE(response.has_value()) << response.error().message();
  ASSERT_EQ(response->hits.size(), 3U);
  EXPECT_EQ(response->hits.front().id, "2");
  EXPECT_EQ(response->max_score, 1.0F);
  EXPECT_EQ(response->terminated_early, true);
  EXPECT_THAT(to_json(*response), HasSubstr(R"("timed_out":false,"terminated_early":true,)"));
}

TEST_F(RankedSearches, TheWindowIsWhatTheIndexAllows) {
  ASSERT_TRUE((*database_)
                  .create_index("wide", R"({"settings":{"index.max_result_window":20000}})")
                  .has_value());
  EXPECT_EQ(database_.ids(R"({"size":20000})", "wide"), "");
  EXPECT_THAT(database_.ids(R"({"size":20001})", "wide"),
              HasSubstr("less than or equal to: [20000] but was [20001]"));
  EXPECT_THAT(database_.ids(R"({"from":1,"size":10000})"),
              HasSubstr("less than or equal to: [10000] but was [10001]"));
  SearchParameters parameters;
  parameters.size = 10'001;
  EXPECT_FALSE((*database_).search("images", "", parameters).has_value());
}

TEST_F(RankedSearches, FieldsThatAreNotIndexedStillSort) {
  ASSERT_TRUE((*database_)
                  .create_index("quiet", R"({"mappings":{"properties":{)"
                                         R"("n":{"type":"long","index":false}}}})")
                  .has_value());
  database_.write_all(
      {index_operation("1", R"({"n":2})", "quiet"), index_operation("2", R"({"n":1})", "quiet")},
      Refresh::kTrue);
  EXPECT_EQ(database_.ids(R"({"sort":"n"})", "quiet"), "2 1");
}

}  // namespace
}  // namespace likewise::storage
