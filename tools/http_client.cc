#include "tools/http_client.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <mutex>

#include "engine/dsl/json.h"
#include "tools/command.h"

namespace likewise::tools {
namespace {

std::size_t append_to_string(char* data, std::size_t size, std::size_t count, void* out) {
  static_cast<std::string*>(out)->append(data, size * count);
  return size * count;
}

}  // namespace

void initialise_curl_once() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

struct HttpClient::Handle {
  CURL* curl = nullptr;
};

Result<IndexUrl> parse_index_url(std::string_view url) {
  const auto malformed = [url] {
    return fail(
        usage_error(fmt::format("[{}] is no index address, expected http://HOST:PORT/INDEX", url)));
  };
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos ||
      (url.substr(0, scheme) != "http" && url.substr(0, scheme) != "https")) {
    return malformed();
  }
  const std::size_t slash = url.find('/', scheme + 3);
  if (slash == std::string_view::npos || slash == scheme + 3) {
    return malformed();
  }
  std::string_view index = url.substr(slash + 1);
  while (index.ends_with('/')) {
    index.remove_suffix(1);
  }
  if (index.empty() || index.find_first_of("/?#") != std::string_view::npos) {
    return malformed();
  }
  return IndexUrl{std::string(url.substr(0, slash)), std::string(index)};
}

HttpClient::HttpClient(std::string server)
    : server_(std::move(server)), handle_(std::make_unique<Handle>()) {
  initialise_curl_once();
  handle_->curl = curl_easy_init();
}

HttpClient::~HttpClient() {
  curl_easy_cleanup(handle_->curl);
}

Result<HttpAnswer> HttpClient::request(std::string_view method, std::string_view path,
                                       std::string_view body, std::string_view content_type) {
  CURL* curl = handle_->curl;
  if (curl == nullptr) {
    return fail(ErrorCode::kUnavailable, "libcurl could not be initialised");
  }
  HttpAnswer answer;
  const std::string url = server_ + std::string(path);
  const std::string verb(method);
  const std::string content_header = fmt::format("Content-Type: {}", content_type);
  curl_slist* headers = curl_slist_append(nullptr, "Expect:");
  if (!body.empty()) {
    headers = curl_slist_append(headers, content_header.c_str());
  }
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, verb.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append_to_string);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
  if (!body.empty()) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  } else if (method == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  }
  const CURLcode code = curl_easy_perform(curl);
  curl_slist_free_all(headers);
  if (code != CURLE_OK) {
    return fail(ErrorCode::kUnavailable,
                fmt::format("no answer from [{}]: {}; is the server running?", server_,
                            curl_easy_strerror(code)));
  }
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
  return answer;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kUnreserved =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (kUnreserved.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::string error_text(const HttpAnswer& answer) {
  const auto document = json::parse(answer.body);
  if (document.has_value() && document->is_object()) {
    const json::Value* error = document->find("error");
    if (error != nullptr && error->is_object()) {
      const json::Value* reason = error->find("reason");
      const json::Value* type = error->find("type");
      if (reason != nullptr && type != nullptr) {
        return fmt::format("{}: {}", type->text, reason->text);
      }
    }
    if (error != nullptr && error->is_string()) {
      return error->text;
    }
  }
  return fmt::format("status {}: {}", answer.status, answer.body.substr(0, 200));
}

}  // namespace likewise::tools
