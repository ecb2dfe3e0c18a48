#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/search_request.h"
#include "server/rest/rest_context.h"

namespace likewise::server {

/// One document that `_mget` asks for.
struct MultiGetItem {
  std::string index;
  std::string id;
  std::optional<std::string> type;  ///< Version 7's `_type`.
  std::optional<std::string> routing;
  std::optional<std::int64_t> version;
  storage::VersionType version_type = storage::VersionType::kInternal;
  std::optional<SourceFilter> source;
  bool stored_fields = false;  ///< Given: `_source` is shown only if it is asked for.
};

/// Parses {"docs":[…]} or {"ids":[…]}; `index` applies to documents that name none. `typed`:
/// `_type` is known. Errors: Elasticsearch's; action_request_validation_exception.
Result<std::vector<MultiGetItem>> parse_multi_get(std::string_view body, std::string_view index,
                                                  bool typed);

}  // namespace likewise::server
