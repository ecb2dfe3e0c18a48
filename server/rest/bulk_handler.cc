#include <chrono>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/dsl/bulk.h"
#include "engine/dsl/json.h"
#include "server/rest/error_response.h"
#include "server/rest/handlers.h"
#include "server/rest/write_outcome.h"
#include "server/rest/write_parameters.h"

namespace likewise::server {
namespace {

using storage::OpType;
using storage::WriteOperation;

/// What the URL says for actions that do not say it themselves.
struct BulkDefaults {
  std::string index;
  std::optional<std::string> routing;
  std::optional<std::string> pipeline;
  bool require_alias = false;
};

std::string_view name_of(OpType op) {
  switch (op) {
    case OpType::kIndex:
      return "index";
    case OpType::kCreate:
      return "create";
    case OpType::kDelete:
      return "delete";
    case OpType::kUpdate:
      return "update";
  }
  return "index";
}

OpType parse_op(std::string_view name) {
  if (name == "create") {
    return OpType::kCreate;
  }
  if (name == "delete") {
    return OpType::kDelete;
  }
  return name == "update" ? OpType::kUpdate : OpType::kIndex;
}

Result<WriteOperation> to_operation(BulkAction action, const BulkDefaults& defaults) {
  WriteOperation operation;
  operation.op = parse_op(action.op);
  operation.index = action.index.empty() ? defaults.index : std::move(action.index);
  operation.id = std::move(action.id);
  operation.source = action.source;
  operation.routing = action.routing ? std::move(action.routing) : defaults.routing;
  operation.pipeline = action.pipeline ? std::move(action.pipeline) : defaults.pipeline;
  operation.if_seq_no = action.if_seq_no;
  operation.if_primary_term = action.if_primary_term;
  operation.version = action.version;
  LIKEWISE_TRY(operation.version_type, parse_version_type(action.version_type));
  if (action.require_alias.value_or(defaults.require_alias)) {
    operation.refused =
        Error(ErrorCode::kNotFound,
              fmt::format("no such index [{0}] and [require_alias] request flag is [true] and "
                          "[{0}] is not an alias",
                          operation.index))
            .with_type("index_not_found_exception")
            .with_index(operation.index);
  }
  return operation;
}

Result<std::vector<WriteOperation>> read_operations(std::string_view body,
                                                    const BulkDefaults& defaults) {
  std::vector<WriteOperation> operations;
  Validation validation;
  BulkReader reader(body);
  while (true) {
    LIKEWISE_TRY(std::optional<BulkAction> action, reader.next());
    if (!action) {
      break;
    }
    LIKEWISE_TRY(WriteOperation operation, to_operation(*std::move(action), defaults));
    if (operation.index.empty()) {
      validation.add("index is missing");
    }
    if (!operation.id && (operation.op == OpType::kDelete || operation.op == OpType::kUpdate)) {
      validation.add("id is missing");
    }
    validation.check(operation);
    operations.push_back(std::move(operation));
  }
  if (operations.empty()) {
    validation.add("no requests added");
  }
  LIKEWISE_TRY_STATUS(validation.outcome());
  return operations;
}

class ItemWriter {
 public:
  ItemWriter(const RestContext& context, bool forced_refresh)
      : style_(error_style(context)),
        typed_(context.identity.typed()),
        forced_refresh_(forced_refresh) {
    style_.resource_type = "index_expression";
  }

  void append(std::string& out, const storage::WriteOutcome& item) const {
    out += "{\"";
    out += name_of(item.op);
    out += "\":{";
    if (item.error) {
      append_refused(out, item);
    } else {
      append_write_outcome(out, item, typed_, forced_refresh_);
      fmt::format_to(std::back_inserter(out), ",\"status\":{}", item.status);
    }
    out += "}}";
  }

 private:
  void append_refused(std::string& out, const storage::WriteOutcome& item) const {
    out += "\"_index\":";
    json::append_quoted(out, item.index);
    out += typed_ ? ",\"_type\":\"_doc\",\"_id\":" : ",\"_id\":";
    if (item.id.empty()) {
      out += "null";
    } else {
      json::append_quoted(out, item.id);
    }
    fmt::format_to(std::back_inserter(out), ",\"status\":{},\"error\":", status_of(*item.error));
    append_error_object(out, *item.error, style_);
  }

  ErrorStyle style_;
  bool typed_;
  bool forced_refresh_;
};

}  // namespace

RestResult bulk(const RestContext& context, const RestRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  LIKEWISE_TRY_STATUS(request.require_body());
  LIKEWISE_TRY(const storage::Refresh refresh, refresh_parameter(request));
  BulkDefaults defaults;
  defaults.index = request.path("index");
  if (const auto routing = request.parameter("routing")) {
    defaults.routing = std::string(*routing);
  }
  defaults.pipeline = pipeline_parameter(request);
  LIKEWISE_TRY(defaults.require_alias, request.flag("require_alias"));
  LIKEWISE_TRY(const auto operations, read_operations(request.body(), defaults));
  LIKEWISE_TRY(const storage::WriteResult result, context.database.write(operations, refresh));
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - start);
  std::string out;
  out.reserve(64 + result.items.size() * 192);
  fmt::format_to(std::back_inserter(out), R"({{"took":{},"errors":{},"items":[)", took.count(),
                 result.errors);
  const ItemWriter writer(context, refresh == storage::Refresh::kTrue);
  for (const storage::WriteOutcome& item : result.items) {
    if (out.back() != '[') {
      out += ',';
    }
    writer.append(out, item);
  }
  out += "]}";
  return json_response(std::move(out));
}

}  // namespace likewise::server
