#include "server/rest/document_json.h"

#include <iterator>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::server {

void append_document(std::string& out, const storage::GetResult& document,
                     const SourceFilter& filter, bool typed) {
  out += "{\"_index\":";
  json::append_quoted(out, document.index);
  out += typed ? ",\"_type\":\"_doc\",\"_id\":" : ",\"_id\":";
  json::append_quoted(out, document.id);
  if (!document.found) {
    out += ",\"found\":false}";
    return;
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
  out += '}';
}

Error routing_missing(std::string_view index, std::string_view id, bool typed) {
  return Error(ErrorCode::kInvalidArgument, fmt::format("routing is required for [{}]/{}[{}]",
                                                        index, typed ? "[_doc]/" : "", id))
      .with_type("routing_missing_exception")
      .with_index(std::string(index));
}

Error version_differs(const storage::GetResult& document, std::int64_t wanted) {
  return Error(ErrorCode::kConflict,
               fmt::format("[{}]: version conflict, current version [{}] is different than the "
                           "one provided [{}]",
                           document.id, document.version, wanted))
      .with_type("version_conflict_engine_exception")
      .with_index(document.index);
}

}  // namespace likewise::server
