#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "engine/base/error.h"
#include "engine/dsl/field_value.h"
#include "engine/dsl/known_values.h"
#include "engine/dsl/mapping_tree.h"
#include "engine/dsl/position_reader.h"
#include "engine/index/parsed_document.h"

namespace likewise {

/// One walk along a document: every value of a mapped path becomes tokens. Used by DocumentParser
/// only. Not thread-safe.
class DocumentWalk {
 public:
  struct Input {
    std::string_view json;     ///< The padded copy that simdjson reads.
    std::string_view id;       ///< For error texts.
    bool maps_unknown = true;  ///< Stop at the first field that has to be mapped.
    /// Not null: only the words of its field are read, into it.
    PositionReader* positions = nullptr;
    /// Not null: values met before are looked up instead of analysed.
    KnownValues* known_values = nullptr;
  };

  DocumentWalk(const Input& input, ParsedDocument& document) : input_(input), document_(document) {}

  /// Errors: as DocumentParser::parse, but for syntax errors: see is_bad_syntax().
  Status run(simdjson::ondemand::document& json, const MappingNode& root);

  /// The document is no JSON; whoever has the text finds out where.
  bool is_bad_syntax() const { return is_bad_syntax_; }
  /// The walk stopped at a field that the mapping does not have yet.
  bool needs_mapping() const { return needs_mapping_; }

 private:
  using Value = simdjson::ondemand::value;
  using Object = simdjson::ondemand::object;
  /// A node, or nothing: the value is to be read and not kept.
  struct Target {
    const MappingNode* node = nullptr;
    std::string_view name;
    bool in_array = false;
  };

  Status walk_object(Object object, const MappingNode* node, std::size_t depth);
  Status walk_member(simdjson::ondemand::field& member, const MappingNode* node,
                     std::string_view name, std::size_t depth);
  Status walk_value(Value value, const Target& target, std::size_t depth);
  Status walk_array(Value value, Target target, std::size_t depth);
  Status walk_inner_object(Value value, const Target& target, std::size_t depth);
  Status walk_scalar(Value value, simdjson::ondemand::json_type type, const Target& target);
  Result<const MappingNode*> find_node(const MappingNode* node, std::string_view name, Value value);
  Result<const MappingNode*> unknown_field(const MappingNode& parent, std::string_view name,
                                           Value value);
  Status check_name(std::string_view name, std::size_t first);

  Status index_scalar(const MappingNode& node, const DocumentScalar& value);
  Status index_fields(const MappingNode& node, const DocumentScalar& value);
  Status index_into(const Field& field, const MappingNode& node, const DocumentScalar& value);
  Status index_null(const MappingNode& node);
  Status index_keyword(const Field& field, std::string_view text);
  Status add_term(const Field& field, std::string_view term);
  void add_token(const Field& field, std::string_view token);
  Status index_vector(Value value, simdjson::ondemand::json_type type, const Field& field);
  Status read_vector_values(Value value, const Field& field, std::vector<float>& values);
  Error failed_vector(const char* at, Error cause) const;
  void ignore(const Field& field);
  Error failed_field(const Field& field, std::string preview, Error cause) const;
  Error object_in_field(const MappingNode& node, Value value) const;
  Status bad_syntax();

  Input input_;
  ParsedDocument& document_;
  std::vector<std::string_view> names_;  ///< Of all open objects, innermost last.
  bool is_bad_syntax_ = false;
  bool needs_mapping_ = false;
};

}  // namespace likewise
