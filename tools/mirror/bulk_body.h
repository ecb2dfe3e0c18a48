#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "tools/mirror/feed_page.h"

namespace likewise::tools {

/// The external version of an operation. Versions start at 1, sequence numbers at 0.
inline SeqNo version_of(SeqNo seq_no) {
  return seq_no + 1;
}

/// kExternal: whichever of two operations on one document arrives last, the newer one stays.
/// kNone: the last one stays, so their order must be kept; versions are the target's own.
enum class Versions : unsigned char { kExternal, kNone };

/// Two lines an operation (one of a delete).
std::string bulk_body(std::span<const FeedOperation* const> operations,
                      Versions versions = Versions::kExternal);

enum class ItemFate : unsigned char { kDone, kRetry, kRejected };

/// What became of one operation.
struct ItemOutcome {
  ItemFate fate = ItemFate::kDone;
  int status = 0;
  std::string type;
  std::string reason;
};

/// The outcomes of `count` operations from the answer to their `_bulk`, in order. A conflict with a
/// higher version counts as done: the target has the same operation or a newer one.
/// Errors: kUnavailable for anything but a whole answer to that many operations; kInvalidArgument
/// when the index itself refuses (it is gone, or closed).
Result<std::vector<ItemOutcome>> read_bulk_answer(std::string_view body, std::size_t count);

}  // namespace likewise::tools
