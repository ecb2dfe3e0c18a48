#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "server/rest/rest_context.h"
#include "server/rest/rest_request.h"

namespace likewise::server {

/// The indices that a request means: `{index}` of its path (a comma list with wildcards) or all,
/// under `ignore_unavailable` and `allow_no_indices`. May be empty.
/// Errors: index_not_found_exception, invalid_index_name_exception.
Result<std::vector<std::string>> target_indices(const RestContext& context,
                                                const RestRequest& request);

/// Which indices an expression may leave out.
struct IndicesOptions {
  bool ignore_unavailable = false;
  bool allow_no_indices = true;
};
/// The same for an expression; empty: all.
Result<std::vector<std::string>> target_indices(const RestContext& context, std::string_view given,
                                                const IndicesOptions& options);

/// "a,b" for the database's methods that take an expression. REQUIRES: not empty.
std::string as_expression(const std::vector<std::string>& indices);

/// `{"total":N,"successful":N,"failed":0}` of broadcast requests.
std::string broadcast_shards(std::size_t indices);

Error index_not_found(std::string_view index);

}  // namespace likewise::server
