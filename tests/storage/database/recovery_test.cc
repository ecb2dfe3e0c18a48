#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "tests/storage/database/database_fixture.h"

namespace likewise::storage {
namespace {

constexpr const char* kTermQuery = R"({"query":{"term":{"t.keyword":"0-1"}}})";

/// Some documents, one of them updated, one deleted; part of it sealed if `flush`.
void fill(DatabaseFixture& database, bool flush) {
  database.write_all({index_operation("1", R"({"t":"0-1"})"),
                      index_operation("2", R"({"t":"0-1"})"),
                      index_operation("3", R"({"t":["0-1","1-1"],"title":"a b"})")});
  if (flush) {
    ASSERT_TRUE(database->flush("images").has_value());
  }
  database.write_all({index_operation("1", R"({"t":["0-1","0-2"]})"), delete_operation("2"),
                      index_operation("4", R"({"t":"0-1","m":4.5})")});
}

std::string all_scores(DatabaseFixture& database) {
  return database.search(kTermQuery) +
         database.search(R"({"query":{"match":{"title":"a"}},"explain":true})") +
         database.search(R"({"query":{"match":{"t":"0 1"}},"explain":true})");
}

class Reopening : public ::testing::TestWithParam<bool> {};

TEST_P(Reopening, AfterACloseGivesTheSameAnswers) {
  DatabaseFixture database(true);
  fill(database, GetParam());
  ASSERT_TRUE(database->refresh("images").has_value());
  const std::string before = all_scores(database);
  const std::string mapping = *database->mapping_json("images");
  const std::string settings = *database->settings_json("images");
  for (int i = 0; i < 3; ++i) {
    database.reopen();
    EXPECT_EQ(all_scores(database), before);
    EXPECT_EQ(*database->mapping_json("images"), mapping);
    EXPECT_EQ(*database->settings_json("images"), settings);
    EXPECT_EQ(database.get("1"), R"(v2 s3 {"t":["0-1","0-2"]})");
    EXPECT_EQ(database.get("2"), "-");
  }
  EXPECT_EQ(database.write(index_operation("1", R"({"t":"0-1"})")), "updated 200 v3 s6");
  EXPECT_EQ(database.write(index_operation("2", R"({"t":"0-1"})")), "created 201 v3 s7");
}

TEST_P(Reopening, WithoutACloseGivesTheSameAnswers) {
  DatabaseFixture database(true);
  fill(database, GetParam());
  ASSERT_TRUE(database->refresh("images").has_value());
  const std::string before = all_scores(database);
  // What a killed process leaves behind: the files as they are.
  const TemporaryDirectory copy;
  std::filesystem::copy(
      database.path(), copy.path(),
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
  DatabaseOptions options;
  options.background_work = false;
  auto recovered = Database::open(copy.path(), options);
  ASSERT_TRUE(recovered.has_value()) << recovered.error().message();
  auto result = (*recovered)->search("images", kTermQuery);
  ASSERT_TRUE(result.has_value());
  result->took = std::chrono::milliseconds(0);
  EXPECT_EQ(to_json(*result), database.search(kTermQuery));
  EXPECT_EQ((*recovered)->info("images")->live_docs, 3U);
}

INSTANTIATE_TEST_SUITE_P(Sealed, Reopening, ::testing::Values(false, true), [](const auto& sealed) {
  return sealed.param ? "Flushed" : "OnlyLogged";
});

TEST(Recovery, FindsEveryAcknowledgedWriteOfAProcessThatVanished) {
  const TemporaryDirectory directory;
  DatabaseOptions options;
  options.background_work = false;
  options.memtable_bytes = 20'000;  // Seals many times on the way.
  const pid_t child = ::fork();
  if (child == 0) {
    auto database = Database::open(directory.path(), options);
    for (int i = 0; database.has_value() && i < 300; ++i) {
      const std::string source = R"({"t":["0-1","1-)" + std::to_string(i % 7) + "\"]}";
      const auto result = (*database)->write(
          {index_operation(std::to_string(i), source), index_operation("same", source)},
          i % 10 == 0 ? Refresh::kTrue : Refresh::kFalse);
      if (!result.has_value() || result->errors) {
        ::_exit(1);
      }
    }
    ::_exit(database.has_value() ? 0 : 2);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(WEXITSTATUS(status), 0);
  auto database = Database::open(directory.path(), options);
  ASSERT_TRUE(database.has_value()) << database.error().message();
  EXPECT_EQ((*database)->info("images")->live_docs, 301U);
  EXPECT_EQ(*(*database)->count("images", kTermQuery), 301U);
  EXPECT_EQ((*database)->get("images", "same")->version, 300);
}

TEST(Recovery, KeepsDynamicMappingsAndPutMappings) {
  DatabaseFixture database(true);
  database.write(index_operation("1", R"({"z":"text","a":{"b":1},"m":true})"));
  ASSERT_TRUE(
      database->put_mapping("images", R"({"properties":{"k":{"type":"keyword"}}})").has_value());
  const std::string mapping = *database->mapping_json("images");
  EXPECT_NE(mapping.find(R"("k":{"type":"keyword"})"), std::string::npos) << mapping;
  database.reopen();
  EXPECT_EQ(*database->mapping_json("images"), mapping);
  database.write(index_operation("2", R"({"z":"text","k":"text","a":{"b":1}})"), Refresh::kTrue);
  EXPECT_EQ(database.ids(R"({"query":{"term":{"z.keyword":"text"}}})"), "1 2");
  EXPECT_EQ(database.ids(R"({"query":{"term":{"a.b":1}}})"), "1 2");
  EXPECT_EQ(database.ids(R"({"query":{"term":{"k":"text"}}})"), "2");
}

TEST(Recovery, KeepsSettings) {
  DatabaseFixture database(true);
  ASSERT_TRUE(database
                  ->create_index("images", R"({"settings":{"number_of_replicas":0,)"
                                           R"("index.likewise.scoring":"opensearch"}})")
                  .has_value());
  ASSERT_TRUE(
      database->put_settings("images", R"({"index":{"refresh_interval":"-1"}})").has_value());
  EXPECT_FALSE(database->put_settings("images", R"({"number_of_shards":2})").has_value());
  const std::string settings = *database->settings_json("images");
  EXPECT_NE(settings.find(R"("refresh_interval":"-1")"), std::string::npos);
  EXPECT_NE(settings.find(R"("number_of_replicas":"0")"), std::string::npos);
  database.reopen();
  EXPECT_EQ(*database->settings_json("images"), settings);
}

TEST(Recovery, ForgetsDeletedIndices) {
  DatabaseFixture database(true);
  database.write(index_operation("1", R"({"a":1})"));
  ASSERT_TRUE(database->flush("images").has_value());
  ASSERT_TRUE(database->delete_index("images").has_value());
  database.reopen();
  EXPECT_FALSE(database->index_exists("images"));
  EXPECT_EQ(database.write(index_operation("1", R"({"a":"text"})"), Refresh::kTrue),
            "created 201 v1 s0");
  EXPECT_EQ(database.ids(), "1");
}

TEST(Recovery, ReadOnlyDatabasesAnswerButDoNotWrite) {
  DatabaseFixture database(true);
  fill(database, true);
  database.close();
  DatabaseOptions options;
  options.read_only = true;
  database.open(options);
  EXPECT_EQ(database.ids(), "3 1 4");
  EXPECT_FALSE(database->write({delete_operation("1")}, Refresh::kFalse).has_value());
  EXPECT_FALSE(database->delete_index("images").has_value());
}

TEST(Maintenance, MergesKeepAnswersAndOrder) {
  for (const bool on_disk : {false, true}) {
    DatabaseFixture database(on_disk);
    for (int i = 0; i < 40; ++i) {
      const std::string id = std::to_string(i % 25);
      database.write(index_operation(id, R"({"t":"0-1"})"),
                     i % 3 == 0 ? Refresh::kTrue : Refresh::kFalse);
      if (i % 11 == 0) {
        ASSERT_TRUE(database->flush("images").has_value());
      }
    }
    ASSERT_TRUE(database->refresh("images").has_value());
    EXPECT_LE(database->info("images")->segments, 8U);
    const std::string before = database.ids(R"({"size":100})");
    ASSERT_TRUE(database->force_merge("images", 1).has_value());
    EXPECT_EQ(database.ids(R"({"size":100})"), before);
    EXPECT_EQ(database->info("images")->segments, 1U);
    EXPECT_EQ(database->info("images")->deleted_docs, 0U);
    EXPECT_EQ(database->info("images")->live_docs, 25U);
    if (on_disk) {
      database.reopen();
      EXPECT_EQ(database.ids(R"({"size":100})"), before);
    }
  }
}

}  // namespace
}  // namespace likewise::storage
