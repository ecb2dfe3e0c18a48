// What is wrong with a value of a document, in Elasticsearch's words.

#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/document_walk.h"
#include "engine/dsl/field_definition.h"
#include "engine/dsl/json.h"

namespace likewise {

Error DocumentWalk::failed_field(const Field& field, std::string preview, Error cause) const {
  return mapper_error(fmt::format("failed to parse field [{}] of type [{}] in document with id "
                                  "'{}'. Preview of field's value: '{}'",
                                  field.name, to_string(field.kind), input_.id, preview))
      .caused_by(std::move(cause));
}

Error DocumentWalk::object_in_field(const MappingNode& node, Value value) const {
  const Field& field = *node.field;
  const char* const begin = value.raw_json_token().data();
  const json::Position position =
      json::position_of(input_.json, static_cast<std::size_t>(begin - input_.json.data()));
  std::string preview;
  std::string_view text;
  Object object;
  if (value.get_object().get(object) == simdjson::SUCCESS &&
      object.raw_json().get(text) == simdjson::SUCCESS) {
    if (const Result<json::Value> tree = json::parse(text); tree.has_value()) {
      preview = java_map_text(*tree);
    }
  }
  if (is_string_kind(field.kind)) {
    return failed_field(
        field, std::move(preview),
        Error(ErrorCode::kInvalidArgument, fmt::format("Can't get text on a START_OBJECT at {}:{}",
                                                       position.line, position.column))
            .with_type("illegal_state_exception"));
  }
  return failed_field(field, std::move(preview),
                      Error(ErrorCode::kInvalidArgument,
                            "Current token (START_OBJECT) not numeric, can not use numeric value "
                            "accessors")
                          .with_type("json_parse_exception"));
}

}  // namespace likewise
