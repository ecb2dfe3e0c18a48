#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/database/document_terms.h"
#include "storage/database/index.h"
#include "storage/database/index_writer.h"

namespace likewise::storage {

/// Turns operations into one store batch and the changes of memory that follow once it is written.
/// Later operations see earlier ones of the same plan. Used under the index's write lock; dropped
/// if the batch fails, and then nothing has happened.
class WriteBatchPlan {
 public:
  WriteBatchPlan(Index& index, PendingTerms& pending_terms);

  /// Decides what becomes of one operation and fills its outcome.
  /// Errors: only failures to read the store; an operation that is refused is an outcome.
  Status add(PendingWrite& write);

  /// The newest source of a document, if it lives.
  Result<std::optional<std::string>> newest_source(const std::string& id) const;

  WriteBatch& batch() { return batch_; }
  /// Changes the memory. REQUIRES: batch() is on disk.
  void apply(const Mapping& mapping);

 private:
  struct Newest {
    IdRecord record;
    std::size_t applied = 0;  ///< Which operation of this plan wrote it.
    std::string_view source;
  };

  Result<std::optional<IdRecord>> current(const std::string& id) const;
  Status add_index(PendingWrite& write, const std::optional<IdRecord>& current,
                   std::int64_t version);
  Status add_delete(PendingWrite& write, const std::optional<IdRecord>& current,
                    std::int64_t version);
  /// Makes the document of `current` dead; nothing to do if there is none alive.
  Status replace(const std::string& id, const std::optional<IdRecord>& current,
                 AppliedOperation& operation);
  void record(PendingWrite& write, const IdRecord& newest, const OperationRecord& feed,
              AppliedOperation operation);

  Index& index_;
  PendingTerms& pending_terms_;
  TermCounter counter_;
  const IndexNumber number_;
  DocId next_doc_;
  SeqNo next_seq_no_;
  WriteBatch batch_;
  std::vector<AppliedOperation> applied_;
  std::unordered_map<std::string, Newest> newest_;
};

}  // namespace likewise::storage
