#include "engine/dsl/field_definition.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/normalizer.h"
#include "engine/dsl/number_text.h"
#include "engine/dsl/vector_definition.h"
#include "engine/index/date_format.h"

namespace likewise {
namespace {

constexpr auto kTextParameters = std::to_array<std::string_view>({
    "analyzer",
    "boost",
    "copy_to",
    "doc_values",
    "eager_global_ordinals",
    "fielddata",
    "fielddata_frequency_filter",
    "index",
    "index_options",
    "meta",
    "norms",
    "position_increment_gap",
    "search_analyzer",
    "search_quote_analyzer",
    "similarity",
    "store",
    "term_vector",
});
constexpr auto kKeywordParameters = std::to_array<std::string_view>({
    "boost",
    "copy_to",
    "doc_values",
    "eager_global_ordinals",
    "ignore_above",
    "index",
    "index_options",
    "meta",
    "normalizer",
    "norms",
    "null_value",
    "similarity",
    "split_queries_on_whitespace",
    "store",
});
constexpr auto kNumberParameters = std::to_array<std::string_view>({
    "boost",
    "coerce",
    "copy_to",
    "doc_values",
    "ignore_malformed",
    "index",
    "meta",
    "null_value",
    "store",
});
constexpr auto kBooleanParameters = std::to_array<std::string_view>({
    "boost",
    "copy_to",
    "doc_values",
    "index",
    "meta",
    "null_value",
    "store",
});
constexpr auto kDateParameters = std::to_array<std::string_view>({
    "boost",
    "copy_to",
    "doc_values",
    "format",
    "ignore_malformed",
    "index",
    "locale",
    "meta",
    "null_value",
    "store",
});
constexpr auto kTermVectors = std::to_array<std::string_view>({
    "no",
    "yes",
    "with_positions",
    "with_offsets",
    "with_positions_offsets",
    "with_positions_payloads",
    "with_positions_offsets_payloads",
});

std::span<const std::string_view> parameters_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::kText:
      return kTextParameters;
    case FieldKind::kKeyword:
      return kKeywordParameters;
    case FieldKind::kBoolean:
      return kBooleanParameters;
    case FieldKind::kDate:
      return kDateParameters;
    default:
      return kNumberParameters;
  }
}

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Mapping parameters take "true" and "false" as texts, but no other words and no numbers.
Result<bool> read_flag(const json::Value& value) {
  const std::string text = scalar_text(value);
  if (text == "true" || text == "false") {
    return text == "true";
  }
  return fail(illegal_argument(
      fmt::format("Failed to parse value [{}] as only [true] or [false] are allowed.", text)));
}

Result<IndexOptions> read_index_options(const json::Value& value, FieldKind kind) {
  const std::string text = scalar_text(value);
  if (text == "docs") {
    return IndexOptions::kDocs;
  }
  if (text == "freqs") {
    return IndexOptions::kFreqs;
  }
  if (kind == FieldKind::kText && text == "positions") {
    return IndexOptions::kPositions;
  }
  if (kind == FieldKind::kText && text == "offsets") {
    return IndexOptions::kOffsets;
  }
  return fail(mapper_error(
      fmt::format("Unknown value [{}] for field [index_options] - accepted values are [{}]", text,
                  kind == FieldKind::kText ? "positions, docs, freqs, offsets" : "docs, freqs")));
}

Status read_similarity(const json::Value& value, const MappingContext& context, Field& field) {
  field.similarity_name = scalar_text(value);
  const auto found = context.similarities.find(field.similarity_name);
  if (found != context.similarities.end()) {
    field.similarity = found->second;
  } else if (field.similarity_name == "BM25") {
    field.similarity = Similarity{};
  } else if (field.similarity_name == "boolean") {
    field.similarity = Similarity{};
    field.similarity.kind = SimilarityKind::kBoolean;
  } else if (field.similarity_name == "classic") {
    return fail(
        illegal_argument("The [classic] similarity may not be used anymore. Please use the [BM25] "
                         "similarity or build a custom [scripted] similarity instead."));
  } else {
    return fail(mapper_error(fmt::format("Unknown Similarity type [{}] for field [{}]",
                                         field.similarity_name, field.name)));
  }
  return {};
}

