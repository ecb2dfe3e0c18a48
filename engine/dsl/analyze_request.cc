#include "engine/dsl/analyze_request.h"

#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/json.h"

namespace likewise {
namespace {

Error content_error(std::string_view body, std::size_t offset, std::string_view complaint) {
  const json::Position at = json::position_of(body, offset);
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("[{}:{}] {}", at.line, at.column, complaint))
      .with_type("x_content_parse_exception");
}

Error wrong_token(std::string_view body, std::string_view name, const json::Value& value) {
  return content_error(body, value.begin,
                       fmt::format("[analyze_request] {} doesn't support values of type: {}", name,
                                   token_name(value)));
}

bool is_scalar(const json::Value& value) {
  return value.is_string() || value.is_number() || value.is_boolean();
}

Status read_name(std::string_view body, std::string_view name, const json::Value& value,
                 std::optional<std::string>& text) {
  if (!value.is_string()) {
    return fail(wrong_token(body, name, value));
  }
  text = value.text;
  return {};
}

/// A text or texts. Within a list, numbers and booleans are texts, too.
Status read_texts(std::string_view body, std::string_view name, const json::Value& value,
                  std::vector<std::string>& texts) {
  if (value.is_string()) {
    texts = {value.text};
    return {};
  }
  if (!value.is_array()) {
    return fail(wrong_token(body, name, value));
  }
  for (const json::Value& item : value.items) {
    if (!is_scalar(item)) {
      return fail(content_error(body, value.begin,
                                fmt::format("[analyze_request] failed to parse field [{}]", name)));
    }
    texts.push_back(scalar_text(item));
  }
  return {};
}

/// The members of a definition as index settings have them.
SettingGroup definition_of(const json::Value& value) {
  SettingGroup group;
  for (const auto& [name, member] : value.members) {
    if (member.is_array()) {
      for (std::size_t i = 0; i < member.items.size(); ++i) {
        group[fmt::format("{}.{}", name, i)] = scalar_text(member.items[i]);
      }
    } else {
      group[name] = scalar_text(member);
    }
  }
  return group;
}

Result<AnalysisComponent> read_component(std::string_view body, std::string_view name,
                                         const json::Value& value) {
  if (value.is_string()) {
    return AnalysisComponent{value.text, std::nullopt};
  }
  if (!value.is_object()) {
    return fail(wrong_token(body, name, value));
  }
  SettingGroup definition = definition_of(value);
  return AnalysisComponent{"__anonymous__" + definition["type"], std::move(definition)};
}

Status read_components(std::string_view body, std::string_view name, const json::Value& value,
                       std::vector<AnalysisComponent>& components) {
  if (!value.is_array()) {
    return fail(wrong_token(body, name, value));
  }
  for (const json::Value& item : value.items) {
    if (!item.is_string() && !item.is_object()) {
      Error cause = content_error(
          body, item.begin,
          fmt::format("Expected [VALUE_STRING] or [START_OBJECT], got {}", token_name(item)));
      return fail(content_error(body, item.begin,
                                fmt::format("[analyze_request] failed to parse field [{}]", name))
                      .caused_by(std::move(cause)));
    }
    LIKEWISE_TRY(AnalysisComponent component, read_component(body, name, item));
    components.push_back(std::move(component));
  }
  return {};
}

Status read_member(std::string_view body, const std::string& name, const json::Value& value,
                   AnalyzeRequest& request) {
  if (name == "text") {
    return read_texts(body, name, value, request.texts);
  }
  if (name == "attributes") {
    return read_texts(body, name, value, request.attributes);
  }
  if (name == "analyzer") {
    return read_name(body, name, value, request.analyzer);
  }
  if (name == "field") {
    return read_name(body, name, value, request.field);
  }
  if (name == "normalizer") {
    return read_name(body, name, value, request.normalizer);
  }
  if (name == "tokenizer") {
    LIKEWISE_TRY(request.tokenizer, read_component(body, name, value));
    return {};
  }
  if (name == "filter") {
    return read_components(body, name, value, request.filters);
  }
  if (name == "char_filter") {
    return read_components(body, name, value, request.char_filters);
  }
  if (name == "explain") {
    if (!value.is_boolean() && !value.is_string()) {
      return fail(wrong_token(body, name, value));
    }
    LIKEWISE_TRY(request.explain, read_bool(value, body));
    return {};
  }
  return fail(content_error(body, value.name_begin,
                            fmt::format("[analyze_request] unknown field [{}]", name)));
}

Status validate(const AnalyzeRequest& request, bool has_index) {
  std::string complaints;
  int count = 0;
  const auto add = [&](std::string_view complaint) {
    complaints += fmt::format("{}: {};", ++count, complaint);
  };
  if (request.texts.empty()) {
    add("text is missing");
  }
  if (request.normalizer && !has_index) {
    add("index is required if normalizer is specified");
  }
  if (request.normalizer && (request.tokenizer || request.analyzer)) {
    add("tokenizer/analyze should be null if normalizer is specified");
  }
  if (request.analyzer && request.has_components()) {
    add("cannot define extra components on a named analyzer");
  }
  if (count == 0) {
    return {};
  }
  return fail(Error(ErrorCode::kInvalidArgument, "Validation Failed: " + complaints)
                  .with_type("action_request_validation_exception"));
}

}  // namespace

Result<AnalyzeRequest> parse_analyze_request(std::string_view body, bool has_index) {
  LIKEWISE_TRY(const json::Value root, json::parse(body));
  if (!root.is_object()) {
    return fail(content_error(
        body, root.begin,
        fmt::format("[analyze_request] Expected START_OBJECT but was: {}", token_name(root))));
  }
  AnalyzeRequest request;
  for (const auto& [name, value] : root.members) {
    LIKEWISE_TRY_STATUS(read_member(body, name, value, request));
  }
  LIKEWISE_TRY_STATUS(validate(request, has_index));
  return request;
}

}  // namespace likewise
