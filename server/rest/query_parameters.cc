#include "server/rest/query_parameters.h"

#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "engine/dsl/url_query.h"

namespace likewise::server {
namespace {

/// They mean something only next to `q`.
Status refuse_alone(const RestContext& context, const RestRequest& request) {
  constexpr auto kCompanions = std::to_array<std::string_view>(
      {"analyze_wildcard", "analyzer", "default_operator", "df", "lenient"});
  std::string unknown;
  std::string names;
  std::size_t count = 0;
  for (const std::string_view name : kCompanions) {
    if (request.parameter(name)) {
      ++count;
      unknown += fmt::format("{}[{}]", unknown.empty() ? "" : ", ", name);
      names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
    }
  }
  if (count == 0) {
    return {};
  }
  const std::string& path = request.http().target.path;
  return fail(ErrorCode::kInvalidArgument,
              context.identity.typed()
                  ? fmt::format("request [{}] contains unrecognized parameter{}: {}", path,
                                count > 1 ? "s" : "", unknown)
                  : fmt::format("request [{}] contains parameters [{}] but missing query string "
                                "parameter 'q'.",
                                path, names));
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

}  // namespace likewise::server
