#include "tools/import/dump_lines.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "tools/command.h"
#include "tools/document_lines.h"
#include "tools/fingerprint.h"

namespace likewise::tools {
namespace {

tl::unexpected<Error> wrong(std::string what) {
  return fail(ErrorCode::kInvalidArgument, std::move(what));
}

Result<json::Value> parse_object(std::string_view line) {
  Result<json::Value> value = json::parse(line);
  if (!value.has_value()) {
    return wrong("is broken or cut off: " + value.error().message());
  }
  if (!value->is_object()) {
    return wrong("is no JSON object");
  }
  return value;
}

/// An id or a routing: servers write texts, hands write numbers.
Result<std::string> quoted_text(const json::Value& object,
                                std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const json::Value* value = object.find(name);
    if (value == nullptr || value->is_null()) {
      continue;
    }
    if (!value->is_string() && !value->is_number()) {
      return wrong(fmt::format("has a [{}] that is neither a string nor a number", name));
    }
    return json::quoted(value->text);
  }
  return std::string();
}

bool is_action(std::string_view name) {
  return name == "index" || name == "create" || name == "delete" || name == "update";
}

std::string made_id(std::string_view line, std::size_t number) {
  return fmt::format("\"{:016x}-{}\"", fingerprint(line), number);
}

/// A document that the line reader cut at a line end is whole but for blanks around it.
bool ends_like_an_object(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\r");
  return last != std::string_view::npos && line[last] == '}';
}

}  // namespace

Result<std::optional<DumpFormat>> parse_dump_format(std::string_view text) {
  if (text == "auto") {
    return std::optional<DumpFormat>();
  }
  if (text == "documents") {
    return std::optional(DumpFormat::kDocuments);
  }
  if (text == "elasticdump") {
    return std::optional(DumpFormat::kElasticdump);
  }
  if (text == "bulk") {
    return std::optional(DumpFormat::kBulk);
  }
  return fail(
      usage_error(fmt::format("--format is auto, documents, elasticdump or bulk, not [{}]", text)));
}

Result<DumpFormat> recognise_dump(std::string_view first_line) {
  LIKEWISE_TRY(const json::Value line, parse_object(first_line));
  const json::Value* source = line.find("_source");
  if (source != nullptr && source->is_object() && line.find("_id") != nullptr) {
    return DumpFormat::kElasticdump;
  }
  if (line.members.size() == 1 && line.members.front().second.is_object()) {
    const auto& [name, value] = line.members.front();
    if (is_action(name)) {
      return DumpFormat::kBulk;
    }
    if (value.find("mappings") != nullptr || value.find("settings") != nullptr) {
      return wrong("is a mapping or settings of an index, no document: give it with --mapping");
    }
  }
  return DumpFormat::kDocuments;
}

Result<FeedOperation> parse_document_line(std::string_view line, std::size_t number) {
  if (!ends_like_an_object(line)) {
    return wrong("is no JSON object, or cut off");
  }
  LIKEWISE_TRY(DocumentLine document, split_document_line(line));
  FeedOperation operation;
  operation.seq_no = number;
  operation.quoted_id =
      document.quoted_id.empty() ? made_id(line, number) : std::move(document.quoted_id);
  operation.source = std::move(document.source);
  return operation;
}

Result<FeedOperation> parse_elasticdump_line(std::string_view line) {
  LIKEWISE_TRY(const json::Value hit, parse_object(line));
  FeedOperation operation;
  LIKEWISE_TRY(operation.quoted_id, quoted_text(hit, {"_id"}));
  LIKEWISE_TRY(operation.quoted_routing, quoted_text(hit, {"_routing", "routing"}));
  const json::Value* source = hit.find("_source");
  if (operation.quoted_id.empty() || source == nullptr || !source->is_object()) {
    return wrong("has no [_id] with a [_source]");
  }
  operation.source = line.substr(source->begin, source->end - source->begin);
  return operation;
}

Result<FeedOperation> parse_bulk_action(std::string_view line) {
  LIKEWISE_TRY(const json::Value value, parse_object(line));
  if (value.members.size() != 1 || !is_action(value.members.front().first) ||
      !value.members.front().second.is_object()) {
    return wrong("is no action of _bulk");
  }
  const auto& [name, fields] = value.members.front();
  if (name == "update") {
    return fail(ErrorCode::kUnsupported, "is an update, which needs the document before it");
  }
  FeedOperation operation;
  operation.deleted = name == "delete";
  LIKEWISE_TRY(operation.quoted_id, quoted_text(fields, {"_id"}));
  LIKEWISE_TRY(operation.quoted_routing, quoted_text(fields, {"routing", "_routing"}));
  if (operation.deleted && operation.quoted_id.empty()) {
    return wrong("is a delete without an [_id]");
  }
  return operation;
}

Status add_bulk_source(std::string_view line, std::size_t number, FeedOperation& operation) {
  if (!ends_like_an_object(line)) {
    return wrong("is no JSON object, or cut off");
  }
  operation.source = line;
  if (operation.quoted_id.empty()) {
    operation.quoted_id = made_id(line, number);
  }
  return {};
}

}  // namespace likewise::tools
