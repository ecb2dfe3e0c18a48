#include "engine/dsl/source_fields.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/base/pattern.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/field_value.h"
#include "engine/dsl/json.h"
#include "engine/dsl/number_text.h"
#include "engine/index/date_text.h"
#include "engine/index/numeric_term.h"

namespace likewise {
namespace {

Error no_formats(const Field& field, bool is_modern) {
  const std::string reason = fmt::format("Field [{}] of type [{}] doesn't support formats.",
                                         field.name, to_string(field.kind));
  Error cause = Error(ErrorCode::kInvalidArgument, reason).with_type("illegal_argument_exception");
  if (!is_modern) {
    return std::move(cause).raised_in_shard();
  }
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("error fetching [{}]: {}", field.name, reason))
      .with_type("illegal_argument_exception")
      .raised_in_shard()
      .caused_by(std::move(cause));
}

/// Where the values of a field stand in documents: its own path, and from version 8 on those that
/// are copied to it.
std::vector<std::string> paths_of(const Field& field, const Mapping& mapping, bool is_modern) {
  std::vector<std::string> paths;
  paths.push_back(field.source_path.empty() ? field.name : field.source_path);
  if (!is_modern) {
    return paths;
  }
  for (const Field& other : mapping.fields()) {
    if (std::find(other.copy_to.begin(), other.copy_to.end(), field.name) != other.copy_to.end()) {
      paths.push_back(other.name);
    }
  }
  return paths;
}

std::string quoted_text(const Field& field, const std::string& text) {
  if (field.kind == FieldKind::kKeyword && field.analyzer != nullptr && !field.normalizer.empty()) {
    std::string normalized;
    field.analyzer->analyze(text, [&normalized](std::string_view token) { normalized = token; });
    return json::quoted(normalized);
  }
  return json::quoted(text);
}

DocumentScalar document_scalar(const json::Value& value, std::string_view text) {
  if (value.is_number()) {
    return {ScalarKind::kNumber, text};
  }
  return {value.is_boolean() ? ScalarKind::kBoolean : ScalarKind::kString, text};
}

/// A value of a number, boolean or date field from its term.
std::string shown_term(const SourceField& wanted, std::string_view term) {
  const Field& field = *wanted.field;
  switch (field.kind) {
    case FieldKind::kDouble:
      return java_double(decode_double_term(term));
    case FieldKind::kHalfFloat:
    case FieldKind::kFloat:
      return java_float(static_cast<float>(decode_double_term(term)));
    case FieldKind::kBoolean:
      return decode_long_term(term) == 0 ? "false" : "true";
    case FieldKind::kDate:
      return json::quoted(
          date_text(decode_long_term(term), wanted.format.empty() ? field.format : wanted.format));
    case FieldKind::kLong:
    case FieldKind::kInteger:
    case FieldKind::kShort:
    case FieldKind::kByte:
    case FieldKind::kText:
    case FieldKind::kKeyword:
    case FieldKind::kDenseVector:
    case FieldKind::kObject:
      break;
  }
  return std::to_string(decode_long_term(term));
}

std::optional<std::string> shown(const SourceField& wanted, const json::Value& value,
                                 bool is_modern) {
  const Field& field = *wanted.field;
  const std::string text = scalar_text(value);
  const DocumentScalar scalar = document_scalar(value, text);
  if (field.kind == FieldKind::kDenseVector) {
    const std::optional<float> number = parse_java_float(text);
    return number ? std::optional(java_float(*number)) : std::nullopt;
  }
  if (is_string_kind(field.kind)) {
    const std::string written = java_scalar_text(scalar);
    const bool is_too_long = field.ignore_above && utf16_length(written) > *field.ignore_above;
    return is_too_long ? std::nullopt : std::optional(quoted_text(field, written));
  }
  if (field.kind == FieldKind::kHalfFloat && !is_modern) {
    const std::optional<float> number = parse_java_float(text);
    return number ? std::optional(java_float(*number)) : std::nullopt;
  }
  const Result<std::optional<std::string>> term = encode_field_value(field, scalar, true);
  if (!term.has_value() || !*term) {
    return std::nullopt;
  }
  return shown_term(wanted, **term);
}

/// The values below a path, lists opened up.
void collect(const json::Value& value, std::string_view path, const SourceField& wanted,
             bool is_modern, std::vector<std::string>& out) {
  if (value.is_array()) {
    for (const json::Value& item : value.items) {
      collect(item, path, wanted, is_modern, out);
    }
    return;
  }
  if (path.empty()) {
    if (value.is_null() && wanted.field->null_value) {
      json::Value stand_in;
      stand_in.kind = json::Kind::kString;
      stand_in.text = *wanted.field->null_value;
      collect(stand_in, path, wanted, is_modern, out);
    } else if (!value.is_null() && !value.is_object()) {
      if (std::optional<std::string> text = shown(wanted, value, is_modern)) {
        out.push_back(*std::move(text));
      }
    }
    return;
  }
  if (!value.is_object()) {
    return;
  }
  for (const auto& [name, inner] : value.members) {
    if (name == path) {
      collect(inner, {}, wanted, is_modern, out);
    } else if (path.size() > name.size() && path[name.size()] == '.' && path.starts_with(name)) {
      collect(inner, path.substr(name.size() + 1), wanted, is_modern, out);
    }
  }
}

}  // namespace

Result<std::vector<SourceField>> bind_source_fields(const std::vector<FieldPattern>& patterns,
                                                    const Mapping& mapping, bool is_modern) {
  std::vector<SourceField> wanted;
  for (const FieldPattern& pattern : patterns) {
    for (const Field& field : mapping.fields()) {
      if (field.kind == FieldKind::kObject || !matches_pattern(pattern.pattern, field.name)) {
        continue;
      }
      if (!pattern.format.empty() && field.kind != FieldKind::kDate) {
        return fail(no_formats(field, is_modern));
      }
      const auto same =
          std::find_if(wanted.begin(), wanted.end(),
                       [&field](const SourceField& other) { return other.field == &field; });
      if (same != wanted.end()) {
        same->format = pattern.format;
      } else {
        wanted.push_back({&field, pattern.format, paths_of(field, mapping, is_modern)});
      }
    }
  }
  return wanted;
}

std::vector<HitField> source_fields(std::string_view source, const std::vector<SourceField>& fields,
                                    bool is_modern) {
  std::vector<HitField> found;
  const Result<json::Value> document = json::parse(source);
  if (!document.has_value()) {
    return found;
  }
  for (const SourceField& wanted : fields) {
    HitField field{wanted.field->name, {}};
    for (const std::string& path : wanted.paths) {
      collect(*document, path, wanted, is_modern, field.second);
    }
    if (!field.second.empty()) {
      found.push_back(std::move(field));
    }
  }
  return found;
}

}  // namespace likewise
