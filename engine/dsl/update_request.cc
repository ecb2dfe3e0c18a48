#include "engine/dsl/update_request.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"

namespace likewise {
namespace {

Error content_error(std::string_view body, std::size_t offset, std::string_view complaint) {
  const json::Position at = json::position_of(body, offset);
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("[{}:{}] [UpdateRequest] {}", at.line, at.column, complaint))
      .with_type("x_content_parse_exception");
}

Error wrong_token(std::string_view body, std::string_view name, const json::Value& value) {
  return content_error(
      body, value.begin,
      fmt::format("{} doesn't support values of type: {}", name, token_name(value)));
}

Status read_object(std::string_view body, std::string_view name, const json::Value& value,
                   const json::Value*& object) {
  if (!value.is_object()) {
    return fail(wrong_token(body, name, value));
  }
  object = &value;
  return {};
}

Status read_flag(std::string_view body, std::string_view name, const json::Value& value,
                 bool& flag) {
  if (!value.is_boolean() && !value.is_string()) {
    return fail(wrong_token(body, name, value));
  }
  Result<bool> read = read_bool(value, body);
  if (!read.has_value()) {
    return fail(content_error(body, value.begin, fmt::format("failed to parse field [{}]", name))
                    .caused_by(std::move(read).error()));
  }
  flag = *read;
  return {};
}

Status read_number(std::string_view body, std::string_view name, const json::Value& value,
                   std::optional<std::uint64_t>& number) {
  if (!value.is_number() && !value.is_string()) {
    return fail(wrong_token(body, name, value));
  }
  LIKEWISE_TRY(const std::int64_t read, read_long(value, body));
  if (read < 0) {
    return fail(content_error(body, value.begin, fmt::format("failed to parse field [{}]", name))
                    .caused_by(illegal_argument(
                        fmt::format("sequence numbers must be non negative. got [{}].", read))));
  }
  number = static_cast<std::uint64_t>(read);
  return {};
}

Status read_member(std::string_view body, const std::string& name, const json::Value& value,
                   UpdateRequest& request) {
  if (name == "doc") {
    return read_object(body, name, value, request.doc);
  }
  if (name == "upsert") {
    return read_object(body, name, value, request.upsert);
  }
  if (name == "doc_as_upsert") {
    return read_flag(body, name, value, request.doc_as_upsert);
  }
  if (name == "detect_noop") {
    return read_flag(body, name, value, request.detect_noop);
  }
  if (name == "if_seq_no") {
    return read_number(body, name, value, request.if_seq_no);
  }
  if (name == "if_primary_term") {
    return read_number(body, name, value, request.if_primary_term);
  }
  if (name == "_source") {
    LIKEWISE_TRY(request.source, parse_source_filter(value, body));
    return {};
  }
  if (name == "scripted_upsert") {
    bool ignored = false;
    return read_flag(body, name, value, ignored);
  }
  if (name == "script") {
    return fail(Error(ErrorCode::kUnsupported, "scripts in updates are not supported by likewise")
                    .with_type("illegal_argument_exception"));
  }
  return fail(content_error(body, value.name_begin, fmt::format("unknown field [{}]", name)));
}

}  // namespace

Result<UpdateRequest> parse_update_request(std::string_view body) {
  UpdateRequest request;
  if (!body.empty()) {
    LIKEWISE_TRY(request.root, json::parse(body));
    if (!request.root.is_object()) {
      return fail(content_error(
          body, request.root.begin,
          fmt::format("Expected START_OBJECT but was: {}", token_name(request.root))));
    }
  }
  for (const auto& [name, value] : request.root.members) {
    LIKEWISE_TRY_STATUS(read_member(body, name, value, request));
  }
  if (request.doc == nullptr) {
    std::string complaint = "Validation Failed: 1: script or doc is missing;";
    if (request.doc_as_upsert) {
      complaint += "2: doc must be specified if doc_as_upsert is enabled;";
    }
    return fail(Error(ErrorCode::kInvalidArgument, std::move(complaint))
                    .with_type("action_request_validation_exception"));
  }
  return request;
}

}  // namespace likewise
