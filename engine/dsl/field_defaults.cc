#include <utility>

#include "engine/dsl/body_values.h"
#include "engine/dsl/field_definition.h"

namespace likewise {

Error mapper_error(std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason))
      .with_type("mapper_parsing_exception");
}

std::string java_map_text(const json::Value& value) {
  std::string out;
  if (value.is_object()) {
    for (const auto& [name, member] : value.members) {
      out += (out.empty() ? "" : ", ") + name + "=" + java_map_text(member);
    }
    return "{" + out + "}";
  }
  if (value.is_array()) {
    for (const json::Value& item : value.items) {
      out += (out.empty() ? "" : ", ") + java_map_text(item);
    }
    return "[" + out + "]";
  }
  return scalar_text(value);
}

Field default_field(FieldKind kind, std::string name, const MappingContext& context) {
  Field field;
  field.name = name;
  field.source_path = std::move(name);
  field.kind = kind;
  if (const auto found = context.similarities.find("default");
      found != context.similarities.end()) {
    field.similarity = found->second;
  }
  if (kind == FieldKind::kText) {
    const auto configured = context.analyzers.find("default");
    const auto searching = context.analyzers.find("default_search");
    field.analyzer =
        configured != context.analyzers.end() ? configured->second : builtin_analyzer("standard");
    field.search_analyzer =
        searching != context.analyzers.end() ? searching->second : field.analyzer;
    field.doc_values = false;
    return field;
  }
  field.norms = false;
  field.index_options = IndexOptions::kDocs;
  if (kind == FieldKind::kDenseVector) {
    field.doc_values = false;
  }
  if (kind == FieldKind::kKeyword) {
    field.analyzer = builtin_analyzer("keyword");
    field.search_analyzer = field.analyzer;
  }
  return field;
}

}  // namespace likewise
