#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace likewise::storage {

/// What the body of an update makes of a document.
struct UpdatedSource {
  std::string source;    ///< The whole new document.
  bool is_noop = false;  ///< Nothing would change.
};

/// Applies {"doc":{…},"upsert":{…},"doc_as_upsert":…,"detect_noop":…} to the newest source of the
/// document `id` (absent: there is none). Objects merge member by member, other values replace.
/// Errors: document_missing_exception, action_request_validation_exception; kUnsupported: script.
Result<UpdatedSource> update_source(std::string_view id, std::optional<std::string_view> current,
                                    std::string_view body);

}  // namespace likewise::storage
