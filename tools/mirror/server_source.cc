#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "tools/mirror/change_source.h"

namespace likewise::tools {
namespace {

constexpr int kChangesPerPage = 5'000;

/// The error of an answer that is no success.
Error refused(const std::string& server, const HttpAnswer& answer) {
  const bool is_final = answer.status >= 400 && answer.status < 500 && answer.status != 429;
  const ErrorCode code = answer.status == 404 ? ErrorCode::kNotFound
                         : is_final           ? ErrorCode::kInvalidArgument
                                              : ErrorCode::kUnavailable;
  return {code, fmt::format("[{}] answered: {}", server, error_text(answer))};
}

class ServerSource final : public ChangeSource {
 public:
  ServerSource(ClusterAccess access, std::string index, std::function<bool()> should_stop)
      : client_(std::move(access), std::move(should_stop)), index_(percent_encode(index)) {}

  Result<SourceIndex> describe() override {
    LIKEWISE_TRY(const json::Value answer, get_json("/" + index_));
    if (answer.members.size() != 1 || !answer.members.front().second.is_object()) {
      return fail(ErrorCode::kUnavailable,
                  fmt::format("[{}] does not describe one index", client_.server()));
    }
    SourceIndex source;
    source.name = answer.members.front().first;
    const json::Value& body = answer.members.front().second;
    const json::Value* mapping = body.find("mappings");
    const json::Value* settings = body.find("settings");
    source.mapping_json = mapping == nullptr ? "{}" : json::to_text(*mapping);
    source.settings_json = settings == nullptr ? "{}" : json::to_text(*settings);
    LIKEWISE_TRY(const FeedPage page, read_page(0, 1, std::chrono::seconds(0)));
    source.uuid = page.index_uuid;
    return source;
  }

  Result<std::uint64_t> count() override {
    LIKEWISE_TRY(const HttpAnswer refreshed,
                 client_.request({.method = "POST", .path = "/" + index_ + "/_refresh"}));
    if (refreshed.status != 200) {
      return fail(refused(client_.server(), refreshed));
    }
    LIKEWISE_TRY(const json::Value answer, get_json("/" + index_ + "/_count"));
    const json::Value* count = answer.find("count");
    std::uint64_t number = 0;
    if (count != nullptr && count->is_number()) {
      std::from_chars(count->text.data(), count->text.data() + count->text.size(), number);
    }
    return number;
  }

  Result<FeedPage> read(SeqNo since, std::chrono::seconds wait) override {
    return read_page(since, kChangesPerPage, wait);
  }

  Result<std::optional<std::string>> search(const std::string& body) override {
    LIKEWISE_TRY(
        HttpAnswer answer,
        client_.request({.method = "POST", .path = "/" + index_ + "/_search", .body = body}));
    if (answer.status != 200) {
      return fail(refused(client_.server(), answer));
    }
    return std::optional(std::move(answer.body));
  }

  bool can_change() const override { return true; }

 private:
  Result<FeedPage> read_page(SeqNo since, int limit, std::chrono::seconds wait) {
    const std::string path = fmt::format("/{}/_likewise/changes?since={}&limit={}&wait={}s", index_,
                                         since, limit, wait.count());
    LIKEWISE_TRY(const HttpAnswer answer,
                 client_.request({.path = path, .timeout = wait + std::chrono::seconds(60)}));
    if (answer.status != 200) {
      return fail(refused(client_.server(), answer));
    }
    return parse_feed_page(answer.body);
  }

  Result<json::Value> get_json(const std::string& path) {
    LIKEWISE_TRY(const HttpAnswer answer, client_.request({.path = path}));
    if (answer.status != 200) {
      return fail(refused(client_.server(), answer));
    }
    LIKEWISE_TRY(json::Value value, json::parse(answer.body));
    if (!value.is_object()) {
      return fail(ErrorCode::kUnavailable,
                  fmt::format("[{}] answered no JSON object", client_.server()));
    }
    return value;
  }

  ClusterClient client_;
  const std::string index_;
};

}  // namespace

std::unique_ptr<ChangeSource> make_server_source(ClusterAccess access, std::string index,
                                                 std::function<bool()> should_stop) {
  return std::make_unique<ServerSource>(std::move(access), std::move(index),
                                        std::move(should_stop));
}

}  // namespace likewise::tools
