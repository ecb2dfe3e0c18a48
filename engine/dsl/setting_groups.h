#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/settings_json.h"

namespace likewise {

/// The settings of one named thing ("index.similarity.NAME.*"), without that prefix.
using SettingGroup = std::map<std::string, std::string>;

/// The settings below `prefix`, by the name that follows it.
std::map<std::string, SettingGroup> setting_groups(const FlatSettings& settings,
                                                   std::string_view prefix);

/// A text, or the default. Errors: those two of Elasticsearch for what is no such value.
Result<bool> flag_in(const SettingGroup& group, const std::string& name, bool otherwise);
Result<std::int64_t> integer_in(const SettingGroup& group, const std::string& name,
                                std::int64_t otherwise);

/// A list, given as an array or as one text with commas (spaces around them do not count); nullopt
/// if there is none.
std::optional<std::vector<std::string>> list_in(const SettingGroup& group, const std::string& name);

}  // namespace likewise
