#include "engine/dsl/vector_definition.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/field_definition.h"
#include "engine/dsl/number_text.h"

namespace likewise {
namespace {

/// From here on Elasticsearch's default is a coarser quantizer.
constexpr std::uint32_t kManyDimensions = 384;
constexpr std::uint32_t kLeastForBits = 64;

/// A kind of `index_options`. They are taken and shown and change nothing here.
struct IndexKind {
  std::string_view name;
  bool is_graph;
  bool is_quantized;
  bool needs_many;  ///< At least 64 dimensions.
};

constexpr auto kIndexKinds = std::to_array<IndexKind>({
    {"hnsw", true, false, false},
    {"flat", false, false, false},
    {"int8_hnsw", true, true, false},
    {"int8_flat", false, true, false},
    {"int4_hnsw", true, true, false},
    {"int4_flat", false, true, false},
    {"bbq_hnsw", true, true, true},
    {"bbq_flat", false, true, true},
});

Error unsupported(const Field& field, std::string_view what) {
  return Error(ErrorCode::kUnsupported,
               fmt::format("{} of field [{}] of type [dense_vector] is not supported by likewise",
                           what, field.name));
}

Result<std::uint32_t> read_dimensions(const json::Value& value, const Field& field) {
  const std::string text = scalar_text(value);
  if (value.is_null()) {
    return fail(mapper_error(fmt::format(
        "[dims] on mapper [{}] of type [dense_vector] must not have a [null] value", field.name)));
  }
  const bool is_whole = value.is_number() && text.find_first_of(".eE") == std::string::npos;
  const std::optional<std::int64_t> number = is_whole ? whole_part(text) : std::nullopt;
  if (!number) {
    return fail(mapper_error(fmt::format(
        "Property [dims] on field [{}] must be an integer but got [{}]", field.name, text)));
  }
  if (*number < 1 || *number > kMaxVectorDimensions) {
    return fail(mapper_error(
        fmt::format("The number of dimensions should be in the range [1, {}] but was [{}]",
                    kMaxVectorDimensions, *number)));
  }
  return static_cast<std::uint32_t>(*number);
}

Result<bool> read_index_flag(const json::Value& value) {
  const std::string text = scalar_text(value);
  if (text == "true" || text == "false") {
    return text == "true";
  }
  return fail(illegal_argument(
      fmt::format("Failed to parse value [{}] as only [true] or [false] are allowed.", text)));
}

Result<VectorSimilarity> read_vector_similarity(const json::Value& value) {
  const std::string text = scalar_text(value);
  if (const auto similarity = parse_vector_similarity(text)) {
    return *similarity;
  }
  return fail(mapper_error(
      fmt::format("Unknown value [{}] for field [similarity] - accepted values are [l2_norm, "
                  "cosine, dot_product, max_inner_product]",
                  text)));
}

const IndexKind* find_index_kind(std::string_view name) {
  const auto found = std::find_if(kIndexKinds.begin(), kIndexKinds.end(),
                                  [name](const IndexKind& kind) { return kind.name == name; });
  return found == kIndexKinds.end() ? nullptr : &*found;
}

std::string index_options_text(const IndexKind& kind, std::string_view m, std::string_view ef,
                               std::string_view more) {
  std::string out = "{\"type\":" + json::quoted(kind.name);
  if (kind.is_graph) {
    out += fmt::format(",\"m\":{},\"ef_construction\":{}", m, ef);
  }
  return out + std::string(more) + "}";
}

std::string default_index_options(std::uint32_t dimensions) {
  constexpr std::string_view kRescored = ",\"rescore_vector\":{\"oversample\":3.0}";
  const bool has_many = dimensions >= kManyDimensions;
  return index_options_text(*find_index_kind(has_many ? "bbq_hnsw" : "int8_hnsw"), "16", "100",
                            has_many ? kRescored : std::string_view());
}

Result<std::string> read_index_options(const json::Value& value, const Field& field,
                                       std::uint32_t dimensions) {
  const json::Value* const type = value.is_object() ? value.find("type") : nullptr;
  if (type == nullptr) {
    return fail(mapper_error("[index_options] requires field [type] to be configured"));
  }
  const IndexKind* const kind = find_index_kind(scalar_text(*type));
  if (kind == nullptr) {
    return fail(mapper_error(fmt::format("Unknown vector index options type [{}] for field [{}]",
                                         scalar_text(*type), field.name)));
  }
  if (kind->needs_many && dimensions < kLeastForBits) {
    return fail(
        illegal_argument(fmt::format("{} does not support dimensions fewer than {}; provided={}",
                                     kind->name, kLeastForBits, dimensions)));
  }
  std::string m = "16";
  std::string ef = "100";
  std::string more;
  for (const auto& [name, member] : value.members) {
    const bool is_number = name == "m" || name == "ef_construction";
    if (is_number && kind->is_graph) {
      const auto number = whole_part(scalar_text(member));
      if (!number) {
        return fail(Error(ErrorCode::kInvalidArgument,
                          fmt::format("For input string: \"{}\"", scalar_text(member)))
                        .with_type("number_format_exception"));
      }
      (name == "m" ? m : ef) = std::to_string(*number);
    } else if (kind->is_quantized && (name == "confidence_interval" || name == "rescore_vector")) {
      more += "," + json::quoted(name) + ":" + json::to_text(member);
    } else if (name != "type") {
      return fail(
          mapper_error(fmt::format("Mapping definition for [{}] has unsupported parameters:  "
                                   "[{} : {}]",
                                   field.name, name, java_map_text(member))));
    }
  }
  if (kind->needs_many && more.empty()) {
    more = ",\"rescore_vector\":{\"oversample\":3.0}";
  }
  return index_options_text(*kind, m, ef, more);
}

/// The members of a definition before they are put together: order does not matter in them.
struct Parts {
  VectorOptions options;
  const json::Value* index_options = nullptr;
  std::optional<VectorSimilarity> similarity;
};

Status read_member(const std::string& name, const json::Value& value, Field& field, Parts& parts) {
  if (name == "dims") {
    LIKEWISE_TRY(parts.options.dimensions, read_dimensions(value, field));
  } else if (name == "index") {
    LIKEWISE_TRY(field.indexed, read_index_flag(value));
  } else if (name == "similarity") {
    LIKEWISE_TRY(parts.similarity, read_vector_similarity(value));
  } else if (name == "index_options") {
    parts.index_options = &value;
  } else if (name == "likewise_codebook") {
    parts.options.codebook = scalar_text(value);
  } else if (name == "meta") {
    field.raw_options = "\"meta\":" + json::to_text(value);
  } else if (name == "element_type") {
    if (scalar_text(value) != "float") {
      return fail(unsupported(field, "element_type [" + scalar_text(value) + "]"));
    }
  } else if (name == "fields" || name == "copy_to") {
    return fail(unsupported(field, "[" + name + "]"));
  } else if (name != "type") {
    return fail(mapper_error(fmt::format(
        "unknown parameter [{}] on mapper [{}] of type [dense_vector]", name, field.name)));
  }
  return {};
}

Error only_when_indexed(std::string_view parameter) {
  return illegal_argument(fmt::format(
      "Field [{}] can only be specified for a field of type [dense_vector] when it is indexed",
      parameter));
}

}  // namespace

Status read_vector_parameters(const json::Value& definition, Field& field) {
  if (field.is_multi_field) {
    return fail(
        mapper_error(fmt::format("Field [{}] of type [dense_vector] can't be used in multifields",
                                 field.name.substr(field.name.rfind('.') + 1))));
  }
  Parts parts;
  for (const auto& [name, value] : definition.members) {
    LIKEWISE_TRY_STATUS(read_member(name, value, field, parts));
  }
  if (parts.options.dimensions == 0) {
    return fail(unsupported(field, "a mapping without [dims]"));
  }
  if (!field.indexed && (parts.similarity || parts.index_options != nullptr)) {
    return fail(only_when_indexed(parts.similarity ? "similarity" : "index_options"));
  }
  if (field.indexed) {
    parts.options.similarity = parts.similarity.value_or(VectorSimilarity::kCosine);
    parts.options.index_options_json = default_index_options(parts.options.dimensions);
    if (parts.index_options != nullptr) {
      LIKEWISE_TRY(parts.options.index_options_json,
                   read_index_options(*parts.index_options, field, parts.options.dimensions));
    }
  }
  field.vector = std::make_shared<const VectorOptions>(std::move(parts.options));
  return {};
}

std::string vector_parameters_json(const Field& field) {
  const VectorOptions& options = *field.vector;
  std::string out = fmt::format("\"dims\":{},\"index\":{}", options.dimensions, field.indexed);
  if (options.similarity) {
    out += ",\"similarity\":" + json::quoted(to_string(*options.similarity));
    out += ",\"index_options\":" + options.index_options_json;
  }
  if (!options.codebook.empty()) {
    out += ",\"likewise_codebook\":" + json::quoted(options.codebook);
  }
  return field.raw_options.empty() ? out : out + "," + field.raw_options;
}

std::string merge_vector_options(const Field& before, Field& after) {
  if (before.vector == nullptr || after.vector == nullptr) {
    return "";
  }
  const VectorOptions& old = *before.vector;
  VectorOptions merged = *after.vector;
  if (merged.codebook.empty()) {
    merged.codebook = old.codebook;
  }
  std::string lines;
  const auto compare = [&lines](std::string_view name, std::string_view from, std::string_view to) {
    if (from != to) {
      lines += fmt::format("\n\tCannot update parameter [{}] from [{}] to [{}]", name, from, to);
    }
  };
  compare("dims", std::to_string(old.dimensions), std::to_string(merged.dimensions));
  if (old.similarity && merged.similarity) {
    compare("similarity", to_string(*old.similarity), to_string(*merged.similarity));
  }
  after.vector = std::make_shared<const VectorOptions>(std::move(merged));
  return lines;
}

}  // namespace likewise
