#include "server/rest/exception_text.h"

#include <array>
#include <cctype>
#include <string_view>

#include <fmt/format.h>

namespace likewise::server {
namespace {

/// "parsing_exception" -> "ParsingException".
std::string simple_name(std::string_view type) {
  std::string name;
  bool upper = true;
  for (const char c : type) {
    if (c == '_') {
      upper = true;
      continue;
    }
    name += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    upper = false;
  }
  return name;
}

std::string package(std::string_view type, bool typed) {
  struct Known {
    std::string_view type;
    std::string_view package;
  };
  constexpr auto kKnown = std::to_array<Known>({
      {"parsing_exception", "org.elasticsearch.common."},
      {"query_shard_exception", "org.elasticsearch.index.query."},
      {"illegal_argument_exception", "java.lang."},
      {"illegal_state_exception", "java.lang."},
      {"number_format_exception", "java.lang."},
      {"json_parse_exception", "com.fasterxml.jackson.core."},
  });
  for (const Known& known : kKnown) {
    if (known.type == type) {
      return std::string(known.package);
    }
  }
  if (type == "named_object_not_found_exception" || type == "x_content_parse_exception") {
    return typed ? "org.elasticsearch.common.xcontent." : "org.elasticsearch.xcontent.";
  }
  return "";
}

std::string full_text(const Error& error, bool typed) {
  return fmt::format("{}{}: {}", package(type_of(error), typed), simple_name(type_of(error)),
                     error.message());
}

/// Version 7: "Outer[reason]; nested: Inner[reason];; full.name.Inner: reason".
std::string nested_text(const Error& error) {
  std::string text;
  const Error* innermost = &error;
  for (const Error* at = &error; at != nullptr; at = at->cause()) {
    text += fmt::format("{}{}[{}];", text.empty() ? "" : " nested: ", simple_name(type_of(*at)),
                        at->message());
    innermost = at;
  }
  return text + "; " + full_text(*innermost, true);
}

std::string chain_text(const Error& error) {
  std::string text;
  for (const Error* at = &error; at != nullptr; at = at->cause()) {
    text += text.empty() ? "" : "; ";
    text += full_text(*at, false);
  }
  return text;
}

}  // namespace

std::string exception_text(const Error& error, bool typed, const ErrorStyle& style) {
  std::string prefix;
  if (!error.index().empty() && style.uuid_of) {
    prefix = fmt::format("[{}/{}] ", error.index(), style.uuid_of(error.index()));
  }
  if (error.cause() == nullptr) {
    return prefix + full_text(error, typed);
  }
  return prefix + (typed ? nested_text(error) : chain_text(error));
}

}  // namespace likewise::server
