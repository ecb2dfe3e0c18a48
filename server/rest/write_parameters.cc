#include "server/rest/write_parameters.h"

#include <iterator>

#include <fmt/format.h>

namespace likewise::server {
namespace {

constexpr std::size_t kMaxIdBytes = 512;

Result<std::optional<std::uint64_t>> sequence_number(const RestRequest& request,
                                                     std::string_view name) {
  LIKEWISE_TRY(const auto value, request.integer(name, "long"));
  if (value && *value < 0) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("sequence numbers must be non negative. got [{}].", *value));
  }
  return value ? std::optional<std::uint64_t>(static_cast<std::uint64_t>(*value)) : std::nullopt;
}

}  // namespace

Result<storage::Refresh> refresh_parameter(const RestRequest& request) {
  const auto text = request.parameter("refresh");
  if (!text || *text == "false") {
    return storage::Refresh::kFalse;
  }
  if (text->empty() || *text == "true") {
    return storage::Refresh::kTrue;
  }
  if (*text == "wait_for") {
    return storage::Refresh::kWaitFor;
  }
  return fail(ErrorCode::kInvalidArgument, fmt::format("Unknown value for refresh: [{}].", *text));
}

Result<storage::VersionType> parse_version_type(std::string_view text) {
  if (text.empty() || text == "internal") {
    return storage::VersionType::kInternal;
  }
  if (text == "external" || text == "external_gt") {
    return storage::VersionType::kExternal;
  }
  if (text == "external_gte") {
    return storage::VersionType::kExternalGte;
  }
  return fail(ErrorCode::kInvalidArgument, fmt::format("No version type match [{}]", text));
}

Status read_conditions(const RestRequest& request, storage::WriteOperation& operation) {
  if (const auto routing = request.parameter("routing"); routing && !routing->empty()) {
    operation.routing = std::string(*routing);
  }
  LIKEWISE_TRY(operation.version, request.integer("version", "long"));
  LIKEWISE_TRY(operation.version_type,
               parse_version_type(request.parameter("version_type").value_or("")));
  LIKEWISE_TRY(operation.if_seq_no, sequence_number(request, "if_seq_no"));
  LIKEWISE_TRY(operation.if_primary_term, sequence_number(request, "if_primary_term"));
  return {};
}

Status refuse_alias_demand(const RestRequest& request) {
  LIKEWISE_TRY(const bool require_alias, request.flag("require_alias"));
  if (require_alias) {
    return fail(Error(ErrorCode::kNotFound,
                      fmt::format("no such index [{}] and [require_alias] request flag is [true] "
                                  "and [{}] is not an alias",
                                  request.path("index"), request.path("index")))
                    .with_type("index_not_found_exception")
                    .with_index(std::string(request.path("index"))));
  }
  return {};
}

std::optional<std::string> pipeline_parameter(const RestRequest& request) {
  const auto pipeline = request.parameter("pipeline");
  return pipeline && !pipeline->empty() ? std::optional<std::string>(*pipeline) : std::nullopt;
}

void Validation::add(std::string_view complaint) {
  fmt::format_to(std::back_inserter(text_), "{}: {};", ++count_, complaint);
}

void Validation::check(const storage::WriteOperation& operation) {
  const bool internal = operation.version_type == storage::VersionType::kInternal;
  if (operation.version && internal) {
    add("internal versioning can not be used for optimistic concurrency control. Please use "
        "`if_seq_no` and `if_primary_term` instead");
  }
  if (!operation.version && !internal) {
    add("version type [" +
        std::string(operation.version_type == storage::VersionType::kExternal ? "EXTERNAL"
                                                                              : "EXTERNAL_GTE") +
        "] requires a version");
  }
  if (operation.if_seq_no && operation.if_primary_term.value_or(0) == 0) {
    add(fmt::format("ifSeqNo is set, but primary term is [{}]",
                    operation.if_primary_term.value_or(0)));
  }
  if (!operation.if_seq_no && operation.if_primary_term.value_or(0) != 0) {
    add(fmt::format("ifSeqNo is unassigned, but primary term is [{}]", *operation.if_primary_term));
  }
  if (operation.id && operation.id->size() > kMaxIdBytes) {
    add(fmt::format("id [{}] is too long, must be no longer than 512 bytes but was: {}",
                    *operation.id, operation.id->size()));
  }
}

Status Validation::outcome() const {
  if (count_ == 0) {
    return {};
  }
  return fail(Error(ErrorCode::kInvalidArgument, "Validation Failed: " + text_)
                  .with_type("action_request_validation_exception"));
}

}  // namespace likewise::server
