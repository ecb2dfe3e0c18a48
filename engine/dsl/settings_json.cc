#include "engine/dsl/settings_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/analysis_settings.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/number_text.h"
#include "engine/dsl/setting_groups.h"
#include "engine/dsl/time_value.h"

namespace likewise {
namespace {

enum class Type : std::uint8_t { kText, kInteger, kFlag, kTime };

struct KnownSetting {
  std::string_view name;  ///< Without "index.".
  Type type = Type::kText;
  std::int64_t min = 0;
  std::int64_t max = std::numeric_limits<std::int32_t>::max();
};

constexpr auto kSettings = std::to_array<KnownSetting>({
    {"number_of_shards", Type::kInteger, 1, 1024},
    {"number_of_replicas", Type::kInteger, 0},
    {"refresh_interval", Type::kTime},
    {"max_result_window", Type::kInteger, 1},
    {"max_terms_count", Type::kInteger, 1},
    {"max_inner_result_window", Type::kInteger, 1},
    {"mapping.total_fields.limit", Type::kInteger, 0},
    {"mapping.depth.limit", Type::kInteger, 1},
    {"mapping.nested_fields.limit", Type::kInteger, 0},
    {"mapping.nested_objects.limit", Type::kInteger, 0},
    {"mapping.field_name_length.limit", Type::kInteger, 1},
    {"mapping.ignore_malformed", Type::kFlag},
    {"mapping.coerce", Type::kFlag},
    {"query.default_field", Type::kText},
    {"translog.durability", Type::kText},
    {"translog.sync_interval", Type::kTime},
    {"translog.flush_threshold_size", Type::kText},
    {"auto_expand_replicas", Type::kText},
    {"blocks.read_only", Type::kFlag},
    {"blocks.read_only_allow_delete", Type::kFlag},
    {"blocks.read", Type::kFlag},
    {"blocks.write", Type::kFlag},
    {"blocks.metadata", Type::kFlag},
    {"codec", Type::kText},
    {"hidden", Type::kFlag},
    {"search.idle.after", Type::kTime},
    {"soft_deletes.enabled", Type::kFlag},
    {"soft_deletes.retention_lease.period", Type::kTime},
    {"routing_partition_size", Type::kInteger, 1},
    {"gc_deletes", Type::kTime},
    {"priority", Type::kInteger, 0},
    {"unassigned.node_left.delayed_timeout", Type::kTime},
    {"default_pipeline", Type::kText},
    {"final_pipeline", Type::kText},
    {"likewise.scoring", Type::kText},
});

/// Groups whose members are not checked by name here.
constexpr auto kGroups = std::to_array<std::string_view>({
    "similarity.",
    "analysis.",
    "merge.",
    "routing.",
    "query.default_field.",
    "sort.",
});

const KnownSetting* find_setting(std::string_view name) {
  const auto found = std::find_if(kSettings.begin(), kSettings.end(),
                                  [name](const KnownSetting& known) { return known.name == name; });
  return found == kSettings.end() ? nullptr : &*found;
}

Error bad_value(std::string_view name, std::string_view value, std::string_view rest) {
  return illegal_argument(
      fmt::format("Failed to parse value [{}] for setting [{}]{}", value, name, rest));
}

Status check_integer(const KnownSetting& known, std::string_view name, const std::string& value) {
  const std::optional<std::int64_t> number = parse_java_long(value);
  if (!number) {
    return fail(bad_value(name, value, "")
                    .caused_by(Error(ErrorCode::kInvalidArgument,
                                     fmt::format("For input string: \"{}\"", value))
                                   .with_type("number_format_exception")));
  }
  if (*number < known.min) {
    return fail(bad_value(name, value, fmt::format(" must be >= {}", known.min)));
  }
  if (*number > known.max) {
    return fail(bad_value(name, value, fmt::format(" must be <= {}", known.max)));
  }
  return {};
}

Status check_choice(std::string_view name, const std::string& value) {
  const bool is_durability = name == "index.translog.durability";
  const bool is_scoring = name == "index.likewise.scoring";
  std::string lower = value;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (is_durability && lower != "request" && lower != "async") {
    return fail(
        illegal_argument("No enum constant "
                         "org.elasticsearch.index.translog.Translog.Durability." +
                         value));
  }
  if (is_scoring && value != "elasticsearch" && value != "elasticsearch9" &&
      value != "opensearch") {
    return fail(
        bad_value(name, value, ": it is one of [elasticsearch], [elasticsearch9], [opensearch]"));
  }
  return {};
}

Status check_setting(const std::string& name, const std::string& value) {
  const std::string_view inner = std::string_view(name).substr(6);
  const KnownSetting* const known = find_setting(inner);
  if (known == nullptr) {
    const bool is_grouped =
        std::any_of(kGroups.begin(), kGroups.end(),
                    [inner](std::string_view group) { return inner.starts_with(group); });
    if (is_grouped) {
      return {};
    }
    return fail(illegal_argument(
        fmt::format("unknown setting [{}] please check that any required plugins are installed, or "
                    "check the breaking changes documentation for removed settings",
                    name)));
  }
  switch (known->type) {
    case Type::kInteger:
      return check_integer(*known, name, value);
    case Type::kFlag:
      if (value == "true" || value == "false") {
        return {};
      }
      return fail(illegal_argument(
          fmt::format("Failed to parse value [{}] as only [true] or [false] are allowed.", value)));
    case Type::kTime: {
      LIKEWISE_TRY_STATUS(parse_time_value(value, name));
      return {};
    }
    case Type::kText:
      return check_choice(name, value);
  }
  return {};
}

void flatten(const json::Value& value, const std::string& path, ParsedSettings& out) {
  if (value.is_object()) {
    for (const auto& [name, member] : value.members) {
      flatten(member, path.empty() ? name : path + "." + name, out);
    }
    return;
  }
  // An empty list differs from none: "stopwords": [] stops no word.
  if (value.is_array() && (!value.items.empty() || path.find("analysis.") == std::string::npos)) {
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      flatten(value.items[i], path + "." + std::to_string(i), out);
    }
    return;
  }
  const std::string name = path.starts_with("index.") ? path : "index." + path;
  if (value.is_null()) {
    out.removed.push_back(name);
  } else {
    out.values[name] = value.is_array() ? std::string() : scalar_text(value);
  }
}

Result<float> read_float_setting(std::string_view name, const std::string& value) {
  const std::optional<float> number = parse_java_float(value);
  if (!number) {
    return fail(
        Error(ErrorCode::kInvalidArgument,
              fmt::format("Failed to parse float setting [{}] with value [{}]", name, value))
            .with_type("settings_exception")
            .with_status(500)
            .caused_by(
                Error(ErrorCode::kInvalidArgument, fmt::format("For input string: \"{}\"", value))
                    .with_type("number_format_exception")));
  }
  return *number;
}

Result<Similarity> read_bm25(const SettingGroup& group) {
  Similarity similarity;
  std::string unknown;
  for (const auto& [name, value] : group) {
    if (name == "k1") {
      LIKEWISE_TRY(similarity.k1, read_float_setting(name, value));
    } else if (name == "b") {
      LIKEWISE_TRY(similarity.b, read_float_setting(name, value));
    } else if (name == "discount_overlaps") {
      if (value != "true" && value != "false") {
        return fail(illegal_argument(fmt::format(
            "Failed to parse value [{}] as only [true] or [false] are allowed.", value)));
      }
      similarity.discount_overlaps = value == "true";
    } else if (name != "type") {
      unknown += (unknown.empty() ? "" : ", ") + name;
    }
  }
  if (!unknown.empty()) {
    return fail(illegal_argument(
        fmt::format("Unknown settings for similarity of type [BM25]: [{}]", unknown)));
  }
  if (!std::isfinite(similarity.k1) || similarity.k1 < 0) {
    return fail(illegal_argument(fmt::format(
        "illegal k1 value: {}, must be a non-negative finite value", java_float(similarity.k1))));
  }
  if (!(similarity.b >= 0 && similarity.b <= 1)) {
    return fail(illegal_argument(
        fmt::format("illegal b value: {}, must be between 0 and 1", java_float(similarity.b))));
  }
  return similarity;
}

Result<Similarity> read_similarity(const std::string& name, const SettingGroup& group) {
  constexpr auto kUnbuilt = std::to_array<std::string_view>(
      {"DFI", "DFR", "IB", "LMDirichlet", "LMJelinekMercer", "scripted"});
  const auto type = group.find("type");
  if (type == group.end()) {
    return fail(
        illegal_argument(fmt::format("Similarity [{}] must have an associated type", name)));
  }
  if (type->second == "BM25") {
    return read_bm25(group);
  }
  if (type->second == "boolean") {
    for (const auto& [key, value] : group) {
      if (key != "type") {
        return fail(illegal_argument(
            fmt::format("Unknown settings for similarity of type [boolean]: [{}]", key)));
      }
    }
    Similarity similarity;
    similarity.kind = SimilarityKind::kBoolean;
    return similarity;
  }
  if (type->second == "classic") {
    return fail(
        illegal_argument("The [classic] similarity may not be used anymore. Please use the [BM25] "
                         "similarity or build a custom [scripted] similarity instead."));
  }
  if (std::find(kUnbuilt.begin(), kUnbuilt.end(), type->second) != kUnbuilt.end()) {
    return fail(ErrorCode::kUnsupported,
                fmt::format("similarity type [{}] is not supported by likewise", type->second));
  }
  return fail(
      illegal_argument(fmt::format("Unknown Similarity type [{}] for [{}]", type->second, name)));
}

}  // namespace

