#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/update_request.h"
#include "server/http/target.h"
#include "server/rest/handlers.h"
#include "server/rest/source_parameters.h"
#include "server/rest/write_outcome.h"
#include "server/rest/write_parameters.h"

namespace likewise::server {
namespace {

/// Conditions of the URL and of the body; those of the body win.
Status check_conditions(const RestRequest& request, const UpdateRequest& body,
                        storage::WriteOperation& operation) {
  LIKEWISE_TRY_STATUS(read_conditions(request, operation));
  operation.if_seq_no = body.if_seq_no ? body.if_seq_no : operation.if_seq_no;
  operation.if_primary_term =
      body.if_primary_term ? body.if_primary_term : operation.if_primary_term;
  LIKEWISE_TRY(const auto retries, request.integer("retry_on_conflict"));
  Validation validation;
  if (request.parameter("version") || request.parameter("version_type")) {
    validation.add(
        "internal versioning can not be used for optimistic concurrency control. Please use "
        "`if_seq_no` and `if_primary_term` instead");
    return validation.outcome();
  }
  validation.check(operation);
  if (operation.if_seq_no && retries.value_or(0) > 0) {
    validation.add("compare and write operations can not be retried");
  }
  if (operation.if_seq_no && (body.doc_as_upsert || body.upsert != nullptr)) {
    validation.add("upsert requests don't support `if_seq_no` and `if_primary_term`");
  }
  return validation.outcome();
}

/// The document as it is now, if the body or else the URL asks for it.
void append_get(std::string& out, const RestRequest& request, const UpdateRequest& body,
                const storage::WriteOutcome& outcome) {
  SourceFilter filter;
  filter.enabled = false;
  if (body.source) {
    filter = *body.source;
  } else if (asks_for_source(request)) {
    filter = source_filter(request);
  }
  if (!filter.enabled) {
    return;
  }
  fmt::format_to(std::back_inserter(out),
                 R"(,"get":{{"_seq_no":{},"_primary_term":1,"found":true,"_source":)",
                 outcome.seq_no);
  out += filter_source(outcome.updated_source, filter);
  out += '}';
}

}  // namespace

RestResult update_document(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const UpdateRequest body, parse_update_request(request.body()));
  storage::WriteOperation operation;
  operation.op = storage::OpType::kUpdate;
  operation.index = request.path("index");
  operation.id = std::string(request.path("id"));
  operation.source = request.body();
  LIKEWISE_TRY(const storage::Refresh refresh, refresh_parameter(request));
  LIKEWISE_TRY_STATUS(check_conditions(request, body, operation));
  LIKEWISE_TRY_STATUS(refuse_alias_demand(request));
  LIKEWISE_TRY(const storage::WriteResult result,
               context.database.write({std::move(operation)}, refresh));
  const storage::WriteOutcome& outcome = result.items.front();
  if (outcome.error) {
    return fail(*outcome.error);
  }
  const bool is_noop = outcome.result == "noop";
  const bool forced_refresh = refresh == storage::Refresh::kTrue && !is_noop;
  std::string out = "{";
  append_write_outcome(out, outcome, context.identity.typed(), forced_refresh, !is_noop);
  append_get(out, request, body, outcome);
  out += '}';
  RestResponse response = json_response(std::move(out), outcome.status);
  if (outcome.status == 201) {
    response.headers.emplace_back(
        "Location",
        fmt::format("/{}/_doc/{}", encode_segment(outcome.index), encode_segment(outcome.id)));
  }
  return response;
}

}  // namespace likewise::server
