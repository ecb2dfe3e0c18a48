#include "tools/import/hit_page.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::tools {
namespace {

const json::Value* member_of(const json::Value& value, std::string_view name) {
  return value.is_object() ? value.find(name) : nullptr;
}

std::string text_at(const json::Value& object, std::string_view name) {
  const json::Value* value = member_of(object, name);
  return value == nullptr ? "" : value->text;
}

/// The document in one line, its bytes unchanged where they are one already.
std::string source_text(std::string_view body, const json::Value& source) {
  const std::string_view text = body.substr(source.begin, source.end - source.begin);
  return text.find_first_of("\r\n") == std::string_view::npos ? std::string(text)
                                                              : json::to_text(source);
}

Result<FeedOperation> read_hit(std::string_view body, const json::Value& hit) {
  FeedOperation operation;
  const json::Value* id = member_of(hit, "_id");
  const json::Value* source = member_of(hit, "_source");
  const json::Value* sort = member_of(hit, "sort");
  if (id == nullptr || sort == nullptr || !sort->is_array() || sort->items.empty()) {
    return fail(ErrorCode::kUnavailable, "a hit without [_id] or [sort]");
  }
  if (source == nullptr || !source->is_object()) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("document [{}] has no _source: the index does not keep what was sent",
                            id->text));
  }
  operation.quoted_id = json::quoted(id->text);
  const std::string routing = text_at(hit, "_routing");
  operation.quoted_routing = routing.empty() ? "" : json::quoted(routing);
  operation.source = source_text(body, *source);
  const std::string& number = sort->items.front().text;
  if (std::from_chars(number.data(), number.data() + number.size(), operation.seq_no).ec !=
      std::errc()) {
    return fail(ErrorCode::kUnavailable, "a hit without a sequence number");
  }
  return operation;
}

}  // namespace

Result<HitPage> parse_hit_page(std::string_view body) {
  const Result<json::Value> answer = json::parse(body);
  if (!answer.has_value()) {
    return fail(ErrorCode::kUnavailable, "no whole search answer: " + answer.error().message());
  }
  const json::Value* outer = member_of(*answer, "hits");
  const json::Value* hits = outer == nullptr ? nullptr : member_of(*outer, "hits");
  const json::Value* shards = member_of(*answer, "_shards");
  if (hits == nullptr || !hits->is_array() || shards == nullptr) {
    return fail(ErrorCode::kUnavailable, fmt::format("no search answer: {}", body.substr(0, 200)));
  }
  const json::Value* timed_out = member_of(*answer, "timed_out");
  if (text_at(*shards, "failed") != "0" || (timed_out != nullptr && timed_out->boolean)) {
    return fail(ErrorCode::kUnavailable, "some shards did not answer");
  }
  HitPage out;
  for (const std::string_view name : {"_scroll_id", "pit_id"}) {
    const std::string id = text_at(*answer, name);
    out.context = id.empty() ? out.context : id;
  }
  for (const json::Value& hit : hits->items) {
    LIKEWISE_TRY(FeedOperation operation, read_hit(body, hit));
    out.page.next = operation.seq_no;
    out.page.operations.push_back(std::move(operation));
  }
  if (!hits->items.empty()) {
    out.after = json::to_text(*hits->items.back().find("sort"));
  }
  return out;
}

}  // namespace likewise::tools
