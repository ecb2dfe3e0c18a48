#pragma once

/// @file
/// The body that makes the target index. Pure: JSON in, JSON out.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "tools/mirror/change_source.h"

namespace likewise::tools {

/// How the target index differs from the source.
struct TargetShape {
  bool lean = false;      ///< Of a text field with a keyword sub-field only the latter is indexed.
  bool ids_only = false;  ///< Documents have the fields `fields` alone.
  std::vector<std::string> fields = {"feature_vector"};
  std::optional<std::uint32_t> shards;
  std::optional<std::uint32_t> replicas;
};

/// True for an index setting, without "index.", that means the same on likewise and on a cluster.
/// Others are of the machine that they come from.
bool is_portable_setting(std::string_view name);

/// Settings and mappings of the target. The mapping's `_meta.likewise_mirror` names the source
/// index, so that no other one is ever mirrored into it. Errors: kInvalidArgument when the source's
/// mapping has none of the fields that `ids_only` keeps.
Result<std::string> creation_body(const SourceIndex& source, const TargetShape& shape);

/// The uuid that creation_body() wrote into a mapping; empty: none.
std::string mirrored_uuid(std::string_view mapping_json);

/// `source` with the named fields alone, for --ids-only. Errors: kInvalidArgument for no object.
Result<std::string> keep_fields(std::string_view source, const std::vector<std::string>& fields);

}  // namespace likewise::tools
