#include <fmt/format.h>

#include "server/rest/document_json.h"
#include "server/rest/handlers.h"
#include "server/rest/source_parameters.h"
#include "server/rest/target_indices.h"
#include "server/rest/write_parameters.h"

namespace likewise::server {
namespace {

Status check_version(const RestRequest& request, const storage::GetResult& document) {
  LIKEWISE_TRY(const auto version, request.integer("version", "long"));
  LIKEWISE_TRY_STATUS(parse_version_type(request.parameter("version_type").value_or("")));
  if (version && document.found && *version != document.version) {
    return fail(version_differs(document, *version));
  }
  return {};
}

Result<storage::GetResult> read(const RestContext& context, const RestRequest& request) {
  const std::string_view index = request.path("index");
  if (!context.database.index_exists(index)) {
    return fail(index_not_found(index));
  }
  LIKEWISE_TRY(const bool requires_routing, context.database.requires_routing(index));
  if (requires_routing && request.parameter("routing").value_or("").empty()) {
    return fail(routing_missing(index, request.path("id"), context.identity.typed()));
  }
  LIKEWISE_TRY(const bool refresh_first, request.flag("refresh"));
  if (refresh_first) {
    LIKEWISE_TRY_STATUS(context.database.refresh(index));
  }
  LIKEWISE_TRY(storage::GetResult document, context.database.get(index, request.path("id")));
  LIKEWISE_TRY_STATUS(check_version(request, document));
  return document;
}

}  // namespace

RestResult get_document(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const storage::GetResult document, read(context, request));
  std::string out;
  append_document(out, document, source_filter(request), context.identity.typed());
  return json_response(std::move(out), document.found ? 200 : 404);
}

RestResult get_source(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const storage::GetResult document, read(context, request));
  if (!document.found) {
    return fail(Error(ErrorCode::kNotFound,
                      fmt::format("Document not found [{}]{}/[{}]", request.path("index"),
                                  context.identity.typed() ? "/[_doc]" : "", request.path("id")))
                    .with_type("resource_not_found_exception"));
  }
  SourceFilter filter = source_filter(request);
  filter.enabled = true;
  RestResponse response = json_response(filter_source(document.source, filter));
  response.verbatim = true;
  return response;
}

}  // namespace likewise::server
