// `likewise train`: vectors to a codebook file.

#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>

#include <fmt/format.h>

#include "engine/quantizer/grouping.h"
#include "engine/quantizer/train_codebook.h"
#include "engine/vectors/row_sample.h"
#include "storage/rocks/codebook/codebook_file.h"
#include "storage/rocks/codebook/training_checkpoint.h"
#include "tools/command.h"
#include "tools/interrupt.h"
#include "tools/progress.h"
#include "tools/thread_pool_for.h"
#include "tools/vector_file.h"
#include "tools/vector_source.h"

namespace likewise::tools {
namespace {

constexpr const char* kExamples = R"(Examples:
  likewise train vectors.npy --groups 196 --clusters 32 -o model.lwm
  likewise train vectors.npy --groups 128 --metric cosine --sample 100000 --seed 7 -o model.lwm
  likewise train features.npy --groups 128 --grouping pca-rotated -o model.lwm
  likewise train train-images-idx3-ubyte.gz --groups 196 -o fashion.lwm
  likewise train vectors.npy --groups 128 --clustering balanced --assign 2 --resume -o model.lwm
Each group of dimensions gets its own k-means; a vector becomes one token per group. The same
vectors, options and seed give the same codebook on any number of threads.)";

struct TrainFlags {
  VectorSource vectors;
  std::string output;
  std::string grouping = "contiguous";
  std::string metric = "l2";
  std::string clustering = "kmeans";
  bool resume = false;
  std::string progress = "auto";
  std::uint64_t sample = 0;
  unsigned threads = 0;
  TrainingOptions training;
};

template <class Value>
Result<Value> from_option(std::string_view option, Result<Value> parsed) {
  if (!parsed.has_value()) {
    return fail(usage_error(fmt::format("{}: {}", option, parsed.error().message())));
  }
  return parsed;
}

// Found out before minutes of training, not after.
Status check_writable(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  if (std::filesystem::is_directory(file) || ::access(folder.c_str(), W_OK | X_OK) != 0) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("[{}]: cannot write there: it is a folder, or its folder does not "
                            "exist or is write-protected",
                            file.string()));
  }
  return {};
}

Result<Matrix> read_training_rows(const VectorFile& file, const TrainFlags& flags) {
  if (flags.sample == 0 || flags.sample >= file.rows()) {
    return file.read(0, file.rows());
  }
  return file.read_chosen(sample_rows(file.rows(), flags.sample, flags.training.seed));
}

/// Reads what an earlier run has left in the checkpoint, and makes `options` add to it.
Status go_on_with(storage::TrainingCheckpoint& checkpoint, TrainingOptions& options) {
  LIKEWISE_TRY(options.finished, checkpoint.load());
  LIKEWISE_TRY_STATUS(checkpoint.start(options.finished));
  if (!options.finished.empty()) {
    fmt::print(stderr, "likewise: going on after {} of {} groups\n", options.finished.size(),
               options.groups);
  }
  options.on_group = [&checkpoint](std::uint32_t group, const KMeansModel& model) {
    checkpoint.append(group, model);
  };
  return {};
}

Result<Codebook> train(const MatrixView& rows, const TrainFlags& flags, ProgressMode mode) {
  Progress progress("training", "groups", flags.training.groups, mode);
  TrainingOptions options = flags.training;
  options.stop = InterruptGuard::interrupted;
  options.on_progress = [&progress](const TrainingProgress& now) {
    progress.update(now.groups_done, fmt::format("inertia {:.6g}", now.inertia));
  };
  storage::TrainingCheckpoint checkpoint(
      flags.output + ".checkpoint",
      flags.resume ? storage::training_fingerprint(rows, options) : 0);
  if (flags.resume) {
    LIKEWISE_TRY_STATUS(go_on_with(checkpoint, options));
  }
  LIKEWISE_TRY(Codebook codebook, train_codebook(rows, options, thread_pool_for(flags.threads)));
  if (flags.resume) {
    checkpoint.remove();
  }
  progress.finish();
  return codebook;
}

/// All rows where they lie if that is possible, which halves the memory.
Result<Codebook> train(const VectorFile& file, const TrainFlags& flags, ProgressMode mode) {
  const bool all = flags.sample == 0 || flags.sample >= file.rows();
  if (const auto view = file.view(); view && all) {
    return train(*view, flags, mode);
  }
  LIKEWISE_TRY(const Matrix rows, read_training_rows(file, flags));
  return train(rows, flags, mode);
}

