// `likewise eval`: recall of a codebook against exact neighbours.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "engine/vectors/row_sample.h"
#include "storage/rocks/codebook/codebook_file.h"
#include "tools/command.h"
#include "tools/recall_measurement.h"
#include "tools/thread_pool_for.h"
#include "tools/vector_file.h"
#include "tools/vector_source.h"

namespace likewise::tools {
namespace {

constexpr const char* kExamples = R"(Examples:
  likewise eval vectors.npy --model model.lwm --queries queries.npy
  likewise eval vectors.npy --model model.lwm --hold-out 500 --min-recall tokens=0.45
Recall@k: the share of the k true nearest vectors among the first k found. Without --queries some
vectors of the file are held out and asked for.)";

struct EvalFlags {
  VectorSource vectors;
  std::string model;
  std::string queries;
  std::uint64_t hold_out = 500;
  std::uint64_t seed = 1;
  unsigned threads = 0;
  bool json = false;
  bool tokens_only = false;
  std::vector<std::string> floors;  ///< MODE=RECALL
  RecallOptions recall;
};

struct Floor {
  std::string mode;
  double recall = 0.0;
};

Result<std::vector<Floor>> parse_floors(const std::vector<std::string>& texts) {
  std::vector<Floor> floors;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    char* end = nullptr;
    const double recall =
        equals == std::string::npos ? -1.0 : std::strtod(text.c_str() + equals + 1, &end);
    if (!(recall >= 0.0 && recall <= 1.0) || end == nullptr || *end != '\0' ||
        end == text.c_str() + equals + 1) {
      return fail(usage_error(
          fmt::format("--min-recall [{}]: expected MODE=RECALL, such as tokens=0.45", text)));
    }
    floors.push_back({text.substr(0, equals), recall});
  }
  return floors;
}

struct Vectors {
  Matrix rows;
  Matrix queries;
};

/// The queries of a file of their own, or rows that are taken out of the vectors.
Result<Vectors> read_vectors(const EvalFlags& flags) {
  LIKEWISE_TRY(const VectorFile file, open_vectors(flags.vectors));
  Vectors vectors;
  if (!flags.queries.empty()) {
    LIKEWISE_TRY(const VectorFile queries, VectorFile::open(flags.queries));
    LIKEWISE_TRY(vectors.queries, queries.read(0, queries.rows()));
    LIKEWISE_TRY(vectors.rows, file.read(0, file.rows()));
    return vectors;
  }
  const std::vector<std::uint64_t> held = sample_rows(file.rows(), flags.hold_out, flags.seed);
  std::vector<std::uint64_t> kept;
  for (std::uint64_t row = 0, next = 0; row < file.rows(); ++row) {
    if (next < held.size() && held[next] == row) {
      ++next;
    } else {
      kept.push_back(row);
    }
  }
  LIKEWISE_TRY(vectors.queries, file.read_chosen(held));
  LIKEWISE_TRY(vectors.rows, file.read_chosen(kept));
  return vectors;
}

void print_table(const std::vector<ModeRecall>& modes, std::size_t k) {
  fmt::print("{:<18} {:>9} {:>8} {:>9} {:>9}\n", "mode", fmt::format("recall@{}", k), "+-",
             "in 100", "in 1000");
  for (const ModeRecall& mode : modes) {
    fmt::print("{:<18} {:>9.4f} {:>8.4f} {:>9.4f} {:>9.4f}\n", mode.mode, mode.recall,
               mode.standard_error, mode.among_100, mode.among_1000);
  }
}

void print_json(const std::vector<ModeRecall>& modes, const EvalFlags& flags,
                const Vectors& vectors) {
  std::string out = "{\"model\":";
  json::append_quoted(out, flags.model);
  out += fmt::format(",\"vectors\":{},\"queries\":{},\"k\":{},\"modes\":[", vectors.rows.rows(),
                     vectors.queries.rows(), flags.recall.k);
  for (std::size_t i = 0; i < modes.size(); ++i) {
    out += fmt::format(
        "{}{{\"mode\":\"{}\",\"recall\":{:.6f},\"standard_error\":{:.6f},\"among_100\":{:.6f},"
        "\"among_1000\":{:.6f}}}",
        i > 0 ? "," : "", modes[i].mode, modes[i].recall, modes[i].standard_error,
        modes[i].among_100, modes[i].among_1000);
  }
  fmt::print("{}]}}\n", out);
}

/// False if a mode falls short of what was asked for; says which.
Result<bool> reaches(const std::vector<Floor>& floors, const std::vector<ModeRecall>& modes) {
  bool all = true;
  for (const Floor& floor : floors) {
    const auto mode = std::find_if(modes.begin(), modes.end(), [&floor](const ModeRecall& found) {
      return found.mode == floor.mode;
    });
    if (mode == modes.end()) {
      return fail(usage_error(fmt::format("--min-recall: no mode [{}] was measured", floor.mode)));
    }
    if (mode->recall < floor.recall) {
      fmt::print(stderr, "likewise: {} reaches {:.4f}, less than {:g}\n", mode->mode, mode->recall,
                 floor.recall);
      all = false;
    }
  }
  return all;
}

Result<int> run_eval(EvalFlags flags) {
  if (flags.tokens_only) {
    flags.recall.weighted.clear();
    flags.recall.adc = false;
  }
  LIKEWISE_TRY(const std::vector<Floor> floors, parse_floors(flags.floors));
  LIKEWISE_TRY(const Codebook codebook, storage::load_codebook(flags.model));
  LIKEWISE_TRY(const Vectors vectors, read_vectors(flags));
  Result<std::vector<ModeRecall>> modes = measure_recall(
      codebook, vectors.rows, vectors.queries, flags.recall, thread_pool_for(flags.threads));
  if (!modes.has_value()) {
    return fail(std::move(modes).error().with_context(fmt::format("[{}]: ", flags.vectors.path)));
  }
  if (flags.json) {
    print_json(*modes, flags, vectors);
  } else {
    print_table(*modes, flags.recall.k);
  }
  LIKEWISE_TRY(const bool good, reaches(floors, *modes));
  return good ? kExitOk : kExitFailure;
}

}  // namespace

void add_eval(CommandLine& line) {
  auto flags = std::make_shared<EvalFlags>();
  CLI::App* command =
      line.app.add_subcommand("eval", "measure how many true neighbours a codebook finds");
  command->add_option("vectors", flags->vectors.path, kVectorFileHelp)->required();
  add_vector_options(*command, flags->vectors);
  command->add_option("--model", flags->model, "codebook file of `likewise train`")->required();
  command->add_option("--queries", flags->queries, "vector file of queries");
  command
      ->add_option("--hold-out", flags->hold_out,
                   "without --queries: vectors of the file to take out and ask for")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("-k", flags->recall.k, "true neighbours looked for")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--weighted", flags->recall.weighted, "tokens of asymmetric queries")
      ->delimiter(',')
      ->capture_default_str();
  command->add_option("--rerank", flags->recall.rerank, "candidates ordered by exact distance")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--min-recall", flags->floors,
                      "MODE=RECALL: exit with 1 if the mode finds less; repeat for more modes");
  command->add_option("--seed", flags->seed, "of the choice of --hold-out")->capture_default_str();
  command->add_option("--threads", flags->threads, "0: one per core")->capture_default_str();
  command->add_flag("--tokens-only", flags->tokens_only, "measure the mode tokens alone; quick");
  command->add_flag("--json", flags->json, "one JSON object instead of a table");
  command->footer(kExamples);
  command->callback([&line, flags] { line.run = [flags] { return run_eval(*flags); }; });
}

}  // namespace likewise::tools