Result<ParsedSettings> parse_settings(const json::Value& settings) {
  if (!settings.is_object()) {
    return fail(Error(ErrorCode::kInvalidArgument, "key [settings] must be an object")
                    .with_type("parse_exception"));
  }
  ParsedSettings parsed;
  flatten(settings, "", parsed);
  for (const auto& [name, value] : parsed.values) {
    LIKEWISE_TRY_STATUS(check_setting(name, value));
  }
  for (const std::string& name : parsed.removed) {
    if (find_setting(std::string_view(name).substr(6)) == nullptr) {
      LIKEWISE_TRY_STATUS(check_setting(name, ""));
    }
  }
  return parsed;
}

Result<ParsedSettings> parse_settings(std::string_view json) {
  LIKEWISE_TRY(const json::Value root, json::parse(json));
  const json::Value* const inner = root.is_object() ? root.find("settings") : nullptr;
  return parse_settings(inner == nullptr ? root : *inner);
}

Result<MappingContext> mapping_context(const FlatSettings& settings) {
  MappingContext context;
  for (const auto& [name, group] : setting_groups(settings, "index.similarity.")) {
    LIKEWISE_TRY(context.similarities[name], read_similarity(name, group));
  }
  LIKEWISE_TRY_STATUS(read_analysis(settings, context));
  if (const auto limit = settings.find("index.mapping.total_fields.limit");
      limit != settings.end()) {
    if (const std::optional<std::int64_t> number = parse_java_long(limit->second)) {
      context.total_fields_limit = static_cast<std::size_t>(*number);
    }
  }
  return context;
}

}  // namespace likewise
