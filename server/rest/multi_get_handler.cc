#include <string>
#include <vector>

#include "engine/dsl/json.h"
#include "server/rest/document_json.h"
#include "server/rest/error_response.h"
#include "server/rest/handlers.h"
#include "server/rest/multi_get_request.h"
#include "server/rest/source_parameters.h"
#include "server/rest/target_indices.h"

namespace likewise::server {
namespace {

Result<storage::GetResult> get_item(const RestContext& context, const MultiGetItem& item) {
  if (!context.database.index_exists(item.index)) {
    return fail(index_not_found(item.index));
  }
  LIKEWISE_TRY(const bool requires_routing, context.database.requires_routing(item.index));
  if (requires_routing && item.routing.value_or("").empty()) {
    return fail(routing_missing(item.index, item.id, context.identity.typed()));
  }
  LIKEWISE_TRY(storage::GetResult document, context.database.get(item.index, item.id));
  if (item.version && document.found && *item.version != document.version) {
    return fail(version_differs(document, *item.version));
  }
  if (item.type && *item.type != "_doc") {
    document.found = false;
  }
  return document;
}

void append_refused(std::string& out, const MultiGetItem& item, const Error& error,
                    const RestContext& context) {
  ErrorStyle style = error_style(context);
  if (context.identity.typed()) {
    style.resource_type = "index_expression";
  }
  out += "{\"_index\":";
  json::append_quoted(out, item.index);
  out += context.identity.typed() ? ",\"_type\":null,\"_id\":" : ",\"_id\":";
  json::append_quoted(out, item.id);
  out += ",\"error\":";
  append_error(out, error, style);
  out += '}';
}

SourceFilter filter_of(const MultiGetItem& item, const RestRequest& request) {
  if (item.source) {
    return *item.source;
  }
  SourceFilter filter = source_filter(request);
  const bool fields_instead = item.stored_fields || request.parameter("stored_fields");
  filter.enabled = filter.enabled && (!fields_instead || asks_for_source(request));
  return filter;
}

}  // namespace

RestResult multi_get(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY_STATUS(request.require_body_or_source());
  LIKEWISE_TRY(std::vector<MultiGetItem> items,
               parse_multi_get(request.body(), request.path("index"), context.identity.typed()));
  LIKEWISE_TRY(const bool refresh_first, request.flag("refresh"));
  std::string out = "{\"docs\":[";
  for (MultiGetItem& item : items) {
    if (!item.routing && request.parameter("routing")) {
      item.routing = std::string(*request.parameter("routing"));
    }
    if (refresh_first && context.database.index_exists(item.index)) {
      LIKEWISE_TRY_STATUS(context.database.refresh(item.index));
    }
    out += out.back() == '[' ? "" : ",";
    const Result<storage::GetResult> document = get_item(context, item);
    if (document.has_value()) {
      append_document(out, *document, filter_of(item, request), context.identity.typed());
    } else {
      append_refused(out, item, document.error(), context);
    }
  }
  return json_response(out + "]}");
}

}  // namespace likewise::server
