#include "storage/database/index.h"

namespace likewise::storage {

Index::Index(Store& store, IndexIdentity identity, IndexSettings settings, MappingContext context,
             std::shared_ptr<const Mapping> mapping)
    : store_(store),
      identity_(std::move(identity)),
      context_(std::move(context)),
      dictionary_(std::make_shared<TermDictionary>()),
      mapping_(std::move(mapping)),
      settings_(std::make_shared<const IndexSettings>(std::move(settings))) {
  auto empty = std::make_shared<IndexSnapshot>();
  empty->mapping = mapping_;
  empty->dictionary = dictionary_;
  published_ = {std::move(empty), store_.snapshot(), 0};
}

std::shared_ptr<const IndexSettings> Index::settings() const {
  const std::lock_guard lock(published_mutex_);
  return settings_;
}

std::shared_ptr<const Mapping> Index::mapping() const {
  const std::lock_guard lock(published_mutex_);
  return mapping_;
}

PublishedIndex Index::published() const {
  const std::lock_guard lock(published_mutex_);
  return published_;
}

void Index::note_applied() {
  written_operations_.store(tail_.operations());
  next_seq_no_.store(tail_.next_seq_no());
  tail_bytes_.store(tail_.memory_bytes());
}

void Index::adopt_mapping(std::shared_ptr<const Mapping> mapping) {
  const std::lock_guard lock(published_mutex_);
  mapping_ = std::move(mapping);
  auto snapshot = std::make_shared<IndexSnapshot>(*published_.index);
  snapshot->mapping = mapping_;
  published_.index = std::move(snapshot);
}

void Index::adopt_settings(std::shared_ptr<const IndexSettings> settings) {
  const std::lock_guard lock(published_mutex_);
  settings_ = std::move(settings);
}

CatalogRecord Index::catalog_record(const Mapping& mapping, const FlatSettings& settings) const {
  CatalogRecord record;
  record.number = identity_.number;
  record.name = identity_.name;
  record.uuid = identity_.uuid;
  record.creation_date_ms = identity_.creation_date_ms;
  record.settings.assign(settings.begin(), settings.end());
  record.mapping_json = mapping_to_json(mapping);
  for (const Field& field : mapping.fields()) {
    record.field_order.push_back(field.name);
  }
  return record;
}

void Index::restore_segments(WorkingSegments segments, SegmentNumber next_segment) {
  segments_ = std::move(segments);
  next_segment_ = next_segment;
  sealed_seq_no_ = tail_.next_seq_no();
}

}  // namespace likewise::storage
