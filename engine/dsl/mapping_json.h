#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/index/mapping.h"

namespace likewise {

/// What field definitions may refer to by name: `index.similarity.*` and `index.analysis.*`.
struct MappingContext {
  std::map<std::string, Similarity> similarities;
  NamedAnalyzers analyzers;
  NamedAnalyzers normalizers;  ///< Each yields one term.
  /// `index.mapping.total_fields.limit`: objects and multi-fields count.
  std::size_t total_fields_limit = 1'000;
};

/// The mapping of a new index. Errors: as merge_mapping, in "Failed to parse mapping [_doc]: …" as
/// Elasticsearch wraps them there.
Result<std::shared_ptr<const Mapping>> parse_mapping(std::string_view json,
                                                     const MappingContext& context);

/// Adds the fields of `{"properties":{…},"dynamic":…}` (also the form wrapped in a type name,
/// `{"_doc":{…}}`, as Elasticsearch 7 takes it) to a copy of `base`. Known fields may repeat with
/// the same type and new multi-fields. Errors: mapper_parsing_exception, illegal_argument_exception
/// with Elasticsearch's reasons.
Result<std::shared_ptr<const Mapping>> merge_mapping(const Mapping& base, std::string_view json,
                                                     const MappingContext& context);

class MappingBuilder;
namespace json {
struct Value;
}

/// Adds one field by its definition, and the objects around it. Errors: as merge_mapping.
Status add_defined_field(const std::string& path, const json::Value& definition,
                         const MappingContext& context, MappingBuilder& builder);

/// `{"properties":{…}}` as `GET _mapping` shows it: names sorted, defaults left out. `{}` when
/// empty.
std::string mapping_to_json(const Mapping& mapping);

}  // namespace likewise
