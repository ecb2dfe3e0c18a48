#include <algorithm>
#include <atomic>
#include <system_error>

#include <fmt/format.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include "storage/rocks/directory_lock.h"
#include "storage/rocks/format_file.h"
#include "storage/rocks/rocks_options.h"
#include "storage/rocks/store.h"

namespace likewise::storage {
namespace {

constexpr std::size_t kRemovalBatch = 10'000;

rocksdb::Slice slice(std::string_view text) {
  return {text.data(), text.size()};
}
std::string_view view(const rocksdb::Slice& text) {
  return {text.data(), text.size()};
}

Error to_error(const rocksdb::Status& status) {
  const ErrorCode code = status.IsCorruption() ? ErrorCode::kCorruption : ErrorCode::kUnavailable;
  return {code, "storage: " + status.ToString()};
}

Status to_status(const rocksdb::Status& status) {
  if (status.ok()) {
    return {};
  }
  return fail(to_error(status));
}

Result<std::optional<std::string>> get_value(rocksdb::DB& db, const rocksdb::ReadOptions& options,
                                             rocksdb::ColumnFamilyHandle* family,
                                             std::string_view key) {
  std::string value;
  const rocksdb::Status status = db.Get(options, family, slice(key), &value);
  if (status.IsNotFound()) {
    return std::optional<std::string>();
  }
  if (!status.ok()) {
    return fail(to_error(status));
  }
  return std::optional(std::move(value));
}

class RocksSnapshot final : public StoreSnapshot {
 public:
  RocksSnapshot(rocksdb::DB& db, const std::vector<rocksdb::ColumnFamilyHandle*>& families)
      : db_(db), families_(families), snapshot_(db.GetSnapshot()) {
    options_.snapshot = snapshot_;
  }
  ~RocksSnapshot() override { db_.ReleaseSnapshot(snapshot_); }
  RocksSnapshot(const RocksSnapshot&) = delete;
  RocksSnapshot& operator=(const RocksSnapshot&) = delete;

  Result<std::optional<std::string>> get(Family family, std::string_view key) const override {
    return get_value(db_, options_, families_[static_cast<std::size_t>(family) + 1], key);
  }

 private:
  rocksdb::DB& db_;
  const std::vector<rocksdb::ColumnFamilyHandle*>& families_;
  const rocksdb::Snapshot* snapshot_;
  rocksdb::ReadOptions options_;
};

class RocksStore final : public Store {
 public:
  explicit RocksStore(DirectoryLock lock) : lock_(std::move(lock)) {}

  ~RocksStore() override {
    if (db_ == nullptr) {
      return;
    }
    for (rocksdb::ColumnFamilyHandle* family : families_) {
      db_->DestroyColumnFamilyHandle(family);
    }
    db_->Close();
  }
  RocksStore(const RocksStore&) = delete;
  RocksStore& operator=(const RocksStore&) = delete;

  Status open(const std::filesystem::path& path) {
    rocksdb::DB* db = nullptr;
    const rocksdb::Status status = rocksdb::DB::Open(rocks_database_options(), path.string(),
                                                     rocks_families(), &families_, &db);
    db_.reset(db);
    return to_status(status);
  }

  Status open_for_reading(const std::filesystem::path& path) {
    rocksdb::DB* db = nullptr;
    rocksdb::DBOptions options = rocks_database_options();
    options.create_if_missing = false;
    options.create_missing_column_families = false;
    const rocksdb::Status status =
        rocksdb::DB::OpenForReadOnly(options, path.string(), rocks_families(), &families_, &db);
    db_.reset(db);
    return to_status(status);
  }

  Status write(const WriteBatch& batch, Durability durability) override {
    if (failed_.load(std::memory_order_relaxed)) {
      LIKEWISE_TRY_STATUS(resume());
    }
    rocksdb::WriteBatch rocks_batch(batch.bytes() + batch.entries().size() * 16);
    for (const WriteBatch::Entry& entry : batch.entries()) {
      const rocksdb::Status status =
          entry.value ? rocks_batch.Put(family(entry.family), entry.key, *entry.value)
                      : rocks_batch.Delete(family(entry.family), entry.key);
      if (!status.ok()) {
        return to_status(status);
      }
    }
    rocksdb::WriteOptions options;
    options.sync = durability == Durability::kSync;
    const rocksdb::Status status = db_->Write(options, &rocks_batch);
    if (!status.ok()) {
      failed_.store(true, std::memory_order_relaxed);
    }
    return to_status(status);
  }

