// `_ingest/pipeline`.

#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/base/pattern.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/json.h"
#include "server/rest/error_response.h"
#include "server/rest/handlers.h"
#include "storage/database/ingest.h"

namespace likewise::server {
namespace {

constexpr std::string_view kAcknowledged = R"({"acknowledged":true})";

/// True for a name, or a pattern, in a list of them.
bool is_asked(std::string_view list, std::string_view id) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    if (matches_pattern(list.substr(0, comma), id)) {
      return true;
    }
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  }
  return false;
}

/// One document of `_simulate` as it leaves the pipeline, or the error that stopped it.
void append_simulated(const RestContext& context, const IngestPipeline& pipeline,
                      const json::Value& document, std::string& out) {
  const json::Value* const source = document.is_object() ? document.find("_source") : nullptr;
  const Result<std::string> changed =
      source == nullptr
          ? Result<std::string>(
                fail(Error(ErrorCode::kInvalidArgument, "[_source] required property is missing")
                         .with_type("parse_exception")))
          : storage::run_pipeline(pipeline, context.database.codebooks(), json::to_text(*source));
  out += out.back() == '[' ? "" : ",";
  if (!changed.has_value()) {
    out += R"({"error":)";
    append_error(out, changed.error(), error_style(context));
    out += "}";
    return;
  }
  const auto member = [&document](std::string_view name, std::string_view otherwise) {
    const json::Value* const value = document.find(name);
    return json::quoted(value == nullptr ? std::string(otherwise) : scalar_text(*value));
  };
  out += fmt::format(R"({{"doc":{{"_index":{},"_version":"-3","_id":{},"_source":{}}}}})",
                     member("_index", "_index"), member("_id", "_id"), *changed);
}

}  // namespace

RestResult put_pipeline(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY_STATUS(request.require_body());
  LIKEWISE_TRY_STATUS(context.database.pipelines().put(request.path("id"), request.body()));
  return json_response(std::string(kAcknowledged));
}

RestResult get_pipeline(const RestContext& context, const RestRequest& request) {
  const std::string_view id = request.path("id");
  LIKEWISE_TRY(const auto pipelines, context.database.pipelines().all());
  std::string body = "{";
  for (const auto& [name, definition] : pipelines) {
    if (id.empty() || is_asked(id, name)) {
      LIKEWISE_TRY(const json::Value tree, json::parse(definition));
      body += (body.size() > 1 ? "," : "") + json::quoted(name) + ":" + json::to_text(tree);
    }
  }
  const bool is_missing = body.size() == 1 && !id.empty() && id.find('*') == std::string_view::npos;
  return json_response(body + "}", is_missing ? 404 : 200);
}

RestResult delete_pipeline(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY_STATUS(context.database.pipelines().remove(request.path("id")));
  return json_response(std::string(kAcknowledged));
}

RestResult simulate_pipeline(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY_STATUS(request.require_body());
  LIKEWISE_TRY(const json::Value body, json::parse(request.body()));
  const json::Value* const docs = body.is_object() ? body.find("docs") : nullptr;
  if (docs == nullptr || !docs->is_array()) {
    return fail(Error(ErrorCode::kInvalidArgument, "[docs] required property is missing")
                    .with_type("parse_exception"));
  }
  std::shared_ptr<const IngestPipeline> pipeline;
  const std::string_view id = request.path("id");
  if (const json::Value* const given = body.find("pipeline"); given != nullptr && id.empty()) {
    LIKEWISE_TRY(IngestPipeline parsed, parse_pipeline(json::to_text(*given)));
    pipeline = std::make_shared<const IngestPipeline>(std::move(parsed));
  } else if (id.empty()) {
    return fail(Error(ErrorCode::kInvalidArgument, "[pipeline] required property is missing")
                    .with_type("parse_exception"));
  } else {
    LIKEWISE_TRY(pipeline, context.database.pipelines().find(id));
  }
  std::string out = R"({"docs":[)";
  for (const json::Value& document : docs->items) {
    append_simulated(context, *pipeline, document, out);
  }
  return json_response(out + "]}");
}

}  // namespace likewise::server
