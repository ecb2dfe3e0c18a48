#include "storage/database/version_check.h"

#include <string>
#include <utility>

#include <fmt/format.h>

namespace likewise::storage {
namespace {

constexpr std::uint64_t kPrimaryTerm = 1;

tl::unexpected<Error> conflict(std::string_view id, std::string_view reason) {
  return fail(Error(ErrorCode::kConflict, fmt::format("[{}]: version conflict, {}", id, reason))
                  .with_type("version_conflict_engine_exception"));
}

tl::unexpected<Error> invalid(std::string_view reason) {
  return fail(Error(ErrorCode::kInvalidArgument, fmt::format("Validation Failed: 1: {};", reason))
                  .with_type("action_request_validation_exception"));
}

Status check_seq_no(const WriteOperation& operation, std::string_view id, const IdRecord* living) {
  if (!operation.if_seq_no) {
    return {};
  }
  const std::uint64_t term = operation.if_primary_term.value_or(kPrimaryTerm);
  const std::string required =
      fmt::format("required seqNo [{}], primary term [{}].", *operation.if_seq_no, term);
  if (living == nullptr) {
    return conflict(id, required + " but no document was found");
  }
  if (living->seq_no != *operation.if_seq_no || term != kPrimaryTerm) {
    return conflict(id, fmt::format("{} current document has seqNo [{}] and primary term [{}]",
                                    required, living->seq_no, kPrimaryTerm));
  }
  return {};
}

Result<std::int64_t> external_version(const WriteOperation& operation, std::string_view id,
                                      const std::optional<IdRecord>& current) {
  if (!operation.version || *operation.version < 0) {
    return invalid(
        "illegal version value [" + std::to_string(operation.version.value_or(-3)) +
        "] for version type [" +
        (operation.version_type == VersionType::kExternal ? "EXTERNAL" : "EXTERNAL_GTE") + "]");
  }
  if (current) {
    if (operation.version_type == VersionType::kExternal &&
        current->version >= *operation.version) {
      return conflict(id, fmt::format("current version [{}] is higher or equal to the one provided "
                                      "[{}]",
                                      current->version, *operation.version));
    }
    if (current->version > *operation.version) {
      return conflict(id, fmt::format("current version [{}] is higher than the one provided [{}]",
                                      current->version, *operation.version));
    }
  }
  return *operation.version;
}

}  // namespace

Result<std::int64_t> next_version(const WriteOperation& operation, std::string_view id,
                                  const std::optional<IdRecord>& current) {
  const IdRecord* living = current && !current->deleted ? &*current : nullptr;
  if (operation.op == OpType::kCreate) {
    if (living != nullptr) {
      return conflict(
          id, fmt::format("document already exists (current version [{}])", living->version));
    }
    if (operation.version_type != VersionType::kInternal) {
      return invalid("create operations only support internal versioning. use index instead");
    }
  }
  if (operation.version_type != VersionType::kInternal) {
    return external_version(operation, id, current);
  }
  if (operation.version) {
    return invalid(
        "internal versioning can not be used for optimistic concurrency control. Please use "
        "`if_seq_no` and `if_primary_term` instead");
  }
  LIKEWISE_TRY_STATUS(check_seq_no(operation, id, living));
  return current ? current->version + 1 : 1;
}

}  // namespace likewise::storage
