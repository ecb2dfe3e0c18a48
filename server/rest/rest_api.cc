#include "server/rest/rest_api.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "server/rest/error_response.h"
#include "server/rest/filter_path.h"
#include "server/rest/media_type.h"
#include "server/rest/routes.h"

namespace likewise::server {
namespace {

std::string join(const std::vector<std::string_view>& words, std::string_view separator) {
  return fmt::format("{}", fmt::join(words, separator));
}

RestResponse wrong_method(const HttpRequest& request,
                          const std::vector<std::string_view>& allowed) {
  RestResponse response;
  if (request.method == "OPTIONS") {
    response.is_text = true;
  } else {
    response = json_response(
        short_error_body(fmt::format("Incorrect HTTP method for uri [{}] and method [{}], "
                                     "allowed: [{}]",
                                     request.uri, request.method, join(allowed, ", ")),
                         405),
        405);
  }
  response.headers.emplace_back("allow", join(allowed, ","));
  return response;
}

RestResponse no_handler(const HttpRequest& request) {
  std::string body = "{\"error\":";
  json::append_quoted(body, fmt::format("no handler found for uri [{}] and method [{}]",
                                        request.uri, request.method));
  body += "}";
  return json_response(std::move(body), 400);
}

/// Endpoints of version 7 that call a missing index an "index_expression".
bool names_one_index(const std::vector<std::string>& segments) {
  constexpr std::array<std::string_view, 6> kEndpoints = {"_doc",     "_source", "_explain",
                                                          "_analyze", "_update", "_termvectors"};
  return segments.size() > 1 &&
         std::find(kEndpoints.begin(), kEndpoints.end(), segments[1]) != kEndpoints.end();
}

/// Clients may use it to find their request in logs. Only printable ASCII is sent back.
bool is_plain(const std::string& value) {
  return value.size() <= 256 &&
         std::all_of(value.begin(), value.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

}  // namespace

RestApi::RestApi(storage::Database& database, RestIdentity identity)
    : context_{database, std::move(identity)}, router_(routes(), context_.identity.typed()) {}

HttpHandler RestApi::handler() const {
  return {[this](const HttpRequest& request) { return handle(request); },
          [this](const Error& error) { return refuse(error); }};
}

Result<RestResponse> RestApi::dispatch(const HttpRequest& request) const {
  const RouteMatch match = router_.match(request);
  if (match.route == nullptr) {
    return match.allowed.empty() ? no_handler(request) : wrong_method(request, match.allowed);
  }
  if (const auto refused = refused_content_type(request)) {
    return json_response(short_error_body(*refused, 406), 406);
  }
  LIKEWISE_TRY_STATUS(check_parameters(request, *match.route));
  const RestRequest rest_request(request, match.path);
  return match.route->handler(context_, rest_request);
}

RestResponse RestApi::error_response(const Error& error, const HttpRequest* request) const {
  ErrorStyle style = error_style(context_);
  if (request != nullptr && !request->target.segments.empty()) {
    const auto& segments = request->target.segments;
    style.index = segments.front();
    if (context_.identity.typed() && names_one_index(segments)) {
      style.resource_type = "index_expression";
    }
  }
  return json_response(error_body(error, style), status_of(error));
}

Status RestApi::lay_out(const HttpRequest& request, RestResponse& response) const {
  const RestRequest parameters(request, {});
  LIKEWISE_TRY(const bool pretty, parameters.flag("pretty"));
  if (response.is_text || response.body.empty()) {
    return {};
  }
  const auto filter = parameters.parameter("filter_path");
  if (filter && !filter->empty() && !response.verbatim && response.status < 400) {
    LIKEWISE_TRY(response.body, filter_json(response.body, *filter));
  }
  if (pretty) {
    response.body = json::pretty(response.body);
    response.body += response.body.ends_with('\n') ? "" : "\n";
  }
  return {};
}

HttpResponse RestApi::handle(const HttpRequest& request) const {
  auto outcome = dispatch(request);
  RestResponse response = outcome ? *std::move(outcome) : error_response(outcome.error(), &request);
  if (const Status status = lay_out(request, response); !status) {
    response = error_response(status.error(), &request);
  }
  HttpResponse http;
  http.status = response.status;
  http.ask_again_after = response.ask_again_after;
  if (!response.content_type.empty()) {
    http.content_type = std::move(response.content_type);
  } else {
    http.content_type = response.is_text ? text_content_type(context_.identity)
                                         : json_content_type(request, context_.identity);
  }
  http.headers = std::move(response.headers);
  http.headers.emplace_back("X-Elastic-Product", "Elasticsearch");
  const std::string* opaque_id = request.header("x-opaque-id");
  if (opaque_id != nullptr && is_plain(*opaque_id)) {
    http.headers.emplace_back("X-Opaque-Id", *opaque_id);
  }
  http.body = std::move(response.body);
  return http;
}

HttpResponse RestApi::refuse(const Error& error) const {
  RestResponse response = error_response(error, nullptr);
  HttpResponse http;
  http.status = response.status;
  http.content_type =
      context_.identity.typed() ? "application/json; charset=UTF-8" : "application/json";
  http.headers.emplace_back("X-Elastic-Product", "Elasticsearch");
  http.body = std::move(response.body);
  return http;
}

}  // namespace likewise::server
