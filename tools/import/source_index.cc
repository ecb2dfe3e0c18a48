#include "tools/import/source_index.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "tools/mirror/target_body.h"

namespace likewise::tools {
namespace {

/// What a cluster sets by itself.
constexpr std::array<std::string_view, 11> kOwn = {
    "uuid",    "creation_date",         "provided_name", "version",     "routing", "resize",
    "history", "verified_before_close", "hidden",        "replication", "shard"};

/// OpenSearch sorts by _shard_doc since 3.3.
constexpr int kOpenSearchMajor = 3;
constexpr int kOpenSearchMinor = 3;

const json::Value* object_at(const json::Value& value, std::string_view name) {
  const json::Value* member = value.find(name);
  return member != nullptr && member->is_object() ? member : nullptr;
}

std::string text_at(const json::Value& object, std::string_view name) {
  const json::Value* value = object.find(name);
  return value == nullptr ? "" : value->text;
}

/// The mark of likewise mirror names the source of a mirror, which the new index is not.
json::Value without_mark(json::Value mapping) {
  for (json::Member& member : mapping.members) {
    if (member.first == "_meta" && member.second.is_object()) {
      std::erase_if(member.second.members,
                    [](const json::Member& meta) { return meta.first == "likewise_mirror"; });
    }
  }
  std::erase_if(mapping.members, [](const json::Member& member) {
    return member.first == "_meta" && member.second.is_object() && member.second.members.empty();
  });
  return mapping;
}

int minor_of(std::string_view version) {
  const std::size_t dot = version.find('.');
  int minor = 0;
  if (dot != std::string_view::npos) {
    std::from_chars(version.data() + dot + 1, version.data() + version.size(), minor);
  }
  return minor;
}

}  // namespace

Result<SourceDescription> describe_source(std::string_view answer) {
  const Result<json::Value> body = json::parse(answer);
  if (!body.has_value() || !body->is_object() || body->members.size() != 1 ||
      !body->members.front().second.is_object()) {
    return fail(ErrorCode::kInvalidArgument, "this is not one index; name one, or an alias of one");
  }
  const json::Value& index = body->members.front().second;
  const json::Value* mappings = object_at(index, "mappings");
  const json::Value* settings = object_at(index, "settings");
  const json::Value* inner = settings == nullptr ? nullptr : object_at(*settings, "index");
  SourceDescription out;
  std::string kept;
  if (inner != nullptr) {
    out.uuid = text_at(*inner, "uuid");
    const std::string shards = text_at(*inner, "number_of_shards");
    std::from_chars(shards.data(), shards.data() + shards.size(), out.shards);
    for (const auto& [name, value] : inner->members) {
      if (is_portable_setting(name)) {
        kept += (kept.empty() ? "" : ",") + json::quoted(name) + ":" + json::to_text(value);
      } else if (std::find(kOwn.begin(), kOwn.end(), name) == kOwn.end()) {
        out.left_out.push_back("index." + name);
      }
    }
  }
  out.creation_body =
      fmt::format(R"({{"settings":{{"index":{{{}}}}},"mappings":{}}})", kept,
                  mappings == nullptr ? std::string("{}") : json::to_text(without_mark(*mappings)));
  return out;
}

Result<std::string> body_of_mapping_file(std::string_view text) {
  const auto is_body = [](const json::Value& value) {
    return value.is_object() &&
           (object_at(value, "mappings") != nullptr || object_at(value, "settings") != nullptr);
  };
  LIKEWISE_TRY(const json::Value file, json::parse(text));
  if (is_body(file)) {
    return json::to_text(file);
  }
  if (file.is_object() && file.members.size() == 1 && is_body(file.members.front().second)) {
    return json::to_text(file.members.front().second);
  }
  return fail(
      ErrorCode::kInvalidArgument,
      "expected an object with [mappings] or [settings], or the name of an index around it");
}

ReadMethod read_method(const TargetProduct& product) {
  if (product.name != "OpenSearch") {
    // 7.10 to 7.17 have them in some editions only.
    return product.major >= 8 ? ReadMethod::kElasticsearchPointInTime : ReadMethod::kScroll;
  }
  const bool sorts =
      product.major > kOpenSearchMajor ||
      (product.major == kOpenSearchMajor && minor_of(product.version) >= kOpenSearchMinor);
  return sorts ? ReadMethod::kOpenSearchPointInTime : ReadMethod::kScroll;
}

}  // namespace likewise::tools
