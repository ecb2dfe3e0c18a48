#include "engine/dsl/setting_groups.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/number_text.h"

namespace likewise {

std::map<std::string, SettingGroup> setting_groups(const FlatSettings& settings,
                                                   std::string_view prefix) {
  std::map<std::string, SettingGroup> groups;
  for (const auto& [name, value] : settings) {
    if (!name.starts_with(prefix)) {
      continue;
    }
    const std::string rest = name.substr(prefix.size());
    const std::size_t dot = rest.find('.');
    if (dot != std::string::npos) {
      groups[rest.substr(0, dot)][rest.substr(dot + 1)] = value;
    }
  }
  return groups;
}

Result<bool> flag_in(const SettingGroup& group, const std::string& name, bool otherwise) {
  const auto found = group.find(name);
  if (found == group.end()) {
    return otherwise;
  }
  if (found->second != "true" && found->second != "false") {
    return fail(illegal_argument(fmt::format(
        "Failed to parse value [{}] as only [true] or [false] are allowed.", found->second)));
  }
  return found->second == "true";
}

Result<std::int64_t> integer_in(const SettingGroup& group, const std::string& name,
                                std::int64_t otherwise) {
  const auto found = group.find(name);
  if (found == group.end()) {
    return otherwise;
  }
  const std::optional<std::int64_t> number = parse_java_long(found->second);
  const bool is_int = number && *number >= std::numeric_limits<std::int32_t>::min() &&
                      *number <= std::numeric_limits<std::int32_t>::max();
  if (is_int) {
    return *number;
  }
  return fail(
      Error(ErrorCode::kInvalidArgument,
            fmt::format("Failed to parse int setting [{}] with value [{}]", name, found->second))
          .with_type("settings_exception")
          .with_status(500)
          .caused_by(Error(ErrorCode::kInvalidArgument,
                           fmt::format("For input string: \"{}\"", found->second))
                         .with_type("number_format_exception")));
}

std::optional<std::vector<std::string>> list_in(const SettingGroup& group,
                                                const std::string& name) {
  std::vector<std::string> items;
  if (const auto found = group.find(name); found != group.end()) {
    std::string_view rest = found->second;
    while (!rest.empty()) {
      const std::size_t comma = rest.find(',');
      std::string_view item = rest.substr(0, comma);
      item.remove_prefix(std::min(item.find_first_not_of(' '), item.size()));
      item = item.substr(0, item.find_last_not_of(' ') + 1);
      if (!item.empty()) {
        items.emplace_back(item);
      }
      rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    }
    return items;
  }
  for (;;) {
    const auto found = group.find(fmt::format("{}.{}", name, items.size()));
    if (found == group.end()) {
      break;
    }
    items.push_back(found->second);
  }
  return items.empty() ? std::nullopt : std::optional(std::move(items));
}

}  // namespace likewise
