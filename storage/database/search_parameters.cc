#include "storage/database/search_parameters.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

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

}  // namespace

Status apply_parameters(const SearchParameters& parameters, SearchRequest& request) {
  request.from = parameters.from.value_or(request.from);
  request.size = parameters.size.value_or(request.size);
  request.explain = parameters.explain.value_or(request.explain);
  apply_source(parameters, request);
  if (parameters.track_total_hits) {
    return apply_total(*parameters.track_total_hits, request);
  }
  return {};
}

}  // namespace likewise::storage
