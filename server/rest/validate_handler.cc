#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "engine/dsl/search_request.h"
#include "server/rest/exception_text.h"
#include "server/rest/handlers.h"
#include "server/rest/query_options.h"
#include "server/rest/query_parameters.h"
#include "server/rest/target_indices.h"
#include "server/rest/write_parameters.h"
#include "storage/database/inspection.h"

namespace likewise::server {
namespace {

using storage::ValidatedQuery;

/// Of the explanations.
struct Shown {
  bool shards = false;
  bool errors = false;
};

void append_explanations(std::string& out, const std::vector<ValidatedQuery>& queries,
                         const Shown& shown, const RestContext& context) {
  const ErrorStyle style = error_style(context);
  out += ",\"explanations\":[";
  for (const ValidatedQuery& query : queries) {
    out += out.back() == '[' ? "{\"index\":" : ",{\"index\":";
    json::append_quoted(out, query.index);
    out += shown.shards ? ",\"shard\":0" : "";
    if (query.error) {
      out += ",\"valid\":false";
      if (shown.errors) {
        out += ",\"error\":";
        json::append_quoted(out, exception_text(*query.error, context.identity.typed(), style));
      }
    } else {
      out += ",\"valid\":true,\"explanation\":";
      json::append_quoted(out, query.explanation);
    }
    out += '}';
  }
  out += ']';
}

/// The answer to a body that is no query at all.
RestResponse refused(const Error& error, bool explain, const RestContext& context) {
  std::string out = "{\"valid\":false";
  if (explain) {
    out += ",\"error\":";
    json::append_quoted(out, exception_text(error, context.identity.typed(), ErrorStyle()));
  }
  return json_response(out + "}");
}

/// A body without a query is refused; no body means everything.
Status require_query(std::string_view body) {
  Validation validation;
  if (!body.empty()) {
    LIKEWISE_TRY(const json::Value root, json::parse(body));
    if (root.members.empty()) {
      validation.add("query cannot be null");
    }
  }
  return validation.outcome();
}

}  // namespace

RestResult validate_query(const RestContext& context, const RestRequest& request) {
  storage::ValidateOptions options;
  LIKEWISE_TRY(options.explain, request.flag("explain"));
  LIKEWISE_TRY(options.rewrite, request.flag("rewrite"));
  LIKEWISE_TRY(const bool all_shards, request.flag("all_shards"));
  const Result<std::string> body = query_body(context, request, QueryReader::kValidate);
  if (!body.has_value()) {
    const bool of_the_query = request.body().empty() && request.parameter("q");
    return of_the_query ? refused(body.error(), options.explain, context)
                        : RestResult(fail(body.error()));
  }
  const auto parsed = parse_count_request(*body, query_options(context.identity));
  if (!parsed.has_value()) {
    return refused(parsed.error(), options.explain, context);
  }
  LIKEWISE_TRY_STATUS(require_query(*body));
  LIKEWISE_TRY(const auto indices, target_indices(context, request));
  std::vector<ValidatedQuery> queries;
  if (!indices.empty()) {
    LIKEWISE_TRY(queries, context.database.validate(as_expression(indices), *body, options));
  }
  const bool valid = std::none_of(queries.begin(), queries.end(), [](const ValidatedQuery& query) {
    return query.error.has_value();
  });
  std::string out =
      fmt::format(R"({{"_shards":{{"total":{0},"successful":{0},"failed":0}},"valid":{1})",
                  queries.size(), valid);
  if ((options.explain || options.rewrite || all_shards) && !queries.empty()) {
    append_explanations(out, queries, {all_shards, options.explain}, context);
  }
  return json_response(out + "}");
}

}  // namespace likewise::server
