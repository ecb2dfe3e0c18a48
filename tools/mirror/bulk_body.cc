#include "tools/mirror/bulk_body.h"

#include <array>
#include <charconv>
#include <iterator>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::tools {
namespace {

std::string text_of(const json::Value& object, std::string_view name) {
  const json::Value* value = object.is_object() ? object.find(name) : nullptr;
  return value == nullptr ? std::string() : value->text;
}

int status_of(const json::Value& item) {
  const std::string text = text_of(item, "status");
  int status = 0;
  std::from_chars(text.data(), text.data() + text.size(), status);
  return status;
}

bool refuses_as_a_whole(std::string_view type) {
  return type == "index_not_found_exception" || type == "index_closed_exception";
}

ItemFate fate_of(int status, std::string_view type) {
  if (status >= 200 && status < 300) {
    return ItemFate::kDone;
  }
  if (status == 409 && type == "version_conflict_engine_exception") {
    return ItemFate::kDone;
  }
  // A block is what a cluster sets that runs out of disk, and takes away again.
  const bool is_passing = status == 429 || status == 502 || status == 503 || status == 504 ||
                          type == "cluster_block_exception";
  return is_passing ? ItemFate::kRetry : ItemFate::kRejected;
}

Result<ItemOutcome> outcome_of(const json::Value& entry) {
  if (!entry.is_object() || entry.members.size() != 1 ||
      !entry.members.front().second.is_object()) {
    return fail(ErrorCode::kUnavailable, "an answer to _bulk with an unknown item");
  }
  const auto& [operation, item] = entry.members.front();
  ItemOutcome outcome;
  outcome.status = status_of(item);
  const json::Value* error = item.find("error");
  if (error == nullptr) {
    // A delete of a document that never was: 404 without an error.
    const bool is_done = outcome.status == 404 && operation == "delete";
    outcome.fate = is_done ? ItemFate::kDone : fate_of(outcome.status, "");
    return outcome;
  }
  outcome.type = text_of(*error, "type");
  outcome.reason = error->is_string() ? error->text : text_of(*error, "reason");
  if (const json::Value* cause = error->is_object() ? error->find("caused_by") : nullptr) {
    outcome.reason += ": " + text_of(*cause, "reason");
  }
  if (refuses_as_a_whole(outcome.type)) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("the target index refuses: {}", outcome.reason));
  }
  outcome.fate = fate_of(outcome.status, outcome.type);
  return outcome;
}

}  // namespace

std::string bulk_body(std::span<const FeedOperation* const> operations, Versions versions) {
  std::size_t bytes = 0;
  for (const FeedOperation* operation : operations) {
    bytes += operation->bytes() + 100;
  }
  std::string out;
  out.reserve(bytes);
  for (const FeedOperation* operation : operations) {
    out += operation->deleted ? R"({"delete":{"_id":)" : R"({"index":{"_id":)";
    out += operation->quoted_id;
    if (!operation->quoted_routing.empty()) {
      out += R"(,"routing":)";
      out += operation->quoted_routing;
    }
    if (versions == Versions::kExternal) {
      fmt::format_to(std::back_inserter(out), ",\"version\":{},\"version_type\":\"external\"",
                     version_of(operation->seq_no));
    }
    out += "}}\n";
    if (!operation->deleted) {
      out += operation->source;
      out += '\n';
    }
  }
  return out;
}

Result<std::vector<ItemOutcome>> read_bulk_answer(std::string_view body, std::size_t count) {
  const Result<json::Value> answer = json::parse(body);
  const json::Value* items =
      answer.has_value() && answer->is_object() ? answer->find("items") : nullptr;
  if (items == nullptr || !items->is_array() || items->items.size() != count) {
    return fail(ErrorCode::kUnavailable,
                fmt::format("no whole answer to _bulk: {}", body.substr(0, 200)));
  }
  std::vector<ItemOutcome> outcomes;
  outcomes.reserve(count);
  for (const json::Value& entry : items->items) {
    LIKEWISE_TRY(ItemOutcome outcome, outcome_of(entry));
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

}  // namespace likewise::tools
