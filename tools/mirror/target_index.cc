#include "tools/mirror/target_index.h"

#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::tools {
namespace {

constexpr const char* kGcDeletes = "index.gc_deletes";
constexpr const char* kRefresh = "index.refresh_interval";
constexpr const char* kReplicas = "index.number_of_replicas";

std::string text_at(const json::Value& object, std::string_view outer, std::string_view inner) {
  const json::Value* value = object.find(outer);
  value = value != nullptr && value->is_object() ? value->find(inner) : nullptr;
  return value == nullptr ? "" : value->text;
}

std::uint64_t to_number(const json::Value& value) {
  std::uint64_t number = 0;
  std::from_chars(value.text.data(), value.text.data() + value.text.size(), number);
  return number;
}

Error refused(const std::string& server, std::string_view method, const std::string& path,
              const HttpAnswer& answer) {
  const bool may_pass = answer.status == 429 || answer.status >= 500;
  return {may_pass ? ErrorCode::kUnavailable : ErrorCode::kInvalidArgument,
          fmt::format("{} {}{}: {}", method, server, path, error_text(answer))};
}

void flatten(const json::Value& value, const std::string& name,
             std::map<std::string, std::string>& out) {
  for (const auto& [member, inner] : value.members) {
    const std::string path = name.empty() ? member : name + "." + member;
    if (inner.is_object()) {
      flatten(inner, path, out);
    } else if (!inner.is_array()) {
      out[path] = inner.text;
    }
  }
}

std::string settings_body(const SettingValues& values) {
  std::string body = "{";
  for (const auto& [name, value] : values) {
    body += body.size() > 1 ? "," : "";
    body += json::quoted(name) + ":" + (value ? json::quoted(*value) : "null");
  }
  return body + "}";
}

}  // namespace

Result<TargetProduct> read_product(std::string_view body) {
  const Result<json::Value> answer = json::parse(body);
  TargetProduct product;
  if (answer.has_value() && answer->is_object()) {
    product.version = text_at(*answer, "version", "number");
    product.name = text_at(*answer, "version", "distribution") == "opensearch" ? "OpenSearch"
                                                                               : "Elasticsearch";
  }
  std::from_chars(product.version.data(), product.version.data() + product.version.size(),
                  product.major);
  const bool is_open = product.name == "OpenSearch";
  if (product.major < (is_open ? 1 : 7) || product.major > (is_open ? 3 : 9)) {
    return fail(ErrorCode::kUnsupported,
                product.version.empty()
                    ? "the target is neither Elasticsearch nor OpenSearch"
                    : fmt::format("the target is {} {}; supported are Elasticsearch 7 to 9 and "
                                  "OpenSearch 1 to 3",
                                  product.name, product.version));
  }
  return product;
}

TargetIndex::TargetIndex(ClusterClient& client, std::string index)
    : client_(client), path_("/" + std::move(index)) {}

Result<HttpAnswer> TargetIndex::call(std::string_view method, const std::string& path,
                                     std::string_view body) {
  const std::string whole = path_ + path;
  LIKEWISE_TRY(HttpAnswer answer, client_.request({.method = method, .path = whole, .body = body}));
  if (answer.status != 200 && answer.status != 404) {
    return fail(refused(client_.server(), method, whole, answer));
  }
  return answer;
}

Result<HttpAnswer> TargetIndex::expect_success(std::string_view method, const std::string& path,
                                               std::string_view body) {
  LIKEWISE_TRY(HttpAnswer answer, call(method, path, body));
  if (answer.status != 200) {
    return fail(refused(client_.server(), method, path_ + path, answer));
  }
  return answer;
}

Result<TargetProduct> TargetIndex::product() {
  LIKEWISE_TRY(const HttpAnswer answer, client_.request({.path = "/"}));
  if (answer.status != 200) {
    return fail(refused(client_.server(), "GET", "/", answer));
  }
  return read_product(answer.body);
}

Result<std::optional<TargetState>> TargetIndex::find() {
  LIKEWISE_TRY(const HttpAnswer answer, call("GET", "", ""));
  if (answer.status == 404) {
    return std::optional<TargetState>();
  }
  LIKEWISE_TRY(const json::Value body, json::parse(answer.body));
  if (!body.is_object() || body.members.size() != 1 || !body.members.front().second.is_object()) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("[{}{}] is not one index", client_.server(), path_));
  }
  const json::Value& index = body.members.front().second;
  TargetState state;
  if (const json::Value* mappings = index.find("mappings")) {
    state.mapping_json = json::to_text(*mappings);
  }
  if (const json::Value* settings = index.find("settings")) {
    flatten(*settings, "", state.settings);
  }
  state.uuid = state.settings["index.uuid"];
  return std::optional(std::move(state));
}

Status TargetIndex::create(const std::string& body) {
  LIKEWISE_TRY([[maybe_unused]] const HttpAnswer answer, expect_success("PUT", "", body));
  return {};
}

Status TargetIndex::change_settings(const SettingValues& values) {
  LIKEWISE_TRY([[maybe_unused]] const HttpAnswer answer,
               expect_success("PUT", "/_settings", settings_body(values)));
  return {};
}

Status TargetIndex::refresh() {
  LIKEWISE_TRY([[maybe_unused]] const HttpAnswer answer, expect_success("POST", "/_refresh", ""));
  return {};
}

Result<std::uint64_t> TargetIndex::count() {
  LIKEWISE_TRY(const HttpAnswer answer, expect_success("GET", "/_count", ""));
  LIKEWISE_TRY(const json::Value body, json::parse(answer.body));
  const json::Value* count = body.is_object() ? body.find("count") : nullptr;
  return count == nullptr ? 0 : to_number(*count);
}

Result<std::optional<std::uint64_t>> TargetIndex::deleted_documents() {
  const std::string path = path_ + "/_stats/docs";
  LIKEWISE_TRY(const HttpAnswer answer, client_.request({.path = path}));
  const Result<json::Value> body = json::parse(answer.body);
  const json::Value* value = body.has_value() ? &*body : nullptr;
  for (const std::string_view name : {"_all", "primaries", "docs", "deleted"}) {
    value = value != nullptr && value->is_object() ? value->find(name) : nullptr;
  }
  return value == nullptr ? std::optional<std::uint64_t>() : std::optional(to_number(*value));
}

SettingValues loading_settings() {
  SettingValues values = following_settings();
  values[kRefresh] = "-1";
  values[kReplicas] = "0";
  return values;
}

SettingValues following_settings() {
  return {{kGcDeletes, "7d"}};
}

SettingValues values_before(const TargetState& state, const SettingValues& changed) {
  SettingValues before;
  for (const auto& [name, value] : changed) {
    const auto found = state.settings.find(name);
    before[name] = found == state.settings.end() ? std::nullopt : std::optional(found->second);
  }
  return before;
}

}  // namespace likewise::tools
