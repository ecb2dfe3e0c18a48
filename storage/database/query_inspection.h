#pragma once

#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "storage/database/inspection.h"
#include "storage/database/search_execution.h"

namespace likewise::storage {

/// Contract: Database::explain. REQUIRES: one target.
Result<ExplainedDocument> explain_document(const SearchTargets& targets, std::string_view id,
                                           std::string_view body);

/// Contract: Database::validate.
Result<std::vector<ValidatedQuery>> validate_query(const SearchTargets& targets,
                                                   std::string_view body,
                                                   const ValidateOptions& options);

}  // namespace likewise::storage
