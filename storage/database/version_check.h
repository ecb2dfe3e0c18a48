#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/error.h"
#include "storage/database/database.h"
#include "storage/rocks/records.h"

namespace likewise::storage {

/// The version that `operation` gives its document, whose newest state is `current` (absent: never
/// seen). `id` is for the message.
/// Errors: version_conflict_engine_exception, action_request_validation_exception.
Result<std::int64_t> next_version(const WriteOperation& operation, std::string_view id,
                                  const std::optional<IdRecord>& current);

}  // namespace likewise::storage
