#include "server/rest/media_type.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace likewise::server {
namespace {

struct MediaType {
  std::string name;        ///< Lower case, without parameters.
  std::string compatible;  ///< Value of compatible-with; empty: none.

  bool is_vendor() const { return name.rfind("application/vnd.elasticsearch+", 0) == 0; }
};

std::string lower_trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && blank(text.back())) {
    text.remove_suffix(1);
  }
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

MediaType parse_media_type(std::string_view text) {
  MediaType type;
  const std::size_t semicolon = std::min(text.find(';'), text.size());
  type.name = lower_trimmed(text.substr(0, semicolon));
  std::string_view rest = text.substr(semicolon);
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string parameter = lower_trimmed(rest.substr(0, end));
    constexpr std::string_view kCompatible = "compatible-with=";
    if (parameter.rfind(kCompatible, 0) == 0) {
      type.compatible = parameter.substr(kCompatible.size());
    }
    rest.remove_prefix(end);
  }
  return type;
}

std::vector<MediaType> parse_list(const std::string* header) {
  std::vector<MediaType> types;
  std::string_view rest = header == nullptr ? std::string_view() : std::string_view(*header);
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    types.push_back(parse_media_type(rest.substr(0, comma)));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return types;
}

bool is_understood(const MediaType& type) {
  if (type.name == "application/json" || type.name == "application/x-ndjson") {
    return true;
  }
  const bool vendor = type.name == "application/vnd.elasticsearch+json" ||
                      type.name == "application/vnd.elasticsearch+x-ndjson";
  return vendor && (type.compatible.empty() || type.compatible == "7" || type.compatible == "8" ||
                    type.compatible == "9");
}

}  // namespace

std::optional<std::string> refused_content_type(const HttpRequest& request) {
  if (request.body.empty()) {
    return std::nullopt;
  }
  const std::string* header = request.header("content-type");
  if (header == nullptr || header->empty()) {
    return "Content-Type header is missing";
  }
  const MediaType type = parse_media_type(*header);
  const bool is_codebook = type.name == "application/octet-stream" &&
                           request.target.path.starts_with("/_likewise/codebooks/");
  if (is_codebook || is_understood(type)) {
    return std::nullopt;
  }
  return fmt::format("Content-Type header [{}] is not supported", *header);
}

std::string json_content_type(const HttpRequest& request, const RestIdentity& identity) {
  for (const char* name : {"accept", "content-type"}) {
    for (const MediaType& type : parse_list(request.header(name))) {
      if (type.is_vendor() && is_understood(type)) {
        return fmt::format(
            "application/vnd.elasticsearch+json;compatible-with={}",
            type.compatible.empty() ? std::to_string(identity.major()) : type.compatible);
      }
    }
  }
  return identity.typed() ? "application/json; charset=UTF-8" : "application/json";
}

std::string text_content_type(const RestIdentity& identity) {
  return identity.typed() ? "text/plain; charset=UTF-8" : "text/plain;charset=utf-8";
}

bool prefers_json(const HttpRequest& request) {
  for (const auto& [name, value] : request.target.parameters) {
    if (name == "format") {
      return value == "json";
    }
  }
  for (const MediaType& type : parse_list(request.header("accept"))) {
    if (type.name == "text/plain") {
      return false;
    }
    if (type.name == "application/json" || type.is_vendor()) {
      return true;
    }
  }
  return false;
}

}  // namespace likewise::server
