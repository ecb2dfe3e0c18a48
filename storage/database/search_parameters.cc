#include "storage/database/search_parameters.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/dsl/ranking_clauses.h"
#include "engine/dsl/time_value.h"

namespace likewise::storage {
namespace {

std::vector<std::string> split(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (comma > 0) {
      parts.emplace_back(list.substr(0, comma));
    }
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return parts;
}

void apply_source(const SearchParameters& parameters, SearchRequest& request) {
  const bool any = parameters.source || parameters.source_includes || parameters.source_excludes;
  if (!any) {
    return;
  }
  SourceFilter filter;
  if (parameters.source == "false") {
    filter.enabled = false;
  } else if (parameters.source && *parameters.source != "true") {
    filter.includes = split(*parameters.source);
  }
  if (parameters.source_includes) {
    filter.includes = split(*parameters.source_includes);
  }
  if (parameters.source_excludes) {
    filter.excludes = split(*parameters.source_excludes);
  }
  request.source = std::move(filter);
  request.source_given = true;
}

Status apply_total(std::string_view text, SearchRequest& request) {
  request.count_total = text != "false";
  if (text == "true" || text == "false" || text.empty()) {
    request.count_total = text != "false";
    request.track_total_hits = std::nullopt;
    return {};
  }
  if (text == "-1") {
    request.count_total = false;
    return {};
  }
  std::uint64_t threshold = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), threshold);
  if (error != std::errc() || end != text.data() + text.size()) {
    return fail(Error(ErrorCode::kInvalidArgument,
                      fmt::format("Failed to parse value [{}] as only [true] or [false] are "
                                  "allowed.",
                                  text))
                    .with_type("illegal_argument_exception"));
  }
  request.track_total_hits = threshold;
  return {};
}

Status apply_ranking(const SearchParameters& parameters, SearchRequest& request) {
  request.track_scores = parameters.track_scores.value_or(request.track_scores);
  if (parameters.sort) {
    std::vector<SortKey> more = parse_url_sort(*parameters.sort);
    std::move(more.begin(), more.end(), std::back_inserter(request.sort));
    if (request.sort.size() > 2 * kMaxRankingClauses) {
      return fail(ErrorCode::kUnsupported,
                  "the parameter [sort] with so many entries is not supported by likewise");
    }
  }
  request.sort = without_default_order(std::move(request.sort));
  if (parameters.terminate_after) {
    if (*parameters.terminate_after < 0) {
      return fail(Error(ErrorCode::kInvalidArgument, "terminateAfter must be > 0")
                      .with_type("illegal_argument_exception"));
    }
    request.terminate_after = static_cast<std::uint64_t>(*parameters.terminate_after);
  }
  return {};
}

}  // namespace

Status apply_parameters(const SearchParameters& parameters, SearchRequest& request) {
  request.from = parameters.from.value_or(request.from);
  request.size = parameters.size.value_or(request.size);
  request.explain = parameters.explain.value_or(request.explain);
  request.version = parameters.version.value_or(request.version);
  request.seq_no_primary_term =
      parameters.seq_no_primary_term.value_or(request.seq_no_primary_term);
  if (parameters.query) {
    request.query = *parameters.query;
  }
  apply_source(parameters, request);
  LIKEWISE_TRY_STATUS(apply_ranking(parameters, request));
  if (parameters.timeout) {
    LIKEWISE_TRY(request.timeout_ms, parse_time_value(*parameters.timeout, "timeout"));
  }
  if (parameters.stored_fields) {
    LIKEWISE_TRY_STATUS(set_stored_fields(split(*parameters.stored_fields), request.fields.stored));
  }
  for (std::string& name : split(parameters.docvalue_fields.value_or(""))) {
    request.fields.docvalues.push_back({std::move(name), {}});
  }
  if (parameters.track_total_hits) {
    return apply_total(*parameters.track_total_hits, request);
  }
  return {};
}

}  // namespace likewise::storage
