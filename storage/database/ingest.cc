#include "storage/database/ingest.h"

#include <algorithm>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "engine/base/parallel.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/json.h"
#include "engine/dsl/number_text.h"

namespace likewise::storage {
namespace {

constexpr std::string_view kNoPipeline = "_none";

Error invalid(std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason))
      .with_type("illegal_argument_exception");
}

Result<std::vector<float>> read_vector(const json::Value& value, const std::string& field) {
  if (!value.is_array()) {
    return fail(invalid(
        fmt::format("field [{}] of type [{}] cannot be encoded: it must be an array of numbers",
                    field, token_name(value))));
  }
  std::vector<float> vector;
  vector.reserve(value.items.size());
  for (const json::Value& item : value.items) {
    const std::optional<float> number =
        item.is_number() ? parse_java_float(item.text) : std::nullopt;
    if (!number) {
      return fail(invalid(fmt::format("field [{}] cannot be encoded: its entry {} is of type [{}]",
                                      field, vector.size(), token_name(item))));
    }
    vector.push_back(*number);
  }
  return vector;
}

/// Does what one processor says.
struct Runner {
  json::Value& document;
  const CodebookStore& codebooks;

  Status operator()(const EncodeProcessor& encode) const {
    const json::Value* const value = value_at(document, encode.field);
    if (value == nullptr || value->is_null()) {
      return encode.ignore_missing
                 ? Status()
                 : Status(fail(invalid(fmt::format("field [{}] not present as part of path [{}]",
                                                   encode.field, encode.field))));
    }
    LIKEWISE_TRY(const std::shared_ptr<const LoadedCodebook> codebook,
                 codebooks.find(encode.codebook));
    LIKEWISE_TRY(const std::vector<float> vector, read_vector(*value, encode.field));
    if (vector.size() != codebook->encoder.dimensions()) {
      return fail(invalid(fmt::format(
          "field [{}] has {} dimensions, codebook [{}] encodes vectors of {}", encode.field,
          vector.size(), encode.codebook, codebook->encoder.dimensions())));
    }
    const Eigen::Map<const Matrix> row(vector.data(), 1, static_cast<Eigen::Index>(vector.size()));
    Result<Codes> codes = codebook->encoder.encode_tokens(row, run_serially);
    if (!codes.has_value()) {
      return fail(invalid(
          fmt::format("field [{}] cannot be encoded: {}", encode.field, codes.error().message())));
    }
    json::Value tokens;
    tokens.kind = json::Kind::kArray;
    for (std::string& text : token_texts(*codes, 0, codebook->encoder.tokens_per_group())) {
      json::Value& token = tokens.items.emplace_back();
      token.kind = json::Kind::kString;
      token.text = std::move(text);
    }
    return set_value(document, encode.target_field, std::move(tokens));
  }

  Status operator()(const SetProcessor& set) const {
    const json::Value* const value = value_at(document, set.field);
    if (!set.overrides && value != nullptr && !value->is_null()) {
      return {};
    }
    return set_value(document, set.field, set.value);
  }

  Status operator()(const RemoveProcessor& remove) const {
    for (const std::string& field : remove.fields) {
      if (!remove_value(document, field) && !remove.ignore_missing) {
        return fail(
            invalid(fmt::format("field [{}] not present as part of path [{}]", field, field)));
      }
    }
    return {};
  }
};

Status run_all(const std::vector<Processor>& processors, const Runner& runner) {
  for (const Processor& processor : processors) {
    Status status = std::visit(runner, processor.action);
    if (status.has_value() || processor.ignore_failure) {
      continue;
    }
    if (processor.on_failure.empty()) {
      return status;
    }
    LIKEWISE_TRY_STATUS(run_all(processor.on_failure, runner));
  }
  return {};
}

bool is_whole_document(const WriteOperation& operation) {
  return !operation.refused && (operation.op == OpType::kIndex || operation.op == OpType::kCreate);
}

/// The pipelines of one operation, in the order in which they run.
std::vector<std::string> pipelines_of(const WriteOperation& operation,
                                      const IngestedOperations::Environment& environment) {
  std::vector<std::string> ids;
  std::optional<std::string> first =
      operation.pipeline ? operation.pipeline
                         : environment.setting(operation.index, "index.default_pipeline");
  for (std::optional<std::string> id :
       {std::move(first), environment.setting(operation.index, "index.final_pipeline")}) {
    if (id && !id->empty() && *id != kNoPipeline) {
      ids.push_back(*std::move(id));
    }
  }
  return ids;
}

}  // namespace

Result<std::string> run_pipeline(const IngestPipeline& pipeline, const CodebookStore& codebooks,
                                 std::string_view source) {
  LIKEWISE_TRY(json::Value document, json::parse(source));
  if (!document.is_object()) {
    return fail(invalid("a document must be an object"));
  }
  const Runner runner{document, codebooks};
  Status status = run_all(pipeline.processors, runner);
  if (!status.has_value()) {
    if (pipeline.on_failure.empty()) {
      return fail(std::move(status).error());
    }
    LIKEWISE_TRY_STATUS(run_all(pipeline.on_failure, runner));
  }
  return json::to_text(document);
}

IngestedOperations::IngestedOperations(const std::vector<WriteOperation>& given,
                                       const Environment& environment)
    : operations_(&given) {
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (!is_whole_document(given[i])) {
      continue;
    }
    const std::vector<std::string> ids = pipelines_of(given[i], environment);
    if (ids.empty()) {
      continue;
    }
    if (changed_.empty()) {
      changed_ = given;
      operations_ = &changed_;
    }
    for (const std::string& id : ids) {
      WriteOperation& operation = changed_[i];
      const auto pipeline = environment.pipelines.find(id);
      Result<std::string> source =
          pipeline.has_value() ? run_pipeline(**pipeline, environment.codebooks, operation.source)
                               : Result<std::string>(fail(pipeline.error()));
      if (!source.has_value()) {
        operation.refused = std::move(source).error();
        break;
      }
      operation.source = sources_.emplace_back(*std::move(source));
    }
  }
}

}  // namespace likewise::storage
