#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database/background.h"
#include "storage/database/catalog.h"
#include "storage/database/codebook_store.h"
#include "storage/database/database.h"
#include "storage/database/pipeline_store.h"
#include "storage/database/search_execution.h"
#include "storage/rocks/store.h"

namespace likewise::storage {

/// The Database over a Store: hands each call to the part that does it. Contracts: database.h.
class DirectoryDatabase final : public Database {
 public:
  DirectoryDatabase(std::unique_ptr<Store> store, DatabaseOptions options);
  ~DirectoryDatabase() override;
  DirectoryDatabase(const DirectoryDatabase&) = delete;
  DirectoryDatabase& operator=(const DirectoryDatabase&) = delete;

  /// Recovers the indices and starts the background work.
  Status start();

  Status create_index(std::string_view name, std::string_view body) override;
  Status delete_index(std::string_view name) override;
  bool index_exists(std::string_view name) const override;
  Result<std::vector<std::string>> resolve(std::string_view expression) const override;
  Result<IndexInfo> info(std::string_view name) const override;
  Result<bool> requires_routing(std::string_view name) const override;
  Result<std::string> mapping_json(std::string_view name) const override;
  Result<std::string> settings_json(std::string_view name) const override;
  Status put_mapping(std::string_view name, std::string_view body) override;
  Status put_settings(std::string_view name, std::string_view body) override;

  Result<WriteResult> write(const std::vector<WriteOperation>& operations,
                            Refresh refresh) override;
  Result<GetResult> get(std::string_view index, std::string_view id) const override;

  Result<ChangePage> changes(std::string_view index, SeqNo since,
                             const ChangeLimits& limits) const override;

  Status refresh(std::string_view index) override;
  Status flush(std::string_view index) override;
  Status force_merge(std::string_view index, std::size_t max_segments) override;
  Result<SearchResponse> search(std::string_view index, std::string_view body,
                                const SearchParameters& parameters) const override;
  Result<std::uint64_t> count(std::string_view index, std::string_view body) const override;
  Result<ExplainedDocument> explain(std::string_view index, std::string_view id,
                                    std::string_view body) const override;
  Result<std::vector<ValidatedQuery>> validate(std::string_view index, std::string_view body,
                                               const ValidateOptions& options) const override;
  Result<TermVectorsResult> term_vectors(const TermVectorsRequest& request) const override;
  CodebookStore& codebooks() const override { return codebooks_; }
  PipelineStore& pipelines() const override { return pipelines_; }

 private:
  Result<std::shared_ptr<OpenIndex>> find(std::string_view name) const;
  Result<SearchTargets> targets(std::string_view expression) const;
  Status check_writable() const;
  void after_write(OpenIndex& open, Refresh refresh);
  void do_background_work();
  /// A setting of an index as it was given; nothing without the index or the setting.
  std::optional<std::string> setting_of(std::string_view index, std::string_view setting) const;
  /// Which index or pipeline needs the codebook; "" for none.
  Result<std::string> user_of_codebook(std::string_view name) const;

  const DatabaseOptions options_;
  std::unique_ptr<Store> store_;
  Catalog catalog_;
  mutable CodebookStore codebooks_;
  mutable PipelineStore pipelines_;
  std::mutex dropped_mutex_;
  std::vector<IndexNumber> dropped_;  // Guarded by dropped_mutex_; data still to be removed.
  std::map<IndexNumber, std::chrono::steady_clock::time_point> last_refresh_;  // Background only.
  std::chrono::steady_clock::time_point last_sync_;                            // Background only.
  std::unique_ptr<BackgroundThread> background_;  // Last member: stops first.
};

}  // namespace likewise::storage
