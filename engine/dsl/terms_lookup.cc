#include <string>
#include <string_view>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/query_clauses.h"

namespace likewise {
namespace {

constexpr std::string_view kClause = "terms_lookup";

}  // namespace

Result<TermsLookup> parse_terms_lookup(const json::Value& value, QueryParseState& state) {
  TermsLookup lookup;
  for (const auto& [name, member] : value.members) {
    state.at = member.begin;
    const bool is_known =
        name == "index" || name == "id" || name == "path" || name == "routing" || name == "type";
    if (!is_known) {
      return fail(unknown_field(kClause, name, member, state));
    }
    if (!member.is_string()) {
      return fail(wrong_token(kClause, name, member, state));
    }
    if (name == "index") {
      lookup.index = member.text;
    } else if (name == "id") {
      lookup.id = member.text;
    } else if (name == "path") {
      lookup.path = member.text;
    } else if (name == "routing") {
      lookup.routing = member.text;  // One shard: it leads nowhere else.
    }
  }
  std::string missing;
  for (const std::string_view name : {"index", "id", "path"}) {
    if (value.find(name) == nullptr) {
      missing += (missing.empty() ? "" : ", ") + std::string(name);
    }
  }
  if (!missing.empty()) {
    return fail(illegal_argument(fmt::format("Required [{}]", missing)));
  }
  return lookup;
}

}  // namespace likewise
