#pragma once

#include <string>

#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "engine/dsl/mapping_json.h"
#include "engine/index/mapping.h"

namespace likewise {

/// A field of that kind with Elasticsearch's defaults and its analyzers; `source_path` is `name`.
Field default_field(FieldKind kind, std::string name, const MappingContext& context);

/// Reads the parameters of a field that is no object ("type", "fields" and "properties" are the
/// caller's). `field` comes from default_field().
/// Errors: mapper_parsing_exception and others, unwrapped, as Elasticsearch words them.
Status read_field_parameters(const json::Value& definition, const MappingContext& context,
                             Field& field);

/// A JSON value as Java prints the map it was read into: {a=1}, [1, 2], x.
std::string java_map_text(const json::Value& value);

/// mapper_parsing_exception.
Error mapper_error(std::string reason);

}  // namespace likewise
