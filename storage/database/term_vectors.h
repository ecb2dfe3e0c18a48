#pragma once

#include "engine/base/error.h"
#include "engine/dsl/term_vectors_request.h"
#include "storage/database/inspection.h"
#include "storage/database/search_execution.h"

namespace likewise::storage {

/// Contract: Database::term_vectors. REQUIRES: one target.
Result<TermVectorsResult> read_term_vectors(const SearchTargets& targets,
                                            const TermVectorsRequest& request);

}  // namespace likewise::storage