Result<std::shared_ptr<const Analyzer>> read_analyzer(const json::Value& value,
                                                      const MappingContext& context) {
  const std::string name = scalar_text(value);
  if (std::shared_ptr<const Analyzer> analyzer = find_analyzer(&context.analyzers, name)) {
    return analyzer;
  }
  return fail(
      illegal_argument(fmt::format("analyzer [{}] has not been configured in mappings", name)));
}

Status read_normalizer(const json::Value& value, const MappingContext& context, Field& field) {
  field.normalizer = scalar_text(value);
  const auto own = context.normalizers.find(field.normalizer);
  std::shared_ptr<const Analyzer> normalizer =
      own != context.normalizers.end() ? own->second : builtin_normalizer(field.normalizer);
  if (normalizer == nullptr) {
    return fail(mapper_error(
        fmt::format("normalizer [{}] not found for field [{}]", field.normalizer, field.name)));
  }
  field.analyzer = normalizer;
  field.search_analyzer = std::move(normalizer);
  return {};
}

Status read_null_value(const json::Value& value, Field& field) {
  const std::string text = scalar_text(value);
  const bool is_number = field.kind != FieldKind::kKeyword && field.kind != FieldKind::kBoolean &&
                         field.kind != FieldKind::kDate;
  if (is_number && !parse_java_double(text)) {
    return fail(Error(ErrorCode::kInvalidArgument, fmt::format("For input string: \"{}\"", text))
                    .with_type("number_format_exception"));
  }
  if (field.kind == FieldKind::kBoolean) {
    LIKEWISE_TRY_STATUS(read_flag(value));
  }
  field.null_value = text;
  return {};
}

Status read_copy_to(const json::Value& value, Field& field) {
  if (!value.is_array()) {
    field.copy_to = {scalar_text(value)};
    return {};
  }
  field.copy_to.clear();
  for (const json::Value& item : value.items) {
    field.copy_to.push_back(scalar_text(item));
  }
  return {};
}

Status read_ignore_above(const json::Value& value, Field& field) {
  const std::string text = scalar_text(value);
  const auto number = whole_part(text);
  if (!number) {
    return fail(Error(ErrorCode::kInvalidArgument, fmt::format("For input string: \"{}\"", text))
                    .with_type("number_format_exception"));
  }
  // A negative limit lets nothing through in Elasticsearch; so does zero but for the empty string.
  constexpr std::int64_t kNoLimit = 2'147'483'647;
  field.ignore_above = static_cast<std::uint32_t>(std::clamp<std::int64_t>(*number, 0, kNoLimit));
  return {};
}

Status read_position_gap(const json::Value& value, Field& field) {
  const std::string text = scalar_text(value);
  const auto number = whole_part(text);
  constexpr std::int64_t kMostGap = 2'147'483'647;
  if (!number || *number > kMostGap) {
    return fail(Error(ErrorCode::kInvalidArgument, fmt::format("For input string: \"{}\"", text))
                    .with_type("number_format_exception"));
  }
  if (*number < 0) {
    return fail(mapper_error("positions_increment_gap less than 0 aren't allowed."));
  }
  field.position_increment_gap = static_cast<std::uint32_t>(*number);
  return {};
}

Status read_term_vector(const json::Value& value) {
  const std::string text = scalar_text(value);
  if (contains(kTermVectors, text)) {
    return {};
  }
  std::string accepted;
  for (const std::string_view known : kTermVectors) {
    accepted += (accepted.empty() ? "" : ", ") + std::string(known);
  }
  return fail(mapper_error(fmt::format(
      "Unknown value [{}] for field [term_vector] - accepted values are [{}]", text, accepted)));
}

Status read_format(const json::Value& value, Field& field) {
  field.format = scalar_text(value);
  Status status = check_date_format(field.format);
  if (status) {
    return {};
  }
  Error cause = std::move(status).error();
  const ErrorCode code = cause.code();
  return fail(Error(code, fmt::format("Error parsing [format] on field [{}]: {}", field.name,
                                      cause.message()))
                  .with_type("illegal_argument_exception")
                  .caused_by(std::move(cause)));
}

void keep_as_given(const std::string& name, const json::Value& value, Field& field) {
  field.raw_options += field.raw_options.empty() ? "" : ",";
  json::append_quoted(field.raw_options, name);
  field.raw_options += ':' + json::to_text(value);
}

