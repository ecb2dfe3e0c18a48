#pragma once

/// @file
/// Sends `_bulk` bodies to a server, one after the other on one connection, so that documents are
/// loaded in the order of the file (ties in score go by load order).

#include <cstddef>
#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "tools/http_client.h"

namespace likewise::tools {

struct BulkLoadOptions {
  std::size_t batch_bytes = 5U << 20U;
  int max_retries = 8;  ///< Of one batch, on 429, 502, 503 and 504, with growing pauses.
};

/// A document the server refused.
struct RejectedDocument {
  std::string id;
  int status = 0;
  std::string reason;
};

struct BulkLoadResult {
  std::uint64_t documents = 0;  ///< Accepted by the server.
  std::vector<RejectedDocument> rejected;
};

/// Reads document lines from `input` until its end and loads them into `target`. The next batch is
/// made while the server works on the last one. `progress` receives the number of documents done.
/// Errors: a malformed line (the batches before its own are loaded), no answer, a refused request.
Result<BulkLoadResult> bulk_load(std::istream& input, const IndexUrl& target,
                                 const BulkLoadOptions& options,
                                 const std::function<void(std::uint64_t)>& progress);

}  // namespace likewise::tools
