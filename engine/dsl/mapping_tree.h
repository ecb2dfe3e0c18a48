#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/index/mapping.h"

namespace likewise {

/// A path of a mapping, prepared for walking along a document: what is below it, and which fields a
/// value there fills.
struct MappingNode {
  const Field* field = nullptr;  ///< Null only for the root.
  std::vector<const Field*> multi_fields;
  std::vector<const MappingNode*> copies;  ///< `copy_to` targets that are mapped.
  bool has_unmapped_copy = false;
  bool coerce = true;
  bool ignore_malformed = false;
  bool enabled = true;               ///< Objects: false means that nothing below is looked at.
  Dynamic dynamic = Dynamic::kTrue;  ///< Objects: own or inherited.

  bool is_object() const { return field == nullptr || field->kind == FieldKind::kObject; }

  /// The node of one step of a path, or null.
  const MappingNode* child(std::string_view name) const;

  struct NameHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  std::unordered_map<std::string, std::unique_ptr<MappingNode>, NameHash, std::equal_to<>> children;
};

/// The root of a mapping's tree. The mapping must outlive it.
std::unique_ptr<const MappingNode> build_mapping_tree(const Mapping& mapping);

/// A metadata field such as `_id`, which documents must not hold.
bool is_metadata_field(std::string_view name);

}  // namespace likewise
