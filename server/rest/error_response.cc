#include "server/rest/error_response.h"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::server {
namespace {

struct CodeDefaults {
  int status;
  std::string_view type;
};

CodeDefaults defaults_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kUnsupported:
      return {400, "illegal_argument_exception"};
    case ErrorCode::kNotFound:
      return {404, "resource_not_found_exception"};
    case ErrorCode::kConflict:
      return {409, "version_conflict_engine_exception"};
    case ErrorCode::kTooLarge:
      return {413, "content_too_long_exception"};
    case ErrorCode::kLocked:
      return {503, "illegal_state_exception"};
    case ErrorCode::kUnavailable:
      return {429, "es_rejected_execution_exception"};
    case ErrorCode::kCorruption:
      return {500, "corrupt_index_exception"};
    case ErrorCode::kInternal:
      return {500, "illegal_state_exception"};
  }
  return {500, "illegal_state_exception"};
}

/// Exceptions of Java and of libraries. Elasticsearch's search for a root cause stops before them.
bool is_foreign(const Error& error) {
  const std::string_view type = type_of(error);
  if (type == "parse_exception" && error.cause() != nullptr) {  // Lucene's has one of its own.
    const std::string_view inner = type_of(*error.cause());
    return inner == type || inner == "token_mgr_error";
  }
  constexpr std::array<std::string_view, 15> kForeign = {
      "illegal_argument_exception", "illegal_state_exception",
      "number_format_exception",    "array_index_out_of_bounds_exception",
      "json_parse_exception",       "input_coercion_exception",
      "not_x_content_exception",    "named_object_not_found_exception",
      "x_content_parse_exception",  "date_time_parse_exception",
      "date_time_exception",        "too_many_clauses",
      "null_pointer_exception",     "class_cast_exception",
      "json_e_o_f_exception"};
  return std::find(kForeign.begin(), kForeign.end(), type) != kForeign.end();
}

/// True if the search for a root cause goes from an exception on to its cause.
bool leads_on(const Error& error, const Error& cause) {
  constexpr std::string_view kParsing = "x_content_parse_exception";
  const bool parses = type_of(error) == kParsing;
  const bool to_parser = parses && type_of(cause) == kParsing;
  return to_parser || ((parses || !is_foreign(error)) && !is_foreign(cause));
}

/// Exceptions that know no index, whichever shard raised them.
bool is_without_index(std::string_view type) {
  return type == "aggregation_execution_exception" || type == "invalid_path" ||
         type == "parse_exception" || type == "search_exception";
}

const Error& root_cause(const Error& error) {
  const Error* root = &error;
  while (root->cause() != nullptr && leads_on(*root, *root->cause())) {
    root = root->cause();
  }
  return *root;
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
  out += ",\"";
  out += name;
  out += "\":";
  json::append_quoted(out, value);
}

/// Members about the index at fault, in the order of the engine's hash map.
void append_index_members(std::string& out, const Error& error, const ErrorStyle& style) {
  const std::string_view type = type_of(error);
  if (error.index().empty() || is_foreign(error) || is_without_index(type)) {
    return;
  }
  const bool missing = type == "index_not_found_exception";
  // Not where an alias was demanded: then the index may be there.
  const bool names_resource = missing && error.message().find(" and ") == std::string::npos;
  const bool in_a_shard =
      type == "version_conflict_engine_exception" || type == "document_missing_exception";
  const bool unknown = missing || type == "invalid_index_name_exception" ||
                       type == "routing_missing_exception" || !style.uuid_of;
  const std::string uuid = unknown ? "_na_" : style.uuid_of(error.index());
  if (style.opensearch) {
    append_member(out, "index", error.index());
    if (in_a_shard) {
      append_member(out, "shard", "0");
    }
    if (names_resource) {
      append_member(out, "resource.id", error.index());
      append_member(out, "resource.type", style.resource_type);
    }
    append_member(out, "index_uuid", uuid);
    return;
  }
  if (names_resource) {
    append_member(out, "resource.type", style.resource_type);
    append_member(out, "resource.id", error.index());
  }
  append_member(out, "index_uuid", uuid);
  if (in_a_shard) {
    append_member(out, "shard", "0");
  }
  append_member(out, "index", error.index());
}

