#include "server/http/request_guard.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace likewise::server {
namespace {

char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_token_character(char c) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         kMarks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

bool is_value_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
    text.remove_suffix(1);
  }
  return text;
}

tl::unexpected<Error> refuse(int status, std::string message) {
  return fail(Error(ErrorCode::kInvalidArgument, std::move(message))
                  .with_type("bad_request_exception")
                  .with_status(status));
}

tl::unexpected<Error> too_long(int status, std::string message) {
  return fail(Error(ErrorCode::kTooLarge, std::move(message))
                  .with_type("too_long_frame_exception")
                  .with_status(status));
}

Status read_request_line(std::string_view line, const HeadLimits& limits, RequestHead& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    return refuse(400, "malformed request line");
  }
  head.method = line.substr(0, first);
  head.uri = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (head.method.size() > 16 || !std::all_of(head.method.begin(), head.method.end(),
                                              [](char c) { return c >= 'A' && c <= 'Z'; })) {
    return refuse(400, "malformed method in the request line");
  }
  if (head.uri.size() > limits.max_uri_bytes) {
    return too_long(414, fmt::format("the URI is longer than {} bytes", limits.max_uri_bytes));
  }
  // Absolute and authority forms are for proxies; `#` never belongs on the wire.
  if (head.uri.empty() || head.uri.front() != '/' ||
      !std::all_of(head.uri.begin(), head.uri.end(),
                   [](char c) { return c > 0x20 && c < 0x7F && c != '#'; })) {
    return refuse(400, "the request target must be a path of printable ASCII characters");
  }
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    return refuse(version.substr(0, 5) == "HTTP/" ? 505 : 400, "only HTTP/1.1 is spoken here");
  }
  head.minor_version = version.back() - '0';
  return {};
}

Status read_field(std::string_view line, RequestHead& head) {
  if (line.front() == ' ' || line.front() == '\t') {
    return refuse(400, "folded header lines are not accepted");
  }
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return refuse(400, "malformed header name");
  }
  const std::string_view value = trim_blanks(line.substr(colon + 1));
  if (!std::all_of(value.begin(), value.end(), is_value_character)) {
    return refuse(400, "control character in a header value");
  }
  head.fields.emplace_back(line.substr(0, colon), value);
  return {};
}

/// Fields of which a second one could only serve to confuse.
Status refuse_repeats(const RequestHead& head) {
  for (const std::string_view name : {"host", "content-length", "transfer-encoding", "content-type",
                                      "content-encoding", "expect", "origin"}) {
    const auto repeats = std::count_if(head.fields.begin(), head.fields.end(),
                                       [&](const auto& f) { return equals_lower(f.first, name); });
    if (repeats > 1) {
      return refuse(400, fmt::format("more than one header [{}]", name));
    }
  }
  return {};
}

bool has_field(const RequestHead& head, std::string_view name) {
  return std::any_of(head.fields.begin(), head.fields.end(),
                     [&](const auto& f) { return equals_lower(f.first, name); });
}

Status read_framing(const HeadLimits& limits, RequestHead& head) {
  if (has_field(head, "transfer-encoding")) {
    if (!equals_lower(head.value("transfer-encoding"), "chunked") || head.minor_version != 1) {
      return refuse(400, "the only transfer encoding accepted is [chunked], in HTTP/1.1");
    }
    if (has_field(head, "content-length")) {
      return refuse(400, "both Transfer-Encoding and Content-Length were given");
    }
    head.chunked = true;
  }
  if (has_field(head, "content-length")) {
    const std::string_view text = head.value("content-length");
    std::uint64_t length = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) {
      return refuse(400, "Content-Length is not a number of digits");
    }
    if (length > limits.max_body_bytes) {
      return fail(Error(ErrorCode::kTooLarge,
                        fmt::format("the body of {} bytes is larger than the limit of {} bytes "
                                    "(http.max_content_length)",
                                    length, limits.max_body_bytes))
                      .with_type("content_too_long_exception")
                      .with_status(413));
    }
    head.content_length = length;
  }
  return {};
}

Status read_connection(RequestHead& head) {
  head.keep_alive = head.minor_version == 1;
  for (const auto& [name, value] : head.fields) {
    if (!equals_lower(name, "connection")) {
      continue;
    }
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      const std::string_view option = trim_blanks(rest.substr(0, comma));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
      if (equals_lower(option, "close")) {
        head.keep_alive = false;
      } else if (equals_lower(option, "keep-alive")) {
        head.keep_alive = head.keep_alive || head.minor_version == 0;
      }
    }
  }
  if (has_field(head, "expect")) {
    if (!equals_lower(head.value("expect"), "100-continue")) {
      return refuse(417, "the only expectation that can be met is [100-continue]");
    }
    head.expects_continue = head.minor_version == 1;
  }
  return {};
}

}  // namespace

bool equals_lower(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return to_lower(a) == b; });
}

std::string_view RequestHead::value(std::string_view name) const {
  for (const auto& field : fields) {
    if (equals_lower(field.first, name)) {
      return field.second;
    }
  }
  return {};
}

Result<RequestHead> admit_head(std::string_view bytes, const HeadLimits& limits) {
  if (bytes.size() > limits.max_head_bytes) {
    return too_long(431, fmt::format("the header is larger than {} bytes", limits.max_head_bytes));
  }
  RequestHead head;
  bool first = true;
  while (true) {
    const std::size_t end = bytes.find("\r\n");
    if (end == std::string_view::npos) {
      return refuse(400, "the header does not end with an empty line");
    }
    const std::string_view line = bytes.substr(0, end);
    if (line.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos) {
      return refuse(400, "bare CR, LF or NUL in the header");
    }
    bytes.remove_prefix(end + 2);
    if (first) {
      LIKEWISE_TRY_STATUS(read_request_line(line, limits, head));
      first = false;
    } else if (line.empty()) {
      break;
    } else {
      LIKEWISE_TRY_STATUS(read_field(line, head));
      if (head.fields.size() > limits.max_fields) {
        return too_long(431, fmt::format("more than {} header fields", limits.max_fields));
      }
    }
  }
  LIKEWISE_TRY_STATUS(refuse_repeats(head));
  if (head.minor_version == 1 && !has_field(head, "host")) {
    return refuse(400, "the Host header is missing");
  }
  LIKEWISE_TRY_STATUS(read_framing(limits, head));
  LIKEWISE_TRY_STATUS(read_connection(head));
  return head;
}

}  // namespace likewise::server
