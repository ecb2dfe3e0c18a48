#include "tools/mirror/mirror.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "tools/mirror/feed_pump.h"

namespace likewise::tools {
namespace {

double megabytes(std::uint64_t bytes) {
  return static_cast<double>(bytes) / 1e6;
}

}  // namespace

Mirror::Mirror(ChangeSource& source, MirrorOptions options, MirrorPlan plan,
               std::function<bool()> should_stop)
    : source_(source),
      options_(std::move(options)),
      plan_(std::move(plan)),
      should_stop_(std::move(should_stop)),
      ledger_(plan_.checkpoint, options_.checkpoint_file, options_.rejected_file),
      batch_size_(options_.batch_bytes),
      progress_("mirroring", "operations", 0, options_.progress),
      start_(std::chrono::steady_clock::now()) {
  BulkTarget target;
  target.access = options_.target;
  target.index = options_.target_index;
  target.patience = options_.patience;
  target.gzip = options_.gzip;
  for (std::size_t i = 0; i < options_.connections; ++i) {
    connections_.push_back(std::make_unique<BulkConnection>(
        target, batch_size_, [this] { return is_ending(); }, i));
  }
}

Mirror::~Mirror() = default;

Status Mirror::run() {
  // Not stopped by a signal: what is held must be put back.
  ClusterClient client(options_.target);
  TargetIndex target(client, options_.target_index);
  LIKEWISE_TRY_STATUS(prepare_target(target));
  SettingsKeeper settings(target, ledger_);
  Status status = load_and_follow(settings, target);
  Status released = settings.release();
  if (!released.has_value()) {
    Error error = status.has_value() ? std::move(released).error() : std::move(status).error();
    return fail(std::move(error).with_context(
        "the target's settings are not put back yet, the next run does it: "));
  }
  LIKEWISE_TRY_STATUS(status);
  progress_.finish();
  return {};
}

Status Mirror::prepare_target(TargetIndex& target) {
  if (plan_.creates_index) {
    LIKEWISE_TRY_STATUS(target.create(plan_.creation_body));
  }
  LIKEWISE_TRY(const std::optional<TargetState> state, target.find());
  return ledger_.change([&state](Checkpoint& checkpoint) {
    checkpoint.target_uuid = state ? state->uuid : checkpoint.target_uuid;
  });
}

Status Mirror::load_and_follow(SettingsKeeper& settings, TargetIndex& target) {
  if (!ledger_.checkpoint().loaded) {
    LIKEWISE_TRY_STATUS(settings.hold(loading_settings()));
    LIKEWISE_TRY_STATUS(pump(false));
    if (should_stop_()) {
      return {};
    }
    LIKEWISE_TRY_STATUS(settings.release(following_settings()));
    LIKEWISE_TRY_STATUS(ledger_.change([](Checkpoint& checkpoint) { checkpoint.loaded = true; }));
  } else {
    LIKEWISE_TRY_STATUS(settings.hold(following_settings()));
    LIKEWISE_TRY_STATUS(pump(false));
  }
  LIKEWISE_TRY_STATUS(target.refresh());
  return options_.follow && !should_stop_() ? pump(true) : Status();
}

Status Mirror::pump(bool follow) {
  SenderPool pool(options_.connections, [this](std::size_t number, const Batch& batch) {
    return send_batch(number, batch);
  });
  PumpWorld world;
  world.push = [&pool](Batch batch) { return pool.push(std::move(batch)); };
  world.batch_bytes = [this] { return batch_size_.bytes(); };
  world.should_stop = [this] { return is_ending(); };
  world.pause = [this](std::chrono::milliseconds time) {
    return pause_unless([this] { return is_ending(); }, time);
  };
  world.on_page = [this](SeqNo end) {
    feed_end_.store(end);
    show_progress();
  };
  FeedPump feed(source_, options_.shape, std::move(world), options_.patience);
  Status read = feed.run(ledger_.next(), follow, plan_.source.uuid);
  if (!read.has_value()) {
    failed_.store(true);
  }
  Status sent = pool.drain();
  if (should_stop_()) {
    return {};  // What a stopped request complains about is no failure.
  }
  // A sender that fails stops the reader, too; then its reason is the one to tell.
  return sent.has_value() ? std::move(read) : std::move(sent);
}

Status Mirror::send_batch(std::size_t number, const Batch& batch) {
  Result<SentBatch> sent = connections_[number]->send(batch);
  Status status =
      sent.has_value() ? ledger_.acknowledge(batch, *sent) : Status(fail(std::move(sent).error()));
  if (!status.has_value()) {
    failed_.store(true);
  }
  show_progress();
  return status;
}

void Mirror::show_progress() {
  const MirrorTotals totals = ledger_.totals();
  const SeqNo next = ledger_.next();
  const SeqNo end = std::max(feed_end_.load(), next);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  progress_.update(totals.documents + totals.deletes,
                   fmt::format("{:.1f} MB/s, {} behind, {} refused",
                               seconds > 0 ? megabytes(totals.bytes) / seconds : 0.0, end - next,
                               totals.rejected));
}

Status Mirror::forget_rejected() {
  return ledger_.change([](Checkpoint& checkpoint) { checkpoint.rejected = 0; });
}

}  // namespace likewise::tools
