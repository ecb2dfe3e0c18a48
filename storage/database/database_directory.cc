#include "storage/database/database_directory.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "storage/database/change_feed.h"
#include "storage/database/document_access.h"
#include "storage/database/index_names.h"
#include "storage/database/query_inspection.h"
#include "storage/database/term_vectors.h"

namespace likewise::storage {
namespace {

constexpr std::chrono::milliseconds kBackgroundInterval{50};
constexpr std::chrono::seconds kSyncInterval{5};  // Elasticsearch's index.translog.sync_interval.

}  // namespace

DirectoryDatabase::DirectoryDatabase(std::unique_ptr<Store> store, DatabaseOptions options)
    : options_(options),
      store_(std::move(store)),
      catalog_(*store_, options.dialect, options.read_only),
      codebooks_(*store_, [this](std::string_view name) { return user_of_codebook(name); }),
      pipelines_(*store_) {}

Result<std::string> DirectoryDatabase::user_of_codebook(std::string_view name) const {
  for (const std::shared_ptr<OpenIndex>& open : catalog_.all()) {
    for (const Field& field : open->index.mapping()->fields()) {
      if (field.vector != nullptr && field.vector->codebook == name) {
        return "field [" + field.name + "] of index [" + open->index.identity().name + "]";
      }
    }
  }
  LIKEWISE_TRY(const auto pipelines, pipelines_.all());
  for (const auto& [id, body] : pipelines) {
    LIKEWISE_TRY(const auto pipeline, pipelines_.find(id));
    const std::vector<std::string> used = codebooks_of(*pipeline);
    if (std::find(used.begin(), used.end(), name) != used.end()) {
      return "pipeline [" + id + "]";
    }
  }
  return std::string();
}

DirectoryDatabase::~DirectoryDatabase() {
  background_.reset();
  if (options_.read_only) {
    return;
  }
  for (const std::shared_ptr<OpenIndex>& open : catalog_.all()) {
    // A failure leaves the operations in the log: the next start replays them.
    [[maybe_unused]] const Status status = open->index.seal();
  }
  [[maybe_unused]] const Status synced = store_->sync();
}

Status DirectoryDatabase::start() {
  LIKEWISE_TRY_STATUS(catalog_.open());
  if (options_.background_work && !options_.read_only) {
    background_ =
        std::make_unique<BackgroundThread>(kBackgroundInterval, [this] { do_background_work(); });
  }
  return {};
}

void DirectoryDatabase::do_background_work() {
  const auto now = std::chrono::steady_clock::now();
  bool has_async = false;
  for (const std::shared_ptr<OpenIndex>& open : catalog_.all()) {
    Index& index = open->index;
    if (index.unsealed_bytes() > options_.memtable_bytes) {
      // After a failure (disk full) the index goes on in memory, and this is tried again.
      [[maybe_unused]] const Status status = index.seal();
    }
    const std::shared_ptr<const IndexSettings> settings = index.settings();
    has_async = has_async || settings->durability == Durability::kAsync;
    auto& last = last_refresh_[index.identity().number];
    if (settings->refresh_interval && now - last >= *settings->refresh_interval) {
      index.refresh();
      last = now;
    }
  }
  if (has_async && now - last_sync_ >= kSyncInterval) {
    // A failure shows at the next synced write.
    [[maybe_unused]] const Status status = store_->sync();
    last_sync_ = now;
  }
  std::vector<IndexNumber> dropped;
  {
    const std::lock_guard lock(dropped_mutex_);
    dropped = std::exchange(dropped_, {});
  }
  for (const IndexNumber number : dropped) {
    // What remains after a failure is removed at the next start.
    [[maybe_unused]] const Status status = catalog_.remove_data(number);
    last_refresh_.erase(number);
  }
}

Status DirectoryDatabase::check_writable() const {
  if (options_.read_only) {
    return fail(ErrorCode::kInvalidArgument, "the database is open for reading only");
  }
  return {};
}

Result<std::shared_ptr<OpenIndex>> DirectoryDatabase::find(std::string_view name) const {
  std::shared_ptr<OpenIndex> found = catalog_.find(name);
  if (found == nullptr) {
    return fail(no_such_index(name));
  }
  return found;
}

Status DirectoryDatabase::create_index(std::string_view name, std::string_view body) {
  LIKEWISE_TRY_STATUS(check_writable());
  LIKEWISE_TRY([[maybe_unused]] const std::shared_ptr<OpenIndex> created,
               catalog_.create(name, body));
  return {};
}

Status DirectoryDatabase::delete_index(std::string_view name) {
  LIKEWISE_TRY_STATUS(check_writable());
  LIKEWISE_TRY(const std::shared_ptr<OpenIndex> open, find(name));
  LIKEWISE_TRY(const IndexNumber number, catalog_.drop(name));
  open->index.finish_maintenance();
  if (background_ == nullptr) {
    return catalog_.remove_data(number);
  }
  {
    const std::lock_guard lock(dropped_mutex_);
    dropped_.push_back(number);
  }
  background_->wake();
  return {};
}

bool DirectoryDatabase::index_exists(std::string_view name) const {
  return catalog_.find(name) != nullptr;
}

Result<std::vector<std::string>> DirectoryDatabase::resolve(std::string_view expression) const {
  return resolve_names(expression, catalog_.names());
}

Result<IndexInfo> DirectoryDatabase::info(std::string_view name) const {
  LIKEWISE_TRY(const std::shared_ptr<OpenIndex> open, find(name));
  const Index& index = open->index;
  const PublishedIndex published = index.published();
  IndexInfo info;
  info.name = index.identity().name;
  info.uuid = index.identity().uuid;
  info.creation_date_ms = index.identity().creation_date_ms;
  info.live_docs = published.index->live_count;
  info.deleted_docs = published.deleted_docs;
  info.segments = published.index->segments.size();
  info.memory_bytes = index.dictionary()->memory_bytes();
  for (const SegmentView& segment : published.index->segments) {
    info.memory_bytes += segment.segment->memory_bytes();
  }
  const KeyRange range = index_keys(index.identity().number);
  for (const Family family : {Family::kId, Family::kDoc, Family::kForward, Family::kIdentity,
                              Family::kTerm, Family::kSeq, Family::kPost, Family::kDead}) {
    info.store_bytes += store_->approximate_bytes(family, range.begin, range.end);
  }
  return info;
}

Result<bool> DirectoryDatabase::requires_routing(std::string_view name) const {
  LIKEWISE_TRY(const std::shared_ptr<OpenIndex> open, find(name));
  return open->index.mapping()->routing_required;
}

Result<std::string> DirectoryDatabase::mapping_json(std::string_view name) const {
  LIKEWISE_TRY(const std::shared_ptr<OpenIndex> open, find(name));
  return mapping_to_json(*open->index.mapping());
}

Result<std::string> DirectoryDatabase::settings_json(std::string_view name) const {
  LIKEWISE_TRY(const std::shared_ptr<OpenIndex> open, find(name));
  return settings_to_json(open->index.settings()->values);
}

Status DirectoryDatabase::put_mapping(std::string_view name, std::string_view body) {
  LIKEWISE_TRY_STATUS(check_writable());
  LIKEWISE_TRY(const std::shared_ptr<OpenIndex> open, find(name));
  return open->writer.change_mapping(
      [&](const Mapping& mapping) { return merge_mapping(mapping, body, open->index.context()); });
}

Status DirectoryDatabase::put_settings(std::string_view name, std::string_view body) {
  LIKEWISE_TRY_STATUS(check_writable());
  LIKEWISE_TRY(const std::shared_ptr<OpenIndex> open, find(name));
  LIKEWISE_TRY(const ParsedSettings changes, parse_settings(body));
  return open->writer.change_settings(changes, options_.dialect);
}

Result<GetResult> DirectoryDatabase::get(std::string_view index, std::string_view id) const {
  LIKEWISE_TRY(const std::shared_ptr<OpenIndex> open, find(index));
  return get_document(open->index, id);
}

Result<ChangePage> DirectoryDatabase::changes(std::string_view index, SeqNo since,
                                              const ChangeLimits& limits) const {
  LIKEWISE_TRY(const std::shared_ptr<OpenIndex> open, find(index));
  const SeqNo end = open->index.next_seq_no();
  if (open->index.settings()->durability == Durability::kAsync && since < end) {
    // A crash may take back what is not synced, and its numbers would be given out again.
    LIKEWISE_TRY_STATUS(store_->sync());
  }
  Result<ChangePage> page =
      read_changes(*store_, open->index.identity().number, since, end, limits);
  if (!page.has_value()) {
    return fail(open->index.is_deleted() ? no_such_index(index) : std::move(page).error());
  }
  page->index_uuid = open->index.identity().uuid;
  return page;
}

Status DirectoryDatabase::refresh(std::string_view index) {
  LIKEWISE_TRY(const std::shared_ptr<OpenIndex> open, find(index));
  open->index.refresh();
  return {};
}

Status DirectoryDatabase::flush(std::string_view index) {
  LIKEWISE_TRY_STATUS(check_writable());
  LIKEWISE_TRY(const std::shared_ptr<OpenIndex> open, find(index));
  return open->index.seal();
}

Status DirectoryDatabase::force_merge(std::string_view index, std::size_t max_segments) {
  LIKEWISE_TRY_STATUS(check_writable());
  LIKEWISE_TRY(const std::shared_ptr<OpenIndex> open, find(index));
  return open->index.force_merge(max_segments);
}

namespace {

std::int64_t now_millis() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count();
}

}  // namespace

