// `likewise compare`: the same queries to two servers.

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "tools/cluster/secrets.h"
#include "tools/command.h"
#include "tools/compare/answer_source.h"
#include "tools/compare/comparison_text.h"
#include "tools/compare/html_report.h"
#include "tools/compare/query_options.h"
#include "tools/compare/recording.h"
#include "tools/progress.h"
#include "tools/text_output.h"

namespace likewise::tools {
namespace {

constexpr const char* kFooter = R"(Examples:
  likewise compare --left http://127.0.0.1:9200 --right https://es:9200 --index images
  likewise compare --left http://127.0.0.1:9200 --right http://127.0.0.1:9201 --index images \
      --queries bodies.ndjson --min-agreement 0.99 --json --html report.html
  likewise compare --left http://127.0.0.1:9200 --right saved.ndjson     (of likewise record)
Exit code 0: within tolerance, 1: outside of it, 2: it could not be found out.
Login of the right side: as for likewise mirror, from LIKEWISE_TARGET_USER, _PASSWORD, _API_KEY and
_TOKEN; of both: user:password@ in the address.)";

struct CompareFlags {
  std::string left;
  std::string right;
  std::string index;
  std::string progress = "auto";
  QueryOptions queries;
  std::size_t shown = 5;
  double min_agreement = 1.0;
  double min_overlap = 0.0;
  std::vector<std::string> ignored;
  bool json = false;
  std::string html;
};

bool is_address(const std::string& side) {
  return side.find("://") != std::string::npos;
}

bool is_named(const CompareFlags& flags, std::string_view part) {
  return std::find(flags.ignored.begin(), flags.ignored.end(), part) != flags.ignored.end();
}

/// What both sides have to do, once recordings have said what they know.
struct Plan {
  std::optional<Recording> left;
  std::optional<Recording> right;
  std::string index;
  std::string search_type;
};

/// Recordings decide what the options leave open. Errors: a usage error when they contradict.
Status take_from_recording(const std::optional<Recording>& recording, const CompareFlags& flags,
                           Plan& plan) {
  if (!recording) {
    return {};
  }
  const RecordingHeader& header = recording->header;
  const std::string& wanted = flags.queries.search_type;
  const std::string& other = plan.left && plan.right ? plan.left->header.search_type : wanted;
  if (header.search_type != other && !other.empty()) {
    return fail(usage_error(fmt::format("the recording is of search type [{}], not of [{}]",
                                        header.search_type, other)));
  }
  plan.search_type = header.search_type;
  if (plan.index.empty()) {
    plan.index = header.index;
  }
  return {};
}

Result<Plan> make_plan(const CompareFlags& flags) {
  Plan plan;
  plan.index = flags.index;
  plan.search_type = flags.queries.search_type;
  if (!is_address(flags.left)) {
    LIKEWISE_TRY(plan.left, read_recording(flags.left));
  }
  if (!is_address(flags.right)) {
    LIKEWISE_TRY(plan.right, read_recording(flags.right));
  }
  LIKEWISE_TRY_STATUS(take_from_recording(plan.left, flags, plan));
  LIKEWISE_TRY_STATUS(take_from_recording(plan.right, flags, plan));
  if (plan.index.empty()) {
    return fail(usage_error("which index? --index names it"));
  }
  return plan;
}

Result<std::vector<ComparedQuery>> queries_for(const Plan& plan, const CompareFlags& flags) {
  if (!flags.queries.queries.empty()) {
    return read_queries(flags.queries.queries);
  }
  if (plan.left || plan.right) {
    return queries_of(plan.left ? *plan.left : *plan.right);
  }
  LIKEWISE_TRY(ClusterAccess access, access_of(flags.left, flags.queries));
  ClusterClient client(std::move(access));
  return choose_queries(client, percent_encode(plan.index), flags.queries);
}

/// `login`: from the environment, as well.
Result<std::unique_ptr<AnswerSource>> open_side(const std::string& side,
                                                std::optional<Recording>& recording,
                                                const Plan& plan, const CompareFlags& flags,
                                                bool login) {
  if (recording) {
    return make_recorded_source(std::move(*recording), side);
  }
  LIKEWISE_TRY(ClusterAccess access, access_of(side, flags.queries));
  if (login) {
    LIKEWISE_TRY_STATUS(add_secrets({}, access));
  }
  return make_live_source(std::move(access), plan.index, plan.search_type);
}

Status write_report(const ComparisonResult& result, const std::string& file) {
  LIKEWISE_TRY(TextOutput output, TextOutput::open(file));
  LIKEWISE_TRY_STATUS(output.write(to_html(result)));
  return output.finish();
}

Result<ComparisonResult> compare(const CompareFlags& flags) {
  LIKEWISE_TRY(const ProgressMode mode, parse_progress_mode(flags.progress));
  LIKEWISE_TRY(Plan plan, make_plan(flags));
  LIKEWISE_TRY(const std::vector<ComparedQuery> queries, queries_for(plan, flags));
  LIKEWISE_TRY(const auto left, open_side(flags.left, plan.left, plan, flags, false));
  LIKEWISE_TRY(const auto right, open_side(flags.right, plan.right, plan, flags, true));
  ComparisonResult result;
  result.shown = flags.shown;
  LIKEWISE_TRY(result.left, left->facts());
  LIKEWISE_TRY(result.right, right->facts());
  const Ignored ignored{is_named(flags, "total"), is_named(flags, "scores"),
                        is_named(flags, "order")};
  Progress progress("comparing", "queries", queries.size(), mode);
  for (const ComparedQuery& query : queries) {
    LIKEWISE_TRY(const SearchAnswer by_left, left->ask(query.body));
    LIKEWISE_TRY(const SearchAnswer by_right, right->ask(query.body));
    result.outcomes.push_back(compare_answers(query.body, by_left, by_right, query.size, ignored));
    progress.update(result.outcomes.size());
  }
  progress.finish();
  if (!flags.html.empty()) {
    LIKEWISE_TRY_STATUS(write_report(result, flags.html));
  }
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

}  // namespace

void add_compare(CommandLine& line) {
  auto flags = std::make_shared<CompareFlags>();
  CLI::App* command =
      line.app.add_subcommand("compare",
                              "send the same queries to two servers, and tell how far "
                              "their answers agree");
  command->add_option("--left", flags->left, "server, http(s)://HOST:PORT, or recording")
      ->required();
  command->add_option("--right", flags->right, "the other server or recording")->required();
  command->add_option("--index", flags->index,
                      "index of that name on both; with a recording: by default its index");
  add_query_options(*command, flags->queries);
  command
      ->add_option("--min-agreement", flags->min_agreement,
                   "share of queries that must agree, but for the order of ties")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->add_option("--min-overlap", flags->min_overlap, "least mean overlap")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command
      ->add_option("--ignore", flags->ignored,
                   "what may differ, separated by commas: total, scores, order")
      ->delimiter(',')
      ->check(CLI::IsMember({"total", "scores", "order"}));
  command->add_option("--show", flags->shown, "how many of the worst queries are shown")
      ->capture_default_str();
  command->add_flag("--json", flags->json, "one JSON object instead of the table");
  command->add_option("--html", flags->html, "writes a page with plots and the worst queries");
  command->add_option("--progress", flags->progress, "auto, bar, plain or none")
      ->capture_default_str();
  command->footer(kFooter);
  command->callback([&line, flags] { line.run = [flags] { return run_compare(*flags); }; });
}

}  // namespace likewise::tools
