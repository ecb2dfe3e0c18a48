#include "tools/mirror/feed_pump.h"

#include <utility>

#include <fmt/format.h>

namespace likewise::tools {
namespace {

/// How long one request waits for a change.
constexpr std::chrono::seconds kLongPoll{10};

}  // namespace

FeedPump::FeedPump(ChangeSource& source, const TargetShape& shape, PumpWorld world,
                   std::chrono::seconds patience)
    : source_(source), shape_(shape), world_(std::move(world)), patience_(patience) {}

Status FeedPump::run(SeqNo since, bool follow, const std::string& index_uuid) {
  Batch batch;
  batch.first = since;
  SeqNo next = since;
  while (!world_.should_stop()) {
    Result<FeedPage> page = read(next, follow);
    if (!page.has_value()) {
      return world_.should_stop() ? Status() : fail(std::move(page).error());
    }
    if (page->index_uuid != index_uuid) {
      return fail(ErrorCode::kConflict, "the source index was replaced by another of its name");
    }
    next = page->next;
    const SeqNo end = page->end;
    LIKEWISE_TRY_STATUS(take(std::move(*page), batch));
    if (next == end) {
      LIKEWISE_TRY_STATUS(push(batch, next));
    }
    world_.on_page(end);
    if (next == end && !follow) {
      return {};
    }
  }
  return {};
}

Result<FeedPage> FeedPump::read(SeqNo since, bool follow) {
  BackOff back_off(since);
  std::chrono::milliseconds waited{0};
  while (true) {
    Result<FeedPage> page = source_.read(since, follow ? kLongPoll : std::chrono::seconds(0));
    if (page.has_value() || page.error().code() != ErrorCode::kUnavailable) {
      return page;
    }
    const std::chrono::milliseconds pause = back_off.next();
    waited += pause;
    if (waited > patience_ || !world_.pause(pause)) {
      return page;
    }
  }
}

Status FeedPump::take(FeedPage page, Batch& batch) {
  for (FeedOperation& operation : page.operations) {
    if (shape_.ids_only && !operation.deleted) {
      LIKEWISE_TRY(operation.source, keep_fields(operation.source, shape_.fields));
    }
    bytes_ += operation.bytes();
    const SeqNo end = operation.seq_no + 1;
    batch.operations.push_back(std::move(operation));
    if (bytes_ >= world_.batch_bytes()) {
      LIKEWISE_TRY_STATUS(push(batch, end));
    }
  }
  return {};
}

Status FeedPump::push(Batch& batch, SeqNo end) {
  if (end == batch.first) {
    return {};
  }
  batch.end = end;
  bytes_ = 0;
  Batch full = std::exchange(batch, Batch());
  batch.first = end;
  return world_.push(std::move(full));
}

}  // namespace likewise::tools
