#include "engine/dsl/bulk.h"

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/json.h"

namespace likewise {
namespace {

Error malformed(std::size_t line, std::string_view rest) {
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("Malformed action/metadata line [{}], {}", line, rest))
      .with_type("illegal_argument_exception");
}

Result<std::uint64_t> read_sequence_number(const json::Value& value, std::string_view text) {
  LIKEWISE_TRY(const std::int64_t number, read_long(value, text));
  if (number < 0) {
    return fail(Error(ErrorCode::kInvalidArgument,
                      fmt::format("sequence numbers must be non negative. got [{}].", number))
                    .with_type("illegal_argument_exception"));
  }
  return static_cast<std::uint64_t>(number);
}

Result<std::string> read_version_type(const std::string& text) {
  for (const std::string_view known : {"internal", "external", "external_gt", "external_gte"}) {
    if (text == known) {
      return text;
    }
  }
  return fail(Error(ErrorCode::kInvalidArgument, fmt::format("No version type match [{}]", text))
                  .with_type("illegal_argument_exception"));
}

Result<std::string> read_op_type(const std::string& text, const std::string& op) {
  if (op == "index" && (text == "index" || text == "create")) {
    return text;
  }
  return fail(Error(ErrorCode::kInvalidArgument,
                    fmt::format("opType must be 'create' or 'index', found: [{}]", text))
                  .with_type("illegal_argument_exception"));
}

Status read_member(const std::string& name, const json::Value& value, std::string_view line,
                   BulkAction& action) {
  if (value.is_array() || value.is_object()) {
    return fail(
        malformed(action.line, fmt::format("expected a simple value for field [{}] but found [{}]",
                                           name, token_name(value))));
  }
  if (value.is_null() && (name == "_id" || name == "_index" || name == "routing")) {
    return {};
  }
  const std::string text = scalar_text(value);
  if (name == "_index") {
    action.index = text;
  } else if (name == "_id") {
    action.id = text;
  } else if (name == "routing") {
    action.routing = text;
  } else if (name == "op_type") {
    LIKEWISE_TRY(action.op, read_op_type(text, action.op));
  } else if (name == "version") {
    LIKEWISE_TRY(action.version, read_long(value, line));
  } else if (name == "version_type") {
    LIKEWISE_TRY(action.version_type, read_version_type(text));
  } else if (name == "if_seq_no") {
    LIKEWISE_TRY(action.if_seq_no, read_sequence_number(value, line));
  } else if (name == "if_primary_term") {
    LIKEWISE_TRY(action.if_primary_term, read_sequence_number(value, line));
  } else if (name == "require_alias") {
    action.require_alias = text == "true";
  } else if (name == "retry_on_conflict") {
    LIKEWISE_TRY_STATUS(read_int(value, line));
  } else if (name == "pipeline" && !value.is_null()) {
    action.pipeline = text;
  } else if (name != "_type" && name != "pipeline") {
    return fail(Error(ErrorCode::kInvalidArgument,
                      fmt::format("Action/metadata line [{}] contains an unknown parameter [{}]",
                                  action.line, name))
                    .with_type("illegal_argument_exception"));
  }
  return {};
}

Result<BulkAction> read_action(std::string_view text, std::size_t line) {
  LIKEWISE_TRY(const json::Value root, json::parse(text));
  if (!root.is_object()) {
    return fail(
        malformed(line, fmt::format("expected START_OBJECT but found [{}]", token_name(root))));
  }
  if (root.members.empty()) {
    return fail(malformed(line, "expected FIELD_NAME but found [END_OBJECT]"));
  }
  const auto& [op, meta] = root.members.front();
  if (!meta.is_object()) {
    return fail(malformed(
        line, fmt::format("expected START_OBJECT or END_OBJECT but found [{}]", token_name(meta))));
  }
  BulkAction action;
  action.op = op;
  action.line = line;
  if (op != "index" && op != "create" && op != "delete" && op != "update") {
    return fail(Error(ErrorCode::kInvalidArgument,
                      fmt::format("Malformed action/metadata line [{}], expected field [create], "
                                  "[delete], [index] or [update] but found [{}]",
                                  line, op))
                    .with_type("illegal_argument_exception"));
  }
  if (root.members.size() > 1) {
    return fail(malformed(line, "expected END_OBJECT but found [FIELD_NAME]"));
  }
  for (const auto& [name, value] : meta.members) {
    LIKEWISE_TRY_STATUS(read_member(name, value, text, action));
  }
  return action;
}

}  // namespace

std::string_view BulkReader::take_line() {
  const std::size_t end = rest_.find('\n');
  std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  ++line_;
  if (line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

Result<std::optional<BulkAction>> BulkReader::next() {
  // One look at the end of the body decides for all lines, before the first action is applied.
  if (!rest_.empty() && rest_.back() != '\n') {
    return fail(
        Error(ErrorCode::kInvalidArgument, "The bulk request must be terminated by a newline [\\n]")
            .with_type("illegal_argument_exception"));
  }
  while (!rest_.empty()) {
    const std::string_view line = take_line();
    if (line.find_first_not_of(" \t") == std::string_view::npos) {
      continue;
    }
    LIKEWISE_TRY(BulkAction action, read_action(line, line_));
    if (action.op != "delete") {
      if (rest_.empty()) {
        return fail(malformed(action.line, "the document line is missing"));
      }
      action.source = take_line();
    }
    return std::optional<BulkAction>(std::move(action));
  }
  return std::optional<BulkAction>();
}

}  // namespace likewise
