#include "server/rest/rest_request.h"

#include <charconv>
#include <limits>

#include <fmt/format.h>

namespace likewise::server {

std::string_view RestRequest::path(std::string_view name) const {
  for (const auto& [key, value] : path_) {
    if (key == name) {
      return value;
    }
  }
  return {};
}

std::optional<std::string_view> RestRequest::parameter(std::string_view name) const {
  std::optional<std::string_view> found;
  for (const auto& [key, value] : http_.target.parameters) {
    if (key == name) {
      found = value;
    }
  }
  return found;
}

Result<bool> RestRequest::flag(std::string_view name, bool fallback) const {
  const auto text = parameter(name);
  if (!text) {
    return fallback;
  }
  if (text->empty() || *text == "true") {
    return true;
  }
  if (*text == "false") {
    return false;
  }
  return fail(
      ErrorCode::kInvalidArgument,
      fmt::format("Failed to parse value [{}] as only [true] or [false] are allowed.", *text));
}

Error number_format_error(std::string_view text) {
  return Error(ErrorCode::kInvalidArgument, fmt::format("For input string: \"{}\"", text))
      .with_type("number_format_exception");
}

Result<std::optional<std::int64_t>> RestRequest::integer(std::string_view name,
                                                         std::string_view kind) const {
  const auto text = parameter(name);
  if (!text) {
    return std::optional<std::int64_t>();
  }
  std::string_view digits = *text;
  if (!digits.empty() && digits.front() == '+') {
    digits.remove_prefix(1);
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  const bool in_range = kind == "long" || (value >= std::numeric_limits<std::int32_t>::min() &&
                                           value <= std::numeric_limits<std::int32_t>::max());
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() || !in_range) {
    return fail(
        Error(ErrorCode::kInvalidArgument,
              fmt::format("Failed to parse {} parameter [{}] with value [{}]", kind, name, *text))
            .caused_by(number_format_error(*text)));
  }
  return std::optional<std::int64_t>(value);
}

Status RestRequest::require_body() const {
  if (http_.body.empty()) {
    return fail(Error(ErrorCode::kInvalidArgument, "request body is required")
                    .with_type("parse_exception"));
  }
  return {};
}

Status RestRequest::require_body_or_source() const {
  if (http_.body.empty()) {
    return fail(Error(ErrorCode::kInvalidArgument, "request body or source parameter is required")
                    .with_type("parse_exception"));
  }
  return {};
}

}  // namespace likewise::server
