#pragma once

#include <optional>
#include <string>

#include "engine/base/error.h"
#include "engine/search/query.h"

namespace likewise {

/// The query of a URL: `q` and what belongs to it.
struct UrlQuery {
  std::string q;
  std::optional<std::string> df;
  std::optional<std::string> analyzer;
  std::optional<std::string> default_operator;
  std::optional<bool> lenient;
  bool analyze_wildcard = false;
};

/// `q` as a query_string. Errors: illegal_argument_exception for an unknown operator.
Result<Query> url_query(const UrlQuery& url);

}  // namespace likewise
