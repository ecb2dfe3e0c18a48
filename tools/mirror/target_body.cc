#include "tools/mirror/target_body.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::tools {
namespace {

constexpr std::array<std::string_view, 11> kKept = {"analysis",
                                                    "similarity",
                                                    "mapping",
                                                    "max_result_window",
                                                    "max_terms_count",
                                                    "number_of_replicas",
                                                    "number_of_shards",
                                                    "query",
                                                    "refresh_interval",
                                                    "sort",
                                                    "routing_partition_size"};

json::Value text_value(std::string text) {
  json::Value value;
  value.kind = json::Kind::kString;
  value.text = std::move(text);
  return value;
}

json::Value object() {
  json::Value value;
  value.kind = json::Kind::kObject;
  return value;
}

void set(json::Value& object, std::string_view name, json::Value value) {
  for (json::Member& member : object.members) {
    if (member.first == name) {
      member.second = std::move(value);
      return;
    }
  }
  object.members.emplace_back(std::string(name), std::move(value));
}

json::Value* member_of(json::Value& value, std::string_view name) {
  for (json::Member& member : value.members) {
    if (member.first == name) {
      return &member.second;
    }
  }
  return nullptr;
}

bool has_keyword(const json::Value& field) {
  const json::Value* type = field.find("type");
  const json::Value* fields = field.find("fields");
  return type != nullptr && type->text == "text" && fields != nullptr && fields->is_object() &&
         std::any_of(fields->members.begin(), fields->members.end(), [](const auto& member) {
           const json::Value* sub =
               member.second.is_object() ? member.second.find("type") : nullptr;
           return sub != nullptr && sub->text == "keyword";
         });
}

/// The text itself is stored in _source, but not analysed: queries on field.keyword stay as they
/// are.
void make_lean(json::Value& field) {
  json::Value lean = object();
  set(lean, "type", text_value("text"));
  json::Value no;
  no.kind = json::Kind::kBoolean;
  set(lean, "index", no);
  set(lean, "norms", no);
  set(lean, "fields", *field.find("fields"));
  field = std::move(lean);
}

Status shape_properties(json::Value& mapping, const TargetShape& shape) {
  json::Value* properties = member_of(mapping, "properties");
  if (shape.ids_only) {
    const auto is_kept = [&shape](const json::Member& member) {
      return std::find(shape.fields.begin(), shape.fields.end(), member.first) !=
             shape.fields.end();
    };
    if (properties == nullptr ||
        std::none_of(properties->members.begin(), properties->members.end(), is_kept)) {
      return fail(ErrorCode::kInvalidArgument,
                  fmt::format("--ids-only keeps [{}], which the source index does not have; name "
                              "its token field with --field",
                              fmt::join(shape.fields, ", ")));
    }
    std::erase_if(properties->members, [&](const auto& member) { return !is_kept(member); });
  }
  if (shape.lean && properties != nullptr) {
    for (json::Member& member : properties->members) {
      if (member.second.is_object() && has_keyword(member.second)) {
        make_lean(member.second);
      }
    }
  }
  return {};
}

json::Value shape_settings(const json::Value& settings, const TargetShape& shape) {
  json::Value out = object();
  const json::Value* index = settings.is_object() ? settings.find("index") : nullptr;
  if (index != nullptr && index->is_object()) {
    for (const auto& [name, value] : index->members) {
      if (is_portable_setting(name)) {
        out.members.emplace_back(name, value);
      }
    }
  }
  if (shape.shards) {
    set(out, "number_of_shards", text_value(std::to_string(*shape.shards)));
  }
  if (shape.replicas) {
    set(out, "number_of_replicas", text_value(std::to_string(*shape.replicas)));
  }
  return out;
}

}  // namespace

bool is_portable_setting(std::string_view name) {
  return std::find(kKept.begin(), kKept.end(), name) != kKept.end();
}

Result<std::string> creation_body(const SourceIndex& source, const TargetShape& shape) {
  LIKEWISE_TRY(json::Value mapping, json::parse(source.mapping_json));
  LIKEWISE_TRY(const json::Value settings, json::parse(source.settings_json));
  if (!mapping.is_object()) {
    return fail(ErrorCode::kInvalidArgument, "the source's mapping is no object");
  }
  LIKEWISE_TRY_STATUS(shape_properties(mapping, shape));
  json::Value mark = object();
  set(mark, "source_index", text_value(source.name));
  set(mark, "source_uuid", text_value(source.uuid));
  json::Value* old_meta = member_of(mapping, "_meta");
  json::Value meta = old_meta != nullptr && old_meta->is_object() ? *old_meta : object();
  set(meta, "likewise_mirror", std::move(mark));
  set(mapping, "_meta", std::move(meta));
  return fmt::format(R"({{"settings":{{"index":{}}},"mappings":{}}})",
                     json::to_text(shape_settings(settings, shape)), json::to_text(mapping));
}

std::string mirrored_uuid(std::string_view mapping_json) {
  const Result<json::Value> mapping = json::parse(mapping_json);
  const json::Value* value = mapping.has_value() ? &*mapping : nullptr;
  for (const std::string_view name : {"_meta", "likewise_mirror", "source_uuid"}) {
    value = value != nullptr && value->is_object() ? value->find(name) : nullptr;
  }
  return value == nullptr ? "" : value->text;
}

Result<std::string> keep_fields(std::string_view source, const std::vector<std::string>& fields) {
  LIKEWISE_TRY(json::Value document, json::parse(source));
  if (!document.is_object()) {
    return fail(ErrorCode::kInvalidArgument, "the document is no object");
  }
  std::erase_if(document.members, [&fields](const json::Member& member) {
    return std::find(fields.begin(), fields.end(), member.first) == fields.end();
  });
  return json::to_text(document);
}

}  // namespace likewise::tools
