#include "tools/document_lines.h"

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::tools {
namespace {

constexpr std::string_view kIdFirst = R"({"_id":")";

void append_action(std::string_view quoted_id, std::string& out) {
  out += R"({"index":{"_id":)";
  out += quoted_id;
  out += "}}\n";
}

/// The layout that `likewise encode` writes: `_id` first and without escapes. No parsing: the
/// server checks the document anyway. Returns false if the line looks different.
bool append_encoded_line(std::string_view line, std::string& out) {
  if (!line.starts_with(kIdFirst)) {
    return false;
  }
  const std::size_t close = line.find_first_of("\"\\", kIdFirst.size());
  if (close == std::string_view::npos || line[close] != '"' || close + 1 >= line.size() ||
      line[close + 1] != ',') {
    return false;
  }
  append_action(line.substr(kIdFirst.size() - 1, close - kIdFirst.size() + 2), out);
  out += '{';
  out += line.substr(close + 2);
  out += '\n';
  return true;
}

}  // namespace

Status append_bulk_lines(std::string_view line, std::size_t line_number, std::string& out) {
  if (append_encoded_line(line, out)) {
    return {};
  }
  auto parsed = json::parse(line);
  if (!parsed.has_value() || !parsed->is_object()) {
    return fail(
        ErrorCode::kInvalidArgument,
        fmt::format("line {} is no JSON object: {}", line_number,
                    parsed.has_value() ? "another kind of value" : parsed.error().message()));
  }
  const json::Value* id = parsed->find("_id");
  if (id == nullptr) {
    out += "{\"index\":{}}\n";
    out += line;
    out += '\n';
    return {};
  }
  if (!id->is_string() && !id->is_number()) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("line {}: [_id] must be a string or a number", line_number));
  }
  append_action(json::quoted(id->text), out);
  std::erase_if(parsed->members, [](const json::Member& member) { return member.first == "_id"; });
  out += json::to_text(*parsed);
  out += '\n';
  return {};
}

}  // namespace likewise::tools
