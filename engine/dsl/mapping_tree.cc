#include "engine/dsl/mapping_tree.h"

#include <algorithm>
#include <array>

namespace likewise {
namespace {

MappingNode& node_at(MappingNode& root, std::string_view path) {
  MappingNode* node = &root;
  while (true) {
    const std::size_t dot = path.find('.');
    auto& child = node->children[std::string(path.substr(0, dot))];
    if (child == nullptr) {
      child = std::make_unique<MappingNode>();
    }
    node = child.get();
    if (dot == std::string_view::npos) {
      return *node;
    }
    path.remove_prefix(dot + 1);
  }
}

/// True if the accepted parameters as given hold this member.
bool has_option(const Field& field, std::string_view member) {
  return field.raw_options.find(member) != std::string::npos;
}

bool has_flag(const Field& field, std::string_view name, std::string_view value) {
  const std::string member = "\"" + std::string(name) + "\":";
  return has_option(field, member + std::string(value)) ||
         has_option(field, member + "\"" + std::string(value) + "\"");
}

void set_options(MappingNode& node) {
  const Field& field = *node.field;
  node.coerce = !has_flag(field, "coerce", "false");
  node.ignore_malformed = has_flag(field, "ignore_malformed", "true");
  node.enabled = !has_flag(field, "enabled", "false");
}

void inherit_dynamic(MappingNode& node, Dynamic dynamic) {
  if (node.field != nullptr && node.field->kind == FieldKind::kObject) {
    if (has_flag(*node.field, "dynamic", "strict")) {
      dynamic = Dynamic::kStrict;
    } else if (has_flag(*node.field, "dynamic", "false")) {
      dynamic = Dynamic::kFalse;
    } else if (has_flag(*node.field, "dynamic", "true")) {
      dynamic = Dynamic::kTrue;
    }
  }
  node.dynamic = dynamic;
  for (const auto& [name, child] : node.children) {
    inherit_dynamic(*child, dynamic);
  }
}

}  // namespace

const MappingNode* MappingNode::child(std::string_view name) const {
  const auto found = children.find(name);
  return found == children.end() ? nullptr : found->second.get();
}

std::unique_ptr<const MappingNode> build_mapping_tree(const Mapping& mapping) {
  auto root = std::make_unique<MappingNode>();
  for (const Field& field : mapping.fields()) {
    if (!field.is_multi_field) {
      MappingNode& node = node_at(*root, field.name);
      node.field = &field;
      set_options(node);
    }
  }
  for (const Field& field : mapping.fields()) {
    MappingNode& node = node_at(*root, field.source_path);
    if (field.is_multi_field) {
      node.multi_fields.push_back(&field);
    }
    for (const std::string& target : field.copy_to) {
      const Field* const known = mapping.find(target);
      if (known == nullptr || known->is_multi_field || known->kind == FieldKind::kObject) {
        node.has_unmapped_copy = true;
      } else {
        node.copies.push_back(&node_at(*root, target));
      }
    }
  }
  inherit_dynamic(*root, mapping.dynamic);
  return root;
}

bool is_metadata_field(std::string_view name) {
  constexpr auto kNames = std::to_array<std::string_view>({
      "_doc_count",
      "_feature",
      "_field_names",
      "_id",
      "_ignored",
      "_index",
      "_nested_path",
      "_routing",
      "_seq_no",
      "_size",
      "_source",
      "_tier",
      "_type",
      "_version",
  });
  return name.starts_with('_') && std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

}  // namespace likewise
