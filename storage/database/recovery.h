#pragma once

#include "engine/base/error.h"
#include "storage/database/index.h"

namespace likewise::storage {

/// Brings a fresh Index to the state that its store describes: terms, sealed segments, statistics,
/// and the operations since the last seal, which are replayed from their forward records.
/// Errors: kCorruption, kUnavailable.
Status recover_index(Index& index, bool read_only);

/// The mapping of a catalog record, with its fields in their stored order. Errors: kCorruption.
Result<std::shared_ptr<const Mapping>> recover_mapping(const CatalogRecord& record,
                                                       const MappingContext& context);

}  // namespace likewise::storage
