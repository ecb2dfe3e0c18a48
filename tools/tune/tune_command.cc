// `likewise tune`: finds a codebook and a way to query for one's own vectors.

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "engine/base/random.h"
#include "engine/quantizer/grouping.h"
#include "engine/vectors/row_sample.h"
#include "storage/rocks/codebook/atomic_file.h"
#include "storage/rocks/codebook/codebook_file.h"
#include "tools/command.h"
#include "tools/interrupt.h"
#include "tools/progress.h"
#include "tools/thread_pool_for.h"
#include "tools/tune/duration.h"
#include "tools/tune/tuning.h"
#include "tools/tune/tuning_html.h"
#include "tools/tune/tuning_text.h"
#include "tools/vector_file.h"
#include "tools/vector_source.h"

namespace likewise::tools {
namespace {

constexpr const char* kExamples = R"(Examples:
  likewise tune vectors.npy --budget 10m -o tuned
  likewise tune vectors.npy --queries queries.npy --metric cosine --objective asymmetric-512 -o tuned
Measures codebooks (n, m, grouping, then clustering, tokens per group, outliers) by successive
halving, and ways to query, against exact neighbours. Chooses with one half of the queries and
reports on the other. Writes tuned/model.lwm, report.json, report.html and model-card.md.)";

struct TuneFlags {
  VectorSource vectors;
  std::string queries;
  std::string output = "tuned";
  std::string metric = "l2";
  std::string budget = "10m";
  std::string progress = "auto";
  std::uint64_t sample = 100000;
  std::uint64_t hold_out = 1000;
  unsigned threads = 0;
  TuningOptions tuning;
};

/// Rows in random order: sub-samples are prefixes.
Matrix shuffled(const Matrix& rows, std::uint64_t seed) {
  std::vector<Eigen::Index> order(static_cast<std::size_t>(rows.rows()));
  Random random(seed);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t j = random.below(i + 1);
    order[i] = order[j];
    order[j] = static_cast<Eigen::Index>(i);
  }
  return rows(order, Eigen::all);
}

/// The vectors and both sets of queries; without a file of queries some vectors are taken out.
Result<TuningInput> read_input(const TuneFlags& flags) {
  LIKEWISE_TRY(const VectorFile file, open_vectors(flags.vectors));
  const std::uint64_t held = flags.queries.empty() ? std::min(flags.hold_out, file.rows() / 5) : 0;
  const std::vector<std::uint64_t> chosen = sample_rows(
      file.rows(), std::min(flags.sample, file.rows() - held) + held, flags.tuning.seed);
  LIKEWISE_TRY(Matrix rows, file.read_chosen(chosen));
  rows = shuffled(rows, flags.tuning.seed);
  TuningInput input;
  Matrix queries;
  if (flags.queries.empty()) {
    queries = rows.topRows(static_cast<Eigen::Index>(held));
    input.rows = rows.bottomRows(rows.rows() - static_cast<Eigen::Index>(held));
  } else {
    LIKEWISE_TRY(const VectorFile query_file, VectorFile::open(flags.queries));
    LIKEWISE_TRY(queries, query_file.read(0, query_file.rows()));
    queries = shuffled(queries, flags.tuning.seed);
    input.rows = std::move(rows);
  }
  if (queries.rows() < 2 || input.rows.rows() < static_cast<Eigen::Index>(flags.tuning.recall.k)) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("[{}]: too few to tune with: {} vectors and {} queries",
                            flags.vectors.path, input.rows.rows(), queries.rows()));
  }
  input.choose = queries.topRows(queries.rows() / 2);
  input.report = queries.bottomRows(queries.rows() - queries.rows() / 2);
  input.source = std::filesystem::path(flags.vectors.path).filename().string();
  return input;
}

Status check_objective(const TuningOptions& options) {
  std::vector<std::string> modes = {"defaults", "tokens", "adc",
                                    fmt::format("exact-{}", options.recall.rerank)};
  for (const std::size_t count : options.recall.weighted) {
    modes.push_back(fmt::format("asymmetric-{}", count));
  }
  if (std::find(modes.begin(), modes.end(), options.objective) == modes.end()) {
    return fail(usage_error(fmt::format("--objective: unknown [{}], expected one of: {}",
                                        options.objective, fmt::join(modes, ", "))));
  }
  return {};
}

Status write_results(const TuningResult& result, const TuningOptions& options,
                     const std::filesystem::path& folder) {
  LIKEWISE_TRY_STATUS(storage::save_codebook(result.winner, folder / "model.lwm"));
  LIKEWISE_TRY_STATUS(
      storage::write_file_atomically(folder / "report.json", tuning_json(result, options)));
  LIKEWISE_TRY_STATUS(
      storage::write_file_atomically(folder / "report.html", tuning_html(result, options)));
  return storage::write_file_atomically(folder / "model-card.md", model_card(result, options));
}

