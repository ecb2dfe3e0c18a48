#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "tools/cluster/cluster_client.h"
#include "tools/cluster/secrets.h"
#include "tools/command.h"
#include "tools/import/ordered_writer.h"
#include "tools/mirror/rejection_file.h"

namespace likewise::tools {

/// Where a command that makes documents writes them.
struct DocumentLoadOptions {
  std::string to;  ///< http(s)://HOST:PORT/INDEX; empty: not into an index.
  ClusterAccess access;
  SecretFiles secrets;
  std::size_t batch_bytes = 10U << 20U;
  std::uint64_t patience_seconds = 600;
  std::string rejected = "rejected.ndjson";
};

void add_document_load_options(CLI::App& command, DocumentLoadOptions& options);

/// Writes document lines into an index of likewise or of a cluster, in their order over one
/// connection, and repeats what fails for a passing reason. Used by one thread.
class DocumentLoad {
 public:
  /// Makes the index unless it is there: dynamic, without date detection (a token such as "1024-12"
  /// would be a date). Errors: usage errors; those of the target.
  static Result<std::unique_ptr<DocumentLoad>> open(const DocumentLoadOptions& options,
                                                    std::function<bool()> should_stop);

  DocumentLoad(const DocumentLoadOptions& options, BulkTarget target,
               std::function<bool()> should_stop);

  /// Whole lines, {"_id":"7",…} each. Errors: kUnavailable, and what the target refuses as a whole.
  Status write(std::string_view lines);
  /// Waits until everything is written, makes it visible and tells how much it was. Returns the
  /// exit code: kExitPartial when documents were refused, which are listed. Errors: as write().
  Result<int> finish();

 private:
  Status take(const Batch& batch, const SentBatch& sent);

  const DocumentLoadOptions options_;
  const BulkTarget target_;
  RejectionFile rejections_;
  std::uint64_t written_ = 0;  ///< From here on by the writer's thread until it is finished.
  std::uint64_t rejected_ = 0;
  std::uint64_t lines_ = 0;  ///< By write().
  OrderedWriter writer_;     ///< Last: its thread uses the others.
};

}  // namespace likewise::tools
