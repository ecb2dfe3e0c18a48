#pragma once

/// @file
/// What writes of one document and bulk actions have in common: refresh, versions, conditions.

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "server/rest/rest_context.h"
#include "server/rest/rest_request.h"

namespace likewise::server {

/// Errors: illegal_argument_exception for a value that Elasticsearch does not know.
Result<storage::Refresh> refresh_parameter(const RestRequest& request);

/// "internal", "external", "external_gt", "external_gte"; "" is internal.
Result<storage::VersionType> parse_version_type(std::string_view text);

/// Reads routing, version, version_type, if_seq_no, if_primary_term into the operation.
Status read_conditions(const RestRequest& request, storage::WriteOperation& operation);

/// `require_alias`: there are no aliases. Errors: what Elasticsearch says of one that is missing.
Status refuse_alias_demand(const RestRequest& request);

/// `pipeline`, if one is named.
std::optional<std::string> pipeline_parameter(const RestRequest& request);

/// Collects what Elasticsearch reports as `Validation Failed: 1: …;2: …;`.
class Validation {
 public:
  void add(std::string_view complaint);
  /// Conditions that contradict each other.
  void check(const storage::WriteOperation& operation);
  /// Errors: action_request_validation_exception with all complaints, if there is one.
  Status outcome() const;

 private:
  std::string text_;
  int count_ = 0;
};

}  // namespace likewise::server
