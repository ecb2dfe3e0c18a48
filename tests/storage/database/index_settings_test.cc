#include "storage/database/index_settings.h"

#include <gtest/gtest.h>

namespace likewise::storage {
namespace {

TEST(IndexSettings, HaveDefaults) {
  const auto settings = read_index_settings({}, Dialect::kElasticsearch9);
  ASSERT_TRUE(settings.has_value());
  EXPECT_EQ(settings->refresh_interval, std::chrono::milliseconds(1000));
  EXPECT_EQ(settings->durability, Durability::kSync);
  EXPECT_EQ(settings->dialect, Dialect::kElasticsearch9);
  EXPECT_EQ(settings->default_fields, std::vector<std::string>{"*"});
}

TEST(IndexSettings, AreRead) {
  const auto settings = read_index_settings({{"index.refresh_interval", "-1"},
                                             {"index.translog.durability", "async"},
                                             {"index.likewise.scoring", "opensearch"},
                                             {"index.query.default_field.0", "a"},
                                             {"index.query.default_field.1", "b"}},
                                            Dialect::kElasticsearch7);
  ASSERT_TRUE(settings.has_value());
  EXPECT_FALSE(settings->refresh_interval.has_value());
  EXPECT_EQ(settings->durability, Durability::kAsync);
  EXPECT_EQ(settings->dialect, Dialect::kOpenSearch3);
  EXPECT_EQ(settings->default_fields, (std::vector<std::string>{"a", "b"}));
}

TEST(IndexSettings, RefuseWhatTheyCannotRead) {
  EXPECT_FALSE(read_index_settings({{"index.refresh_interval", "soon"}}, {}).has_value());
  EXPECT_FALSE(read_index_settings({{"index.refresh_interval", "5"}}, {}).has_value());
  EXPECT_FALSE(read_index_settings({{"index.translog.durability", "maybe"}}, {}).has_value());
  EXPECT_FALSE(read_index_settings({{"index.likewise.scoring", "solr"}}, {}).has_value());
  EXPECT_FALSE(read_index_settings({{"index.max_result_window", "0"}}, {}).has_value());
}

TEST(IndexSettings, AreShownAsNestedStrings) {
  EXPECT_EQ(settings_to_json({{"index.a", "1"}, {"index.b.c", "x"}, {"index.b.d", "y"}}),
            R"({"index":{"a":"1","b":{"c":"x","d":"y"}}})");
  EXPECT_EQ(settings_to_json({}), "{}");
}

}  // namespace
}  // namespace likewise::storage
