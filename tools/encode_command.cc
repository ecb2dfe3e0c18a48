// `likewise encode`: vectors and a codebook to documents of tokens.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/quantizer/encoder.h"
#include "storage/rocks/codebook/codebook_file.h"
#include "tools/command.h"
#include "tools/import/document_load.h"
#include "tools/interrupt.h"
#include "tools/progress.h"
#include "tools/row_details.h"
#include "tools/text_output.h"
#include "tools/thread_pool_for.h"
#include "tools/token_document.h"
#include "tools/vector_file.h"
#include "tools/vector_source.h"

namespace likewise::tools {
namespace {

constexpr const char* kExamples = R"(Examples:
  likewise encode vectors.npy --model model.lwm > docs.ndjson
  likewise encode vectors.npy --model model.lwm --ids ids.txt --format bulk --index images -o docs.bulk
  likewise encode train-images-idx3-ubyte.gz --model fashion.lwm \
      --labels train-labels-idx1-ubyte.gz --image-template "images/{id}.png"
  likewise encode vectors.npy --model model.lwm --to http://127.0.0.1:9200/images
One document a row: {"_id":"7","feature_vector":["0-14","1-4"],"label":9,"image":"images/7.png"}.
Without --ids the _id is the number of the row, from 0.)";

// Rows in memory at a time, and rows that one thread renders at a time.
constexpr std::size_t kBlockRows = 8192;
constexpr std::size_t kRenderRows = 256;

struct EncodeFlags {
  VectorSource vectors;
  std::string model;
  std::string ids;
  std::string labels;
  std::vector<std::string> label_names;
  std::string format = "ndjson";
  std::string output;
  std::string progress = "auto";
  unsigned threads = 0;
  DocumentLayout layout;
  DocumentLoadOptions load;
};

// Everything that encoding reads from, opened and checked.
struct EncodeInput {
  VectorFile file;
  Encoder encoder;
  std::vector<std::string> ids;     ///< Empty: row numbers.
  std::vector<std::string> labels;  ///< Empty: none.
};

Result<EncodeInput> open_input(const EncodeFlags& flags) {
  LIKEWISE_TRY(const Codebook codebook, storage::load_codebook(flags.model));
  LIKEWISE_TRY(VectorFile file, open_vectors(flags.vectors));
  if (file.columns() != codebook.dimensions) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("[{}] has vectors of {} dimensions, but codebook [{}] is for {}",
                            flags.vectors.path, file.columns(), flags.model, codebook.dimensions));
  }
  EncodeInput input{std::move(file), Encoder(codebook), {}, {}};
  input.ids = input.file.ids();
  if (!flags.ids.empty()) {
    LIKEWISE_TRY(input.ids, read_ids(flags.ids, input.file.rows()));
  }
  if (!flags.labels.empty()) {
    LIKEWISE_TRY(input.labels, read_labels(flags.labels, input.file.rows(), flags.label_names));
  }
  return input;
}

class BlockEncoder {
 public:
  BlockEncoder(const EncodeInput& input, const DocumentLayout& layout, unsigned threads)
      : input_(input), writer_(layout), parallel_for_(thread_pool_for(threads)) {}

  /// The documents of rows first … first + count - 1, in pieces to be written in this order.
  Result<std::vector<std::string>> encode(std::size_t first, std::size_t count) const {
    LIKEWISE_TRY(const Matrix rows, input_.file.read(first, count));
    LIKEWISE_TRY(const Codes codes, input_.encoder.encode_tokens(rows, parallel_for_));
    std::vector<std::string> pieces((count + kRenderRows - 1) / kRenderRows);
    parallel_for_(pieces.size(), [&](std::size_t piece) {
      const std::size_t end = std::min(count, (piece + 1) * kRenderRows);
      for (std::size_t row = piece * kRenderRows; row < end; ++row) {
        append_row(codes, row, first + row, pieces[piece]);
      }
    });
    return pieces;
  }

 private:
  void append_row(const Codes& codes, std::size_t row, std::size_t number, std::string& out) const {
    const std::string id = input_.ids.empty() ? fmt::to_string(number) : input_.ids[number];
    const std::string_view label =
        input_.labels.empty() ? std::string_view() : input_.labels[number];
    writer_.append(codes, static_cast<Eigen::Index>(row), id, label, out);
  }

  const EncodeInput& input_;
  TokenDocumentWriter writer_;
  ParallelFor parallel_for_;
};

