#pragma once

#include <memory>
#include <string_view>

#include "engine/base/error.h"
#include "engine/dsl/mapping_json.h"
#include "engine/dsl/mapping_tree.h"
#include "engine/index/mapping.h"

namespace likewise {

/// The mapping that a document leads to: its unmapped fields are added as Elasticsearch maps them
/// dynamically. `tree` is that of `mapping`.
/// Errors: strict_dynamic_mapping_exception, values of two types for one new field, field limit.
Result<std::shared_ptr<const Mapping>> map_dynamically(std::string_view source,
                                                       const Mapping& mapping,
                                                       const MappingNode& tree,
                                                       const MappingContext& context);

}  // namespace likewise
