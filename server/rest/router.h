#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "server/rest/rest_context.h"
#include "server/rest/rest_request.h"
#include "server/rest/rest_response.h"

namespace likewise::server {

/// Answers one request; errors become Elasticsearch's error bodies. Runs on a pool thread.
using RestHandler = Result<RestResponse> (*)(const RestContext&, const RestRequest&);

/// One line of the route table.
struct Route {
  std::string_view methods;  ///< "GET|POST".
  std::string_view path;     ///< "/{index}/_doc/{id}".
  RestHandler handler;
  std::span<const std::string_view> parameters;  ///< Query parameters that it understands.
  bool typed_only = false;                       ///< Exists in the dialect of version 7 only.
};

/// What the router made of a request line.
struct RouteMatch {
  const Route* route = nullptr;  ///< Null: see `allowed`.
  RestRequest::PathValues path;
  std::vector<std::string_view> allowed;  ///< Methods of the path; empty: no such path.
};

/// Finds the route of a request. Immutable after construction.
class Router {
 public:
  explicit Router(std::span<const Route> routes, bool typed);

  /// Of the patterns that fit the path, the one whose literals come first wins, whether or not it
  /// knows the method. The match refers to `request`.
  RouteMatch match(const HttpRequest& request) const;

 private:
  struct Pattern {
    const Route* route;
    std::vector<std::string_view> segments;  ///< Literals, or "{name}".
    std::vector<std::string_view> methods;
    unsigned specificity = 0;  ///< A bit per literal, earlier segments in higher bits.
  };
  std::vector<Pattern> patterns_;
};

/// Errors: illegal_argument_exception naming the parameters that neither the route nor every
/// request understands, with suggestions.
Status check_parameters(const HttpRequest& request, const Route& route);

}  // namespace likewise::server
