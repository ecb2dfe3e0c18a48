#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/dsl/ingest_pipeline.h"
#include "storage/rocks/store.h"

namespace likewise::storage {

/// The ingest pipelines of a data directory by id. Thread-safe.
class PipelineStore {
 public:
  explicit PipelineStore(Store& store) : store_(store) {}
  PipelineStore(const PipelineStore&) = delete;
  PipelineStore& operator=(const PipelineStore&) = delete;

  /// Stores a pipeline, durably. Errors: those of parse_pipeline.
  Status put(std::string_view id, std::string_view body);

  /// Errors: illegal_argument_exception "pipeline with id [x] does not exist"; kCorruption.
  Result<std::shared_ptr<const IngestPipeline>> find(std::string_view id) const;

  /// Ids with bodies as they were given, by id.
  Result<std::vector<std::pair<std::string, std::string>>> all() const;

  /// Errors: resource_not_found_exception.
  Status remove(std::string_view id);

 private:
  Store& store_;
  mutable std::mutex mutex_;
  /// Guarded by mutex_; those that were asked for.
  mutable std::map<std::string, std::shared_ptr<const IngestPipeline>, std::less<>> parsed_;
};

}  // namespace likewise::storage