Result<int> run_train(TrainFlags flags) {
  LIKEWISE_TRY(const ProgressMode mode, parse_progress_mode(flags.progress));
  LIKEWISE_TRY(flags.training.grouping, from_option("--grouping", parse_grouping(flags.grouping)));
  LIKEWISE_TRY(flags.training.metric, from_option("--metric", parse_metric(flags.metric)));
  LIKEWISE_TRY(flags.training.clustering,
               from_option("--clustering", parse_clustering(flags.clustering)));
  LIKEWISE_TRY_STATUS(check_writable(flags.output));
  const InterruptGuard guard;
  LIKEWISE_TRY(const VectorFile file, open_vectors(flags.vectors));
  Result<Codebook> codebook = train(file, flags, mode);
  if (InterruptGuard::interrupted()) {
    fmt::print(stderr, "likewise: stopped; [{}] was not written{}\n", flags.output,
               flags.resume ? "; the same command goes on" : "");
    return kExitInterrupted;
  }
  if (!codebook.has_value()) {
    return fail(
        std::move(codebook).error().with_context(fmt::format("[{}]: ", flags.vectors.path)));
  }
  codebook->facts.source = std::filesystem::path(flags.vectors.path).filename().string();
  codebook->facts.writer_version = LIKEWISE_VERSION;
  LIKEWISE_TRY_STATUS(storage::save_codebook(*codebook, flags.output));
  fmt::print(
      "{}: {} dimensions in {} groups of {} clusters, from {} vectors; inertia {:.6g} after "
      "at most {} iterations\n",
      flags.output, codebook->dimensions, codebook->groups.size(), flags.training.clusters,
      codebook->facts.training_rows, codebook->facts.inertia, codebook->facts.iterations);
  return kExitOk;
}

std::string clustering_help() {
  std::string text = "how centroids are found:";
  for (const ClusteringMethod& method : clustering_methods()) {
    text += fmt::format(" {} ({})", method.name, method.summary);
  }
  return text;
}

std::string grouping_help() {
  std::string text = "which dimensions belong together:";
  for (const GroupingMethod& method : grouping_methods()) {
    text += fmt::format(" {} ({})", method.name, method.summary);
  }
  return text;
}

void add_clustering_options(CLI::App& command, TrainFlags& flags) {
  command.add_option("--clustering", flags.clustering, clustering_help())->capture_default_str();
  command
      .add_option("--assign", flags.training.tokens_per_group,
                  "tokens of a vector in each group: 1, or 2 for its two nearest centroids")
      ->check(CLI::Range(1U, kMaxTokensPerGroup))
      ->capture_default_str();
  command
      .add_option("--outliers", flags.training.outliers,
                  "this share of the vectors, the farthest from every centroid of a group, gets no "
                  "token there, e.g. 0.01")
      ->check(CLI::Range(0.0, 0.99))
      ->capture_default_str();
  command.add_flag("--resume", flags.resume,
                   "keep finished groups in OUTPUT.checkpoint, and go on with those of an earlier "
                   "run that was stopped");
}

}  // namespace

void add_train(CommandLine& line) {
  auto flags = std::make_shared<TrainFlags>();
  CLI::App* command = line.app.add_subcommand("train", "learn a codebook from vectors");
  TrainingOptions& training = flags->training;
  command->add_option("vectors", flags->vectors.path, kVectorFileHelp)->required();
  add_vector_options(*command, flags->vectors);
  command->add_option("-o,--output", flags->output, "codebook file to write, e.g. model.lwm")
      ->required();
  command->add_option("--groups", training.groups, "n: sections of the vector, tokens per vector")
      ->required()
      ->check(CLI::PositiveNumber);
  command->add_option("--clusters", training.clusters, "m: centroids per group")
      ->check(CLI::Range(1, 65535))
      ->capture_default_str();
  command->add_option("--grouping", flags->grouping, grouping_help())->capture_default_str();
  command
      ->add_option("--keep", training.kept,
                   "dimensions that a pca- grouping keeps; 0: 4 per group, or more to keep 98.5 "
                   "% of the variance")
      ->capture_default_str();
  add_clustering_options(*command, *flags);
  command->add_option("--metric", flags->metric, "l2, or cosine: vectors are scaled to length 1")
      ->capture_default_str();
  command->add_option("--seed", training.seed, "of every random choice")->capture_default_str();
  command->add_option("--iterations", training.max_iterations, "most k-means iterations of a group")
      ->capture_default_str();
  command
      ->add_option("--tolerance", training.tolerance,
                   "stop a group when an iteration lowers its inertia by less than this share")
      ->capture_default_str();
  command->add_option("--sample", flags->sample, "train on this many rows chosen at random; 0: all")
      ->capture_default_str();
  command->add_option("--threads", flags->threads, "0: one per core")->capture_default_str();
  command->add_option("--progress", flags->progress, "auto, bar, plain or none")
      ->capture_default_str();
  command->footer(kExamples);
  command->callback([&line, flags] { line.run = [flags] { return run_train(*flags); }; });
}

}  // namespace likewise::tools
