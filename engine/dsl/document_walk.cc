#include "engine/dsl/document_walk.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/duplicate_names.h"
#include "engine/dsl/field_definition.h"
#include "engine/dsl/field_path.h"
#include "engine/dsl/json.h"

namespace likewise {
namespace {

using simdjson::ondemand::json_type;

/// Lucene's longest term.
constexpr std::size_t kMaxTermBytes = 32'766;

std::string_view trimmed(std::string_view token) {
  const std::size_t end = token.find_last_not_of(" \n\r\t");
  return token.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

/// What queries do not search is still sorted by and aggregated, unless it has no doc values
/// either.
bool has_terms(const Field& field) {
  return field.indexed || field.doc_values;
}

/// Dynamic mapping makes nothing of null.
bool maps_to_nothing(simdjson::ondemand::value value) {
  json_type type{};
  return value.type().get(type) == simdjson::SUCCESS && type == json_type::null;
}

Error immense_term(const Field& field, std::string_view term) {
  std::string prefix;
  for (const char c : term.substr(0, 30)) {
    prefix += fmt::format("{}{}", prefix.empty() ? "" : ", ",
                          static_cast<int>(static_cast<signed char>(c)));
  }
  const std::string limit =
      fmt::format("bytes can be at most {} in length; got {}", kMaxTermBytes, term.size());
  return illegal_argument(
             fmt::format("Document contains at least one immense term in field=\"{}\" (whose UTF8 "
                         "encoding is longer than the max length {}), all of which were skipped.  "
                         "Please correct the analyzer to not produce such terms.  The prefix of "
                         "the first immense term is: '[{}]...', original message: {}",
                         field.name, kMaxTermBytes, prefix, limit))
      .caused_by(Error(ErrorCode::kInvalidArgument, limit)
                     .with_type("max_bytes_length_exceeded_exception"));
}

}  // namespace

Status DocumentWalk::bad_syntax() {
  is_bad_syntax_ = true;
  return fail(mapper_error("failed to parse"));
}

Status DocumentWalk::run(simdjson::ondemand::document& json, const MappingNode& root) {
  Object object;
  if (json.get_object().get(object) != simdjson::SUCCESS) {
    return bad_syntax();
  }
  LIKEWISE_TRY_STATUS(walk_object(object, &root, 1));
  const char* rest = nullptr;
  if (json.current_location().get(rest) == simdjson::SUCCESS) {
    return bad_syntax();  // Something follows the document.
  }
  return {};
}

Status DocumentWalk::check_name(std::string_view name, std::size_t first) {
  names_.push_back(name);
  return has_duplicate(std::span(names_).subspan(first)) ? bad_syntax() : Status();
}

Status DocumentWalk::walk_object(Object object, const MappingNode* node, std::size_t depth) {
  if (depth > json::kMaxDepth) {
    return bad_syntax();
  }
  const std::size_t first = names_.size();
  for (auto result : object) {
    simdjson::ondemand::field member;
    std::string_view name;
    if (std::move(result).get(member) != simdjson::SUCCESS ||
        member.unescaped_key().get(name) != simdjson::SUCCESS) {
      return bad_syntax();
    }
    LIKEWISE_TRY_STATUS(check_name(name, first));
    LIKEWISE_TRY_STATUS(walk_member(member, node, name, depth));
  }
  const auto names = std::span(names_).subspan(first);
  if (has_late_duplicate(names)) {
    return bad_syntax();
  }
  names_.resize(first);
  return {};
}

Status DocumentWalk::walk_member(simdjson::ondemand::field& member, const MappingNode* node,
                                 std::string_view name, std::size_t depth) {
  Target target;
  target.name = name;
  if (node != nullptr && node->field == nullptr && is_metadata_field(name)) {
    Error cause = mapper_error(
        fmt::format("Field [{}] is a metadata field and cannot be added inside a document. Use the "
                    "index API request parameters.",
                    name));
    return fail(mapper_error(fmt::format("failed to parse field [{}] of type [{}] in document with "
                                         "id '{}'",
                                         name, name, input_.id))
                    .caused_by(std::move(cause)));
  }
  if (node != nullptr) {
    LIKEWISE_TRY(target.node, find_node(node, name, member.value()));
  }
  return walk_value(member.value(), target, depth);
}

Result<const MappingNode*> DocumentWalk::find_node(const MappingNode* node, std::string_view name,
                                                   Value value) {
  if (const MappingNode* const child = node->child(name)) {
    return child;
  }
  if (!name.empty() && name.find('.') == std::string_view::npos) {
    return unknown_field(*node, name, value);
  }
  Result<std::vector<std::string_view>> parts = split_field_name(name);
  if (!parts.has_value()) {
    return fail(failed_to_parse(std::move(parts).error()));
  }
  for (const std::string_view part : *parts) {
    if (node->field != nullptr && !node->is_object()) {
      return fail(mapper_error(
          fmt::format("Could not dynamically add mapping for field [{}]. Existing mapping for [{}] "
                      "must be of type object but found [{}].",
                      name, node->field->name, to_string(node->field->kind))));
    }
    const MappingNode* const child = node->child(part);
    if (child == nullptr) {
      return unknown_field(*node, part, value);
    }
    node = child;
  }
  return node;
}

Result<const MappingNode*> DocumentWalk::unknown_field(const MappingNode& parent,
                                                       std::string_view name, Value value) {
  if (parent.dynamic == Dynamic::kStrict) {
    return fail(strict_mapping_error(
        name, parent.field == nullptr ? std::string_view("_doc") : parent.field->name));
  }
  if (parent.dynamic == Dynamic::kTrue && input_.maps_unknown && !maps_to_nothing(value)) {
    needs_mapping_ = true;
    return fail(mapper_error("unmapped"));
  }
  return nullptr;
}

Status DocumentWalk::walk_value(Value value, const Target& target, std::size_t depth) {
  json_type type{};
  if (value.type().get(type) != simdjson::SUCCESS) {
    return bad_syntax();
  }
  if (target.node != nullptr && !target.node->is_object() &&
      target.node->field->kind == FieldKind::kDenseVector) {
    return index_vector(value, type, *target.node->field);
  }
  switch (type) {
    case json_type::array:
      return walk_array(value, target, depth + 1);
    case json_type::object:
      return walk_inner_object(value, target, depth + 1);
    default:
      return walk_scalar(value, type, target);
  }
}

Status DocumentWalk::walk_array(Value value, Target target, std::size_t depth) {
  simdjson::ondemand::array array;
  if (depth > json::kMaxDepth || value.get_array().get(array) != simdjson::SUCCESS) {
    return bad_syntax();
  }
  target.in_array = true;
  for (auto result : array) {
    Value item;
    if (std::move(result).get(item) != simdjson::SUCCESS) {
      return bad_syntax();
    }
    LIKEWISE_TRY_STATUS(walk_value(item, target, depth));
  }
  return {};
}

Status DocumentWalk::walk_inner_object(Value value, const Target& target, std::size_t depth) {
  const MappingNode* node = target.node;
  if (node != nullptr && !node->is_object()) {
    return fail(object_in_field(*node, value));
  }
  if (node != nullptr && !node->enabled) {
    node = nullptr;
  }
  Object object;
  if (value.get_object().get(object) != simdjson::SUCCESS) {
    return bad_syntax();
  }
  return walk_object(object, node, depth);
}

Status DocumentWalk::walk_scalar(Value value, json_type type, const Target& target) {
  DocumentScalar scalar;
  if (type == json_type::null) {
    bool is_null = false;
    if (simdjson::simdjson_result<bool>(value.is_null()).get(is_null) != simdjson::SUCCESS ||
        !is_null) {
      return bad_syntax();
    }
    return target.node == nullptr || target.node->is_object() ? Status() : index_null(*target.node);
  }
  if (type == json_type::string) {
    if (value.get_string().get(scalar.text) != simdjson::SUCCESS) {
      return bad_syntax();
    }
  } else if (type == json_type::boolean) {
    bool flag = false;
    if (value.get_bool().get(flag) != simdjson::SUCCESS) {
      return bad_syntax();
    }
    scalar = {ScalarKind::kBoolean, flag ? "true" : "false"};
  } else {
    // The source text is what keyword and text fields index: 2.50 stays 2.50.
    scalar = {ScalarKind::kNumber, trimmed(value.raw_json_token())};
    if (!is_json_number(scalar.text)) {
      return bad_syntax();
    }
  }
  if (target.node == nullptr || !target.node->enabled) {
    return {};
  }
  if (target.node->is_object()) {
    return fail(mapper_error(
        fmt::format("object mapping for [{}] tried to parse field [{}] as object, but found a "
                    "concrete value",
                    target.node->field->name, target.in_array ? "null" : target.name)));
  }
  return index_scalar(*target.node, scalar);
}

Status DocumentWalk::index_scalar(const MappingNode& node, const DocumentScalar& value) {
  KnownValues* const known = input_.known_values;
  if (known == nullptr || value.kind != ScalarKind::kString) {
    return index_fields(node, value);
  }
  if (const auto terms = known->find(node, value.text)) {
    for (const KnownValues::Term term : *terms) {
      document_.add_known_term(term.field, term.term);
    }
    return {};
  }
  known->begin(node, value.text);
  LIKEWISE_TRY_STATUS(index_fields(node, value));
  known->learn();
  return {};
}

Status DocumentWalk::index_fields(const MappingNode& node, const DocumentScalar& value) {
  LIKEWISE_TRY_STATUS(index_into(*node.field, node, value));
  for (const Field* const field : node.multi_fields) {
    LIKEWISE_TRY_STATUS(index_into(*field, node, value));
  }
  for (const MappingNode* const copy : node.copies) {
    LIKEWISE_TRY_STATUS(index_into(*copy->field, *copy, value));
    for (const Field* const field : copy->multi_fields) {
      LIKEWISE_TRY_STATUS(index_into(*field, *copy, value));
    }
  }
  if (node.has_unmapped_copy && input_.maps_unknown) {
    needs_mapping_ = true;
    return fail(mapper_error("unmapped"));
  }
  return {};
}

Status DocumentWalk::index_null(const MappingNode& node) {
  const auto index = [this, &node](const Field& field) -> Status {
    if (!field.null_value) {
      return {};
    }
    const bool is_word = field.kind == FieldKind::kBoolean;
    const DocumentScalar value{is_word ? ScalarKind::kBoolean
                               : field.kind == FieldKind::kKeyword || field.kind == FieldKind::kDate
                                   ? ScalarKind::kString
                                   : ScalarKind::kNumber,
                               *field.null_value};
    return index_into(field, node, value);
  };
  LIKEWISE_TRY_STATUS(index(*node.field));
  for (const Field* const field : node.multi_fields) {
    LIKEWISE_TRY_STATUS(index(*field));
  }
  return {};
}

Status DocumentWalk::index_into(const Field& field, const MappingNode& node,
                                const DocumentScalar& value) {
  if (input_.positions != nullptr) {
    input_.positions->read(field, value.text);
    return {};
  }
  if (field.kind == FieldKind::kText) {
    if (field.indexed) {
      field.analyzer->analyze(value.text,
                              [this, &field](std::string_view term) { add_token(field, term); });
    }
    return {};
  }
  if (field.kind == FieldKind::kKeyword) {
    return index_keyword(field, value.text);
  }
  if (field.kind == FieldKind::kDenseVector) {
    return fail(mapper_error("[copy_to] into [" + field.name + "]: a vector is one array"));
  }
  const bool is_own = !field.is_multi_field;
  Result<std::optional<std::string>> term =
      encode_field_value(field, value, is_own ? node.coerce : true);
  if (!term.has_value()) {
    if (is_own && node.ignore_malformed) {
      ignore(field);
      return {};
    }
    return fail(failed_field(field, java_scalar_text(value), std::move(term).error()));
  }
  if (!term->has_value()) {
    return is_own && field.null_value ? index_null(node) : Status();
  }
  if (has_terms(field)) {
    add_token(field, **term);
  }
  return {};
}

Status DocumentWalk::index_keyword(const Field& field, std::string_view text) {
  // A text has at most as many UTF-16 units as bytes.
  if (field.ignore_above && text.size() > *field.ignore_above &&
      utf16_length(text) > *field.ignore_above) {
    ignore(field);
    return {};
  }
  if (!has_terms(field)) {
    return {};
  }
  if (field.normalizer.empty()) {
    return add_term(field, text);
  }
  Status status;
  field.analyzer->analyze(
      text, [this, &field, &status](std::string_view term) { status = add_term(field, term); });
  return status;
}

Status DocumentWalk::add_term(const Field& field, std::string_view term) {
  if (term.size() > kMaxTermBytes) {
    return fail(immense_term(field, term));
  }
  add_token(field, term);
  return {};
}

void DocumentWalk::add_token(const Field& field, std::string_view token) {
  document_.add_token(field.id, token);
  if (input_.known_values != nullptr) {
    input_.known_values->note(field.id, token);
  }
}

void DocumentWalk::ignore(const Field& field) {
  if (input_.known_values != nullptr) {
    input_.known_values->abandon();  // Every document must say that it ignored the value.
  }
  auto& ignored = document_.ignored;
  if (std::find(ignored.begin(), ignored.end(), field.name) == ignored.end()) {
    ignored.push_back(field.name);
  }
}

}  // namespace likewise
