#include "server/http/response_writer.h"

#include <iterator>

#include <fmt/format.h>

namespace likewise::server {
namespace {

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F) {
      out.push_back(c);
    }
  }
  out += "\r\n";
}

}  // namespace

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 400:
      return "Bad Request";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Request Entity Too Large";
    case 414:
      return "Request-URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "";
  }
}

std::string response_head(const HttpResponse& response, bool keep_alive, int minor_version) {
  std::string out;
  out.reserve(256);
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", response.status,
                 reason_phrase(response.status));
  for (const auto& [name, value] : response.headers) {
    append_field(out, name, value);
  }
  if (!response.content_type.empty()) {
    append_field(out, "content-type", response.content_type);
  }
  fmt::format_to(std::back_inserter(out), "content-length: {}\r\n", response.body.size());
  if (!keep_alive) {
    out += "connection: close\r\n";
  } else if (minor_version == 0) {
    out += "connection: keep-alive\r\n";
  }
  out += "\r\n";
  return out;
}

}  // namespace likewise::server
