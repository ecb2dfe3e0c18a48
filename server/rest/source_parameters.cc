#include "server/rest/source_parameters.h"

#include <algorithm>

namespace likewise::server {

std::vector<std::string> comma_list(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (comma > 0) {
      parts.emplace_back(text.substr(0, comma));
    }
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

SourceFilter source_filter(const RestRequest& request) {
  SourceFilter filter;
  const std::string_view source = request.parameter("_source").value_or("");
  if (source == "false") {
    filter.enabled = false;
  } else if (!source.empty() && source != "true") {
    filter.includes = comma_list(source);
  }
  if (const auto includes = request.parameter("_source_includes")) {
    filter.includes = comma_list(*includes);
  }
  if (const auto excludes = request.parameter("_source_excludes")) {
    filter.excludes = comma_list(*excludes);
  }
  return filter;
}

bool asks_for_source(const RestRequest& request) {
  return request.parameter("_source") || request.parameter("_source_includes") ||
         request.parameter("_source_excludes");
}

}  // namespace likewise::server
