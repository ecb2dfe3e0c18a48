// The values of dense_vector fields: DocumentWalk's part that reads arrays of numbers as one value.

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/document_walk.h"
#include "engine/dsl/field_definition.h"
#include "engine/dsl/json.h"
#include "engine/dsl/number_text.h"
#include "engine/index/vector_checks.h"

namespace likewise {
namespace {

using simdjson::ondemand::json_type;

std::string_view token_of(json_type type) {
  switch (type) {
    case json_type::array:
      return "START_ARRAY";
    case json_type::object:
      return "START_OBJECT";
    case json_type::number:
      return "VALUE_NUMBER";
    case json_type::string:
      return "VALUE_STRING";
    case json_type::boolean:
      return "VALUE_BOOLEAN";
    default:
      return "VALUE_NULL";
  }
}

std::string_view without_blanks(std::string_view token) {
  const std::size_t end = token.find_last_not_of(" \n\r\t");
  return token.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

/// REQUIRES: `text` is a JSON number.
float to_float(std::string_view text) {
  float value = 0.0F;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ec == std::errc::result_out_of_range) {
    return std::strtof(std::string(text).c_str(), nullptr);  // 0 or infinity.
  }
  return value;
}

Error parsing_cause(std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason)).with_type("parsing_exception");
}

}  // namespace

Error DocumentWalk::failed_vector(const char* at, Error cause) const {
  const json::Position position =
      json::position_of(input_.json, static_cast<std::size_t>(at - input_.json.data()));
  if (cause.type() == "parsing_exception") {
    cause = std::move(cause).at(position.line, position.column);
  }
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("[{}:{}] failed to parse: {}", position.line, position.column,
                           cause.message()))
      .with_type("document_parsing_exception")
      .caused_by(std::move(cause));
}

Status DocumentWalk::read_vector_values(Value value, const Field& field,
                                        std::vector<float>& values) {
  simdjson::ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) {
    return bad_syntax();
  }
  for (auto result : array) {
    Value item;
    json_type type{};
    if (std::move(result).get(item) != simdjson::SUCCESS ||
        item.type().get(type) != simdjson::SUCCESS) {
      return bad_syntax();
    }
    const std::string_view token = item.raw_json_token();
    if (type != json_type::number) {
      return fail(failed_vector(
          token.data(), parsing_cause(fmt::format("Failed to parse object: expecting token of type "
                                                  "[VALUE_NUMBER] but found [{}]",
                                                  token_of(type)))));
    }
    const std::string_view text = without_blanks(token);
    if (!is_json_number(text)) {
      return bad_syntax();
    }
    if (values.size() == field.vector->dimensions) {
      return fail(failed_vector(
          token.data(),
          illegal_argument(fmt::format("The [dense_vector] field [{}] in doc [document with id "
                                       "'{}'] has more dimensions than defined in the mapping [{}]",
                                       field.name, input_.id, field.vector->dimensions))));
    }
    values.push_back(to_float(text));
  }
  return {};
}

Status DocumentWalk::index_vector(Value value, json_type type, const Field& field) {
  const char* const begin = value.raw_json_token().data();
  if (type == json_type::null) {
    return bool(value.is_null().value_unsafe()) ? Status() : bad_syntax();
  }
  if (type != json_type::array) {
    Error cause =
        type == json_type::object
            ? illegal_argument("Expected text but found START_OBJECT")
            : parsing_cause(fmt::format("Unsupported type [{}] for provided value [{}]",
                                        token_of(type), without_blanks(value.raw_json_token())));
    return fail(failed_vector(begin, std::move(cause)));
  }
  const auto is_same = [&field](const FieldVector& other) { return other.field == field.id; };
  if (std::any_of(document_.vectors.begin(), document_.vectors.end(), is_same)) {
    return fail(failed_vector(
        begin, illegal_argument(fmt::format("Field [{}] of type [dense_vector] doesn't support "
                                            "indexing multiple values for the same field in the "
                                            "same document",
                                            field.name))));
  }
  FieldVector vector;
  vector.field = field.id;
  vector.values.reserve(field.vector->dimensions);
  LIKEWISE_TRY_STATUS(read_vector_values(value, field, vector.values));
  // Only numbers stand in the array, so this is its own bracket.
  const char* const end =
      begin + input_.json.substr(static_cast<std::size_t>(begin - input_.json.data())).find(']');
  if (vector.values.size() != field.vector->dimensions) {
    return fail(failed_vector(
        end, illegal_argument(fmt::format(
                 "The [dense_vector] field [{}] in doc [document with id '{}'] has a different "
                 "number of dimensions [{}] than defined in the mapping [{}]",
                 field.name, input_.id, vector.values.size(), field.vector->dimensions))));
  }
  float squared_magnitude = 0.0F;
  for (const float number : vector.values) {
    squared_magnitude += number * number;
  }
  if (Status status = check_vector(vector.values, field.vector->similarity, squared_magnitude);
      !status.has_value()) {
    return fail(failed_vector(end, std::move(status).error()));
  }
  if (field.vector->similarity == VectorSimilarity::kCosine) {
    vector.length = is_unit_length(squared_magnitude)
                        ? 1.0F
                        : make_unit_length(vector.values, squared_magnitude);
  }
  document_.vectors.push_back(std::move(vector));
  return {};
}

}  // namespace likewise
