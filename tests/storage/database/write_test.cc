#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/storage/database/database_fixture.h"

namespace likewise::storage {
namespace {

using ::testing::HasSubstr;

class Writes : public ::testing::TestWithParam<bool> {
 protected:
  DatabaseFixture database_{GetParam()};
};

TEST_P(Writes, AreReadableAtOnceAndSearchableAfterRefresh) {
  EXPECT_EQ(database_.write(index_operation("1", R"({"t":["0-1","1-2"]})")), "created 201 v1 s0");
  EXPECT_EQ(database_.get("1"), R"(v1 s0 {"t":["0-1","1-2"]})");
  EXPECT_EQ(database_.ids(), "");
  ASSERT_TRUE(database_->refresh("images").has_value());
  EXPECT_EQ(database_.ids(), "1");
  EXPECT_EQ(database_.ids(R"({"query":{"term":{"t.keyword":"1-2"}}})"), "1");
}

TEST_P(Writes, RefreshOnRequest) {
  database_.write(index_operation("1", R"({"a":"x"})"), Refresh::kTrue);
  EXPECT_EQ(database_.ids(), "1");
  database_.write(index_operation("2", R"({"a":"x"})"), Refresh::kWaitFor);
  EXPECT_EQ(database_.ids(), "1 2");
}

TEST_P(Writes, CountVersionsAndSequenceNumbers) {
  EXPECT_EQ(database_.write(index_operation("1", R"({"a":"x"})")), "created 201 v1 s0");
  EXPECT_EQ(database_.write(index_operation("1", R"({"a":"y"})")), "updated 200 v2 s1");
  EXPECT_EQ(database_.write(delete_operation("1")), "deleted 200 v3 s2");
  EXPECT_EQ(database_.write(delete_operation("1")), "not_found 404 v4 s3");
  EXPECT_EQ(database_.write(index_operation("1", R"({"a":"z"})")), "created 201 v5 s4");
  EXPECT_EQ(database_.get("1"), R"(v5 s4 {"a":"z"})");
}

TEST_P(Writes, TheSameIdTwiceInOneRequestWorksInOrder) {
  WriteOperation create = index_operation("1", R"({"a":"late"})");
  create.op = OpType::kCreate;
  EXPECT_EQ(database_.write_all(
                {index_operation("1", R"({"a":"one"})"), index_operation("1", R"({"a":"two"})"),
                 delete_operation("1"), index_operation("1", R"({"a":"three"})"), create},
                Refresh::kTrue),
            "created 201 v1 s0, updated 200 v2 s1, deleted 200 v3 s2, created 201 v4 s3, "
            "version_conflict_engine_exception 409: [1]: version conflict, document already "
            "exists (current version [4])");
  EXPECT_EQ(database_.get("1"), R"(v4 s3 {"a":"three"})");
  EXPECT_EQ(database_.ids(R"({"query":{"match":{"a":"three"}}})"), "1");
  EXPECT_EQ(database_.ids(R"({"query":{"match":{"a":"two"}}})"), "");
  EXPECT_EQ(database_->info("images")->live_docs, 1U);
}

TEST_P(Writes, AnUpdateMovesTheDocumentToTheEnd) {
  for (const char* id : {"1", "2", "3"}) {
    database_.write(index_operation(id, R"({"a":"x"})"));
  }
  ASSERT_TRUE(database_->refresh("images").has_value());
  database_.write(index_operation("1", R"({"a":"x"})"));
  EXPECT_EQ(database_.ids(), "1 2 3");
  ASSERT_TRUE(database_->refresh("images").has_value());
  EXPECT_EQ(database_.ids(), "2 3 1");
}

TEST_P(Writes, ConflictsAreRefusedWithElasticsearchsReasons) {
  database_.write(index_operation("1", R"({"a":"x"})"));
  WriteOperation operation = index_operation("1", R"({"a":"y"})");
  operation.if_seq_no = 5;
  operation.if_primary_term = 1;
  EXPECT_EQ(database_.write(operation),
            "version_conflict_engine_exception 409: [1]: version conflict, required seqNo [5], "
            "primary term [1]. current document has seqNo [0] and primary term [1]");
  operation.id = "2";
  EXPECT_EQ(database_.write(operation),
            "version_conflict_engine_exception 409: [2]: version conflict, required seqNo [5], "
            "primary term [1]. but no document was found");
  operation = index_operation("1", R"({"a":"y"})");
  operation.if_seq_no = 0;
  operation.if_primary_term = 1;
  EXPECT_EQ(database_.write(operation), "updated 200 v2 s1");
}

TEST_P(Writes, ExternalVersions) {
  WriteOperation operation = index_operation("1", R"({"a":"x"})");
  operation.version = 5;
  operation.version_type = VersionType::kExternal;
  EXPECT_EQ(database_.write(operation), "created 201 v5 s0");
  EXPECT_THAT(database_.write(operation),
              HasSubstr("current version [5] is higher or equal to the one provided [5]"));
  operation.version_type = VersionType::kExternalGte;
  EXPECT_EQ(database_.write(operation), "updated 200 v5 s1");
  operation.version = 4;
  EXPECT_THAT(database_.write(operation),
              HasSubstr("current version [5] is higher than the one provided [4]"));
  operation.version_type = VersionType::kInternal;
  EXPECT_THAT(database_.write(operation), HasSubstr("internal versioning can not be used"));
}

TEST_P(Writes, OneBadDocumentDoesNotKeepTheOthersOut) {
  WriteOperation refused = index_operation("3", "{}");
  refused.refused = Error(ErrorCode::kInvalidArgument, "no").with_type("parsing_exception");
  const std::string outcome = database_.write_all(
      {index_operation("1", R"({"a":1})"), index_operation("2", R"({"a":)"), refused,
       index_operation("4", R"({"a":"word"})"), index_operation("5", R"({"a":2})")},
      Refresh::kTrue);
  EXPECT_THAT(outcome, HasSubstr("mapper_parsing_exception 400"));
  EXPECT_THAT(outcome, HasSubstr("in document with id '4'"));
  EXPECT_THAT(outcome, HasSubstr("parsing_exception 400: no"));
  EXPECT_EQ(database_.ids(), "1 5");
}

TEST_P(Writes, IdsAreMadeWhereTheyAreMissingAndCheckedWhereTheyAreGiven) {
  WriteOperation operation = index_operation("", R"({"a":1})");
  EXPECT_THAT(database_.write(operation), HasSubstr("must not be empty"));
  operation.id = std::string(513, 'x');
  EXPECT_THAT(database_.write(operation), HasSubstr("but was: 513"));
  operation.id.reset();
  const auto result = database_->write({operation, operation}, Refresh::kFalse);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->items[0].id.size(), 20U);
  EXPECT_NE(result->items[0].id, result->items[1].id);
  EXPECT_TRUE(database_->get("images", result->items[1].id)->found);
}

TEST_P(Writes, RoutingIsKeptAndRequiredWhereTheMappingSaysSo) {
  ASSERT_TRUE(database_->create_index("images", R"({"mappings":{"_routing":{"required":true}}})")
                  .has_value());
  WriteOperation operation = index_operation("1", R"({"a":1})");
  EXPECT_EQ(database_.write(operation),
            "routing_missing_exception 400: routing is required for [images]/[1]");
  operation.routing = "r";
  EXPECT_EQ(database_.write(operation, Refresh::kTrue), "created 201 v1 s0");
  EXPECT_EQ(database_->get("images", "1")->routing, "r");
  EXPECT_EQ(database_->search("images", "")->hits.at(0).routing, "r");
}

TEST_P(Writes, GoToSeveralIndicesInOneRequest) {
  EXPECT_EQ(
      database_.write_all(
          {index_operation("1", R"({"a":1})", "one"), index_operation("1", R"({"a":1})", "two"),
           index_operation("2", R"({"a":1})", "Three"), index_operation("2", R"({"a":1})", "one")}),
      "created 201 v1 s0, created 201 v1 s0, invalid_index_name_exception 400: Invalid "
      "index name [Three], must be lowercase, created 201 v1 s1");
  EXPECT_EQ(*database_->resolve("*"), (std::vector<std::string>{"one", "two"}));
}

TEST_P(Writes, DeletedIndicesAreGoneAndMayComeBackEmpty) {
  database_.write(index_operation("1", R"({"a":1})"), Refresh::kTrue);
  EXPECT_EQ(database_->create_index("images", "").error().type(),
            "resource_already_exists_exception");
  ASSERT_TRUE(database_->delete_index("images").has_value());
  EXPECT_EQ(database_->delete_index("images").error().message(), "no such index [images]");
  EXPECT_EQ(database_->search("images", "").error().code(), ErrorCode::kNotFound);
  ASSERT_TRUE(database_->create_index("images", "").has_value());
  EXPECT_EQ(database_.ids(), "");
  EXPECT_EQ(database_.get("1"), "-");
  EXPECT_EQ(database_->mapping_json("images"), "{}");
}

TEST_P(Writes, UpdatesMergeIntoTheNewestSource) {
  WriteOperation update = index_operation("1", R"({"doc":{"b":{"d":2},"c":[1]}})");
  update.op = OpType::kUpdate;
  EXPECT_EQ(database_.write(update), "document_missing_exception 404: [1]: document missing");
  EXPECT_EQ(database_.write_all({index_operation("1", R"({"a":"x","b":{"c":1}})"), update}),
            "created 201 v1 s0, updated 200 v2 s1");
  EXPECT_EQ(database_.get("1"), R"(v2 s1 {"a":"x","b":{"c":1,"d":2},"c":[1]})");
  EXPECT_EQ(database_.write(update), "noop 200 v2 s1");
  WriteOperation upsert = index_operation("2", R"({"doc":{"a":"y"},"doc_as_upsert":true})");
  upsert.op = OpType::kUpdate;
  EXPECT_EQ(database_.write(upsert, Refresh::kTrue), "created 201 v1 s2");
  EXPECT_EQ(database_.ids(R"({"query":{"term":{"a.keyword":"y"}}})"), "2");
  EXPECT_EQ(database_.ids(R"({"query":{"term":{"b.d":2}}})"), "1");
}

INSTANTIATE_TEST_SUITE_P(Backends, Writes, ::testing::Values(false, true),
                         [](const auto& backend) { return backend.param ? "Rocks" : "Memory"; });

}  // namespace
}  // namespace likewise::storage
