// `likewise index`: loads document lines into a server.

#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "tools/bulk_loader.h"
#include "tools/command.h"
#include "tools/http_client.h"
#include "tools/progress.h"

namespace likewise::tools {
namespace {

constexpr const char* kExamples = R"(Examples:
  likewise index docs.ndjson --to http://127.0.0.1:9200/images
  likewise encode vectors.npy --model model.lwm | likewise index - --to http://127.0.0.1:9200/images
Each line is one document: {"_id":"7","feature_vector":["0-14","1-4"],"label":"boot"})";

struct IndexFlags {
  std::string input;
  std::string to;
  BulkLoadOptions load;
  bool refresh = true;
  std::string rejected = "rejected.ndjson";
  std::string progress = "auto";
};

/// Creates the index unless it is there. Date detection is off, because a token such as "1024-12"
/// would be taken for a year and a month.
Status ensure_index(HttpClient& client, const std::string& index) {
  LIKEWISE_TRY(const HttpAnswer found, client.request("HEAD", "/" + index, ""));
  if (found.status == 200) {
    return {};
  }
  LIKEWISE_TRY(const HttpAnswer made,
               client.request("PUT", "/" + index, R"({"mappings":{"date_detection":false}})"));
  if (made.status != 200) {
    return fail(ErrorCode::kInvalidArgument, error_text(made));
  }
  return {};
}

Status write_rejections(const std::vector<RejectedDocument>& rejected, const std::string& file) {
  std::ofstream out(file, std::ios::trunc);
  for (const RejectedDocument& document : rejected) {
    out << fmt::format("{{\"_id\":{},\"status\":{},\"reason\":{}}}\n", json::quoted(document.id),
                       document.status, json::quoted(document.reason));
  }
  out.flush();
  if (!out) {
    return fail(ErrorCode::kUnavailable, fmt::format("cannot write [{}]", file));
  }
  return {};
}

Result<int> run_index(const IndexFlags& flags) {
  LIKEWISE_TRY(const IndexUrl target, parse_index_url(flags.to));
  std::ifstream file;
  if (flags.input != "-") {
    file.open(flags.input, std::ios::binary);
    if (!file) {
      return fail(ErrorCode::kNotFound, fmt::format("cannot read [{}]", flags.input));
    }
  }
  std::istream& input = flags.input == "-" ? std::cin : file;
  HttpClient client(target.server);
  LIKEWISE_TRY_STATUS(ensure_index(client, target.index));
  LIKEWISE_TRY(const ProgressMode mode, parse_progress_mode(flags.progress));
  Progress progress("indexing", "docs", 0, mode);
  LIKEWISE_TRY(const BulkLoadResult result,
               bulk_load(input, target, flags.load,
                         [&progress](std::uint64_t done) { progress.update(done); }));
  progress.finish();
  if (flags.refresh) {
    LIKEWISE_TRY(const HttpAnswer refreshed,
                 client.request("POST", "/" + target.index + "/_refresh", ""));
    if (refreshed.status != 200) {
      return fail(ErrorCode::kUnavailable, error_text(refreshed));
    }
  }
  fmt::print("{} documents indexed into {}\n", result.documents, flags.to);
  if (result.rejected.empty()) {
    return kExitOk;
  }
  LIKEWISE_TRY_STATUS(write_rejections(result.rejected, flags.rejected));
  fmt::print(stderr, "likewise: {} documents were refused, the first [{}]: {}; all in [{}]\n",
             result.rejected.size(), result.rejected.front().id, result.rejected.front().reason,
             flags.rejected);
  return kExitPartial;
}

}  // namespace

void add_index(CommandLine& line) {
  auto flags = std::make_shared<IndexFlags>();
  CLI::App* command = line.app.add_subcommand("index", "load documents into a server");
  command->add_option("input", flags->input, "NDJSON file, or - for standard input")->required();
  command->add_option("--to", flags->to, "index to load into, http://HOST:PORT/INDEX")->required();
  command->add_option("--batch-bytes", flags->load.batch_bytes, "size of a _bulk request")
      ->check(CLI::Range(std::size_t{1}, std::size_t{90} << 20U))
      ->capture_default_str();
  command->add_flag("!--no-refresh", flags->refresh,
                    "do not make the documents visible at the end");
  command->add_option("--rejected", flags->rejected, "where refused documents are listed")
      ->capture_default_str();
  command->add_option("--progress", flags->progress, "auto, bar, plain or none")
      ->capture_default_str();
  command->footer(kExamples);
  command->callback([&line, flags] { line.run = [flags] { return run_index(*flags); }; });
}

}  // namespace likewise::tools