  Result<std::optional<std::string>> get(Family which, std::string_view key) const override {
    return get_value(*db_, rocksdb::ReadOptions(), family(which), key);
  }

  Status scan(Family which, std::string_view begin, std::string_view end,
              const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    rocksdb::ReadOptions options;
    const rocksdb::Slice upper = slice(end);
    options.iterate_upper_bound = &upper;
    options.fill_cache = false;
    options.readahead_size = 2U << 20U;
    const std::unique_ptr<rocksdb::Iterator> row(db_->NewIterator(options, family(which)));
    for (row->Seek(slice(begin)); row->Valid(); row->Next()) {
      if (!visit(view(row->key()), view(row->value()))) {
        break;
      }
    }
    return to_status(row->status());
  }

  /// Whole files go first; the rest is deleted key by key. Range tombstones would be smaller, but
  /// slow down every later read of the family and were wrong in iterators of this release.
  Status remove_range(Family which, std::string_view begin, std::string_view end) override {
    const rocksdb::Slice first = slice(begin);
    const rocksdb::Slice last = slice(end);
    const rocksdb::Status dropped =
        rocksdb::DeleteFilesInRange(db_.get(), family(which), &first, &last, false);
    if (!dropped.ok()) {
      return to_status(dropped);
    }
    while (true) {
      WriteBatch batch;
      LIKEWISE_TRY_STATUS(scan(which, begin, end, [&](std::string_view key, std::string_view) {
        batch.remove(which, std::string(key));
        return batch.entries().size() < kRemovalBatch;
      }));
      if (batch.empty()) {
        return {};
      }
      LIKEWISE_TRY_STATUS(write(batch, Durability::kAsync));
    }
  }

  std::unique_ptr<StoreSnapshot> snapshot() const override {
    return std::make_unique<RocksSnapshot>(*db_, families_);
  }

  Status sync() override { return to_status(db_->SyncWAL()); }

  std::uint64_t approximate_bytes(Family which, std::string_view begin,
                                  std::string_view end) const override {
    const rocksdb::Range range(slice(begin), slice(end));
    rocksdb::SizeApproximationOptions options;
    options.include_memtables = true;
    options.include_files = true;
    std::uint64_t bytes = 0;
    const rocksdb::Status status =
        db_->GetApproximateSizes(options, family(which), &range, 1, &bytes);
    return status.ok() ? bytes : 0;
  }

 private:
  rocksdb::ColumnFamilyHandle* family(Family which) const {
    return families_[static_cast<std::size_t>(which) + 1];
  }

  /// After a full disk RocksDB refuses all writes until it is told to try again.
  Status resume() {
    const rocksdb::Status status = db_->Resume();
    if (status.ok()) {
      failed_.store(false, std::memory_order_relaxed);
    }
    return to_status(status);
  }

  DirectoryLock lock_;  // Released after the database is closed.
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;  // The default family is the first.
  std::atomic<bool> failed_ = false;
};

}  // namespace

Result<std::unique_ptr<Store>> open_rocks_store(const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) {
    return fail(ErrorCode::kUnavailable, fmt::format("cannot create data directory [{}]: {}",
                                                     directory.string(), error.message()));
  }
  // A newer format is refused before anything in the directory is touched.
  Result<FormatFile> format = read_format(directory);
  if (!format.has_value() && format.error().code() != ErrorCode::kNotFound) {
    return fail(std::move(format).error());
  }
  LIKEWISE_TRY(DirectoryLock lock, DirectoryLock::acquire(directory));
  LIKEWISE_TRY([[maybe_unused]] const FormatFile ensured, ensure_format(directory));
  auto store = std::make_unique<RocksStore>(std::move(lock));
  LIKEWISE_TRY_STATUS(store->open(directory / "db"));
  return store;
}

Result<std::unique_ptr<Store>> open_rocks_store_for_reading(
    const std::filesystem::path& directory) {
  Result<FormatFile> format = read_format(directory);
  if (!format.has_value()) {
    if (format.error().code() == ErrorCode::kNotFound) {
      return fail(ErrorCode::kNotFound,
                  fmt::format("[{}] is no data directory of likewise", directory.string()));
    }
    return fail(std::move(format).error());
  }
  LIKEWISE_TRY(DirectoryLock lock, DirectoryLock::acquire(directory));
  auto store = std::make_unique<RocksStore>(std::move(lock));
  LIKEWISE_TRY_STATUS(store->open_for_reading(directory / "db"));
  return store;
}

}  // namespace likewise::storage
