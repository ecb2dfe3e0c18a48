#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include "engine/base/error.h"
#include "tools/import/document_cursor.h"
#include "tools/import/import_book.h"
#include "tools/mirror/bulk_connection.h"
#include "tools/progress.h"

namespace likewise::tools {

/// Writes what cursors read into an index, each cursor over a connection of its own and in its
/// order.
class Import {
 public:
  /// `should_stop` may be asked from any thread.
  Import(BulkTarget target, std::size_t batch_bytes, ImportBook& book, Progress& progress,
         std::function<bool()> should_stop);

  /// Until all cursors are at their ends, or it is to stop. Errors: the first failure; what was
  /// written before it is in the book.
  Status run(const std::vector<std::unique_ptr<DocumentCursor>>& cursors);

 private:
  Status run_one(std::size_t number, DocumentCursor& cursor);
  void show_progress();

  const BulkTarget target_;
  const std::size_t batch_bytes_;
  ImportBook& book_;
  Progress& progress_;
  const std::function<bool()> should_stop_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::atomic<bool> failed_ = false;  ///< The cursors stop each other.
};

}  // namespace likewise::tools
