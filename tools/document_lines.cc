#include "tools/document_lines.h"

#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::tools {
namespace {

constexpr std::string_view kIdFirst = R"({"_id":")";

/// The layout that `likewise encode` writes: `_id` first and without escapes, no blanks. Returns
/// false if the line looks different.
bool split_encoded_line(std::string_view line, DocumentLine& out) {
  if (!line.starts_with(kIdFirst)) {
    return false;
  }
  const std::size_t close = line.find_first_of("\"\\", kIdFirst.size());
  if (close == std::string_view::npos || line[close] != '"' || close + 1 >= line.size() ||
      line[close + 1] != ',') {
    return false;
  }
  out.quoted_id = line.substr(kIdFirst.size() - 1, close - kIdFirst.size() + 2);
  out.source = '{';
  out.source += line.substr(close + 2);
  return true;
}

}  // namespace

Result<DocumentLine> split_document_line(std::string_view line) {
  DocumentLine out;
  if (split_encoded_line(line, out)) {
    return out;
  }
  auto parsed = json::parse(line);
  if (!parsed.has_value() || !parsed->is_object()) {
    return fail(
        ErrorCode::kInvalidArgument,
        fmt::format("is no JSON object: {}",
                    parsed.has_value() ? "another kind of value" : parsed.error().message()));
  }
  const json::Value* id = parsed->find("_id");
  if (id == nullptr) {
    out.source = line;
    return out;
  }
  if (!id->is_string() && !id->is_number()) {
    return fail(ErrorCode::kInvalidArgument, "has an [_id] that is neither a string nor a number");
  }
  out.quoted_id = json::quoted(id->text);
  std::erase_if(parsed->members, [](const json::Member& member) { return member.first == "_id"; });
  out.source = json::to_text(*parsed);
  return out;
}

Status append_bulk_lines(std::string_view line, std::size_t line_number, std::string& out) {
  Result<DocumentLine> document = split_document_line(line);
  if (!document.has_value()) {
    return fail(std::move(document).error().with_context(fmt::format("line {} ", line_number)));
  }
  out += document->quoted_id.empty() ? R"({"index":{)" : R"({"index":{"_id":)";
  out += document->quoted_id;
  out += "}}\n";
  out += document->source;
  out += '\n';
  return {};
}

}  // namespace likewise::tools