void append_members(std::string& out, const Error& error, const ErrorStyle& style) {
  out += "\"type\":";
  json::append_quoted(out, type_of(error));
  append_member(out, "reason", error.message());
  append_index_members(out, error, style);
  if (type_of(error) == "too_many_buckets_exception") {
    const std::size_t open = error.message().find('[') + 1;
    out += ",\"max_buckets\":";
    out += error.message().substr(open, error.message().find(']') - open);
  }
  if (error.line() != 0) {
    fmt::format_to(std::back_inserter(out), ",\"line\":{},\"col\":{}", error.line(),
                   error.column());
  }
}

void append_with_causes(std::string& out, const Error& error, const ErrorStyle& style) {
  out += '{';
  append_members(out, error, style);
  if (error.cause() != nullptr) {
    out += ",\"caused_by\":";
    append_with_causes(out, *error.cause(), style);
  }
  out += '}';
}

void append_root_cause(std::string& out, const Error& error, const ErrorStyle& style) {
  out += "\"root_cause\":[{";
  append_members(out, root_cause(error), style);
  out += "}],";
}

void append_shard_failure(std::string& out, const Error& error, const ErrorStyle& style) {
  out +=
      "\"type\":\"search_phase_execution_exception\",\"reason\":\"all shards failed\","
      "\"phase\":\"query\",\"grouped\":true,\"failed_shards\":[{\"shard\":0,\"index\":";
  json::append_quoted(out, error.index().empty() ? style.index : error.index());
  append_member(out, "node", style.node_id);
  out += ",\"reason\":";
  append_with_causes(out, error, style);
  out += "}]";
  if (is_foreign(error)) {
    // Seen on the wire: such an exception arrives wrapped once more, in itself.
    out += ",\"caused_by\":{";
    append_members(out, error, style);
    out += ",\"caused_by\":";
    append_with_causes(out, error, style);
    out += '}';
  } else if (style.opensearch) {
    out += ",\"caused_by\":";
    append_with_causes(out, error, style);
  } else if (const Error& root = root_cause(error); &root != &error) {
    out += ",\"caused_by\":";
    append_with_causes(out, root, style);
  }
}

/// True for an exception that holds what went wrong while shards' findings were merged.
bool is_reduce_failure(const Error& error) {
  return type_of(error) == "search_phase_execution_exception" && error.cause() != nullptr;
}

/// What went wrong while shards' findings were merged is nobody's root cause.
void append_reduce_failure(std::string& out, const Error& error, const ErrorStyle& style) {
  out +=
      "\"root_cause\":[],\"type\":\"search_phase_execution_exception\",\"reason\":\"\","
      "\"phase\":\"fetch\",\"grouped\":true,\"failed_shards\":[],\"caused_by\":";
  append_with_causes(out, *error.cause(), style);
}

}  // namespace

ErrorStyle error_style(const RestContext& context) {
  ErrorStyle style;
  style.opensearch = context.identity.opensearch;
  style.node_id = context.identity.node_id;
  style.uuid_of = [&database = context.database](std::string_view index) {
    const auto info = database.info(index);
    return info ? info->uuid : std::string("_na_");
  };
  return style;
}

int status_of(const Error& error) {
  return error.status() != 0 ? error.status() : defaults_of(error.code()).status;
}

std::string_view type_of(const Error& error) {
  return error.type().empty() ? defaults_of(error.code()).type : std::string_view(error.type());
}

void append_error(std::string& out, const Error& error, const ErrorStyle& style) {
  out += '{';
  if (is_reduce_failure(error)) {
    append_reduce_failure(out, error, style);
  } else if (append_root_cause(out, error, style); error.in_shard()) {
    append_shard_failure(out, error, style);
  } else {
    append_members(out, error, style);
    if (error.cause() != nullptr) {
      out += ",\"caused_by\":";
      append_with_causes(out, *error.cause(), style);
    }
  }
  out += '}';
}

std::string error_body(const Error& error, const ErrorStyle& style) {
  std::string out = "{\"error\":";
  append_error(out, error, style);
  fmt::format_to(std::back_inserter(out), ",\"status\":{}}}", status_of(error));
  return out;
}

void append_error_object(std::string& out, const Error& error, const ErrorStyle& style) {
  append_with_causes(out, error, style);
}

std::string short_error_body(std::string_view text, int status) {
  std::string out = "{\"error\":";
  json::append_quoted(out, text);
  fmt::format_to(std::back_inserter(out), ",\"status\":{}}}", status);
  return out;
}

}  // namespace likewise::server
