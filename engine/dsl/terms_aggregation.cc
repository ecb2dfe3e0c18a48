#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/pattern.h"
#include "engine/dsl/aggregation_kinds.h"
#include "engine/dsl/body_values.h"

namespace likewise {
namespace {

/// Elasticsearch's words for what is not a legal element or value.
Error parse_exception(std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason)).with_type("parse_exception");
}

/// A regular expression of nothing but alternatives without special characters.
std::optional<std::vector<SourceValue>> alternatives(const std::string& pattern) {
  constexpr std::string_view kSpecial = ".?+*{}[]()\"\\#@&<>~^$";
  if (pattern.find_first_of(kSpecial) != std::string::npos) {
    return std::nullopt;
  }
  std::vector<SourceValue> values;
  for (const std::string_view part : split_nonempty(pattern, '|')) {
    SourceValue value;
    value.text = std::string(part);
    values.push_back(std::move(value));
  }
  return values;
}

/// include and exclude, and how each was given.
struct Lists {
  bool include_is_pattern = false;
  bool include_is_list = false;
};

Status read_list(const MemberReader& member, TermList& list) {
  list.emplace();
  for (const json::Value& item : member.value().items) {
    if (item.is_null() || item.is_array() || item.is_object()) {
      return fail(member.failed(
          parse_exception("Array elements in include/exclude clauses should be string values"),
          item.begin));
    }
    list->push_back(source_value(item));
  }
  return {};
}

Status read_term_list(const MemberReader& member, const QueryParseState& state, Lists& lists,
                      TermsAggregation& terms) {
  const bool is_include = member.name() == "include";
  const json::Value& value = member.value();
  const bool is_newer = !state.options.legacy;
  if (value.is_object()) {
    return fail(member.unsupported());
  }
  if (!value.is_array() && !value.is_string()) {
    return fail(member.wrong_kind());
  }
  const bool is_mixed =
      !is_include && (value.is_array() ? lists.include_is_pattern : lists.include_is_list);
  if (is_mixed && !is_newer) {
    return fail(member.failed(
        illegal_argument(value.is_array()
                             ? "Cannot mix a regex-based include with a set-based method"
                             : "Cannot mix a set-based include with a regex-based method"),
        value.is_array() ? value.end - 1 : value.begin));
  }
  TermList& list = is_include ? terms.include : terms.exclude;
  if (value.is_array()) {
    lists.include_is_list = lists.include_is_list || is_include;
    return read_list(member, list);
  }
  lists.include_is_pattern = lists.include_is_pattern || is_include;
  terms.has_pattern = true;
  list = alternatives(value.text);
  if (!list) {
    return fail(unsupported_error(
        state.text, value.begin,
        fmt::format("regular expressions in [{}] of aggregation [terms] are not supported by "
                    "likewise; a list of terms is",
                    member.name())));
  }
  return {};
}

Status read_collect_mode(const MemberReader& member) {
  std::string mode;
  LIKEWISE_TRY_STATUS(member.read(mode));
  if (mode != "depth_first" && mode != "breadth_first") {
    return fail(member.failed(
        parse_exception(fmt::format("no [collect_mode] found for value [{}]", mode))));
  }
  return {};
}

/// Sizes and least counts; false for another member.
Result<bool> read_number(const MemberReader& member, TermsAggregation& terms) {
  std::int64_t number = 0;
  if (member.name() == "size") {
    LIKEWISE_TRY_STATUS(member.read(number, 1, "size"));
    terms.size = static_cast<std::size_t>(number);
  } else if (member.name() == "shard_size") {
    LIKEWISE_TRY_STATUS(member.read(number, 1, "shardSize"));
    terms.shard_size = static_cast<std::size_t>(number);
  } else if (member.name() == "min_doc_count") {
    LIKEWISE_TRY_STATUS(member.read(number, 0, "minDocCount"));
    terms.min_doc_count = static_cast<std::uint64_t>(number);
  } else if (member.name() == "shard_min_doc_count") {
    LIKEWISE_TRY_STATUS(member.read(number, 0, "shardMinDocCount"));
    terms.shard_min_doc_count = static_cast<std::uint64_t>(number);
  } else {
    return false;
  }
  return true;
}

Status read_member(const MemberReader& member, const QueryParseState& state, Lists& lists,
                   TermsAggregation& terms) {
  LIKEWISE_TRY(const bool is_source, member.read_source(terms.source));
  if (is_source) {
    return {};
  }
  LIKEWISE_TRY(const bool is_number, read_number(member, terms));
  if (is_number) {
    return {};
  }
  if (member.name() == "order") {
    return member.read_order(terms.order);
  }
  if (member.name() == "include" || member.name() == "exclude") {
    return read_term_list(member, state, lists, terms);
  }
  if (member.name() == "show_term_doc_count_error") {
    return member.read(terms.show_term_doc_count_error);
  }
  if (member.name() == "execution_hint") {
    return member.read(terms.execution_hint);
  }
  if (member.name() == "collect_mode") {
    return read_collect_mode(member);
  }
  return fail(member.unknown());
}

}  // namespace

Result<Aggregation::Node> parse_terms_aggregation(const KindBody& from, QueryParseState& state) {
  TermsAggregation terms;
  Lists lists;
  for (const json::Member& member : from.body.members) {
    LIKEWISE_TRY_STATUS(read_member(MemberReader(from, member, state), state, lists, terms));
  }
  LIKEWISE_TRY_STATUS(require_field(terms.source, state));
  if (terms.order.empty()) {
    terms.order.push_back({});
  }
  return Aggregation::Node(std::move(terms));
}

}  // namespace likewise
