#include "server/http/target.h"

#include <fmt/format.h>

namespace likewise::server {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  if (c >= 'A' && c <= 'F') {
    return c - 'A' + 10;
  }
  return -1;
}

Error bad_escape(std::string_view text, std::size_t at) {
  const std::string_view escape = text.substr(at, 3);
  if (escape.size() < 3) {
    return {ErrorCode::kInvalidArgument,
            fmt::format("unterminated escape sequence at end of string: {}", text)};
  }
  return {ErrorCode::kInvalidArgument,
          fmt::format("invalid escape sequence `{}' at index {} of: {}", escape, at, text)};
}

Result<std::string> decode(std::string_view text, bool plus_is_blank) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '+' && plus_is_blank) {
      out.push_back(' ');
    } else if (c != '%') {
      out.push_back(c);
    } else {
      if (i + 2 >= text.size()) {
        return fail(bad_escape(text, i));
      }
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) {
        return fail(bad_escape(text, i));
      }
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  return out;
}

Error bad_parameter(const Error& cause) {
  Error inner = Error(cause).with_type("illegal_argument_exception");
  return Error(ErrorCode::kInvalidArgument,
               "java.lang.IllegalArgumentException: " + cause.message())
      .with_type("bad_parameter_exception")
      .caused_by(std::move(inner));
}

Status parse_query(std::string_view query, std::vector<NameValue>& parameters) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view item = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (item.empty()) {
      continue;
    }
    const std::size_t equals = std::min(item.find('='), item.size());
    auto name = decode(item.substr(0, equals), true);
    auto value = decode(item.substr(std::min(equals + 1, item.size())), true);
    if (!name || !value) {
      return fail(bad_parameter(name ? value.error() : name.error()));
    }
    parameters.emplace_back(*std::move(name), *std::move(value));
  }
  return {};
}

}  // namespace

Result<Target> parse_target(std::string_view uri) {
  const std::size_t question = std::min(uri.find('?'), uri.size());
  Target target;
  target.path = uri.substr(0, question);
  std::string_view path = target.path;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end > 0) {
      LIKEWISE_TRY(std::string segment, decode(path.substr(0, end), false));
      target.segments.push_back(std::move(segment));
    }
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  if (question < uri.size()) {
    LIKEWISE_TRY_STATUS(parse_query(uri.substr(question + 1), target.parameters));
  }
  return target;
}

std::string encode_segment(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '-' || c == '_' || c == '.' || c == '~';
    if (plain) {
      out.push_back(c);
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace likewise::server
