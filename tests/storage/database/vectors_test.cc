#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "storage/database/codebook_store.h"
#include "storage/database/pipeline_store.h"
#include "storage/rocks/codebook/codebook_file.h"
#include "tests/storage/database/database_fixture.h"

namespace likewise::storage {
namespace {

constexpr const char* kMapping = R"({"mappings":{"properties":{
    "v":{"type":"dense_vector","dims":2,"similarity":"l2_norm"},
    "c":{"type":"dense_vector","dims":2},
    "raw":{"type":"dense_vector","dims":2,"index":false},"k":{"type":"keyword"}}}})";

void fill(DatabaseFixture& database) {
  ASSERT_TRUE(database->create_index("images", kMapping).has_value());
  database.write_all({index_operation("1", R"({"v":[0,0],"k":"a"})"),
                      index_operation("2", R"({"v":[1,0],"k":"b"})"),
                      index_operation("3", R"({"v":[2,0],"c":[3,4],"k":"a"})"),
                      index_operation("4", R"({"k":"a"})"),
                      index_operation("5", R"({"v":[9,9],"raw":[1,2],"k":"b"})")});
}

constexpr const char* kNearest = R"({"knn":{"field":"v","query_vector":[0.9,0],"k":3}})";

/// One group of two dimensions with the centroids (0, 0) and (2, 2).
Codebook small_codebook() {
  Codebook codebook;
  codebook.dimensions = 2;
  CodebookGroup group;
  group.dimensions = {0, 1};
  group.centroids.resize(2, 2);
  group.centroids << 0.0F, 0.0F, 2.0F, 2.0F;
  codebook.groups.push_back(group);
  codebook.facts.group_inertia = {0.0};
  return codebook;
}

class Vectors : public ::testing::TestWithParam<bool> {};

TEST_P(Vectors, AreFoundUntilTheirDocumentsChange) {
  DatabaseFixture database(GetParam());
  fill(database);
  ASSERT_TRUE(database->refresh("images").has_value());
  EXPECT_EQ(database.ids(kNearest), "2 1 3");
  database.write_all({index_operation("2", R"({"v":[7,7]})"), delete_operation("1")},
                     Refresh::kTrue);
  EXPECT_EQ(database.ids(kNearest), "3 2 5");
}

TEST(VectorsOnDisk, AreThereAfterReopeningAndMerging) {
  DatabaseFixture database(true);
  fill(database);
  for (const bool flush : {false, true, true}) {
    if (flush) {
      ASSERT_TRUE(database->flush("images").has_value());
    }
    database.write_all({index_operation("2", R"({"v":[1,0],"k":"b"})")});
    database.reopen();
    EXPECT_EQ(database.ids(kNearest), "2 1 3");
    EXPECT_EQ(database.ids(R"({"query":{"exists":{"field":"raw"}}})"), "5");
  }
  ASSERT_TRUE(database->force_merge("images", 1).has_value());
  EXPECT_EQ(database.ids(kNearest), "2 1 3");
  database.reopen();
  EXPECT_EQ(database.ids(kNearest), "2 1 3");
}

TEST_P(Vectors, WithAFilterYieldAsManyAsPassIt) {
  DatabaseFixture database(GetParam());
  fill(database);
  ASSERT_TRUE(database->refresh("images").has_value());
  EXPECT_EQ(database.ids(R"({"knn":{"field":"v","query_vector":[0.9,0],"k":2,
                             "filter":{"term":{"k":"b"}}}})"),
            "2 5");
}

TEST_P(Vectors, AreAddedUpOverSectionsAndTheQuery) {
  DatabaseFixture database(GetParam());
  fill(database);
  ASSERT_TRUE(database->refresh("images").has_value());
  EXPECT_EQ(database.ids(R"({"knn":[{"field":"v","query_vector":[2,0],"k":1},
                                    {"field":"c","query_vector":[6,8],"k":1}],
                             "query":{"constant_score":{"filter":{"term":{"k":"b"}}}}})"),
            "3 2 5");
}

TEST_P(Vectors, AreScoredByTheKnownScripts) {
  DatabaseFixture database(GetParam());
  fill(database);
  ASSERT_TRUE(database->refresh("images").has_value());
  const auto script = [&database](const std::string& source, const std::string& field) {
    return database.ids(R"({"query":{"script_score":{"query":{"exists":{"field":")" + field +
                        R"("}},"script":{"source":")" + source + R"(","params":{"q":[1,0]}}}}})");
  };
  EXPECT_EQ(script("1 / (1 + l2norm(params.q, 'v'))", "v"), "2 1 3 5");
  EXPECT_EQ(script("dotProduct(params.q, 'v') + 1.0", "v"), "5 3 2 1");
  EXPECT_EQ(script("cosineSimilarity(params.q, 'raw') + 1.0", "raw"), "5");
  EXPECT_EQ(script("1 / (1 + l2norm(params.q, 'v'))", "k"),
            "error: runtime error");  // Document 4 has no vector.
}

