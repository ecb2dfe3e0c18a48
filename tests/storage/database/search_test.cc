#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/storage/database/database_fixture.h"

namespace likewise::storage {
namespace {

using ::testing::HasSubstr;

class Searches : public ::testing::Test {
 protected:
  void SetUp() override {
    database_.write_all({index_operation("1", R"({"t":["0-1","1-1","2-1"],"n":1})"),
                         index_operation("2", R"({"t":["0-1","1-1","2-2"],"n":2})"),
                         index_operation("3", R"({"t":["0-1","1-2","2-2"],"n":3})"),
                         index_operation("4", R"({"t":["0-9"],"n":4})")},
                        Refresh::kTrue);
  }
  DatabaseFixture database_{false};
};

std::string more_like(const std::string& like, const std::string& more = "") {
  return R"({"query":{"more_like_this":{"fields":["t.keyword"],"min_term_freq":1,"min_doc_freq":1,)"
         R"("minimum_should_match":1,"like":)" +
         like + more + "}}}";
}

TEST_F(Searches, MoreLikeThisFindsNeighboursOfAStoredDocument) {
  EXPECT_EQ(database_.ids(more_like(R"({"_index":"images","_id":"1"})")), "2 3");
  EXPECT_EQ(database_.ids(more_like(R"({"_id":"1"})", R"(,"include":true)")), "1 2 3");
  EXPECT_EQ(database_.ids(more_like(R"({"_id":"none"})")), "");
  EXPECT_EQ(database_.ids(more_like(R"({"_index":"none","_id":"1"})")), "");
}

TEST_F(Searches, LikedDocumentsAreReadInRealTimeAndFromTheirOwnIndex) {
  database_.write(index_operation("5", R"({"t":["0-9"]})"));
  EXPECT_EQ(database_.ids(more_like(R"({"_id":"5"})")), "4");
  database_.write(index_operation("x", R"({"t":["1-2"]})", "other"));
  EXPECT_EQ(database_.ids(more_like(R"({"_index":"other","_id":"x"})")), "3");
  // An artificial document brings the terms of all its fields: "2" and "1" of the text field too.
  EXPECT_EQ(database_.ids(more_like(R"({"doc":{"t":["2-1"]}})")), "1 2 3");
}

TEST_F(Searches, FetchWhatTheRequestAsksFor) {
  EXPECT_EQ(database_.search(R"({"query":{"ids":{"values":["2"]}},"_source":["n"],)"
                             R"("version":true,"seq_no_primary_term":true})"),
            R"({"took":0,"timed_out":false,"_shards":{"total":1,"successful":1,"skipped":0,)"
            R"("failed":0},"hits":{"total":{"value":1,"relation":"eq"},"max_score":1.0,"hits":[)"
            R"({"_index":"images","_id":"2","_version":1,"_seq_no":1,"_primary_term":1,)"
            R"("_score":1.0,"_source":{"n":2}}]}})");
  EXPECT_THAT(database_.search(R"({"size":1,"_source":false,"track_total_hits":false})"),
              HasSubstr(R"("hits":{"max_score":1.0,"hits":[{"_index":"images","_id":"1",)"
                        R"("_score":1.0}]}})"));
}

TEST_F(Searches, UrlParametersOverrideTheBody) {
  SearchParameters parameters;
  parameters.from = 1;
  parameters.size = 2;
  parameters.source = "n";
  const auto page = database_->search("images", R"({"size":0})", parameters);
  ASSERT_TRUE(page.has_value());
  ASSERT_EQ(page->hits.size(), 2U);
  EXPECT_EQ(page->hits[0].id, "2");
  EXPECT_EQ(page->hits[0].source, R"({"n":2})");
  parameters.source = "false";
  parameters.track_total_hits = "false";
  const auto bare = database_->search("images", "", parameters);
  ASSERT_TRUE(bare.has_value());
  EXPECT_FALSE(bare->hits[0].has_source);
  EXPECT_FALSE(bare->has_total);
}

TEST_F(Searches, MergeSeveralIndices) {
  database_.write_all({index_operation("a", R"({"t":"0-1"})", "b_index"),
                       index_operation("b", R"({"t":"0-1"})", "b_index")},
                      Refresh::kTrue);
  const auto all = database_->search("images,b_*", R"({"size":3})");
  ASSERT_TRUE(all.has_value());
  EXPECT_EQ(all->total, 6U);
  EXPECT_EQ(all->shards, 2U);
  EXPECT_EQ(database_.ids(R"({"size":3})", "images,b_*"), "a b 1");
  EXPECT_EQ(database_.ids(R"({"size":2,"from":2})", "_all"), "1 2");
  EXPECT_EQ(*database_->count("_all", R"({"query":{"match_all":{}}})"), 6U);
}

TEST_F(Searches, ReportErrorsWithTheIndex) {
  EXPECT_EQ(database_->search("none", "").error().type(), "index_not_found_exception");
  EXPECT_EQ(database_->search("images,none", "").error().type(), "index_not_found_exception");
  EXPECT_EQ(database_->search("images", R"({"query":{"nope":{}}})").error().code(),
            ErrorCode::kInvalidArgument);
  const auto window = database_->search("images", R"({"from":9999,"size":2})");
  ASSERT_FALSE(window.has_value());
  EXPECT_THAT(window.error().message(), HasSubstr("[10000] but was [10001]"));
  EXPECT_TRUE(window.error().in_shard());
  EXPECT_EQ(window.error().index(), "images");
}

TEST_F(Searches, StopWhenToldTo) {
  SearchParameters parameters;
  parameters.should_stop = [] { return true; };
  const auto stopped = database_->search("images", "", parameters);
  ASSERT_TRUE(stopped.has_value());
  EXPECT_TRUE(stopped->timed_out);
}

}  // namespace
}  // namespace likewise::storage
