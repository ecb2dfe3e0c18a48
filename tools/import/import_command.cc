// `likewise import`: options to import_plan.h and import.h.

#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "tools/cluster/login_options.h"
#include "tools/command.h"
#include "tools/fingerprint.h"
#include "tools/import/import.h"
#include "tools/import/import_plan.h"
#include "tools/interrupt.h"
#include "tools/mirror/target_index.h"

namespace likewise::tools {
namespace {

constexpr const char* kFooter = R"(Examples:
  likewise import --from https://es:9200/images --to http://127.0.0.1:9200
  likewise import --from images.json.gz --to http://127.0.0.1:9200/images
  zcat bulk-*.gz | likewise import --from - --format bulk --to http://127.0.0.1:9200/images
Files: documents as likewise encode writes them, elasticdump's data, or bodies of _bulk, one
object a line, plain or gzip. Secrets of the source come from files or from LIKEWISE_SOURCE_USER,
_PASSWORD, _API_KEY and _TOKEN. A killed run goes on where it was when it is started again.)";

struct ImportFlags {
  std::string from;
  std::string index;
  std::string to;
  std::string format = "auto";
  std::string checkpoint;
  std::string rejected = "import-rejected.ndjson";
  std::string progress = "auto";
  std::uint64_t patience_seconds = 600;
  SecretFiles secrets;
  ImportOptions options;
};

bool should_stop() {
  return InterruptGuard::interrupted();
}

/// Splits http://HOST:PORT[/INDEX]; without an index in it, that of --index. Errors: usage error.
Status set_index(const std::string& address, const std::string& named, ClusterAccess& access,
                 std::string& index) {
  LIKEWISE_TRY_STATUS(set_server(address, access));
  while (access.server.ends_with('/')) {
    access.server.pop_back();
  }
  const std::size_t host = access.server.find("://") + 3;
  if (access.server.find('/', host) == std::string::npos) {
    if (named.empty()) {
      return fail(usage_error(fmt::format("which index of [{}]? --index names it", access.server)));
    }
    index = percent_encode(named);
    return {};
  }
  LIKEWISE_TRY(IndexUrl url, parse_index_url(access.server));
  access.server = std::move(url.server);
  index = std::move(url.index);
  return {};
}

Result<ImportOptions> complete_options(const ImportFlags& flags) {
  ImportOptions options = flags.options;
  std::string named = flags.index;
  if (flags.from.find("://") == std::string::npos) {
    options.from = flags.from;
    LIKEWISE_TRY(options.format, parse_dump_format(flags.format));
  } else {
    LIKEWISE_TRY_STATUS(set_index(flags.from, named, options.source, options.source_index));
    LIKEWISE_TRY_STATUS(add_secrets(flags.secrets, options.source, "LIKEWISE_SOURCE"));
  }
  if (named.empty()) {
    named = options.source_index;
  }
  LIKEWISE_TRY_STATUS(set_index(flags.to, named, options.target.access, options.target.index));
  options.target.versions = Versions::kNone;
  options.target.patience = std::chrono::seconds(flags.patience_seconds);
  options.target.gzip = false;  // To the same machine, mostly.
  const std::string place = options.source.server + "/" + options.source_index + " " +
                            options.from + " " + options.target.access.server;
  options.checkpoint_file =
      flags.checkpoint.empty() ? fmt::format("likewise-import-{}-{:08x}.json", options.target.index,
                                             fingerprint(place) & 0xffffffffU)
                               : flags.checkpoint;
  return options;
}

void print_notes(const ImportPlan& plan) {
  if (plan.creates_index && !plan.left_out.empty()) {
    fmt::print(stderr, "likewise: settings that the new index will not have: {}\n",
               fmt::join(plan.left_out, ", "));
  }
  if (plan.goes_on) {
    fmt::print(stderr, "likewise: goes on where an earlier run ended\n");
  }
}

/// Makes everything visible and counts it. Errors: the target's.
Result<std::uint64_t> count_target(const ImportOptions& options) {
  ClusterClient client(options.target.access);
  TargetIndex target(client, options.target.index);
  LIKEWISE_TRY_STATUS(target.refresh());
  return target.count();
}

Result<int> perform(const ImportFlags& flags) {
  LIKEWISE_TRY(const ProgressMode mode, parse_progress_mode(flags.progress));
  LIKEWISE_TRY(const ImportOptions options, complete_options(flags));
  LIKEWISE_TRY(ImportPlan plan, plan_import(options, should_stop));
  print_notes(plan);
  LIKEWISE_TRY_STATUS(prepare_import(options, plan));
  ImportBook book(plan.checkpoint, options.checkpoint_file, flags.rejected);
  Progress progress("importing", "docs", plan.goes_on ? 0 : plan.total, mode);
  Import import(options.target, options.batch_bytes, book, progress, should_stop);
  LIKEWISE_TRY_STATUS(import.run(plan.cursors));
  if (should_stop()) {
    return kExitInterrupted;
  }
  plan.cursors.clear();
  LIKEWISE_TRY(const std::uint64_t count, count_target(options));
  LIKEWISE_TRY_STATUS(book.close());
  progress.finish();
  const ImportTotals totals = book.totals();
  fmt::print(
      "{} documents and {} deletes imported into {}/{}, which has {} documents, {} retries\n",
      totals.documents, totals.deletes, options.target.access.server, options.target.index, count,
      totals.retries);
  std::fflush(stdout);
  if (book.rejected() == 0) {
    return kExitOk;
  }
  fmt::print(stderr, "likewise: {} documents were refused for good; they are listed in [{}]\n",
             book.rejected(), flags.rejected);
  return kExitPartial;
}

Result<int> run_import(const ImportFlags& flags) {
  const InterruptGuard guard;
  Result<int> outcome = perform(flags);
  // What a stopped request complains about is no failure.
  return !outcome.has_value() && should_stop() ? kExitInterrupted : std::move(outcome);
}

void add_run_options(CLI::App& command, ImportFlags& flags) {
  ImportOptions& options = flags.options;
  command.add_option("--format", flags.format, "of a file: auto, documents, elasticdump or bulk")
      ->capture_default_str();
  command.add_option("--mapping", options.mapping_file,
                     "file with the mapping of the index that is made (elasticdump's, too)");
  command
      .add_option("--connections", options.connections,
                  "slices of the source read at the same time, at most one for each shard")
      ->check(CLI::Range(std::size_t{1}, std::size_t{64}))
      ->capture_default_str();
  command.add_option("--page", options.page, "documents asked for at a time")
      ->check(CLI::Range(std::size_t{1}, std::size_t{10'000}))
      ->capture_default_str();
  command.add_option("--batch-bytes", options.batch_bytes, "largest _bulk request")
      ->check(CLI::Range(std::size_t{1'000}, std::size_t{90} << 20U))
      ->transform(CLI::AsSizeValue(false))
      ->capture_default_str();
  command.add_option("--checkpoint", flags.checkpoint,
                     "file that remembers how far it is; by default here, gone at the end");
  command.add_flag("--restart", options.restart, "begin anew, whatever the checkpoint says");
  command.add_option("--rejected", flags.rejected, "where refused documents are listed")
      ->capture_default_str();
  command
      .add_option("--patience", flags.patience_seconds,
                  "seconds without progress before it gives up")
      ->capture_default_str();
  command.add_option("--progress", flags.progress, "auto, bar, plain or none")
      ->capture_default_str();
}

}  // namespace

void add_import(CommandLine& line) {
  auto flags = std::make_shared<ImportFlags>();
  CLI::App* command = line.app.add_subcommand(
      "import", "bring an index of Elasticsearch or OpenSearch, or a dump, into likewise");
  command
      ->add_option("--from", flags->from,
                   "index, http(s)://HOST:PORT/INDEX, or a file, or - for standard input")
      ->required();
  command->add_option("--index", flags->index, "index, when an address names none");
  command->add_option("--to", flags->to, "where to, http://HOST:PORT[/INDEX]")->required();
  add_run_options(*command, *flags);
  add_login_options(*command, "source", flags->options.source, flags->secrets);
  command->footer(kFooter);
  command->callback([&line, flags] { line.run = [flags] { return run_import(*flags); }; });
}

}  // namespace likewise::tools
