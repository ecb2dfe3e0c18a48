#pragma once

#include "engine/base/error.h"
#include "storage/database/changes.h"
#include "storage/rocks/keys.h"
#include "storage/rocks/store.h"

namespace likewise::storage {

/// Where a feed ends, for a store that nobody writes to: one past the last operation.
/// Errors: kCorruption, kUnavailable.
Result<SeqNo> stored_feed_end(const Store& store, IndexNumber index);

/// The page that begins at `since` and ends at `end` at the latest. Reads beside a writer: what is
/// superseded while it reads is left out, since the later operation is beyond `since` as well.
/// Errors: kInvalidArgument when `since` is beyond `end`: the reader knows operations that this
/// index never had; kCorruption, kUnavailable.
/// Cost: two look-ups an operation, superseded ones included; bounded by a page.
Result<ChangePage> read_changes(const Store& store, IndexNumber index, SeqNo since, SeqNo end,
                                const ChangeLimits& limits);

}  // namespace likewise::storage