/// A file or standard output, or an index.
class DocumentSink {
 public:
  static Result<DocumentSink> open(const EncodeFlags& flags) {
    DocumentSink sink;
    if (flags.load.to.empty()) {
      LIKEWISE_TRY(sink.text_, TextOutput::open(flags.output));
    } else {
      LIKEWISE_TRY(sink.load_, DocumentLoad::open(flags.load, InterruptGuard::interrupted));
    }
    return sink;
  }

  Status write(const std::string& lines) {
    return load_ ? load_->write(lines) : text_->write(lines);
  }

  /// The exit code.
  Result<int> finish() {
    if (load_) {
      return load_->finish();
    }
    LIKEWISE_TRY_STATUS(text_->finish());
    return kExitOk;
  }

 private:
  std::optional<TextOutput> text_;
  std::unique_ptr<DocumentLoad> load_;
};

Status check_target(const EncodeFlags& flags) {
  const bool is_plain = flags.output.empty() && flags.layout.format == DocumentFormat::kNdjson;
  if (!flags.load.to.empty() && !is_plain) {
    return fail(usage_error("--to writes into an index: without --output and --format"));
  }
  return {};
}

Result<int> perform(EncodeFlags flags) {
  LIKEWISE_TRY(const ProgressMode mode, parse_progress_mode(flags.progress));
  LIKEWISE_TRY(flags.layout.format, parse_document_format(flags.format));
  if (!flags.layout.index.empty() && flags.layout.format != DocumentFormat::kBulk) {
    return fail(usage_error("--index belongs to --format bulk"));
  }
  if (!flags.label_names.empty() && flags.labels.empty()) {
    return fail(usage_error("--label-names needs --labels"));
  }
  LIKEWISE_TRY_STATUS(check_target(flags));
  LIKEWISE_TRY(const EncodeInput input, open_input(flags));
  LIKEWISE_TRY(DocumentSink output, DocumentSink::open(flags));
  flags.layout.tokens_per_group = input.encoder.tokens_per_group();
  const BlockEncoder encoder(input, flags.layout, flags.threads);
  Progress progress("encoding", "vectors", input.file.rows(), mode);
  for (std::size_t first = 0; first < input.file.rows(); first += kBlockRows) {
    if (InterruptGuard::interrupted()) {
      fmt::print(stderr, "likewise: stopped after {} vectors\n", first);
      return kExitInterrupted;
    }
    const std::size_t count = std::min(kBlockRows, input.file.rows() - first);
    LIKEWISE_TRY(const std::vector<std::string> pieces, encoder.encode(first, count));
    for (const std::string& piece : pieces) {
      LIKEWISE_TRY_STATUS(output.write(piece));
    }
    progress.update(first + count);
  }
  LIKEWISE_TRY(const int exit_code, output.finish());
  progress.finish();
  return exit_code;
}

Result<int> run_encode(const EncodeFlags& flags) {
  const InterruptGuard guard;
  Result<int> outcome = perform(flags);
  // What a stopped request complains about is no failure.
  const bool is_stopped = !outcome.has_value() && InterruptGuard::interrupted();
  return is_stopped ? kExitInterrupted : std::move(outcome);
}

}  // namespace

void add_encode(CommandLine& line) {
  auto flags = std::make_shared<EncodeFlags>();
  CLI::App* command = line.app.add_subcommand("encode", "turn vectors into documents of tokens");
  command->add_option("vectors", flags->vectors.path, kVectorFileHelp)->required();
  add_vector_options(*command, flags->vectors);
  command->add_option("--model", flags->model, "codebook file of `likewise train`")->required();
  command->add_option("--ids", flags->ids, "text file, one _id a line; default: the row number");
  command->add_option("--labels", flags->labels,
                      "one label per row: IDX file of numbers, or text, one a line");
  command
      ->add_option("--label-names", flags->label_names,
                   "names of the labels 0, 1, … of an IDX file, separated by commas")
      ->delimiter(',');
  command->add_option("--image-template", flags->layout.image_template,
                      "adds \"image\": this text with {id} replaced");
  command->add_option("--format", flags->format, "ndjson or bulk")->capture_default_str();
  command->add_option("--field", flags->layout.field, "name of the token field")
      ->capture_default_str();
  command->add_option("--index", flags->layout.index, "index name in the lines of --format bulk");
  command->add_option("-o,--output", flags->output, "file to write; default: standard output");
  add_document_load_options(*command, flags->load);
  command->add_option("--threads", flags->threads, "0: one per core")->capture_default_str();
  command->add_option("--progress", flags->progress, "auto, bar, plain or none")
      ->capture_default_str();
  command->footer(kExamples);
  command->callback([&line, flags] { line.run = [flags] { return run_encode(*flags); }; });
}

}  // namespace likewise::tools
