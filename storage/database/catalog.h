#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "storage/database/database.h"
#include "storage/database/index.h"
#include "storage/database/index_writer.h"

namespace likewise::storage {

/// An index with its writer. Whoever holds it may go on after the index was deleted: searches still
/// read their snapshot, writes are refused.
struct OpenIndex {
  OpenIndex(Store& store, IndexIdentity identity, IndexSettings settings, MappingContext context,
            std::shared_ptr<const Mapping> mapping)
      : index(store, std::move(identity), std::move(settings), std::move(context),
              std::move(mapping)),
        writer(index) {}

  Index index;
  IndexWriter writer;
};

/// The indices of a data directory by name. Thread-safe.
class Catalog {
 public:
  Catalog(Store& store, Dialect dialect, bool read_only)
      : store_(store), dialect_(dialect), read_only_(read_only) {}

  /// Recovers every index, and finishes deletions that a crash interrupted.
  /// Errors: kCorruption, kUnavailable.
  Status open();

  /// Errors: as Database::create_index.
  Result<std::shared_ptr<OpenIndex>> create(std::string_view name, std::string_view body);

  /// The index of that name, made with all defaults if there is none. Errors: as create().
  Result<std::shared_ptr<OpenIndex>> find_or_create(std::string_view name);

  /// Takes the index out of the catalog and returns its number; its data is still there, for
  /// remove_data(). Errors: index_not_found_exception.
  Result<IndexNumber> drop(std::string_view name);
  Status remove_data(IndexNumber number);

  /// Null if there is none.
  std::shared_ptr<OpenIndex> find(std::string_view name) const;
  std::vector<std::string> names() const;
  std::vector<std::shared_ptr<OpenIndex>> all() const;

 private:
  Result<std::shared_ptr<OpenIndex>> create_locked(std::string_view name, std::string_view body);

  Store& store_;
  const Dialect dialect_;
  const bool read_only_;
  mutable std::shared_mutex mutex_;
  std::map<std::string, std::shared_ptr<OpenIndex>, std::less<>> indices_;
  IndexNumber next_number_ = 1;
};

}  // namespace likewise::storage
