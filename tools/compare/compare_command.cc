// `likewise compare`: the same queries to two servers.

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>

#include <fmt/format.h>

#include "tools/cluster/secrets.h"
#include "tools/command.h"
#include "tools/compare/comparison_text.h"
#include "tools/compare/query_set.h"
#include "tools/progress.h"

namespace likewise::tools {
namespace {

constexpr const char* kFooter = R"(Examples:
  likewise compare --left http://127.0.0.1:9200 --right https://es:9200 --index images
  likewise compare --left http://127.0.0.1:9200 --right http://127.0.0.1:9201 --index images \
      --queries bodies.ndjson --min-agreement 0.99 --json
Exit code 0: within tolerance, 1: outside of it, 2: it could not be found out.
Login of the right side: as for likewise mirror, from LIKEWISE_TARGET_USER, _PASSWORD, _API_KEY and
_TOKEN; of both: user:password@ in the address.)";

struct CompareFlags {
  std::string left;
  std::string right;
  std::string index;
  std::string queries;
  std::string field = "feature_vector.keyword";
  std::string search_type;
  std::string ca_file;
  std::string progress = "auto";
  std::size_t sample = 1'000;
  std::size_t size = 10;
  std::uint64_t seed = 1;
  std::size_t shown = 5;
  double min_agreement = 1.0;
  double min_overlap = 0.0;
  bool insecure = false;
  bool json = false;
};

Result<ClusterAccess> access_of(const std::string& address, const CompareFlags& flags) {
  ClusterAccess access;
  std::string server = address;
  while (server.ends_with('/')) {
    server.pop_back();
  }
  LIKEWISE_TRY_STATUS(set_server(server, access));
  access.ca_file = flags.ca_file;
  access.insecure = flags.insecure;
  return access;
}

Result<SearchAnswer> ask(ClusterClient& client, const std::string& path, const std::string& body) {
  const auto begin = std::chrono::steady_clock::now();
  LIKEWISE_TRY(const HttpAnswer answer,
               client.request({.method = "POST", .path = path, .body = body}));
  const auto end = std::chrono::steady_clock::now();
  LIKEWISE_TRY(SearchAnswer read, parse_search_answer(answer.status, answer.body));
  read.milliseconds = std::chrono::duration<double, std::milli>(end - begin).count();
  return read;
}

Result<ComparisonResult> compare(const CompareFlags& flags) {
  LIKEWISE_TRY(const ClusterAccess left_access, access_of(flags.left, flags));
  LIKEWISE_TRY(ClusterAccess right_access, access_of(flags.right, flags));
  LIKEWISE_TRY_STATUS(add_secrets({}, right_access));
  ClusterClient left(left_access);
  ClusterClient right(right_access);
  const std::string index = percent_encode(flags.index);
  ComparisonResult result;
  result.shown = flags.shown;
  LIKEWISE_TRY(result.left, read_facts(left, index));
  LIKEWISE_TRY(result.right, read_facts(right, index));
  std::vector<ComparedQuery> queries;
  if (flags.queries.empty()) {
    LIKEWISE_TRY(queries,
                 sample_queries(left, index, flags.field, flags.sample, flags.size, flags.seed));
  } else {
    LIKEWISE_TRY(queries, read_queries(flags.queries));
  }
  LIKEWISE_TRY(const ProgressMode mode, parse_progress_mode(flags.progress));
  Progress progress("comparing", "queries", queries.size(), mode);
  const std::string path =
      "/" + index + "/_search" +
      (flags.search_type.empty() ? "" : "?search_type=" + percent_encode(flags.search_type));
  for (const ComparedQuery& query : queries) {
    LIKEWISE_TRY(const SearchAnswer by_left, ask(left, path, query.body));
    LIKEWISE_TRY(const SearchAnswer by_right, ask(right, path, query.body));
    result.outcomes.push_back(compare_answers(query.body, by_left, by_right, query.size));
    progress.update(result.outcomes.size());
  }
  progress.finish();
  return result;
}

Result<int> run_compare(const CompareFlags& flags) {
  const Result<ComparisonResult> result = compare(flags);
  if (!result.has_value()) {
    fmt::print(stderr, "likewise: {}\n", result.error().message());
    return kExitUsage;
  }
  fmt::print("{}", flags.json ? to_json_text(*result) : to_table(*result));
  const ComparisonSummary summary = summarise(result->outcomes);
  const bool is_within =
      summary.agreement() >= flags.min_agreement && summary.mean_overlap >= flags.min_overlap;
  return is_within ? kExitOk : kExitFailure;
}

void add_query_options(CLI::App& command, CompareFlags& flags) {
  command.add_option("--queries", flags.queries, "file with one search body a line");
  command.add_option("--sample", flags.sample, "without a file: documents asked for the like of")
      ->capture_default_str();
  command.add_option("--field", flags.field, "field of these queries")->capture_default_str();
  command.add_option("--size", flags.size, "hits of these queries")->capture_default_str();
  command.add_option("--seed", flags.seed, "draws the sample")->capture_default_str();
  command.add_option("--search-type", flags.search_type,
                     "for both sides, e.g. dfs_query_then_fetch");
}

}  // namespace

void add_compare(CommandLine& line) {
  auto flags = std::make_shared<CompareFlags>();
  CLI::App* command =
      line.app.add_subcommand("compare",
                              "send the same queries to two servers, and tell how far "
                              "their answers agree");
  command->add_option("--left", flags->left, "server, http(s)://HOST:PORT")->required();
  command->add_option("--right", flags->right, "the other server")->required();
  command->add_option("--index", flags->index, "index of that name on both")->required();
  add_query_options(*command, *flags);
  command
      ->add_option("--min-agreement", flags->min_agreement,
                   "share of queries that must agree, but for the order of ties")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->add_option("--min-overlap", flags->min_overlap, "least mean overlap")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->add_option("--ca-file", flags->ca_file, "certificates that the servers' must come from");
  command->add_flag("--insecure", flags->insecure, "do not check the servers' certificates");
  command->add_option("--show", flags->shown, "how many of the worst queries are shown")
      ->capture_default_str();
  command->add_flag("--json", flags->json, "one JSON object instead of the table");
  command->add_option("--progress", flags->progress, "auto, bar, plain or none")
      ->capture_default_str();
  command->footer(kFooter);
  command->callback([&line, flags] { line.run = [flags] { return run_compare(*flags); }; });
}

}  // namespace likewise::tools
