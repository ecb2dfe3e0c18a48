// `likewise record`: a server's answers into a file, to be compared without the server.

#include <chrono>
#include <ctime>
#include <memory>
#include <string>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "tools/cluster/secrets.h"
#include "tools/command.h"
#include "tools/compare/answer_source.h"
#include "tools/compare/query_options.h"
#include "tools/compare/recording.h"
#include "tools/interrupt.h"
#include "tools/progress.h"
#include "tools/text_output.h"

namespace likewise::tools {
namespace {

constexpr const char* kFooter = R"(Examples:
  likewise record https://es:9200 --index images -o saved.ndjson
  likewise record https://es:9200 --index images --queries bodies.ndjson -o saved.ndjson
  likewise compare --left http://127.0.0.1:9200 --right saved.ndjson
Login as for likewise mirror, from LIKEWISE_TARGET_USER, _PASSWORD, _API_KEY and _TOKEN, or
user:password@ in the address.)";

struct RecordFlags {
  std::string server;
  std::string index;
  std::string output;
  std::string progress = "auto";
  QueryOptions queries;
};

Result<int> run_record(const RecordFlags& flags) {
  LIKEWISE_TRY(const ProgressMode mode, parse_progress_mode(flags.progress));
  LIKEWISE_TRY(ClusterAccess access, access_of(flags.server, flags.queries));
  LIKEWISE_TRY_STATUS(add_secrets({}, access));
  const InterruptGuard guard;
  LiveIndex live(std::move(access), flags.index, flags.queries.search_type);
  RecordingHeader header;
  LIKEWISE_TRY(header.facts, read_facts(live.client(), live.index()));
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  header.facts.recorded = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
  header.index = flags.index;
  header.search_type = flags.queries.search_type;
  LIKEWISE_TRY(const std::vector<ComparedQuery> queries,
               choose_queries(live.client(), live.index(), flags.queries));
  header.queries = queries.size();
  LIKEWISE_TRY(TextOutput output, TextOutput::open(flags.output));
  LIKEWISE_TRY_STATUS(output.write(header_line(header)));
  Progress progress("recording", "queries", queries.size(), mode);
  std::size_t done = 0;
  for (const ComparedQuery& query : queries) {
    if (InterruptGuard::interrupted()) {
      return kExitInterrupted;
    }
    LIKEWISE_TRY(const TimedAnswer answer, live.search(query.body));
    LIKEWISE_TRY(const std::string line, answer_line(query.body, answer.http, answer.milliseconds));
    LIKEWISE_TRY_STATUS(output.write(line));
    progress.update(++done);
  }
  LIKEWISE_TRY_STATUS(output.finish());
  progress.finish();
  return kExitOk;
}

}  // namespace

void add_record(CommandLine& line) {
  auto flags = std::make_shared<RecordFlags>();
  CLI::App* command =
      line.app.add_subcommand("record", "keep a server's answers in a file, for likewise compare");
  command->add_option("server", flags->server, "server, http(s)://HOST:PORT")->required();
  command->add_option("--index", flags->index, "index that is searched")->required();
  command->add_option("-o,--output", flags->output, "file to write; default: standard output");
  add_query_options(*command, flags->queries);
  command->add_option("--progress", flags->progress, "auto, bar, plain or none")
      ->capture_default_str();
  command->footer(kFooter);
  command->callback([&line, flags] { line.run = [flags] { return run_record(*flags); }; });
}

}  // namespace likewise::tools
