// The change feed of an index: likewise's own, no endpoint of Elasticsearch. docs/formats.md has
// the format; tools/mirror reads it.

#include <algorithm>
#include <chrono>
#include <iterator>
#include <limits>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "engine/dsl/time_value.h"
#include "server/rest/handlers.h"

namespace likewise::server {
namespace {

constexpr std::int64_t kMaxChanges = 10'000;
constexpr std::chrono::milliseconds kMaxWait{60'000};
/// How often a waiting request looks; also how late a change is told at most.
constexpr std::chrono::milliseconds kLookAgain{20};

tl::unexpected<Error> illegal(std::string reason) {
  return fail(Error(ErrorCode::kInvalidArgument, std::move(reason))
                  .with_type("illegal_argument_exception"));
}

Result<std::int64_t> number(const RestRequest& request, std::string_view name,
                            std::int64_t fallback, std::int64_t least, std::int64_t most) {
  LIKEWISE_TRY(const auto given, request.integer(name, "long"));
  const std::int64_t value = given.value_or(fallback);
  if (value < least || value > most) {
    return illegal(
        fmt::format("[{}] must be between {} and {}, but was [{}]", name, least, most, value));
  }
  return value;
}

Result<std::chrono::milliseconds> wait_of(const RestRequest& request) {
  const auto text = request.parameter("wait");
  if (!text) {
    return std::chrono::milliseconds(0);
  }
  LIKEWISE_TRY(const std::optional<std::uint64_t> wait, parse_time_value(*text, "wait"));
  if (!wait || *wait > static_cast<std::uint64_t>(kMaxWait.count())) {
    return illegal(fmt::format("[wait] must be between 0s and 60s, but was [{}]", *text));
  }
  return std::chrono::milliseconds(*wait);
}

/// A stored source may be laid out over several lines. Inside of strings JSON has no raw line ends.
void append_on_one_line(std::string& out, std::string_view source) {
  const std::size_t begin = out.size();
  out += source;
  std::replace_if(
      out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
      [](char c) { return c == '\n' || c == '\r'; }, ' ');
}

void append_line(std::string& out, const storage::Change& change) {
  fmt::format_to(std::back_inserter(out), R"({{"seq":{},"id":)", change.seq_no);
  json::append_quoted(out, change.id);
  out += change.deleted ? R"(,"op":"delete")" : R"(,"op":"index")";
  if (change.routing) {
    out += R"(,"routing":)";
    json::append_quoted(out, *change.routing);
  }
  if (!change.deleted) {
    out += R"(,"source":)";
    append_on_one_line(out, change.source);
  }
  out += "}\n";
}

}  // namespace

RestResult changes(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const std::int64_t since,
               number(request, "since", 0, 0, std::numeric_limits<std::int64_t>::max()));
  LIKEWISE_TRY(const std::int64_t limit, number(request, "limit", 1'000, 1, kMaxChanges));
  LIKEWISE_TRY(const std::chrono::milliseconds wait, wait_of(request));
  storage::ChangeLimits limits;
  limits.changes = static_cast<std::size_t>(limit);
  const std::string_view index = request.path("index");
  LIKEWISE_TRY(const storage::ChangePage page,
               context.database.changes(index, static_cast<SeqNo>(since), limits));
  RestResponse response;
  response.is_text = true;
  response.content_type = "application/x-ndjson";
  for (const storage::Change& change : page.changes) {
    append_line(response.body, change);
  }
  fmt::format_to(std::back_inserter(response.body), R"({{"next":{},"end":{},"uuid":)", page.next,
                 page.end);
  json::append_quoted(response.body, page.index_uuid);
  response.body += "}\n";
  const bool has_nothing = page.next == static_cast<SeqNo>(since) && page.next == page.end;
  if (has_nothing && std::chrono::steady_clock::now() < request.http().received + wait) {
    response.ask_again_after = kLookAgain;
  }
  return response;
}

}  // namespace likewise::server
