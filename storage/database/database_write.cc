#include <map>
#include <random>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "storage/database/database_directory.h"
#include "storage/database/index_names.h"
#include "storage/database/ingest.h"

namespace likewise::storage {
namespace {

constexpr std::size_t kMaxIdBytes = 512;

/// 120 random bits as 20 characters of base64url, the shape of Elasticsearch's generated ids.
std::string make_id() {
  static constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  thread_local std::mt19937_64 source = [] {
    std::random_device seed;
    std::seed_seq seeds{seed(), seed(), seed(), seed()};
    return std::mt19937_64(seeds);
  }();
  std::string id;
  for (int word = 0; word < 2; ++word) {
    std::uint64_t bits = source();
    for (int i = 0; i < 10; ++i) {
      id.push_back(kAlphabet[bits & 63U]);
      bits >>= 6U;
    }
  }
  return id;
}

Error invalid(std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason))
      .with_type("action_request_validation_exception");
}

std::optional<Error> reason_against_id(const std::string& id) {
  if (id.empty()) {
    return Error(ErrorCode::kInvalidArgument, "if _id is specified it must not be empty")
        .with_type("illegal_argument_exception");
  }
  if (!is_valid_utf8(id)) {
    return Error(ErrorCode::kInvalidArgument, "the id is not valid UTF-8")
        .with_type("illegal_argument_exception");
  }
  if (id.size() > kMaxIdBytes) {
    return invalid(fmt::format(
        "Validation Failed: 1: id [{}] is too long, must be no longer than 512 bytes but was: {};",
        id, id.size()));
  }
  return std::nullopt;
}

/// HTTP status of a refused operation.
int status_of(const Error& error) {
  if (error.status() != 0) {
    return error.status();
  }
  switch (error.code()) {
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kUnsupported:
      return 400;
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kConflict:
      return 409;
    case ErrorCode::kTooLarge:
      return 413;
    case ErrorCode::kUnavailable:
      return 503;
    case ErrorCode::kLocked:
    case ErrorCode::kCorruption:
    case ErrorCode::kInternal:
      break;
  }
  return 500;
}

PendingWrite begin_write(const WriteOperation& operation) {
  PendingWrite write;
  write.operation = &operation;
  write.outcome.op = operation.op;
  write.outcome.index = operation.index;
  write.outcome.id = operation.id ? *operation.id : std::string();
  write.outcome.error = operation.refused;
  if (!write.outcome.error && operation.id) {
    write.outcome.error = reason_against_id(*operation.id);
  } else if (!write.outcome.error) {
    if (operation.op == OpType::kDelete || operation.op == OpType::kUpdate) {
      write.outcome.error = invalid("Validation Failed: 1: id is missing;");
    } else {
      write.outcome.id = make_id();
    }
  }
  return write;
}

std::optional<Error> reason_against_routing(const WriteOperation& operation, const Index& index,
                                            const std::string& id, bool typed) {
  if (!index.mapping()->routing_required || operation.routing) {
    return std::nullopt;
  }
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("routing is required for [{}]/{}[{}]", index.identity().name,
                           typed ? "[_doc]/" : "", id))
      .with_type("routing_missing_exception")
      .with_index(index.identity().name);
}

/// The writes of one index, and where their outcomes belong.
struct IndexGroup {
  std::shared_ptr<OpenIndex> open;
  std::vector<PendingWrite> writes;
  std::vector<std::size_t> items;
};

/// The batch of one index failed while those of others may have been written.
void refuse_all(std::vector<PendingWrite>& writes, const Error& error) {
  for (PendingWrite& write : writes) {
    if (!write.outcome.error) {
      write.outcome.error = error;
    }
  }
}

}  // namespace

Result<WriteResult> DirectoryDatabase::write(const std::vector<WriteOperation>& given,
                                             Refresh refresh) {
  LIKEWISE_TRY_STATUS(check_writable());
  const IngestedOperations ingested(
      given, {pipelines_, codebooks_, [this](std::string_view index, std::string_view setting) {
                return setting_of(index, setting);
              }});
  const std::vector<WriteOperation>& operations = ingested.operations();
  WriteResult result;
  result.items.resize(operations.size());
  std::map<std::string, IndexGroup> groups;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    PendingWrite write = begin_write(operations[i]);
    IndexGroup& group = groups[operations[i].index];
    if (!write.outcome.error && group.open == nullptr) {
      Result<std::shared_ptr<OpenIndex>> open = catalog_.find_or_create(operations[i].index);
      if (open.has_value()) {
        group.open = std::move(*open);
      } else {
        write.outcome.error = std::move(open).error();
      }
    }
    if (!write.outcome.error) {
      write.outcome.error = reason_against_routing(operations[i], group.open->index,
                                                   write.outcome.id, options_.typed);
    }
    group.writes.push_back(std::move(write));
    group.items.push_back(i);
  }
  for (auto& [name, group] : groups) {
    if (group.open != nullptr) {
      Status status = group.open->writer.write(group.writes);
      if (status.has_value()) {
        after_write(*group.open, refresh);
      } else if (groups.size() == 1) {
        return fail(std::move(status).error());
      } else {
        refuse_all(group.writes, status.error());
      }
    }
    for (std::size_t i = 0; i < group.writes.size(); ++i) {
      WriteOutcome& outcome = group.writes[i].outcome;
      outcome.updated_source = std::move(group.writes[i].merged_source);
      if (outcome.error) {
        if (outcome.error->type() == "document_missing_exception") {
          outcome.error = std::move(*outcome.error)
                              .with_context(options_.typed ? "[_doc]" : "")
                              .with_index(outcome.index);
        }
        outcome.status = status_of(*outcome.error);
        result.errors = true;
      }
      result.items[group.items[i]] = std::move(outcome);
    }
  }
  return result;
}

std::optional<std::string> DirectoryDatabase::setting_of(std::string_view index,
                                                         std::string_view setting) const {
  const std::shared_ptr<OpenIndex> open = catalog_.find(index);
  if (open == nullptr) {
    return std::nullopt;
  }
  const std::shared_ptr<const IndexSettings> settings = open->index.settings();
  const auto found = settings->values.find(std::string(setting));
  return found == settings->values.end() ? std::nullopt : std::optional(found->second);
}

void DirectoryDatabase::after_write(OpenIndex& open, Refresh refresh) {
  // A writer that outruns the background work does that work itself.
  const std::size_t bound = options_.memtable_bytes * (background_ == nullptr ? 1 : 2);
  if (open.index.unsealed_bytes() > bound) {
    // The operations are durable already: a failure to seal is no failure of the write.
    [[maybe_unused]] const Status status = open.index.seal();
  }
  if (refresh != Refresh::kFalse) {
    open.index.refresh();
  }
}

}  // namespace likewise::storage
