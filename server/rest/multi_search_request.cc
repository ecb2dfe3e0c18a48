#include "server/rest/multi_search_request.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/json.h"
#include "server/rest/write_parameters.h"

namespace likewise::server {
namespace {

/// Keys of a header that change nothing on a single node.
constexpr auto kWithoutEffect = std::to_array<std::string_view>(
    {"preference", "routing", "request_cache", "requestCache", "allow_partial_search_results",
     "allowPartialSearchResults", "ccs_minimize_roundtrips", "ccsMinimizeRoundtrips",
     "expand_wildcards", "expandWildcards", "ignore_throttled", "ignoreThrottled"});

Result<std::string> read_index(const json::Value& value) {
  if (value.is_null()) {
    return fail(Error(ErrorCode::kInvalidArgument, "Expected a list of strings but got null")
                    .with_type("parse_exception"));
  }
  if (!value.is_array()) {
    return scalar_text(value);
  }
  std::string expression;
  for (const json::Value& item : value.items) {
    expression += expression.empty() ? "" : ",";
    expression += scalar_text(item);
  }
  return expression;
}

Status read_header_member(const std::string& name, const json::Value& value,
                          std::string_view header, bool typed, MultiSearchItem& item) {
  if (name == "index" || name == "indices") {
    LIKEWISE_TRY(item.index, read_index(value));
  } else if (name == "ignore_unavailable" || name == "ignoreUnavailable") {
    LIKEWISE_TRY(item.options.ignore_unavailable, read_bool(value, header));
  } else if (name == "allow_no_indices" || name == "allowNoIndices") {
    LIKEWISE_TRY(item.options.allow_no_indices, read_bool(value, header));
  } else if (name == "search_type" || name == "searchType") {
    const std::string type = scalar_text(value);
    if (type != "query_then_fetch" && type != "dfs_query_then_fetch") {
      return fail(illegal_argument(fmt::format("No search type for [{}]", type)));
    }
  } else if (std::find(kWithoutEffect.begin(), kWithoutEffect.end(), name) ==
                 kWithoutEffect.end() &&
             !(typed && (name == "type" || name == "types"))) {
    return fail(
        illegal_argument(fmt::format("key [{}] is not supported in the metadata section", name)));
  }
  return {};
}

Result<MultiSearchItem> read_header(std::string_view header, const MultiSearchDefaults& defaults) {
  MultiSearchItem item;
  item.index = defaults.index;
  if (header.find_first_not_of(" \t\r") == std::string_view::npos) {
    return item;
  }
  LIKEWISE_TRY(const json::Value root, json::parse(header));
  if (!root.is_object()) {
    const json::Position at = json::position_of(header, root.begin);
    return fail(
        Error(ErrorCode::kInvalidArgument,
              fmt::format("[{}:{}] Unexpected token after end of object", at.line, at.column + 1))
            .with_type("x_content_parse_exception"));
  }
  for (const auto& [name, value] : root.members) {
    LIKEWISE_TRY_STATUS(read_header_member(name, value, header, defaults.typed, item));
  }
  return item;
}

/// Cuts the next line off. A line must end; nothing follows the last end.
Result<std::string_view> take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) {
    return fail(illegal_argument("The msearch request must be terminated by a newline [\n]"));
  }
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

}  // namespace

Result<std::vector<MultiSearchItem>> parse_multi_search(std::string_view body,
                                                        const MultiSearchDefaults& defaults) {
  std::vector<MultiSearchItem> items;
  if (body.starts_with('\n')) {
    body.remove_prefix(1);  // Elasticsearch allows one empty line ahead of all.
  }
  while (!body.empty()) {
    LIKEWISE_TRY(const std::string_view header, take_line(body));
    LIKEWISE_TRY(MultiSearchItem item, read_header(header, defaults));
    if (body.empty()) {
      break;
    }
    LIKEWISE_TRY(item.body, take_line(body));
    if (item.body.find_first_not_of(" \t\r") == std::string_view::npos) {
      return fail(Error(ErrorCode::kInvalidArgument, "Expected [START_OBJECT] but found [null]")
                      .with_type("parsing_exception")
                      .at(1, 0));
    }
    items.push_back(std::move(item));
  }
  Validation validation;
  if (items.empty()) {
    validation.add("no requests added");
  }
  LIKEWISE_TRY_STATUS(validation.outcome());
  return items;
}

}  // namespace likewise::server
