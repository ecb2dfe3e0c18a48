#include "tools/import/import.h"

#include <future>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "tools/import/ordered_writer.h"

namespace likewise::tools {

Import::Import(BulkTarget target, std::size_t batch_bytes, ImportBook& book, Progress& progress,
               std::function<bool()> should_stop)
    : target_(std::move(target)),
      batch_bytes_(batch_bytes),
      book_(book),
      progress_(progress),
      should_stop_(std::move(should_stop)) {}

Status Import::run(const std::vector<std::unique_ptr<DocumentCursor>>& cursors) {
  std::vector<std::future<Status>> runs;
  runs.reserve(cursors.size());
  for (std::size_t i = 0; i < cursors.size(); ++i) {
    runs.push_back(
        std::async(std::launch::async, [this, i, &cursors] { return run_one(i, *cursors[i]); }));
  }
  std::optional<Error> first;
  for (std::future<Status>& run : runs) {
    Status status = run.get();
    // The others complain about being stopped: the reason is told by the one that failed first.
    if (!status.has_value() && (!first || first->code() == ErrorCode::kUnavailable)) {
      first = std::move(status).error();
    }
  }
  if (first && !should_stop_()) {
    return fail(*std::move(first));
  }
  return {};
}

Status Import::run_one(std::size_t number, DocumentCursor& cursor) {
  const auto is_ending = [this] { return should_stop_() || failed_.load(); };
  const auto on_sent = [this, number](const Batch& batch, const SentBatch& sent) -> Status {
    LIKEWISE_TRY_STATUS(book_.acknowledge(number, batch, sent));
    show_progress();
    return {};
  };
  OrderedWriter writer(target_, batch_bytes_, is_ending, on_sent, book_.position(number));
  const auto copy = [&]() -> Status {
    while (!is_ending()) {
      LIKEWISE_TRY(std::optional<DocumentPage> page, cursor.next());
      if (!page) {
        break;
      }
      LIKEWISE_TRY_STATUS(writer.write(std::move(page->operations), page->next));
    }
    return {};
  };
  const Status read = copy();
  // What was read before a failure is written all the same.
  const Status written = writer.finish();
  const Status& status = written.has_value() ? read : written;
  if (!status.has_value()) {
    failed_.store(true);
  }
  return status;
}

void Import::show_progress() {
  const ImportTotals totals = book_.totals();
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  const double megabytes = static_cast<double>(totals.bytes) / 1e6;
  progress_.update(totals.documents + totals.deletes,
                   fmt::format("{:.1f} MB/s, {} refused", seconds > 0 ? megabytes / seconds : 0.0,
                               book_.rejected()));
}

}  // namespace likewise::tools
