#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "engine/base/error.h"
#include "tools/cluster/cluster_client.h"
#include "tools/mirror/batch_sender.h"
#include "tools/mirror/batch_size.h"

namespace likewise::tools {

/// The index that batches go to, and how.
struct BulkTarget {
  ClusterAccess access;
  std::string index;  ///< One path segment, percent-encoded.
  Versions versions = Versions::kExternal;
  std::chrono::seconds patience{600};  ///< How long nothing may go forward before it gives up.
  bool gzip = true;
};

/// Waits; false as soon as `should_stop` says so.
bool pause_unless(const std::function<bool()>& should_stop, std::chrono::milliseconds time);

/// One connection to a target, with the sender that repeats what fails for a passing reason. Not
/// thread-safe; one per thread.
class BulkConnection {
 public:
  /// `size` is shared by all connections to the target. `seed` draws the pauses.
  BulkConnection(BulkTarget target, BatchSize& size, std::function<bool()> should_stop,
                 std::uint64_t seed);

  /// As BatchSender::send().
  Result<SentBatch> send(const Batch& batch) { return sender_.send(batch); }

 private:
  SenderWorld make_world();
  Result<HttpAnswer> send_body(const std::string& body);

  const BulkTarget target_;
  const std::function<bool()> should_stop_;
  ClusterClient client_;
  BatchSender sender_;
};

}  // namespace likewise::tools
