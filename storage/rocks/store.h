#pragma once

/// @file
/// The ordered key-value store under a database: RocksDB on disk, or its in-memory twin (tests,
/// thread sanitizer). The only door to storage; nobody else includes rocksdb/.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"

namespace likewise::storage {

/// Column families; the grammar of their keys is in keys.h and docs/formats.md.
enum class Family : std::uint8_t {
  kMeta,
  kId,
  kDoc,
  kForward,
  kTerm,
  kSeq,
  kPost,
  kDead,
  kIdentity
};
inline constexpr std::size_t kFamilyCount = 9;

/// Writes that take effect together or not at all. Not thread-safe.
class WriteBatch {
 public:
  struct Entry {
    Family family;
    std::string key;
    std::optional<std::string> value;  ///< Absent: delete.
  };

  void put(Family family, std::string key, std::string value) {
    bytes_ += key.size() + value.size();
    entries_.push_back({family, std::move(key), std::move(value)});
  }
  void remove(Family family, std::string key) {
    bytes_ += key.size();
    entries_.push_back({family, std::move(key), std::nullopt});
  }
  const std::vector<Entry>& entries() const { return entries_; }
  std::size_t bytes() const { return bytes_; }
  bool empty() const { return entries_.empty(); }

 private:
  std::vector<Entry> entries_;
  std::size_t bytes_ = 0;
};

/// A frozen view of the whole store. Thread-safe. The store must outlive it.
class StoreSnapshot {
 public:
  virtual ~StoreSnapshot() = default;
  virtual Result<std::optional<std::string>> get(Family family, std::string_view key) const = 0;
};

enum class Durability : std::uint8_t { kSync, kAsync };

/// Thread-safe.
class Store {
 public:
  virtual ~Store() = default;

  /// Atomic. With kSync it is on disk when this returns; concurrent callers share one sync.
  /// Errors: kUnavailable (disk full, I/O): nothing of the batch is visible.
  virtual Status write(const WriteBatch& batch, Durability durability) = 0;

  virtual Result<std::optional<std::string>> get(Family family, std::string_view key) const = 0;

  /// Calls `visit(key, value)` for keys in [begin, end) in order until it returns false.
  virtual Status scan(
      Family family, std::string_view begin, std::string_view end,
      const std::function<bool(std::string_view, std::string_view)>& visit) const = 0;

  /// Removes all keys in [begin, end); space is reclaimed in the background.
  virtual Status remove_range(Family family, std::string_view begin, std::string_view end) = 0;

  virtual std::unique_ptr<StoreSnapshot> snapshot() const = 0;

  /// Makes asynchronous writes durable.
  virtual Status sync() = 0;

  /// Approximate bytes on disk of the keys in [begin, end).
  virtual std::uint64_t approximate_bytes(Family family, std::string_view begin,
                                          std::string_view end) const = 0;
};

/// Opens or creates `directory`: checks FORMAT, takes the lock, opens the column families.
/// Errors: kLocked "data directory [D] is in use by process N", kLocked for a newer format,
/// kCorruption, kUnavailable.
Result<std::unique_ptr<Store>> open_rocks_store(const std::filesystem::path& directory);

/// Opens an existing directory without changing it; writes to the store are refused.
/// Errors: kNotFound when it is no data directory; kLocked, kCorruption, kUnavailable as above.
Result<std::unique_ptr<Store>> open_rocks_store_for_reading(const std::filesystem::path& directory);

std::unique_ptr<Store> make_memory_store();

}  // namespace likewise::storage
