#include "tools/bulk_loader.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <future>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "tools/document_lines.h"

namespace likewise::tools {
namespace {

struct Batch {
  std::string body;
  std::uint64_t documents = 0;
};

/// Turns the lines of a stream into batches. Not thread-safe; used by one task at a time.
class BatchReader {
 public:
  BatchReader(std::istream& input, std::size_t batch_bytes)
      : input_(input), batch_bytes_(batch_bytes) {}

  /// An empty batch at the end of the input.
  Result<Batch> next() {
    Batch batch;
    while (batch.body.size() < batch_bytes_ && std::getline(input_, line_)) {
      ++line_number_;
      if (line_.find_first_not_of(" \t\r") == std::string::npos) {
        continue;
      }
      LIKEWISE_TRY_STATUS(append_bulk_lines(line_, line_number_, batch.body));
      ++batch.documents;
    }
    return batch;
  }

 private:
  std::istream& input_;
  std::size_t batch_bytes_;
  std::string line_;
  std::size_t line_number_ = 0;
};

bool is_retryable(long status) {
  return status == 429 || status == 502 || status == 503 || status == 504;
}

Result<HttpAnswer> send_with_retries(HttpClient& client, const std::string& path,
                                     const std::string& body, int max_retries) {
  std::chrono::milliseconds pause{100};
  for (int attempt = 0;; ++attempt) {
    LIKEWISE_TRY(HttpAnswer answer, client.request("POST", path, body, "application/x-ndjson"));
    if (!is_retryable(answer.status) || attempt == max_retries) {
      return answer;
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, std::chrono::milliseconds{5'000});
  }
}

/// Reads `items` of a bulk answer only when it says that there were errors.
Status take_rejections(const std::string& body, BulkLoadResult& result) {
  if (body.find("\"errors\":false") != std::string::npos) {
    return {};
  }
  LIKEWISE_TRY(const json::Value answer, json::parse(body));
  const json::Value* items = answer.is_object() ? answer.find("items") : nullptr;
  if (items == nullptr || !items->is_array()) {
    return fail(ErrorCode::kUnavailable, "the server's answer to _bulk has no [items]");
  }
  for (const json::Value& item : items->items) {
    if (!item.is_object() || item.members.empty() || !item.members.front().second.is_object()) {
      continue;
    }
    const json::Value& outcome = item.members.front().second;
    const json::Value* error = outcome.find("error");
    if (error == nullptr) {
      continue;
    }
    const json::Value* id = outcome.find("_id");
    const json::Value* status = outcome.find("status");
    const json::Value* reason = error->is_object() ? error->find("reason") : nullptr;
    result.rejected.push_back({id == nullptr ? "" : id->text,
                               status == nullptr ? 0 : std::atoi(status->text.c_str()),
                               reason == nullptr ? error->text : reason->text});
  }
  return {};
}

}  // namespace

Result<BulkLoadResult> bulk_load(std::istream& input, const IndexUrl& target,
                                 const BulkLoadOptions& options,
                                 const std::function<void(std::uint64_t)>& progress) {
  HttpClient client(target.server);
  BatchReader reader(input, options.batch_bytes);
  const std::string path = "/" + target.index + "/_bulk";
  BulkLoadResult result;
  Result<Batch> batch = reader.next();
  while (batch.has_value() && batch->documents > 0) {
    auto upcoming = std::async(std::launch::async, [&reader] { return reader.next(); });
    LIKEWISE_TRY(const HttpAnswer answer,
                 send_with_retries(client, path, batch->body, options.max_retries));
    if (answer.status != 200) {
      return fail(ErrorCode::kUnavailable,
                  fmt::format("[{}] refused a batch: {}", target.server, error_text(answer)));
    }
    const std::size_t rejected_before = result.rejected.size();
    LIKEWISE_TRY_STATUS(take_rejections(answer.body, result));
    result.documents += batch->documents - (result.rejected.size() - rejected_before);
    progress(result.documents);
    batch = upcoming.get();
  }
  if (!batch.has_value()) {
    return fail(std::move(batch).error());
  }
  return result;
}

}  // namespace likewise::tools
