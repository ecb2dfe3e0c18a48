// What is read from and written to a target, as texts.

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/tools/temporary_folder.h"
#include "tools/cluster/cluster_client.h"
#include "tools/cluster/secrets.h"
#include "tools/mirror/target_body.h"
#include "tools/mirror/target_index.h"

namespace likewise::tools {
namespace {

SourceIndex source() {
  return {"images", "u1",
          R"({"date_detection":false,"properties":{"feature_vector":{"type":"text","fields":)"
          R"({"keyword":{"type":"keyword","ignore_above":256}}},"label":{"type":"text"}}})",
          R"({"index":{"uuid":"u1","creation_date":"1","number_of_shards":"1",)"
          R"("number_of_replicas":"1","likewise":{"scoring":"opensearch"},)"
          R"("analysis":{"analyzer":{"a":{"type":"simple"}}}}})"};
}

std::string body(const TargetShape& shape) {
  const auto body = creation_body(source(), shape);
  return body.has_value() ? *body : "error: " + body.error().message();
}

TEST(TargetBody, TakesOverMappingAndWhatMeansTheSameOnACluster) {
  EXPECT_EQ(body({}),
            R"({"settings":{"index":{"number_of_shards":"1","number_of_replicas":"1",)"
            R"("analysis":{"analyzer":{"a":{"type":"simple"}}}}},)"
            R"("mappings":{"date_detection":false,"properties":{"feature_vector":{"type":"text",)"
            R"("fields":{"keyword":{"type":"keyword","ignore_above":256}}},)"
            R"("label":{"type":"text"}},)"
            R"("_meta":{"likewise_mirror":{"source_index":"images","source_uuid":"u1"}}}})");
}

TEST(TargetBody, CanBeLeanWithOtherShardsAndFewerFields) {
  TargetShape shape;
  shape.lean = true;
  shape.ids_only = true;
  shape.shards = 3;
  shape.replicas = 0;
  EXPECT_EQ(body(shape),
            R"({"settings":{"index":{"number_of_shards":"3","number_of_replicas":"0",)"
            R"("analysis":{"analyzer":{"a":{"type":"simple"}}}}},)"
            R"("mappings":{"date_detection":false,"properties":{"feature_vector":{"type":"text",)"
            R"("index":false,"norms":false,)"
            R"("fields":{"keyword":{"type":"keyword","ignore_above":256}}}},)"
            R"("_meta":{"likewise_mirror":{"source_index":"images","source_uuid":"u1"}}}})");
  shape.fields = {"tokens"};
  EXPECT_EQ(body(shape),
            "error: --ids-only keeps [tokens], which the source index does not have; name its "
            "token field with --field");
}

TEST(TargetBody, IsRecognisedByItsMark) {
  EXPECT_EQ(mirrored_uuid(R"({"_meta":{"likewise_mirror":{"source_uuid":"u1"}}})"), "u1");
  for (const char* mapping : {"", "{}", R"({"_meta":{}})", R"({"_meta":{"likewise_mirror":7}})"}) {
    EXPECT_EQ(mirrored_uuid(mapping), "") << mapping;
  }
}

TEST(TargetBody, KeepsTheNamedFieldsOfADocument) {
  EXPECT_EQ(*keep_fields(R"({"a":1.50,"b":{"a":2},"c":["x"]})", {"a", "c"}),
            R"({"a":1.50,"c":["x"]})");
  EXPECT_FALSE(keep_fields("[]", {"a"}).has_value());
}

TEST(TargetProduct, KnowsWhatItSpeaksTo) {
  const auto product = [](const std::string& version) {
    const auto read = read_product(R"({"version":)" + version + "}");
    return read.has_value() ? read->name + " " + read->version : read.error().message();
  };
  EXPECT_EQ(product(R"({"number":"7.10.2"})"), "Elasticsearch 7.10.2");
  EXPECT_EQ(product(R"({"number":"9.1.0"})"), "Elasticsearch 9.1.0");
  EXPECT_EQ(product(R"({"number":"2.19.0","distribution":"opensearch"})"), "OpenSearch 2.19.0");
  EXPECT_EQ(product(R"({"number":"6.8.0"})"),
            "the target is Elasticsearch 6.8.0; supported are Elasticsearch 7 to 9 and OpenSearch "
            "1 to 3");
  EXPECT_EQ(product("{}"), "the target is neither Elasticsearch nor OpenSearch");
  EXPECT_FALSE(read_product("<html>").has_value());
}

TEST(TargetSettings, RememberWhatHeldBefore) {
  TargetState state;
  state.settings = {{"index.refresh_interval", "5s"}, {"index.number_of_replicas", "1"}};
  const SettingValues expected = {{"index.refresh_interval", "5s"},
                                  {"index.number_of_replicas", "1"},
                                  {"index.gc_deletes", std::nullopt}};
  EXPECT_EQ(values_before(state, loading_settings()), expected);
}

TEST(ClusterAccess, TakesTheLoginOutOfTheAddress) {
  ClusterAccess access;
  ASSERT_TRUE(set_server("https://me%40x:p%3Aq@es:9200/images", access).has_value());
  EXPECT_EQ(access.server, "https://es:9200/images");
  EXPECT_EQ(access.user, "me@x");
  EXPECT_EQ(access.password, "p:q");
  ClusterAccess plain;
  ASSERT_TRUE(set_server("http://es:9200/a@b", plain).has_value());
  EXPECT_EQ(plain.server, "http://es:9200/a@b");
  EXPECT_EQ(plain.user, "");
  EXPECT_FALSE(set_server("ftp://es", plain).has_value());
}

TEST(Secrets, ComeFromFilesThenFromTheEnvironment) {
  const TemporaryFolder folder;
  const std::string file = folder.file("key");
  std::ofstream(file) << "from-file\n";
  ::setenv("LIKEWISE_TARGET_API_KEY", "from-environment", 1);
  ClusterAccess by_environment;
  ASSERT_TRUE(add_secrets({}, by_environment).has_value());
  EXPECT_EQ(by_environment.api_key, "from-environment");
  ClusterAccess by_file;
  ASSERT_TRUE(add_secrets({"", file, ""}, by_file).has_value());
  EXPECT_EQ(by_file.api_key, "from-file");
  ClusterAccess twice;
  twice.user = "me";
  EXPECT_FALSE(add_secrets({}, twice).has_value());
  ::unsetenv("LIKEWISE_TARGET_API_KEY");
  ClusterAccess once;
  once.user = "me";
  EXPECT_TRUE(add_secrets({}, once).has_value());
  ClusterAccess missing;
  EXPECT_FALSE(add_secrets({"", file + "x", ""}, missing).has_value());
}

}  // namespace
}  // namespace likewise::tools
