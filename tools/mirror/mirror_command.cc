// `likewise mirror`: options to mirror.h.

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "tools/cluster/login_options.h"
#include "tools/command.h"
#include "tools/interrupt.h"
#include "tools/mirror/mirror.h"
#include "tools/mirror/verify.h"

namespace likewise::tools {
namespace {

constexpr const char* kFooter = R"(Examples:
  likewise mirror --from http://127.0.0.1:9200 --index images --to https://es:9200/images
  likewise mirror --from ./likewise-data --index images --to http://es:9200/images --verify
  LIKEWISE_TARGET_API_KEY=… likewise mirror --from http://127.0.0.1:9200 --index images \
      --to https://es:9200/images --ca-file ca.pem --follow
Secrets come from files or from LIKEWISE_TARGET_USER, _PASSWORD, _API_KEY and _TOKEN.
A killed run goes on where it was when it is started again in the same way.)";

struct MirrorFlags {
  std::string from;
  std::string index;
  std::string to;
  std::string checkpoint;
  SecretFiles secrets;
  MirrorOptions options;
  std::string rejected = "mirror-rejected.ndjson";
  std::string progress = "auto";
  std::string query_field;
  std::uint64_t patience_seconds = 600;
  bool ordered = false;
  bool dry_run = false;
  bool verify = false;
  std::size_t sample = 1'000;
};

bool is_address(const std::string& from) {
  return from.starts_with("http://") || from.starts_with("https://");
}

bool should_stop() {
  return InterruptGuard::interrupted();
}

Result<std::unique_ptr<ChangeSource>> open_source(const MirrorFlags& flags) {
  if (!is_address(flags.from)) {
    if (flags.options.follow) {
      return fail(usage_error("--follow needs a running server: --from http://…"));
    }
    return open_directory_source(flags.from, flags.index);
  }
  ClusterAccess access;
  std::string from = flags.from;
  while (from.ends_with('/')) {
    from.pop_back();
  }
  LIKEWISE_TRY_STATUS(set_server(from, access));
  return make_server_source(std::move(access), flags.index, should_stop);
}

/// Beside the data of a directory, else in the working directory; one file for each target.
std::filesystem::path default_checkpoint(const MirrorFlags& flags, const MirrorOptions& options) {
  const std::string place = options.target.server + "/" + options.target_index;
  const std::uint32_t hash = is_valid_utf8(place) ? java_hash(place) : 0;
  const std::string name = fmt::format("mirror-{}-{:08x}.json", flags.index, hash);
  return is_address(flags.from) ? std::filesystem::path("likewise-" + name)
                                : std::filesystem::path(flags.from) / "mirror" / name;
}

Result<MirrorOptions> complete_options(const MirrorFlags& flags) {
  MirrorOptions options = flags.options;
  std::string to = flags.to;
  LIKEWISE_TRY_STATUS(set_server(to, options.target));
  LIKEWISE_TRY(const IndexUrl url, parse_index_url(options.target.server));
  options.target.server = url.server;
  options.target_index = url.index;
  LIKEWISE_TRY_STATUS(add_secrets(flags.secrets, options.target));
  LIKEWISE_TRY(options.progress, parse_progress_mode(flags.progress));
  options.patience = std::chrono::seconds(flags.patience_seconds);
  options.rejected_file = flags.rejected;
  options.checkpoint_file = flags.checkpoint.empty() ? default_checkpoint(flags, options)
                                                     : std::filesystem::path(flags.checkpoint);
  if (flags.ordered) {
    options.connections = 1;
  }
  return options;
}

/// Reads the feed without sending anything.
Result<int> print_plan(ChangeSource& source, const MirrorPlan& plan, const MirrorOptions& options) {
  std::uint64_t documents = 0;
  std::uint64_t deletes = 0;
  std::uint64_t bytes = 0;
  SeqNo next = plan.checkpoint.next;
  SeqNo end = next + 1;
  while (next != end && !should_stop()) {
    LIKEWISE_TRY(const FeedPage page, source.read(next, std::chrono::seconds(0)));
    for (const FeedOperation& operation : page.operations) {
      ++(operation.deleted ? deletes : documents);
      bytes += operation.bytes();
    }
    next = page.next;
    end = page.end;
  }
  fmt::print("target: {} {} at {}/{}\n", plan.product.name, plan.product.version,
             options.target.server, options.target_index);
  if (plan.creates_index) {
    fmt::print("would create the index: {}\n", plan.creation_body);
  }
  fmt::print("would send {} documents and {} deletes, {:.1f} MB, from operation {} on\n", documents,
             deletes, static_cast<double>(bytes) / 1e6, plan.checkpoint.next);
  return kExitOk;
}

Result<bool> verify(ChangeSource& source, const MirrorFlags& flags, const MirrorOptions& options) {
  ClusterClient client(options.target);
  TargetIndex target(client, options.target_index);
  VerifyOptions chosen;
  chosen.documents = flags.sample;
  chosen.shape = options.shape;
  chosen.query_field =
      flags.query_field.empty() ? options.shape.fields.front() + ".keyword" : flags.query_field;
  LIKEWISE_TRY(const VerifyReport report, verify_mirror(source, target, chosen));
  fmt::print("{}", to_text(report));
  return report.is_equal();
}

void print_totals(const MirrorTotals& totals, const MirrorFlags& flags,
                  const MirrorOptions& options) {
  fmt::print("{} documents and {} deletes of [{}] mirrored to {}/{}, {} retries\n",
             totals.documents, totals.deletes, flags.index, options.target.server,
             options.target_index, totals.retries);
  std::fflush(stdout);
}

Result<int> perform(const MirrorFlags& flags) {
  LIKEWISE_TRY(const MirrorOptions options, complete_options(flags));
  LIKEWISE_TRY(const std::unique_ptr<ChangeSource> source, open_source(flags));
  ClusterClient client(options.target, should_stop);
  TargetIndex target(client, options.target_index);
  LIKEWISE_TRY(const MirrorPlan plan, plan_mirror(*source, target, options));
  if (!plan.note.empty()) {
    fmt::print(stderr, "likewise: {}\n", plan.note);
  }
  if (flags.dry_run) {
    return print_plan(*source, plan, options);
  }
  Mirror mirror(*source, options, plan, should_stop);
  LIKEWISE_TRY_STATUS(mirror.run());
  print_totals(mirror.totals(), flags, options);
  if (should_stop() && !mirror.is_loaded()) {
    return kExitInterrupted;
  }
  const std::uint64_t rejected = mirror.rejected();
  if (rejected > 0) {
    fmt::print(stderr, "likewise: {} documents were refused for good; they are listed in [{}]\n",
               rejected, flags.rejected);
    LIKEWISE_TRY_STATUS(mirror.forget_rejected());
  }
  if (flags.verify && !should_stop()) {
    LIKEWISE_TRY(const bool is_equal, verify(*source, flags, options));
    if (!is_equal) {
      return kExitFailure;
    }
  }
  return rejected > 0 ? kExitPartial : kExitOk;
}

Result<int> run_mirror(const MirrorFlags& flags) {
  const InterruptGuard guard;
  Result<int> outcome = perform(flags);
  // What a stopped request complains about is no failure.
  return !outcome.has_value() && should_stop() ? kExitInterrupted : std::move(outcome);
}

void add_shape_options(CLI::App& command, MirrorFlags& flags) {
  TargetShape& shape = flags.options.shape;
  command.add_option("--shards", shape.shards, "shards of the index that is made");
  command.add_option("--replicas", shape.replicas, "its replicas, once it is loaded");
  command.add_flag("--lean", shape.lean, "index the keyword sub-field of text fields only");
  command.add_flag("--ids-only", shape.ids_only, "send only the fields of --field");
  command.add_option("--field", shape.fields, "token field; may be given several times")
      ->capture_default_str();
  command.add_flag("--into-existing", flags.options.into_existing,
                   "write into an index that was not made by likewise mirror");
}

void add_run_options(CLI::App& command, MirrorFlags& flags) {
  MirrorOptions& options = flags.options;
  command.add_option("--connections", options.connections, "bulk requests at the same time")
      ->check(CLI::Range(std::size_t{1}, std::size_t{64}))
      ->capture_default_str();
  command.add_option("--batch-bytes", options.batch_bytes, "largest _bulk request, unpacked")
      ->check(CLI::Range(std::size_t{1'000}, std::size_t{90} << 20U))
      ->transform(CLI::AsSizeValue(false))
      ->capture_default_str();
  command.add_flag("!--no-gzip", options.gzip, "send requests unpacked");
  command.add_flag("--ordered", flags.ordered,
                   "one connection: the target gets the documents in their order");
  command.add_flag("--follow", options.follow, "go on with changes as they happen");
  command.add_flag("--dry-run", flags.dry_run, "say what would be done");
  command.add_flag("--verify", flags.verify, "compare source and target at the end");
  command.add_option("--sample", flags.sample, "documents that --verify compares")
      ->capture_default_str();
  command.add_option("--query-field", flags.query_field,
                     "field of --verify's queries; by default the keyword of --field");
  command.add_option(
      "--checkpoint", flags.checkpoint,
      "file that remembers how far it is; by default in the data directory, or here");
  command.add_flag("--restart", options.restart, "send everything again");
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

void add_mirror(CommandLine& line) {
  auto flags = std::make_shared<MirrorFlags>();
  CLI::App* command = line.app.add_subcommand(
      "mirror", "copy an index to Elasticsearch or OpenSearch, and keep it in step");
  command->add_option("--from", flags->from, "server (http://HOST:PORT) or data directory")
      ->required();
  command->add_option("--index", flags->index, "index to mirror")->required();
  command->add_option("--to", flags->to, "index to write, http(s)://HOST:PORT/INDEX")->required();
  add_run_options(*command, *flags);
  add_shape_options(*command, *flags);
  add_login_options(*command, "target", flags->options.target, flags->secrets);
  command->footer(kFooter);
  command->callback([&line, flags] { line.run = [flags] { return run_mirror(*flags); }; });
}

}  // namespace likewise::tools
