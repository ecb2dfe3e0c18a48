#include "storage/database/directory_feed.h"

#include <optional>
#include <utility>

#include "storage/database/change_feed.h"
#include "storage/database/index_names.h"

namespace likewise::storage {

Result<DirectoryFeed> DirectoryFeed::open(const std::filesystem::path& directory) {
  LIKEWISE_TRY(std::unique_ptr<Store> store, open_rocks_store_for_reading(directory));
  return DirectoryFeed(std::move(store));
}

Result<CatalogRecord> DirectoryFeed::find(std::string_view index) const {
  std::optional<CatalogRecord> found;
  Status status;
  const KeyRange keys = catalog_keys();
  LIKEWISE_TRY_STATUS(store_->scan(Family::kMeta, keys.begin, keys.end,
                                   [&](std::string_view, std::string_view value) {
                                     Result<CatalogRecord> record = decode_catalog(value);
                                     if (!record.has_value()) {
                                       status = fail(std::move(record).error());
                                     } else if (record->name == index) {
                                       found = std::move(*record);
                                     }
                                     return status.has_value() && !found;
                                   }));
  LIKEWISE_TRY_STATUS(status);
  if (!found) {
    return fail(no_such_index(index));
  }
  return std::move(*found);
}

Result<std::uint64_t> DirectoryFeed::count(const CatalogRecord& index) const {
  std::uint64_t living = 0;
  Status status;
  const KeyRange keys = index_keys(index.number);
  LIKEWISE_TRY_STATUS(store_->scan(Family::kId, keys.begin, keys.end,
                                   [&](std::string_view, std::string_view value) {
                                     const Result<IdRecord> record = decode_id(value);
                                     if (!record.has_value()) {
                                       status = fail(record.error());
                                       return false;
                                     }
                                     living += record->deleted ? 0U : 1U;
                                     return true;
                                   }));
  LIKEWISE_TRY_STATUS(status);
  return living;
}

Result<ChangePage> DirectoryFeed::changes(const CatalogRecord& index, SeqNo since,
                                          const ChangeLimits& limits) const {
  LIKEWISE_TRY(const SeqNo end, stored_feed_end(*store_, index.number));
  LIKEWISE_TRY(ChangePage page, read_changes(*store_, index.number, since, end, limits));
  page.index_uuid = index.uuid;
  return page;
}

}  // namespace likewise::storage
