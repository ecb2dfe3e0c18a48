#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/dsl/document_parser.h"
#include "engine/index/parsed_document.h"
#include "storage/database/database.h"
#include "storage/database/document_terms.h"
#include "storage/database/index.h"

namespace likewise::storage {

class WriteBatchPlan;

/// One operation of a request on its way.
struct PendingWrite {
  const WriteOperation* operation = nullptr;
  ParsedDocument document;
  /// Of the document, if they were known when it was parsed: then its forward record is made.
  std::optional<std::vector<FieldTerms>> terms;
  std::string forward;
  std::string merged_source;  ///< Of an update: the whole new document.
  WriteOutcome outcome;
  bool is_noop = false;  ///< An update that changes nothing.

  std::string_view source() const {
    return operation->op == OpType::kUpdate ? std::string_view(merged_source) : operation->source;
  }
};

/// Writes to one index, one batch at a time.
///
/// Callers parse on their own threads and queue up. Whoever is first leads: it takes everything
/// that is queued, decides versions, numbers documents and terms, writes ONE batch, and only after
/// that is on disk changes the memory and wakes the others. Waiting requests so share one sync.
/// Thread-safe.
class IndexWriter {
 public:
  explicit IndexWriter(Index& index) : index_(index) {}

  /// Performs the operations in order and fills their outcomes.
  /// Errors: the batch could not be written (then nothing happened); the index was deleted.
  Status write(std::vector<PendingWrite>& writes);

  /// Stores and adopts a mapping that grew from the index's own by `change`.
  Status change_mapping(
      const std::function<Result<std::shared_ptr<const Mapping>>(const Mapping&)>& change);
  /// Stores and adopts changed settings. Errors: illegal_argument_exception for a static one.
  Status change_settings(const ParsedSettings& changes, Dialect default_dialect);

 private:
  struct Request {
    std::vector<PendingWrite>* writes = nullptr;
    std::shared_ptr<const Mapping> base;   ///< What the first document was parsed against.
    std::shared_ptr<const Mapping> grown;  ///< With the fields that the documents add.
    bool has_updates = false;              ///< Parsed by the leader: they need the newest source.
    bool done = false;
    Status status;
  };

  /// What one thread parses with.
  struct Workbench {
    DocumentParser parser;
    TermCounter counter;
  };

  void parse(Request& request);
  void reparse(Request& request, const std::shared_ptr<const Mapping>& mapping);
  bool parse_side_by_side(Request& request, const std::shared_ptr<const Mapping>& mapping);
  static void parse_one(Workbench& workbench, const std::shared_ptr<const Mapping>& mapping,
                        PendingWrite& write);
  void lead(std::unique_lock<std::mutex>& queue_lock);
  Status write_batch(const std::vector<Request*>& requests);  ///< Under the write lock.
  /// Plans the writes of one request; `mapping` grows with their fields.
  Status plan_request(Request& request, WriteBatchPlan& plan,
                      std::shared_ptr<const Mapping>& mapping);
  Status prepare_in_order(PendingWrite& write, const WriteBatchPlan& plan, DocumentParser& parser,
                          std::shared_ptr<const Mapping>& mapping);
  std::unique_ptr<Workbench> take_workbench();
  void return_workbench(std::unique_ptr<Workbench> workbench);

  Index& index_;
  std::mutex queue_mutex_;
  std::condition_variable queue_changed_;
  std::deque<Request*> queue_;  // Guarded by queue_mutex_; the first one leads.
  PendingTerms pending_terms_;  // Guarded by the index's write lock.
  std::mutex workbenches_mutex_;
  std::vector<std::unique_ptr<Workbench>> workbenches_;  // Guarded by workbenches_mutex_.
};

}  // namespace likewise::storage
