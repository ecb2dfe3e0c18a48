#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dsl/json.h"
#include "engine/dsl/mapping_json.h"
#include "engine/dsl/vector_definition.h"

namespace likewise {
namespace {

/// Fields by the last part of their path, in its order; multi-fields apart.
struct Node {
  const Field* field = nullptr;
  std::map<std::string, Node> properties;
  std::map<std::string, Node> multi_fields;
};

Node build_tree(const Mapping& mapping) {
  Node root;
  for (const Field& field : mapping.fields()) {
    Node* node = &root;
    std::string_view path =
        field.is_multi_field ? std::string_view(field.source_path) : std::string_view(field.name);
    while (true) {
      const std::size_t dot = path.find('.');
      node = &node->properties[std::string(path.substr(0, dot))];
      if (dot == std::string_view::npos) {
        break;
      }
      path.remove_prefix(dot + 1);
    }
    if (field.is_multi_field) {
      node = &node->multi_fields[field.name.substr(field.source_path.size() + 1)];
    }
    node->field = &field;
  }
  return root;
}

void add_member(std::string& out, std::string_view name, std::string_view json) {
  out += out.empty() ? "" : ",";
  json::append_quoted(out, name);
  out += ':';
  out += json;
}

std::string_view index_options_name(IndexOptions options) {
  switch (options) {
    case IndexOptions::kDocs:
      return "docs";
    case IndexOptions::kFreqs:
      return "freqs";
    case IndexOptions::kPositions:
      return "positions";
    case IndexOptions::kOffsets:
      return "offsets";
  }
  return "";
}

std::string names_json(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) {
    out += (out.empty() ? "" : ",") + json::quoted(name);
  }
  return "[" + out + "]";
}

void add_raw(std::string& out, const Field& field) {
  if (!field.raw_options.empty()) {
    out += (out.empty() ? "" : ",") + field.raw_options;
  }
}

void add_index_options(std::string& out, const Field& field) {
  const bool is_text = field.kind == FieldKind::kText;
  if (field.index_options != (is_text ? IndexOptions::kPositions : IndexOptions::kDocs)) {
    add_member(out, "index_options", json::quoted(index_options_name(field.index_options)));
  }
  if (field.norms != is_text) {
    add_member(out, "norms", field.norms ? "true" : "false");
  }
}

void add_similarity(std::string& out, const Field& field) {
  if (!field.similarity_name.empty()) {
    add_member(out, "similarity", json::quoted(field.similarity_name));
  }
}

/// Elasticsearch's order for text fields differs from that of all others.
void add_text_options(std::string& out, const Field& field, const std::string& multi_fields) {
  if (!field.indexed) {
    add_member(out, "index", "false");
  }
  out += multi_fields.empty() ? "" : "," + multi_fields;
  if (!field.copy_to.empty()) {
    add_member(out, "copy_to", names_json(field.copy_to));
  }
  add_index_options(out, field);
  const bool has_search_analyzer =
      field.raw_options.find("\"search_analyzer\":") != std::string::npos;
  if (has_search_analyzer && field.raw_options.find("\"analyzer\":") == std::string::npos) {
    add_member(out, "analyzer", "\"default\"");
  }
  add_raw(out, field);
  add_similarity(out, field);
}

void add_options(std::string& out, const Field& field, const std::string& multi_fields) {
  if (!field.indexed) {
    add_member(out, "index", "false");
  }
  if (!field.doc_values) {
    add_member(out, "doc_values", "false");
  }
  if (!field.format.empty()) {
    add_member(out, "format", json::quoted(field.format));
  }
  add_raw(out, field);
  if (field.ignore_above) {
    add_member(out, "ignore_above", std::to_string(*field.ignore_above));
  }
  add_index_options(out, field);
  add_similarity(out, field);
  if (!field.normalizer.empty()) {
    add_member(out, "normalizer", json::quoted(field.normalizer));
  }
  out += multi_fields.empty() ? "" : "," + multi_fields;
  if (!field.copy_to.empty()) {
    add_member(out, "copy_to", names_json(field.copy_to));
  }
}

std::string nodes_json(const std::map<std::string, Node>& nodes);

std::string node_json(const Node& node) {
  std::string out;
  const bool is_object = node.field == nullptr || node.field->kind == FieldKind::kObject;
  // Elasticsearch leaves out the type of an object that has properties.
  if (!is_object || node.properties.empty()) {
    add_member(out, "type", json::quoted(is_object ? "object" : to_string(node.field->kind)));
  }
  std::string multi_fields;
  if (!node.multi_fields.empty()) {
    add_member(multi_fields, "fields", nodes_json(node.multi_fields));
  }
  if (is_object && node.field != nullptr) {
    add_raw(out, *node.field);
  } else if (!is_object && node.field->kind == FieldKind::kText) {
    add_text_options(out, *node.field, multi_fields);
  } else if (!is_object && node.field->kind == FieldKind::kDenseVector) {
    out += "," + vector_parameters_json(*node.field);
  } else if (!is_object) {
    add_options(out, *node.field, multi_fields);
  }
  if (!node.properties.empty()) {
    add_member(out, "properties", nodes_json(node.properties));
  }
  return "{" + out + "}";
}

std::string nodes_json(const std::map<std::string, Node>& nodes) {
  std::string out;
  for (const auto& [name, node] : nodes) {
    add_member(out, name, node_json(node));
  }
  return "{" + out + "}";
}

}  // namespace

std::string mapping_to_json(const Mapping& mapping) {
  std::string out;
  if (mapping.dynamic != Dynamic::kTrue) {
    add_member(out, "dynamic", mapping.dynamic == Dynamic::kStrict ? "\"strict\"" : "\"false\"");
  }
  if (!mapping.meta_json.empty()) {
    add_member(out, "_meta", mapping.meta_json);
  }
  if (mapping.routing_required) {
    add_member(out, "_routing", "{\"required\":true}");
  }
  if (!mapping.date_detection) {
    add_member(out, "date_detection", "false");
  }
  if (!mapping.dynamic_templates_json.empty()) {
    add_member(out, "dynamic_templates", mapping.dynamic_templates_json);
  }
  if (mapping.numeric_detection) {
    add_member(out, "numeric_detection", "true");
  }
  if (!mapping.fields().empty()) {
    add_member(out, "properties", nodes_json(build_tree(mapping).properties));
  }
  return "{" + out + "}";
}

}  // namespace likewise