/// Parameters that Field has no member of its own for.
Status read_other(const std::string& name, const json::Value& value, const MappingContext& context,
                  Field& field) {
  if (name == "analyzer") {
    LIKEWISE_TRY(field.analyzer, read_analyzer(value, context));
  } else if (name == "search_analyzer" || name == "search_quote_analyzer") {
    LIKEWISE_TRY(auto analyzer, read_analyzer(value, context));
    (name == "search_analyzer" ? field.search_analyzer : field.search_quote_analyzer) =
        std::move(analyzer);
  } else if (name == "position_increment_gap") {
    LIKEWISE_TRY_STATUS(read_position_gap(value, field));
  } else if (name == "null_value") {
    if (value.is_null()) {
      return {};
    }
    LIKEWISE_TRY_STATUS(read_null_value(value, field));
  } else if (name == "term_vector") {
    LIKEWISE_TRY_STATUS(read_term_vector(value));
  } else if (name == "coerce" || name == "ignore_malformed" || name == "store" ||
             name == "fielddata" || name == "eager_global_ordinals" ||
             name == "split_queries_on_whitespace") {
    LIKEWISE_TRY(const bool flag, read_flag(value));
    if (!flag && name != "coerce") {
      return {};  // The default is not shown.
    }
  } else if (name == "boost") {
    const std::optional<float> boost = parse_java_float(scalar_text(value));
    if (!boost || *boost != 1.0F) {
      return fail(ErrorCode::kUnsupported,
                  fmt::format("mapping parameter [boost] of field [{}] is not supported by "
                              "likewise: boost the query instead",
                              field.name));
    }
    return {};
  }
  keep_as_given(name, value, field);
  return {};
}

Status read_parameter(const std::string& name, const json::Value& value,
                      const MappingContext& context, Field& field) {
  if (name == "index") {
    LIKEWISE_TRY(field.indexed, read_flag(value));
  } else if (name == "doc_values") {
    LIKEWISE_TRY(field.doc_values, read_flag(value));
  } else if (name == "norms") {
    LIKEWISE_TRY(field.norms, read_flag(value));
  } else if (name == "index_options") {
    LIKEWISE_TRY(field.index_options, read_index_options(value, field.kind));
  } else if (name == "similarity") {
    LIKEWISE_TRY_STATUS(read_similarity(value, context, field));
  } else if (name == "normalizer") {
    LIKEWISE_TRY_STATUS(read_normalizer(value, context, field));
  } else if (name == "ignore_above") {
    LIKEWISE_TRY_STATUS(read_ignore_above(value, field));
  } else if (name == "copy_to") {
    LIKEWISE_TRY_STATUS(read_copy_to(value, field));
  } else if (name == "format") {
    LIKEWISE_TRY_STATUS(read_format(value, field));
  } else {
    LIKEWISE_TRY_STATUS(read_other(name, value, context, field));
  }
  return {};
}

}  // namespace

Status read_field_parameters(const json::Value& definition, const MappingContext& context,
                             Field& field) {
  if (field.kind == FieldKind::kDenseVector) {
    return read_vector_parameters(definition, field);
  }
  bool has_analyzer = false;
  bool has_search_analyzer = false;
  for (const auto& [name, value] : definition.members) {
    if (name == "type" || name == "fields") {
      continue;
    }
    if (!contains(parameters_of(field.kind), name)) {
      const bool is_unbuilt =
          field.kind == FieldKind::kText && (name == "index_phrases" || name == "index_prefixes");
      if (is_unbuilt) {
        return fail(ErrorCode::kUnsupported,
                    fmt::format("mapping parameter [{}] of field [{}] is not supported by likewise",
                                name, field.name));
      }
      return fail(mapper_error(fmt::format("unknown parameter [{}] on mapper [{}] of type [{}]",
                                           name, field.name, to_string(field.kind))));
    }
    has_analyzer = has_analyzer || name == "analyzer";
    has_search_analyzer = has_search_analyzer || name == "search_analyzer";
    LIKEWISE_TRY_STATUS(read_parameter(name, value, context, field));
  }
  if (has_analyzer && !has_search_analyzer) {
    field.search_analyzer = field.analyzer;
  }
  if (field.kind == FieldKind::kText) {
    field.doc_values = false;  // Tolerated in a text field, without a meaning.
  }
  return {};
}

}  // namespace likewise
