#include <fmt/format.h>

#include "server/http/target.h"
#include "server/rest/handlers.h"
#include "server/rest/target_indices.h"
#include "server/rest/write_outcome.h"
#include "server/rest/write_parameters.h"

namespace likewise::server {
namespace {

using storage::OpType;
using storage::WriteOperation;

RestResult write_one(const RestContext& context, const RestRequest& request,
                     WriteOperation operation) {
  operation.index = request.path("index");
  operation.pipeline = pipeline_parameter(request);
  LIKEWISE_TRY(const storage::Refresh refresh, refresh_parameter(request));
  LIKEWISE_TRY_STATUS(read_conditions(request, operation));
  LIKEWISE_TRY_STATUS(refuse_alias_demand(request));
  Validation validation;
  validation.check(operation);
  LIKEWISE_TRY_STATUS(validation.outcome());
  LIKEWISE_TRY(storage::WriteResult result, context.database.write({operation}, refresh));
  const storage::WriteOutcome& outcome = result.items.front();
  if (outcome.error) {
    return fail(*outcome.error);
  }
  std::string body = "{";
  append_write_outcome(body, outcome, context.identity.typed(), refresh == storage::Refresh::kTrue);
  body += "}";
  RestResponse response = json_response(std::move(body), outcome.status);
  if (outcome.status == 201) {
    response.headers.emplace_back(
        "Location",
        fmt::format("/{}/_doc/{}", encode_segment(outcome.index), encode_segment(outcome.id)));
  }
  return response;
}

}  // namespace

RestResult index_document(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY_STATUS(request.require_body());
  WriteOperation operation;
  operation.source = request.body();
  if (!request.path("id").empty()) {
    operation.id = std::string(request.path("id"));
  }
  const std::string_view op_type = request.parameter("op_type").value_or("index");
  if (op_type == "create") {
    operation.op = OpType::kCreate;
  } else if (op_type != "index") {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("opType must be 'create' or 'index', found: [{}]", op_type));
  }
  return write_one(context, request, std::move(operation));
}

RestResult create_document(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY_STATUS(request.require_body());
  WriteOperation operation;
  operation.op = OpType::kCreate;
  operation.source = request.body();
  operation.id = std::string(request.path("id"));
  return write_one(context, request, std::move(operation));
}

RestResult delete_document(const RestContext& context, const RestRequest& request) {
  if (!context.database.index_exists(request.path("index"))) {
    return fail(index_not_found(request.path("index")));
  }
  WriteOperation operation;
  operation.op = OpType::kDelete;
  operation.id = std::string(request.path("id"));
  return write_one(context, request, std::move(operation));
}

}  // namespace likewise::server