Result<int> run_tune(TuneFlags flags) {
  LIKEWISE_TRY(const ProgressMode mode, parse_progress_mode(flags.progress));
  Result<Metric> metric = parse_metric(flags.metric);
  if (!metric.has_value()) {
    return fail(usage_error("--metric: " + metric.error().message()));
  }
  flags.tuning.metric = *metric;
  LIKEWISE_TRY(flags.tuning.budget, parse_duration("--budget", flags.budget));
  LIKEWISE_TRY_STATUS(check_objective(flags.tuning));
  std::error_code failure;
  std::filesystem::create_directories(flags.output, failure);
  if (failure) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("[{}]: cannot make the folder: {}", flags.output, failure.message()));
  }
  const InterruptGuard guard;
  LIKEWISE_TRY(const TuningInput input, read_input(flags));
  Progress progress("tuning", "% of the time", 100, mode);
  flags.tuning.stop = InterruptGuard::interrupted;
  flags.tuning.on_progress = [&progress](const std::string& what, double spent) {
    progress.update(static_cast<std::uint64_t>(std::clamp(100 * spent, 0.0, 100.0)), what);
  };
  Result<TuningResult> result = tune(input, flags.tuning, thread_pool_for(flags.threads));
  if (InterruptGuard::interrupted()) {
    fmt::print(stderr, "likewise: stopped; nothing was written\n");
    return kExitInterrupted;
  }
  if (!result.has_value()) {
    return fail(std::move(result).error().with_context(fmt::format("[{}]: ", flags.vectors.path)));
  }
  progress.finish();
  result->winner.facts.writer_version = LIKEWISE_VERSION;
  LIKEWISE_TRY_STATUS(write_results(*result, flags.tuning, flags.output));
  fmt::print("{}\n{}: model.lwm, report.json, report.html, model-card.md\n",
             tuning_text(*result, flags.tuning), flags.output);
  return kExitOk;
}

void add_search_space(CLI::App& command, TuningOptions& tuning) {
  command.add_option("--groups", tuning.ranges.groups, "n to try; default: 64,96,128,192")
      ->delimiter(',')
      ->check(CLI::PositiveNumber);
  command.add_option("--clusters", tuning.ranges.clusters, "m to try; default: 8,16,32,64")
      ->delimiter(',')
      ->check(CLI::Range(1, 65535));
  command
      .add_option("--assign", tuning.most_tokens_per_group, "most tokens per group to try: 1 or 2")
      ->check(CLI::Range(1U, kMaxTokensPerGroup))
      ->capture_default_str();
  command.add_option("--weighted", tuning.recall.weighted, "T: tokens of asymmetric queries")
      ->delimiter(',')
      ->capture_default_str();
  command.add_option("--rerank", tuning.recall.rerank, "candidates ordered by exact distance")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command
      .add_option("--objective", tuning.objective,
                  "whose recall is to be greatest: defaults, tokens, asymmetric-T, adc, exact-C")
      ->capture_default_str();
  command.add_option("-k", tuning.recall.k, "true neighbours looked for")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command.add_option("--seed", tuning.seed, "of every random choice")->capture_default_str();
}

}  // namespace

void add_tune(CommandLine& line) {
  auto flags = std::make_shared<TuneFlags>();
  CLI::App* command =
      line.app.add_subcommand("tune", "find a codebook and a way to query for your vectors");
  command->add_option("vectors", flags->vectors.path, kVectorFileHelp)->required();
  add_vector_options(*command, flags->vectors);
  command->add_option("--queries", flags->queries,
                      "vector file of queries: one half to choose with, one to report on");
  command->add_option("-o,--output", flags->output, "folder to write to")->capture_default_str();
  command->add_option("--budget", flags->budget, "time to spend: 90s, 10m, 1h")
      ->capture_default_str();
  command->add_option("--metric", flags->metric, "l2 or cosine")->capture_default_str();
  command->add_option("--sample", flags->sample, "most vectors to use, chosen at random")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      ->add_option("--hold-out", flags->hold_out,
                   "without --queries: vectors to take out and ask for")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  add_search_space(*command, flags->tuning);
  command->add_option("--threads", flags->threads, "0: one per core")->capture_default_str();
  command->add_option("--progress", flags->progress, "auto, bar, plain or none")
      ->capture_default_str();
  command->footer(kExamples);
  command->callback([&line, flags] { line.run = [flags] { return run_tune(*flags); }; });
}

}  // namespace likewise::tools
