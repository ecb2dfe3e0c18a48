#include "tools/compare/search_answer.h"

#include <charconv>
#include <cstdlib>

#include <fmt/format.h>

namespace likewise::tools {
namespace {

std::optional<std::uint64_t> number_of(const json::Value* value) {
  std::uint64_t number = 0;
  if (value == nullptr || !value->is_number() ||
      std::from_chars(value->text.data(), value->text.data() + value->text.size(), number).ec !=
          std::errc()) {
    return std::nullopt;
  }
  return number;
}

const json::Value* object_at(const json::Value& value, std::string_view name) {
  const json::Value* member = value.is_object() ? value.find(name) : nullptr;
  return member != nullptr && member->is_object() ? member : nullptr;
}

std::string text_at(const json::Value& value, std::string_view name) {
  const json::Value* member = value.is_object() ? value.find(name) : nullptr;
  return member == nullptr ? "" : member->text;
}

void read_total(const json::Value& hits, SearchAnswer& answer) {
  const json::Value* total = hits.find("total");
  if (total != nullptr && total->is_object()) {
    answer.total = number_of(total->find("value"));
    answer.total_is_lower_bound = text_at(*total, "relation") == "gte";
  } else {
    answer.total = number_of(total);
  }
}

}  // namespace

Result<SearchAnswer> read_search_answer(long status, const json::Value& body) {
  SearchAnswer answer;
  answer.status = status;
  const json::Value* error = body.is_object() ? body.find("error") : nullptr;
  if (error != nullptr) {
    answer.error = error->is_object()
                       ? fmt::format("{}: {}", text_at(*error, "type"), text_at(*error, "reason"))
                       : error->text;
    return answer;
  }
  const json::Value* outer = object_at(body, "hits");
  const json::Value* hits = outer == nullptr ? nullptr : outer->find("hits");
  if (hits == nullptr || !hits->is_array()) {
    return fail(ErrorCode::kUnavailable, fmt::format("no search answer (status {}): {}", status,
                                                     json::to_text(body).substr(0, 200)));
  }
  read_total(*outer, answer);
  for (const json::Value& hit : hits->items) {
    const std::string score = text_at(hit, "_score");
    answer.hits.push_back({text_at(hit, "_id"), std::strtof(score.c_str(), nullptr)});
  }
  return answer;
}

Result<SearchAnswer> parse_search_answer(long status, std::string_view body) {
  const Result<json::Value> parsed = json::parse(body);
  if (!parsed.has_value()) {
    return fail(ErrorCode::kUnavailable,
                fmt::format("no search answer (status {}): {}", status, body.substr(0, 200)));
  }
  return read_search_answer(status, *parsed);
}

}  // namespace likewise::tools
