#include "server/rest/target_indices.h"

#include <fmt/format.h>

namespace likewise::server {
namespace {

bool is_plain_name(std::string_view part) {
  return part != "_all" && part.find('*') == std::string_view::npos && part.front() != '-';
}

/// `expression` without the plain names that do not exist; nothing left: "".
std::string available(const storage::Database& database, std::string_view expression) {
  std::string kept;
  while (!expression.empty()) {
    const std::size_t comma = std::min(expression.find(','), expression.size());
    const std::string_view part = expression.substr(0, comma);
    expression.remove_prefix(std::min(comma + 1, expression.size()));
    if (part.empty() || (is_plain_name(part) && !database.index_exists(part))) {
      continue;
    }
    kept += kept.empty() ? "" : ",";
    kept += part;
  }
  return kept;
}

}  // namespace

Error index_not_found(std::string_view index) {
  return Error(ErrorCode::kNotFound, fmt::format("no such index [{}]", index))
      .with_type("index_not_found_exception")
      .with_index(std::string(index));
}

Result<std::vector<std::string>> target_indices(const RestContext& context,
                                                const RestRequest& request) {
  IndicesOptions options;
  LIKEWISE_TRY(options.ignore_unavailable, request.flag("ignore_unavailable"));
  LIKEWISE_TRY(options.allow_no_indices, request.flag("allow_no_indices", true));
  return target_indices(context, request.path("index"), options);
}

Result<std::vector<std::string>> target_indices(const RestContext& context, std::string_view given,
                                                const IndicesOptions& options) {
  std::string expression(given.empty() ? "_all" : given);
  if (expression.front() == '_' && expression != "_all") {
    return fail(Error(ErrorCode::kInvalidArgument,
                      fmt::format("Invalid index name [{}], must not start with '_'.", expression))
                    .with_type("invalid_index_name_exception")
                    .with_index(expression));
  }
  if (options.ignore_unavailable) {
    expression = available(context.database, expression);
  }
  std::vector<std::string> indices;
  if (!expression.empty()) {
    LIKEWISE_TRY(indices, context.database.resolve(expression));
  }
  if (indices.empty() && !options.allow_no_indices) {
    return fail(index_not_found(given.empty() ? "_all" : given));
  }
  return indices;
}

std::string as_expression(const std::vector<std::string>& indices) {
  return fmt::format("{}", fmt::join(indices, ","));
}

std::string broadcast_shards(std::size_t indices) {
  return fmt::format(R"({{"_shards":{{"total":{0},"successful":{0},"failed":0}}}})", indices);
}

}  // namespace likewise::server
