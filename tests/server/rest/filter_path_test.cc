#include "server/rest/filter_path.h"

#include <gtest/gtest.h>

namespace likewise::server {
namespace {

struct Case {
  const char* filter;
  const char* expected;
};

constexpr const char* kText =
    R"({"took":1,"_shards":{"total":1},"hits":{"total":{"value":2,"relation":"eq"},)"
    R"("hits":[{"_id":"1","_source":{"a":2.50}},{"_id":"2","_source":{"b":[]}}]}})";

constexpr Case kCases[] = {
    {"took", R"({"took":1})"},
    {"hits.total,took", R"({"took":1,"hits":{"total":{"value":2,"relation":"eq"}}})"},
    {"hits.hits._id", R"({"hits":{"hits":[{"_id":"1"},{"_id":"2"}]}})"},
    {"hits.hits._source.a", R"({"hits":{"hits":[{"_source":{"a":2.50}}]}})"},
    {"**.value", R"({"hits":{"total":{"value":2}}})"},
    {"*.total", R"({"_shards":{"total":1},"hits":{"total":{"value":2,"relation":"eq"}}})"},
    {"t*k", R"({"took":1})"},
    {"nope", "{}"},
    {"-hits", R"({"took":1,"_shards":{"total":1}})"},
    {"hits,-hits.hits", R"({"hits":{"total":{"value":2,"relation":"eq"}}})"},
};

TEST(FilterJson, KeepsWhatElasticsearchKeeps) {
  for (const Case& c : kCases) {
    const auto filtered = filter_json(kText, c.filter);
    ASSERT_TRUE(filtered.has_value()) << c.filter;
    EXPECT_EQ(*filtered, c.expected) << c.filter;
  }
}

TEST(FilterJson, LooksThroughArraysOfItems) {
  EXPECT_EQ(*filter_json(R"({"errors":false,"items":[{"index":{"_id":"1","status":201}},)"
                         R"({"create":{"_id":"2","status":409}}]})",
                         "errors,items.*.status"),
            R"({"errors":false,"items":[{"index":{"status":201}},{"create":{"status":409}}]})");
}

}  // namespace
}  // namespace likewise::server
