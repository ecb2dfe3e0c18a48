#include "tools/mirror/feed_page.h"

#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::tools {
namespace {

/// Reads a line from its left end, in the layout that the server writes.
class LineCursor {
 public:
  explicit LineCursor(std::string_view rest) : rest_(rest) {}

  bool skip(std::string_view text) {
    if (!rest_.starts_with(text)) {
      return false;
    }
    rest_.remove_prefix(text.size());
    return true;
  }

  std::optional<SeqNo> number() {
    SeqNo value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc()) {
      return std::nullopt;
    }
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }

  /// A JSON string with its quotes; empty when there is none.
  std::string_view quoted() {
    if (!rest_.starts_with('"')) {
      return {};
    }
    std::size_t at = 1;
    while (at < rest_.size() && rest_[at] != '"') {
      at += rest_[at] == '\\' ? 2U : 1U;
    }
    if (at >= rest_.size()) {
      return {};
    }
    const std::string_view text = rest_.substr(0, at + 1);
    rest_.remove_prefix(at + 1);
    return text;
  }

  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

std::optional<FeedOperation> parse_operation(std::string_view line) {
  LineCursor cursor(line);
  FeedOperation operation;
  if (!cursor.skip(R"({"seq":)")) {
    return std::nullopt;
  }
  const std::optional<SeqNo> seq_no = cursor.number();
  if (!seq_no || !cursor.skip(R"(,"id":)")) {
    return std::nullopt;
  }
  operation.seq_no = *seq_no;
  operation.quoted_id = cursor.quoted();
  if (operation.quoted_id.empty() || !cursor.skip(R"(,"op":)")) {
    return std::nullopt;
  }
  operation.deleted = cursor.skip(R"("delete")");
  if (!operation.deleted && !cursor.skip(R"("index")")) {
    return std::nullopt;
  }
  if (cursor.skip(R"(,"routing":)")) {
    operation.quoted_routing = cursor.quoted();
  }
  if (operation.deleted) {
    return cursor.rest() == "}" ? std::optional(std::move(operation)) : std::nullopt;
  }
  if (!cursor.skip(R"(,"source":{)") || !cursor.rest().ends_with("}}")) {
    return std::nullopt;
  }
  operation.source = "{";
  operation.source += cursor.rest().substr(0, cursor.rest().size() - 1);
  return operation;
}

std::optional<SeqNo> number_of(const json::Value& object, std::string_view name) {
  const json::Value* value = object.find(name);
  SeqNo number = 0;
  if (value == nullptr || !value->is_number() ||
      std::from_chars(value->text.data(), value->text.data() + value->text.size(), number).ec !=
          std::errc()) {
    return std::nullopt;
  }
  return number;
}

bool parse_last_line(std::string_view line, FeedPage& page) {
  const Result<json::Value> parsed = json::parse(line);
  if (!parsed.has_value() || !parsed->is_object()) {
    return false;
  }
  const std::optional<SeqNo> next = number_of(*parsed, "next");
  const std::optional<SeqNo> end = number_of(*parsed, "end");
  const json::Value* uuid = parsed->find("uuid");
  if (!next || !end || uuid == nullptr || !uuid->is_string()) {
    return false;
  }
  page.next = *next;
  page.end = *end;
  page.index_uuid = uuid->text;
  return true;
}

}  // namespace

Result<FeedPage> parse_feed_page(std::string_view text) {
  FeedPage page;
  while (true) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
      return fail(ErrorCode::kUnavailable, "the page of changes is cut off");
    }
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (text.empty()) {
      if (!parse_last_line(line, page)) {
        return fail(ErrorCode::kUnavailable, "the page of changes is cut off");
      }
      return page;
    }
    std::optional<FeedOperation> operation = parse_operation(line);
    if (!operation) {
      return fail(ErrorCode::kUnavailable,
                  fmt::format("no line of a change feed: {}", line.substr(0, 100)));
    }
    page.operations.push_back(std::move(*operation));
  }
}

}  // namespace likewise::tools
