#pragma once

/// @file
/// The one place where an Error becomes an HTTP status and Elasticsearch's error body.

#include <functional>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "server/rest/rest_context.h"

namespace likewise::server {

/// What a body shows beyond the Error itself.
struct ErrorStyle {
  bool opensearch = false;  ///< OpenSearch orders members differently and repeats a cause.
  std::string node_id;      ///< `node` of a failed shard.
  std::string index;        ///< The index searched, where an error raised in a shard names none.
  std::string resource_type = "index_or_alias";  ///< Of index_not_found_exception.
  /// The uuid of an index; "_na_" when there is none.
  std::function<std::string(std::string_view index)> uuid_of;
};

/// How errors of this server look, for handlers that write them into an answer of status 200.
ErrorStyle error_style(const RestContext& context);

int status_of(const Error& error);

/// The error's type, or the default one of its code.
std::string_view type_of(const Error& error);

/// `{"error":{"root_cause":[…],…},"status":N}`; wrapped in a search_phase_execution_exception when
/// the error was raised in a shard.
std::string error_body(const Error& error, const ErrorStyle& style);

/// The object under `error`, root causes included.
void append_error(std::string& out, const Error& error, const ErrorStyle& style);

/// The object under `error` alone, without root causes: the form in items of `_bulk`.
void append_error_object(std::string& out, const Error& error, const ErrorStyle& style);

/// `{"error":"text","status":N}`, the short form of errors before a handler runs.
std::string short_error_body(std::string_view text, int status);

}  // namespace likewise::server
