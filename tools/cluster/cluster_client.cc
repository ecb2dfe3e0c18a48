#include "tools/cluster/cluster_client.h"

#include <algorithm>
#include <utility>

#include <curl/curl.h>
#include <fmt/format.h>

#include "tools/command.h"

namespace likewise::tools {
namespace {

std::size_t append_to_string(char* data, std::size_t size, std::size_t count, void* out) {
  static_cast<std::string*>(out)->append(data, size * count);
  return size * count;
}

int on_progress(void* should_stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& stop = *static_cast<const std::function<bool()>*>(should_stop);
  return stop && stop() ? 1 : 0;
}

class HeaderList {
 public:
  HeaderList() = default;
  ~HeaderList() { curl_slist_free_all(list_); }
  HeaderList(const HeaderList&) = delete;
  HeaderList& operator=(const HeaderList&) = delete;

  void add(const std::string& line) { list_ = curl_slist_append(list_, line.c_str()); }
  curl_slist* get() const { return list_; }

 private:
  curl_slist* list_ = nullptr;
};

std::string unescape(std::string_view text) {
  int length = 0;
  char* plain = curl_easy_unescape(nullptr, text.data(), static_cast<int>(text.size()), &length);
  std::string out(plain == nullptr ? "" : plain, static_cast<std::size_t>(length));
  curl_free(plain);
  return out;
}

}  // namespace

struct ClusterClient::Handle {
  CURL* curl = nullptr;
};

ClusterClient::ClusterClient(ClusterAccess access, std::function<bool()> should_stop)
    : access_(std::move(access)),
      should_stop_(std::move(should_stop)),
      handle_(std::make_unique<Handle>()) {
  initialise_curl_once();
  handle_->curl = curl_easy_init();
}

ClusterClient::~ClusterClient() {
  curl_easy_cleanup(handle_->curl);
}

void ClusterClient::apply_access() {
  CURL* curl = handle_->curl;
  const auto set_text = [curl](CURLoption option, const std::string& text) {
    if (!text.empty()) {
      curl_easy_setopt(curl, option, text.c_str());
    }
  };
  if (!access_.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    set_text(CURLOPT_USERNAME, access_.user);
    set_text(CURLOPT_PASSWORD, access_.password);
  }
  if (!access_.netrc_file.empty()) {
    curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_REQUIRED));
    set_text(CURLOPT_NETRC_FILE, access_.netrc_file);
  }
  set_text(CURLOPT_CAINFO, access_.ca_file);
  set_text(CURLOPT_SSLCERT, access_.client_certificate);
  set_text(CURLOPT_SSLKEY, access_.client_key);
  set_text(CURLOPT_PROXY, access_.proxy);
  if (access_.insecure) {
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
  }
}

Result<HttpAnswer> ClusterClient::request(const ClusterRequest& request) {
  CURL* curl = handle_->curl;
  if (curl == nullptr) {
    return fail(ErrorCode::kUnavailable, "libcurl could not be initialised");
  }
  const std::string url = access_.server + std::string(request.path);
  const std::string verb(request.method);
  HeaderList headers;
  headers.add("Expect:");
  headers.add("Accept: application/json");
  if (!request.body.empty()) {
    headers.add(fmt::format("Content-Type: {}", request.content_type));
    if (request.packed) {
      headers.add("Content-Encoding: gzip");
    }
  }
  if (!access_.api_key.empty()) {
    headers.add("Authorization: ApiKey " + access_.api_key);
  } else if (!access_.bearer.empty()) {
    headers.add("Authorization: Bearer " + access_.bearer);
  }
  HttpAnswer answer;
  curl_easy_reset(curl);
  apply_access();
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, verb.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(request.timeout.count()));
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append_to_string);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, on_progress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &should_stop_);
  if (!request.body.empty()) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
  } else if (request.method == "HEAD") {
    curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  }
  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) {
    return fail(ErrorCode::kUnavailable,
                fmt::format("no answer from [{}]: {}", access_.server, curl_easy_strerror(code)));
  }
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
  return answer;
}

Status set_server(std::string_view url, ClusterAccess& access) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos ||
      (url.substr(0, scheme) != "http" && url.substr(0, scheme) != "https")) {
    return fail(usage_error("an address starts with http:// or https://"));
  }
  const std::size_t host = scheme + 3;
  const std::size_t at = url.substr(0, std::min(url.find('/', host), url.size())).rfind('@');
  if (at == std::string_view::npos || at < host) {
    access.server = url;
    return {};
  }
  const std::string_view login = url.substr(host, at - host);
  const std::size_t colon = std::min(login.find(':'), login.size());
  access.user = unescape(login.substr(0, colon));
  access.password = unescape(login.substr(std::min(colon + 1, login.size())));
  access.server = std::string(url.substr(0, host)) + std::string(url.substr(at + 1));
  return {};
}

}  // namespace likewise::tools
