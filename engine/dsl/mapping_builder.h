#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/mapping_json.h"
#include "engine/index/mapping.h"

namespace likewise {

/// Makes a new Mapping from an old one: adds fields and replaces definitions, with Elasticsearch's
/// rules for what may change. Field numbers of the old mapping stay. Not thread-safe.
class MappingBuilder {
 public:
  /// `context` must outlive the builder.
  MappingBuilder(const Mapping& base, const MappingContext& context);

  /// Adds a field, or replaces the one of that name where that is allowed.
  /// Errors: illegal_argument_exception (another type, a parameter that cannot change).
  Status merge(Field field);

  /// Adds the objects on the way to `path` that do not exist yet.
  Status add_parents(std::string_view path);

  const Field* find(std::string_view name) const;

  /// Errors: "Limit of total fields [1000] has been exceeded".
  Result<std::shared_ptr<const Mapping>> build() const;

  Dynamic dynamic;
  bool date_detection;
  bool numeric_detection;
  bool routing_required;
  std::string meta_json;
  std::string dynamic_templates_json;
  bool is_new_index = false;

 private:
  const MappingContext& context_;
  std::size_t base_size_;
  std::vector<Field> fields_;
  std::unordered_map<std::string, std::size_t> by_name_;
};

}  // namespace likewise
