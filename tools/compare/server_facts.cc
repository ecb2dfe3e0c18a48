#include "tools/compare/server_facts.h"

#include <initializer_list>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "tools/fingerprint.h"

namespace likewise::tools {
namespace {

std::string text_at(const json::Value* value, std::initializer_list<std::string_view> path) {
  for (const std::string_view name : path) {
    value = value != nullptr && value->is_object() ? value->find(name) : nullptr;
  }
  return value == nullptr ? "" : value->text;
}

/// The JSON of an answer; null value for anything but 200.
Result<json::Value> get(ClusterClient& client, const std::string& path) {
  LIKEWISE_TRY(const HttpAnswer answer, client.request({.path = path}));
  if (answer.status != 200) {
    return json::Value();
  }
  return json::parse(answer.body);
}

}  // namespace

Result<ServerFacts> read_facts(ClusterClient& client, const std::string& index) {
  ServerFacts facts;
  LIKEWISE_TRY(const json::Value root, get(client, "/"));
  const bool is_open = text_at(&root, {"version", "distribution"}) == "opensearch";
  facts.product = fmt::format("{} {}", is_open ? "OpenSearch" : "Elasticsearch",
                              text_at(&root, {"version", "number"}));
  LIKEWISE_TRY(const HttpAnswer counted, client.request({.path = "/" + index + "/_count"}));
  if (counted.status != 200) {
    return fail(ErrorCode::kNotFound,
                fmt::format("[{}/{}]: {}", client.server(), index, error_text(counted)));
  }
  LIKEWISE_TRY(const json::Value count, json::parse(counted.body));
  facts.documents = text_at(&count, {"count"});
  LIKEWISE_TRY(const json::Value settings, get(client, "/" + index + "/_settings"));
  std::string uuid;
  if (settings.is_object() && settings.members.size() == 1) {
    const json::Value* found = &settings.members.front().second;
    facts.shards = text_at(found, {"settings", "index", "number_of_shards"});
    uuid = text_at(found, {"settings", "index", "uuid"});
  }
  LIKEWISE_TRY(const json::Value mapping, get(client, "/" + index + "/_mapping"));
  facts.fingerprint = fmt::format(
      "{:016x}", fingerprint(uuid + "\n" + facts.documents + "\n" + json::to_text(mapping)));
  LIKEWISE_TRY(const json::Value stats, get(client, "/" + index + "/_stats/docs"));
  facts.deleted = text_at(&stats, {"_all", "primaries", "docs", "deleted"});
  return facts;
}

std::vector<std::string> reasons(const ServerFacts& left, const ServerFacts& right) {
  std::vector<std::string> out;
  if (left.documents != right.documents) {
    out.push_back(fmt::format("the left index has {} documents, the right one {}", left.documents,
                              right.documents));
  }
  const auto add = [&out](std::string_view side, const ServerFacts& facts) {
    if (!facts.shards.empty() && facts.shards != "1") {
      out.push_back(
          fmt::format("the {} index has {} shards, each with its own statistics and its own choice "
                      "of terms: try "
                      "--search-type dfs_query_then_fetch and queries with a large max_query_terms",
                      side, facts.shards));
    }
    if (!facts.deleted.empty() && facts.deleted != "0") {
      out.push_back(
          fmt::format("{} deleted documents still count in the statistics of the {} index",
                      facts.deleted, side));
    }
  };
  add("left", left);
  add("right", right);
  const auto add_age = [&out](std::string_view side, const ServerFacts& facts) {
    if (!facts.recorded.empty()) {
      out.push_back(
          fmt::format("the answers of the {} side were recorded at {}", side, facts.recorded));
    }
  };
  add_age("left", left);
  add_age("right", right);
  if (left.product != right.product) {
    out.push_back(fmt::format("left is {}, right is {}", left.product, right.product));
  }
  return out;
}

}  // namespace likewise::tools
