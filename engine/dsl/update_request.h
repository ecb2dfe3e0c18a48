#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/base/error.h"
#include "engine/dsl/json.h"
#include "engine/dsl/search_request.h"

namespace likewise {

/// The body of `_update`, and of an update in `_bulk`. The pointers lead into `root`: moving the
/// request keeps them valid, copying would not.
struct UpdateRequest {
  json::Value root;
  const json::Value* doc = nullptr;
  const json::Value* upsert = nullptr;
  bool doc_as_upsert = false;
  bool detect_noop = true;
  std::optional<SourceFilter> source;  ///< `_source`: the document is to be shown.
  std::optional<std::uint64_t> if_seq_no;
  std::optional<std::uint64_t> if_primary_term;

  UpdateRequest() = default;
  UpdateRequest(UpdateRequest&&) = default;
  UpdateRequest& operator=(UpdateRequest&&) = default;
};

/// Errors: x_content_parse_exception with the position; kUnsupported for scripts;
/// action_request_validation_exception without `doc`.
Result<UpdateRequest> parse_update_request(std::string_view body);

}  // namespace likewise
