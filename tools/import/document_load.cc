#include "tools/import/document_load.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "tools/cluster/login_options.h"
#include "tools/import/dump_lines.h"
#include "tools/mirror/target_index.h"

namespace likewise::tools {
namespace {

constexpr const char* kDynamicBody = R"({"mappings":{"date_detection":false}})";

}  // namespace

void add_document_load_options(CLI::App& command, DocumentLoadOptions& options) {
  command.add_option("--to", options.to,
                     "writes into an index instead, http(s)://HOST:PORT/INDEX, of likewise, "
                     "Elasticsearch or OpenSearch");
  command.add_option("--batch-bytes", options.batch_bytes, "largest _bulk request of --to")
      ->check(CLI::Range(std::size_t{1'000}, std::size_t{90} << 20U))
      ->transform(CLI::AsSizeValue(false))
      ->capture_default_str();
  command
      .add_option("--patience", options.patience_seconds,
                  "seconds without progress before --to gives up")
      ->capture_default_str();
  command
      .add_option("--rejected", options.rejected, "where documents that --to refuses are listed")
      ->capture_default_str();
  add_login_options(command, "target", options.access, options.secrets);
}

Result<std::unique_ptr<DocumentLoad>> DocumentLoad::open(const DocumentLoadOptions& options,
                                                         std::function<bool()> should_stop) {
  BulkTarget target;
  target.access = options.access;
  LIKEWISE_TRY_STATUS(set_server(options.to, target.access));
  LIKEWISE_TRY(const IndexUrl url, parse_index_url(target.access.server));
  target.access.server = url.server;
  target.index = url.index;
  LIKEWISE_TRY_STATUS(add_secrets(options.secrets, target.access));
  target.versions = Versions::kNone;
  target.patience = std::chrono::seconds(options.patience_seconds);
  ClusterClient client(target.access, should_stop);
  TargetIndex index(client, target.index);
  LIKEWISE_TRY_STATUS(index.product());
  LIKEWISE_TRY(const std::optional<TargetState> state, index.find());
  if (!state) {
    LIKEWISE_TRY_STATUS(index.create(kDynamicBody));
  }
  return std::make_unique<DocumentLoad>(options, std::move(target), std::move(should_stop));
}

DocumentLoad::DocumentLoad(const DocumentLoadOptions& options, BulkTarget target,
                           std::function<bool()> should_stop)
    : options_(options),
      target_(std::move(target)),
      rejections_(options.rejected),
      writer_(target_, options.batch_bytes, std::move(should_stop),
              [this](const Batch& batch, const SentBatch& sent) { return take(batch, sent); }) {}

Status DocumentLoad::take(const Batch& batch, const SentBatch& sent) {
  LIKEWISE_TRY_STATUS(rejections_.append(sent.rejected));
  written_ += batch.operations.size() - sent.rejected.size();
  rejected_ += sent.rejected.size();
  return {};
}

Status DocumentLoad::write(std::string_view lines) {
  std::vector<FeedOperation> operations;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    LIKEWISE_TRY(FeedOperation operation, parse_document_line(lines.substr(0, end), ++lines_));
    operations.push_back(std::move(operation));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return writer_.write(std::move(operations), lines_);
}

Result<int> DocumentLoad::finish() {
  LIKEWISE_TRY_STATUS(writer_.finish());
  ClusterClient client(target_.access);
  TargetIndex index(client, target_.index);
  LIKEWISE_TRY_STATUS(index.refresh());
  fmt::print("{} documents written into {}/{}\n", written_, target_.access.server, target_.index);
  std::fflush(stdout);
  if (rejected_ == 0) {
    return kExitOk;
  }
  fmt::print(stderr, "likewise: {} documents were refused; they are listed in [{}]\n", rejected_,
             options_.rejected);
  return kExitPartial;
}

}  // namespace likewise::tools