INSTANTIATE_TEST_SUITE_P(Backends, Vectors, ::testing::Bool());

TEST(Codebooks, AreStoredUnlessTheyAreDamaged) {
  DatabaseFixture database(true);
  const std::string bytes = *serialize_codebook(small_codebook());
  EXPECT_TRUE(*database->codebooks().put("small", bytes));
  EXPECT_FALSE(*database->codebooks().put("small", bytes));
  EXPECT_FALSE(database->codebooks().put("small", bytes.substr(1)).has_value());
  EXPECT_FALSE(database->codebooks().put("a/b", bytes).has_value());
  database.reopen();
  EXPECT_EQ(*database->codebooks().bytes("small"), bytes);
  EXPECT_EQ((*database->codebooks().find("small"))->codebook.dimensions, 2U);
  EXPECT_EQ(*database->codebooks().names(), std::vector<std::string>{"small"});
  EXPECT_TRUE(database->codebooks().remove("small").has_value());
  EXPECT_EQ(database->codebooks().find("small").error().code(), ErrorCode::kNotFound);
}

TEST(Codebooks, StayWhileTheyAreUsed) {
  DatabaseFixture database(false);
  const std::string bytes = *serialize_codebook(small_codebook());
  ASSERT_TRUE(database->codebooks().put("small", bytes).has_value());
  ASSERT_TRUE(database
                  ->create_index("images", R"({"mappings":{"properties":{"v":{
                      "type":"dense_vector","dims":2,"likewise_codebook":"small"}}}})")
                  .has_value());
  EXPECT_EQ(database->codebooks().remove("small").error().message(),
            "codebook [small] cannot be deleted: it is used by field [v] of index [images]");
  ASSERT_TRUE(database->delete_index("images").has_value());
  ASSERT_TRUE(database->pipelines()
                  .put("p", R"({"processors":[{"likewise_encode":{"field":"v",
                                "target_field":"t","codebook":"small"}}]})")
                  .has_value());
  EXPECT_EQ(database->codebooks().remove("small").error().message(),
            "codebook [small] cannot be deleted: it is used by pipeline [p]");
}

TEST(Pipelines, MakeTokensOfVectors) {
  DatabaseFixture database(false);
  const std::string bytes = *serialize_codebook(small_codebook());
  ASSERT_TRUE(database->codebooks().put("small", bytes).has_value());
  ASSERT_TRUE(database->pipelines()
                  .put("p", R"({"processors":[
                      {"likewise_encode":{"field":"a.v","target_field":"a.t","codebook":"small"}},
                      {"set":{"field":"made","value":[1,2]}},
                      {"remove":{"field":["gone","x"],"ignore_missing":true}}]})")
                  .has_value());
  WriteOperation operation = index_operation("1", R"({"a":{"v":[3,1]},"x":5})");
  operation.pipeline = "p";
  EXPECT_EQ(database.write(operation), "created 201 v1 s0");
  EXPECT_EQ(database.get("1"), R"(v1 s0 {"a":{"v":[3,1],"t":["0-1"]},"made":[1,2]})");
  operation.source = R"({"b":1})";
  EXPECT_EQ(database.write(operation),
            "illegal_argument_exception 400: field [a.v] not present as part of path [a.v]");
}

TEST(Pipelines, OfTheIndexRunWhereNoneIsNamed) {
  DatabaseFixture database(false);
  ASSERT_TRUE(database->pipelines()
                  .put("p", R"({"processors":[{"set":{"field":"f","value":1}}]})")
                  .has_value());
  ASSERT_TRUE(database->create_index("images", R"({"settings":{"index.default_pipeline":"p"}})")
                  .has_value());
  WriteOperation operation = index_operation("1", "{}");
  database.write(operation);
  EXPECT_EQ(database.get("1"), R"(v1 s0 {"f":1})");
  operation.pipeline = "_none";
  database.write(operation);
  EXPECT_EQ(database.get("1"), "v2 s1 {}");
  operation.pipeline = "nope";
  EXPECT_NE(database.write(operation).find("pipeline with id [nope] does not exist"),
            std::string::npos);
}

TEST(Pipelines, AreRefusedWithUnknownProcessors) {
  DatabaseFixture database(false);
  for (const char* body :
       {"", "[]", "{}", R"({"processors":[{"nope":{}}]})", R"({"processors":{}})",
        R"({"processors":[{"set":{"field":"f"}}]})", R"({"processors":[],"x":1})",
        R"({"processors":[{"set":{"field":"{{f}}","value":1}}]})",
        R"({"processors":[{"likewise_encode":{"field":"v"}}]})"}) {
    EXPECT_FALSE(database->pipelines().put("p", body).has_value()) << body;
  }
  EXPECT_TRUE(database->pipelines().all()->empty());
}

}  // namespace
}  // namespace likewise::storage
