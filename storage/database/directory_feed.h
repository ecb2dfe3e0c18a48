#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "storage/database/changes.h"
#include "storage/rocks/records.h"
#include "storage/rocks/store.h"

namespace likewise::storage {

/// The change feeds of a data directory at rest. Opens it for reading and recovers nothing: no
/// postings, no terms; but holds the directory's lock, so that no server writes meanwhile.
/// Thread-safe.
class DirectoryFeed {
 public:
  /// Errors: kNotFound when `directory` is no data directory (nothing is created); kLocked (a
  /// server has it open, named; or a newer format); kCorruption; kUnavailable.
  static Result<DirectoryFeed> open(const std::filesystem::path& directory);

  /// What the catalog says of an index. Errors: index_not_found_exception.
  Result<CatalogRecord> find(std::string_view index) const;
  /// Documents that are alive. Cost: a pass over the ids.
  Result<std::uint64_t> count(const CatalogRecord& index) const;
  /// As Database::changes.
  Result<ChangePage> changes(const CatalogRecord& index, SeqNo since,
                             const ChangeLimits& limits) const;

 private:
  explicit DirectoryFeed(std::unique_ptr<Store> store) : store_(std::move(store)) {}

  std::unique_ptr<Store> store_;
};

}  // namespace likewise::storage
