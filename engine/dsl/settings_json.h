#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "engine/dsl/mapping_json.h"

namespace likewise {

/// Index settings by their full name ("index.number_of_shards"), values as texts. The entries of an
/// array have their number as last part of the name.
using FlatSettings = std::map<std::string, std::string>;

struct ParsedSettings {
  FlatSettings values;
  std::vector<std::string> removed;  ///< Names given as null: back to the default.
};

/// Reads the value of `settings`, in any of Elasticsearch's forms: {"index":{"a":{"b":1}}},
/// {"index.a.b":1}, {"a.b":1}.
/// Errors: illegal_argument_exception for unknown names and for values that cannot be.
Result<ParsedSettings> parse_settings(const json::Value& settings);

/// The same for a text that is {"settings":{…}} or the settings themselves.
Result<ParsedSettings> parse_settings(std::string_view json);

/// What mappings may refer to. Errors: illegal_argument_exception for similarities as Elasticsearch
/// words them; kUnsupported for analysis components that likewise does not have.
Result<MappingContext> mapping_context(const FlatSettings& settings);

}  // namespace likewise