Result<SearchTargets> DirectoryDatabase::targets(std::string_view expression) const {
  LIKEWISE_TRY(const std::vector<std::string> names, resolve(expression));
  SearchTargets targets;
  targets.dialect = options_.dialect;
  targets.typed = options_.typed;
  targets.now = now_millis();
  targets.find_codebook = [this](std::string_view name) { return codebooks_.find(name); };
  targets.find_index = [this](std::string_view name) { return catalog_.find(name); };
  for (const std::string& name : names) {
    if (std::shared_ptr<OpenIndex> open = catalog_.find(name)) {
      targets.indices.push_back(std::move(open));
    }
  }
  return targets;
}

Result<SearchResponse> DirectoryDatabase::search(std::string_view index, std::string_view body,
                                                 const SearchParameters& parameters) const {
  LIKEWISE_TRY(const SearchTargets found, targets(index));
  return execute_search(found, body, parameters);
}

Result<std::uint64_t> DirectoryDatabase::count(std::string_view index,
                                               std::string_view body) const {
  LIKEWISE_TRY(const SearchTargets found, targets(index));
  return execute_count(found, body);
}

Result<ExplainedDocument> DirectoryDatabase::explain(std::string_view index, std::string_view id,
                                                     std::string_view body) const {
  LIKEWISE_TRY(std::shared_ptr<OpenIndex> open, find(index));
  LIKEWISE_TRY(SearchTargets found, targets(index));
  found.indices = {std::move(open)};
  return explain_document(found, id, body);
}

Result<std::vector<ValidatedQuery>> DirectoryDatabase::validate(
    std::string_view index, std::string_view body, const ValidateOptions& options) const {
  LIKEWISE_TRY(const SearchTargets found, targets(index));
  return validate_query(found, body, options);
}

Result<TermVectorsResult> DirectoryDatabase::term_vectors(const TermVectorsRequest& request) const {
  LIKEWISE_TRY(std::shared_ptr<OpenIndex> open, find(request.index));
  SearchTargets found;
  found.indices = {std::move(open)};
  return read_term_vectors(found, request);
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& directory,
                                                 DatabaseOptions options) {
  std::unique_ptr<Store> store;
  if (options.in_memory) {
    store = make_memory_store();
  } else {
    LIKEWISE_TRY(store, open_rocks_store(directory));
  }
  auto database = std::make_unique<DirectoryDatabase>(std::move(store), options);
  LIKEWISE_TRY_STATUS(database->start());
  return database;
}

}  // namespace likewise::storage
