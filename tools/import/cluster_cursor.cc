#include "tools/import/cluster_cursor.h"

#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "tools/mirror/bulk_connection.h"

namespace likewise::tools {
namespace {

constexpr const char* kKeepAlive = "10m";

bool is_passing(long status) {
  return status == 408 || status == 429 || status == 502 || status == 503 || status == 504;
}

}  // namespace

ClusterCursor::ClusterCursor(ClusterAccess access, ClusterSlice slice,
                             std::function<bool()> should_stop)
    : client_(std::move(access), should_stop),
      slice_(std::move(slice)),
      should_stop_(std::move(should_stop)),
      back_off_(slice_.number) {}

ClusterCursor::~ClusterCursor() {
  close();
}

Result<std::optional<DocumentPage>> ClusterCursor::next() {
  const auto begin = std::chrono::steady_clock::now();
  while (!done_) {
    Result<HitPage> hits = fetch();
    if (hits.has_value()) {
      back_off_.reset();
      if (hits->page.operations.empty()) {
        close();
        done_ = true;
        break;
      }
      context_ = hits->context.empty() ? context_ : std::move(hits->context);
      after_ = std::move(hits->after);
      slice_.since = hits->page.next;
      return std::optional(std::move(hits->page));
    }
    const bool may_pass = hits.error().code() == ErrorCode::kUnavailable;
    if (!may_pass || std::chrono::steady_clock::now() - begin > slice_.patience ||
        !pause_unless(should_stop_, back_off_.next())) {
      return fail(std::move(hits).error());
    }
    // A page of a scroll cannot be asked for twice: a new one begins at the last number.
    close();
  }
  return std::optional<DocumentPage>();
}

Result<HitPage> ClusterCursor::fetch() {
  if (slice_.method == ReadMethod::kScroll) {
    return fetch_from_scroll();
  }
  if (context_.empty()) {
    LIKEWISE_TRY_STATUS(open_point_in_time());
    if (slice_.method == ReadMethod::kScroll) {
      return fetch_from_scroll();
    }
  }
  return fetch_from_point_in_time();
}

/// Errors: kUnavailable for what may pass, kInvalidArgument for what will not.
Result<HttpAnswer> ClusterCursor::call(std::string_view method, const std::string& path,
                                       std::string_view body) {
  LIKEWISE_TRY(HttpAnswer answer, client_.request({.method = method, .path = path, .body = body}));
  if (answer.status == 200) {
    return answer;
  }
  // Its time was over, or the node that kept it is gone.
  const bool is_lost = answer.body.find("search_context_missing_exception") != std::string::npos;
  return fail(
      is_passing(answer.status) || is_lost ? ErrorCode::kUnavailable : ErrorCode::kInvalidArgument,
      fmt::format("[{}] answered: {}", client_.server(), error_text(answer)));
}

Status ClusterCursor::open_point_in_time() {
  const bool is_open_search = slice_.method == ReadMethod::kOpenSearchPointInTime;
  const std::string path =
      fmt::format("/{}/{}?keep_alive={}", slice_.index,
                  is_open_search ? "_search/point_in_time" : "_pit", kKeepAlive);
  const Result<HttpAnswer> answer = call("POST", path, "");
  if (!answer.has_value()) {
    if (answer.error().code() == ErrorCode::kUnavailable) {
      return fail(answer.error());
    }
    slice_.method = ReadMethod::kScroll;  // Not offered, or not allowed, here.
    return {};
  }
  const Result<json::Value> body = json::parse(answer->body);
  const json::Value* id = body.has_value() && body->is_object()
                              ? body->find(is_open_search ? "pit_id" : "id")
                              : nullptr;
  if (id == nullptr || !id->is_string()) {
    return fail(ErrorCode::kUnavailable, "no whole answer to a point in time");
  }
  context_ = id->text;
  return {};
}

std::string ClusterCursor::search_body() const {
  const bool is_scroll = slice_.method == ReadMethod::kScroll;
  std::string body = fmt::format(R"({{"size":{},"sort":[{{"_seq_no":"asc"}}{}])", slice_.page,
                                 is_scroll ? "" : R"(,{"_shard_doc":"asc"})");
  if (slice_.count > 1) {
    body += fmt::format(R"(,"slice":{{"id":{},"max":{}}})", slice_.number, slice_.count);
  }
  if (slice_.since > 0) {
    body += fmt::format(R"(,"query":{{"range":{{"_seq_no":{{"gte":{}}}}}}})", slice_.since);
  }
  if (!is_scroll) {
    body += fmt::format(R"(,"track_total_hits":false,"pit":{{"id":{},"keep_alive":"{}"}})",
                        json::quoted(context_), kKeepAlive);
    body += after_.empty() ? "" : ",\"search_after\":" + after_;
  }
  return body + "}";
}

Result<HitPage> ClusterCursor::fetch_from_point_in_time() {
  LIKEWISE_TRY(const HttpAnswer answer, call("POST", "/_search", search_body()));
  return parse_hit_page(answer.body);
}

Result<HitPage> ClusterCursor::fetch_from_scroll() {
  const bool is_first = context_.empty();
  const std::string path = is_first ? fmt::format("/{}/_search?scroll={}", slice_.index, kKeepAlive)
                                    : std::string("/_search/scroll");
  const std::string body = is_first ? search_body()
                                    : fmt::format(R"({{"scroll":"{}","scroll_id":{}}})", kKeepAlive,
                                                  json::quoted(context_));
  LIKEWISE_TRY(const HttpAnswer answer, call("POST", path, body));
  return parse_hit_page(answer.body);
}

void ClusterCursor::close() {
  if (context_.empty()) {
    return;
  }
  const std::string id = json::quoted(std::exchange(context_, {}));
  after_.clear();
  const bool is_pit = slice_.method == ReadMethod::kElasticsearchPointInTime;
  const bool is_scroll = slice_.method == ReadMethod::kScroll;
  const std::string path = is_scroll ? "/_search/scroll"
                           : is_pit  ? "/_pit"
                                     : "/_search/point_in_time";
  const std::string body = is_scroll ? "{\"scroll_id\":[" + id + "]}"
                           : is_pit  ? "{\"id\":" + id + "}"
                                     : "{\"pit_id\":[" + id + "]}";
  // What it keeps ends by itself if this fails.
  [[maybe_unused]] const auto ignored = client_.request(
      {.method = "DELETE", .path = path, .body = body, .timeout = std::chrono::seconds(5)});
}

}  // namespace likewise::tools
