#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "engine/dsl/search_request.h"
#include "server/rest/handlers.h"
#include "server/rest/target_indices.h"
#include "server/rest/write_parameters.h"

namespace likewise::server {
namespace {

std::vector<std::string> comma_list(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (comma > 0) {
      parts.emplace_back(text.substr(0, comma));
    }
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

SourceFilter source_filter(const RestRequest& request) {
  SourceFilter filter;
  const std::string_view source = request.parameter("_source").value_or("");
  if (source == "false") {
    filter.enabled = false;
  } else if (!source.empty() && source != "true") {
    filter.includes = comma_list(source);
  }
  if (const auto includes = request.parameter("_source_includes")) {
    filter.includes = comma_list(*includes);
  }
  if (const auto excludes = request.parameter("_source_excludes")) {
    filter.excludes = comma_list(*excludes);
  }
  return filter;
}

Status check_version(const RestRequest& request, const storage::GetResult& document) {
  LIKEWISE_TRY(const auto version, request.integer("version", "long"));
  LIKEWISE_TRY_STATUS(parse_version_type(request.parameter("version_type").value_or("")));
  if (version && document.found && *version != document.version) {
    return fail(Error(ErrorCode::kConflict,
                      fmt::format("[{}]: version conflict, current version [{}] is different than "
                                  "the one provided [{}]",
                                  document.id, document.version, *version))
                    .with_type("version_conflict_engine_exception")
                    .with_index(document.index));
  }
  return {};
}

Result<storage::GetResult> read(const RestContext& context, const RestRequest& request) {
  const std::string_view index = request.path("index");
  if (!context.database.index_exists(index)) {
    return fail(index_not_found(index));
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
  const SourceFilter filter = source_filter(request);
  std::string out = "{\"_index\":";
  json::append_quoted(out, request.path("index"));
  out += context.identity.typed() ? ",\"_type\":\"_doc\",\"_id\":" : ",\"_id\":";
  json::append_quoted(out, request.path("id"));
  if (!document.found) {
    out += ",\"found\":false}";
    return json_response(std::move(out), 404);
  }
  fmt::format_to(std::back_inserter(out), R"(,"_version":{},"_seq_no":{},"_primary_term":1)",
                 document.version, document.seq_no);
  if (document.routing && filter.enabled) {
    out += ",\"_routing\":";
    json::append_quoted(out, *document.routing);
  }
  out += ",\"found\":true";
  if (filter.enabled) {
    out += ",\"_source\":";
    out += filter_source(document.source, filter);
  }
  out += "}";
  return json_response(std::move(out));
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
