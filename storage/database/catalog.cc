#include "storage/database/catalog.h"

#include <chrono>
#include <random>
#include <utility>

#include <fmt/format.h>

#include "storage/database/index_body.h"
#include "storage/database/index_names.h"
#include "storage/database/recovery.h"

namespace likewise::storage {
namespace {

constexpr Family kDataFamilies[] = {Family::kId,       Family::kDoc,  Family::kForward,
                                    Family::kIdentity, Family::kTerm, Family::kSeq,
                                    Family::kPost,     Family::kDead};

/// 22 characters of base64url, as Elasticsearch's uuids look.
std::string make_uuid() {
  static constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::random_device source;
  std::string uuid;
  for (int i = 0; i < 22; ++i) {
    uuid.push_back(kAlphabet[source() % kAlphabet.size()]);
  }
  return uuid;
}

void fill_in_defaults(FlatSettings& settings, const IndexIdentity& identity) {
  settings.emplace("index.number_of_shards", "1");
  settings.emplace("index.number_of_replicas", "1");
  settings["index.uuid"] = identity.uuid;
  settings["index.creation_date"] = std::to_string(identity.creation_date_ms);
  settings["index.provided_name"] = identity.name;
  settings["index.version.created"] = "7100299";
}

Error already_exists(std::string_view name, const std::string& uuid) {
  return Error(ErrorCode::kInvalidArgument, fmt::format("index [{}/{}] already exists", name, uuid))
      .with_type("resource_already_exists_exception")
      .with_index(std::string(name));
}

}  // namespace

Status Catalog::open() {
  std::vector<std::string> records;
  std::vector<IndexNumber> dropped;
  const KeyRange catalog = catalog_keys();
  LIKEWISE_TRY_STATUS(store_.scan(Family::kMeta, catalog.begin, catalog.end,
                                  [&](std::string_view, std::string_view value) {
                                    records.emplace_back(value);
                                    return true;
                                  }));
  const KeyRange drops = dropped_keys();
  LIKEWISE_TRY_STATUS(store_.scan(Family::kMeta, drops.begin, drops.end,
                                  [&](std::string_view key, std::string_view) {
                                    dropped.push_back(parse_numbered_meta_key(key).value_or(0));
                                    return true;
                                  }));
  LIKEWISE_TRY(const std::optional<std::string> counter,
               store_.get(Family::kMeta, index_counter_key()));
  next_number_ = counter && counter->size() == 4 ? read_u32(*counter, 0) : 1;
  for (const IndexNumber number : dropped) {
    if (!read_only_) {
      LIKEWISE_TRY_STATUS(remove_data(number));
    }
  }
  for (const std::string& bytes : records) {
    LIKEWISE_TRY(const CatalogRecord record, decode_catalog(bytes));
    LIKEWISE_TRY(IndexSettings settings,
                 read_index_settings({record.settings.begin(), record.settings.end()}, dialect_));
    LIKEWISE_TRY(MappingContext context, mapping_context(settings.values));
    LIKEWISE_TRY(std::shared_ptr<const Mapping> mapping, recover_mapping(record, context));
    auto open = std::make_shared<OpenIndex>(
        store_, IndexIdentity{record.number, record.name, record.uuid, record.creation_date_ms},
        std::move(settings), std::move(context), std::move(mapping));
    LIKEWISE_TRY_STATUS(recover_index(open->index, read_only_));
    indices_.emplace(record.name, std::move(open));
  }
  return {};
}

Result<std::shared_ptr<OpenIndex>> Catalog::create(std::string_view name, std::string_view body) {
  const std::unique_lock lock(mutex_);
  return create_locked(name, body);
}

Result<std::shared_ptr<OpenIndex>> Catalog::find_or_create(std::string_view name) {
  if (std::shared_ptr<OpenIndex> found = find(name)) {
    return found;
  }
  const std::unique_lock lock(mutex_);
  if (const auto found = indices_.find(name); found != indices_.end()) {
    return found->second;
  }
  return create_locked(name, {});
}

Result<std::shared_ptr<OpenIndex>> Catalog::create_locked(std::string_view name,
                                                          std::string_view body) {
  LIKEWISE_TRY_STATUS(check_index_name(name));
  if (const auto found = indices_.find(name); found != indices_.end()) {
    return fail(already_exists(name, found->second->index.identity().uuid));
  }
  LIKEWISE_TRY(IndexBody parsed, parse_index_body(body));
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::system_clock::now().time_since_epoch());
  IndexIdentity identity{next_number_, std::string(name), make_uuid(), now.count()};
  fill_in_defaults(parsed.settings, identity);
  LIKEWISE_TRY(IndexSettings settings, read_index_settings(std::move(parsed.settings), dialect_));
  LIKEWISE_TRY(MappingContext context, mapping_context(settings.values));
  auto mapping = std::make_shared<const Mapping>();
  if (!parsed.mapping_json.empty()) {
    LIKEWISE_TRY(mapping, parse_mapping(parsed.mapping_json, context));
  }
  auto open = std::make_shared<OpenIndex>(store_, identity, settings, std::move(context), mapping);
  WriteBatch batch;
  batch.put(Family::kMeta, catalog_key(identity.number),
            encode_catalog(open->index.catalog_record(*mapping, settings.values)));
  std::string next;
  append_u32(next, next_number_ + 1);
  batch.put(Family::kMeta, index_counter_key(), std::move(next));
  LIKEWISE_TRY_STATUS(store_.write(batch, Durability::kSync));
  ++next_number_;
  indices_.emplace(std::string(name), open);
  return open;
}

Result<IndexNumber> Catalog::drop(std::string_view name) {
  const std::unique_lock lock(mutex_);
  const auto found = indices_.find(name);
  if (found == indices_.end()) {
    return fail(no_such_index(name));
  }
  Index& index = found->second->index;
  // Under the write lock, so that no batch of this index follows the one that drops it.
  const std::lock_guard write_lock(index.write_mutex());
  const IndexNumber number = index.identity().number;
  WriteBatch batch;
  batch.remove(Family::kMeta, catalog_key(number));
  batch.put(Family::kMeta, dropped_key(number), "");
  LIKEWISE_TRY_STATUS(store_.write(batch, Durability::kSync));
  index.mark_deleted();
  indices_.erase(found);
  return number;
}

Status Catalog::remove_data(IndexNumber number) {
  const KeyRange range = index_keys(number);
  for (const Family family : kDataFamilies) {
    LIKEWISE_TRY_STATUS(store_.remove_range(family, range.begin, range.end));
  }
  const KeyRange statistics = statistics_keys(number);
  LIKEWISE_TRY_STATUS(store_.remove_range(Family::kMeta, statistics.begin, statistics.end));
  WriteBatch batch;
  batch.remove(Family::kMeta, manifest_key(number));
  batch.remove(Family::kMeta, dropped_key(number));
  return store_.write(batch, Durability::kSync);
}

std::shared_ptr<OpenIndex> Catalog::find(std::string_view name) const {
  const std::shared_lock lock(mutex_);
  const auto found = indices_.find(name);
  return found == indices_.end() ? nullptr : found->second;
}

std::vector<std::string> Catalog::names() const {
  const std::shared_lock lock(mutex_);
  std::vector<std::string> names;
  for (const auto& [name, index] : indices_) {
    names.push_back(name);
  }
  return names;
}

std::vector<std::shared_ptr<OpenIndex>> Catalog::all() const {
  const std::shared_lock lock(mutex_);
  std::vector<std::shared_ptr<OpenIndex>> all;
  for (const auto& [name, index] : indices_) {
    all.push_back(index);
  }
  return all;
}

}  // namespace likewise::storage
