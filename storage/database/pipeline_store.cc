#include "storage/database/pipeline_store.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "storage/rocks/keys.h"

namespace likewise::storage {
namespace {

constexpr std::string_view kKind = "pipeline";

}  // namespace

Status PipelineStore::put(std::string_view id, std::string_view body) {
  LIKEWISE_TRY(IngestPipeline pipeline, parse_pipeline(body));
  const std::lock_guard lock(mutex_);
  WriteBatch batch;
  batch.put(Family::kMeta, other_key(kKind, id), std::string(body));
  LIKEWISE_TRY_STATUS(store_.write(batch, Durability::kSync));
  parsed_.insert_or_assign(std::string(id),
                           std::make_shared<const IngestPipeline>(std::move(pipeline)));
  return {};
}

Result<std::shared_ptr<const IngestPipeline>> PipelineStore::find(std::string_view id) const {
  const std::lock_guard lock(mutex_);
  if (const auto found = parsed_.find(id); found != parsed_.end()) {
    return found->second;
  }
  LIKEWISE_TRY(const std::optional<std::string> stored,
               store_.get(Family::kMeta, other_key(kKind, id)));
  if (!stored) {
    return fail(
        Error(ErrorCode::kInvalidArgument, fmt::format("pipeline with id [{}] does not exist", id))
            .with_type("illegal_argument_exception"));
  }
  Result<IngestPipeline> pipeline = parse_pipeline(*stored);
  if (!pipeline.has_value()) {
    return fail(ErrorCode::kCorruption,
                fmt::format("stored pipeline [{}]: {}", id, pipeline.error().message()));
  }
  auto parsed = std::make_shared<const IngestPipeline>(*std::move(pipeline));
  parsed_.emplace(std::string(id), parsed);
  return parsed;
}

Result<std::vector<std::pair<std::string, std::string>>> PipelineStore::all() const {
  const KeyRange range = other_keys(kKind);
  std::vector<std::pair<std::string, std::string>> pipelines;
  LIKEWISE_TRY_STATUS(store_.scan(Family::kMeta, range.begin, range.end,
                                  [&](std::string_view key, std::string_view body) {
                                    pipelines.emplace_back(name_of_other_key(kKind, key), body);
                                    return true;
                                  }));
  return pipelines;
}

Status PipelineStore::remove(std::string_view id) {
  const std::lock_guard lock(mutex_);
  LIKEWISE_TRY(const std::optional<std::string> stored,
               store_.get(Family::kMeta, other_key(kKind, id)));
  if (!stored) {
    return fail(Error(ErrorCode::kNotFound, fmt::format("pipeline [{}] is missing", id))
                    .with_type("resource_not_found_exception"));
  }
  WriteBatch batch;
  batch.remove(Family::kMeta, other_key(kKind, id));
  LIKEWISE_TRY_STATUS(store_.write(batch, Durability::kSync));
  if (const auto found = parsed_.find(id); found != parsed_.end()) {
    parsed_.erase(found);
  }
  return {};
}

}  // namespace likewise::storage
