#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "engine/base/error.h"
#include "tools/mirror/batch_sender.h"
#include "tools/mirror/change_source.h"
#include "tools/mirror/target_body.h"

namespace likewise::tools {

/// What a pump needs besides its source.
struct PumpWorld {
  std::function<Status(Batch)> push;
  std::function<std::size_t()> batch_bytes;
  std::function<bool()> should_stop;
  /// Waits; false when the work is to stop.
  std::function<bool(std::chrono::milliseconds)> pause;
  /// Called after each page with the end of the feed.
  std::function<void(SeqNo end)> on_page;
};

/// Reads a feed page by page and cuts it into batches. Batches cover every sequence number, without
/// gaps and in order.
class FeedPump {
 public:
  FeedPump(ChangeSource& source, const TargetShape& shape, PumpWorld world,
           std::chrono::seconds patience);

  /// From `since` to the end of the feed; with `follow` until it is told to stop.
  /// Errors: the source's, after patience for those that may pass; kConflict when the source index
  /// was replaced by another one of the same name; those of push().
  Status run(SeqNo since, bool follow, const std::string& index_uuid);

 private:
  Result<FeedPage> read(SeqNo since, bool follow);
  Status take(FeedPage page, Batch& batch);
  Status push(Batch& batch, SeqNo end);

  ChangeSource& source_;
  const TargetShape& shape_;
  const PumpWorld world_;
  const std::chrono::seconds patience_;
  std::size_t bytes_ = 0;  ///< Of the batch that is being filled.
};

}  // namespace likewise::tools
