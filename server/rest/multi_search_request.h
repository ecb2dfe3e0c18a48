#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "server/rest/target_indices.h"

namespace likewise::server {

/// One search of `_msearch`: its header line and its body line, a view into the request.
struct MultiSearchItem {
  std::string index;  ///< An expression; empty: all.
  IndicesOptions options;
  std::string_view body;
};

/// What the URL says for headers that do not say it themselves.
struct MultiSearchDefaults {
  std::string_view index;
  bool typed = false;  ///< `type` is known in headers.
};

/// Errors: Elasticsearch's for bodies that are not pairs of lines; the whole request is refused.
Result<std::vector<MultiSearchItem>> parse_multi_search(std::string_view body,
                                                        const MultiSearchDefaults& defaults);

}  // namespace likewise::server
