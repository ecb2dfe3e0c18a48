#include <iterator>
#include <string>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "engine/dsl/search_request.h"
#include "server/rest/document_json.h"
#include "server/rest/handlers.h"
#include "server/rest/query_options.h"
#include "server/rest/query_parameters.h"
#include "server/rest/source_parameters.h"
#include "server/rest/target_indices.h"
#include "server/rest/write_parameters.h"
#include "storage/database/inspection.h"

namespace likewise::server {
namespace {

/// Errors: as Elasticsearch, which looks at the body before it looks for the index.
Status check_body(const RestContext& context, std::string_view body) {
  LIKEWISE_TRY([[maybe_unused]] const Query query,
               parse_count_request(body, query_options(context.identity)));
  bool has_query = false;
  if (!body.empty()) {
    LIKEWISE_TRY(const json::Value root, json::parse(body));
    has_query = root.find("query") != nullptr;
  }
  Validation validation;
  if (!has_query) {
    validation.add("query is missing");
  }
  return validation.outcome();
}

void append_get(std::string& out, const RestRequest& request,
                const storage::ExplainedDocument& document) {
  const bool wants_fields = request.parameter("stored_fields").has_value();
  SourceFilter filter = source_filter(request);
  filter.enabled = filter.enabled && asks_for_source(request);
  if (!wants_fields && !filter.enabled) {
    return;
  }
  fmt::format_to(std::back_inserter(out), R"(,"get":{{"_seq_no":{},"_primary_term":1,"found":true)",
                 document.seq_no);
  if (filter.enabled) {
    out += ",\"_source\":";
    out += filter_source(document.source, filter);
  }
  out += '}';
}

}  // namespace

RestResult explain(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const std::string body, query_body(context, request, QueryReader::kExplain));
  LIKEWISE_TRY_STATUS(check_body(context, body));
  const std::string_view index = request.path("index");
  if (!context.database.index_exists(index)) {
    return fail(index_not_found(index));
  }
  LIKEWISE_TRY(const bool requires_routing, context.database.requires_routing(index));
  if (requires_routing && request.parameter("routing").value_or("").empty()) {
    return fail(routing_missing(index, request.path("id"), context.identity.typed()));
  }
  LIKEWISE_TRY(const storage::ExplainedDocument document,
               context.database.explain(index, request.path("id"), body));
  std::string out = "{\"_index\":";
  json::append_quoted(out, index);
  out += context.identity.typed() ? ",\"_type\":\"_doc\",\"_id\":" : ",\"_id\":";
  json::append_quoted(out, request.path("id"));
  fmt::format_to(std::back_inserter(out), ",\"matched\":{}", document.matched);
  if (document.found) {
    out += ",\"explanation\":";
    storage::append_explanation(out, document.explanation);
    append_get(out, request, document);
  }
  out += '}';
  return json_response(std::move(out), document.found ? 200 : 404);
}

}  // namespace likewise::server
