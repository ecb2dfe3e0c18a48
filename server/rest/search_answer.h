#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "server/rest/rest_context.h"
#include "server/rest/rest_response.h"

namespace likewise::server {

/// One search, its indices apart. Views must outlive the call.
struct SearchCall {
  std::string_view body;
  const storage::SearchParameters& parameters;
  bool total_as_number = false;
  bool typed_keys = false;
};

/// Runs a search and answers as `_search` does, warnings about selected terms included.
/// Errors: as Database::search.
Result<RestResponse> answer_search(const RestContext& context,
                                   const std::vector<std::string>& indices, const SearchCall& call);

}  // namespace likewise::server
