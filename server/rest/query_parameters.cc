#include "server/rest/query_parameters.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/dsl/query_printer.h"
#include "engine/dsl/url_query.h"

namespace likewise::server {
namespace {

/// Those parameters of a URL's query that the request has, in order; `q` too if `with_query`.
std::vector<std::string_view> given_names(const RestRequest& request, bool with_query) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"analyze_wildcard", "analyzer", "default_operator", "df", "lenient", "q"});
  std::vector<std::string_view> given;
  for (const std::string_view name : kNames) {
    if (request.parameter(name) && (with_query || name != "q")) {
      given.push_back(name);
    }
  }
  return given;
}

Status refuse_unread(const RestRequest& request, const std::vector<std::string_view>& names) {
  if (names.empty()) {
    return {};
  }
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("request [{}] contains unrecognized parameter{}: [{}]",
                          request.http().target.path, names.size() > 1 ? "s" : "",
                          fmt::join(names, "], [")));
}

/// They mean something only next to `q`, which the request does not have.
Status refuse_alone(const RestContext& context, const RestRequest& request) {
  const std::vector<std::string_view> names = given_names(request, false);
  if (names.empty() || context.identity.typed()) {
    return refuse_unread(request, names);
  }
  return fail(ErrorCode::kInvalidArgument,
              fmt::format("request [{}] contains parameters [{}] but missing query string "
                          "parameter 'q'.",
                          request.http().target.path, fmt::join(names, ", ")));
}

std::optional<std::string> text_of(const RestRequest& request, std::string_view name) {
  const auto text = request.parameter(name);
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

}  // namespace

Result<std::optional<Query>> query_of_url(const RestContext& context, const RestRequest& request) {
  std::optional<std::string> q = text_of(request, "q");
  if (!q) {
    LIKEWISE_TRY_STATUS(refuse_alone(context, request));
    return std::optional<Query>();
  }
  UrlQuery url;
  url.q = *std::move(q);
  url.df = text_of(request, "df");
  url.analyzer = text_of(request, "analyzer");
  url.default_operator = text_of(request, "default_operator");
  LIKEWISE_TRY(url.analyze_wildcard, request.flag("analyze_wildcard"));
  if (request.parameter("lenient")) {
    LIKEWISE_TRY(url.lenient, request.flag("lenient"));
  }
  LIKEWISE_TRY(Query query, url_query(url));
  return std::optional<Query>(std::move(query));
}

Result<std::string_view> request_body(const RestRequest& request) {
  const auto source = request.parameter("source");
  if (!request.body().empty() || !source) {
    return std::string_view(request.body());
  }
  if (!request.parameter("source_content_type")) {
    return fail(
        Error(ErrorCode::kInvalidArgument, "source and source_content_type parameters are required")
            .with_type("illegal_state_exception")
            .with_status(500));
  }
  return *source;
}

Result<std::string> query_body(const RestContext& context, const RestRequest& request,
                               QueryReader reader) {
  LIKEWISE_TRY(const std::string_view body, request_body(request));
  if (!body.empty()) {
    LIKEWISE_TRY_STATUS(
        refuse_unread(request, given_names(request, reader != QueryReader::kExplain)));
    return std::string(body);
  }
  if (!request.parameter("q") && reader != QueryReader::kCount) {
    LIKEWISE_TRY_STATUS(refuse_unread(request, given_names(request, false)));
    return std::string();
  }
  LIKEWISE_TRY(const std::optional<Query> query, query_of_url(context, request));
  return query ? "{\"query\":" + query_to_json(*query) + "}" : std::string();
}

}  // namespace likewise::server
