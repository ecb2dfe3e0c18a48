#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>

#include "storage/rocks/store.h"

namespace likewise::storage {
namespace {

/// The twin of the RocksDB store: a sorted map whose values keep as many versions as open snapshots
/// can still see.
class MemoryStore final : public Store {
 public:
  Status write(const WriteBatch& batch, Durability) override {
    const std::unique_lock lock(mutex_);
    ++version_;
    for (const WriteBatch::Entry& entry : batch.entries()) {
      put(entry.family, entry.key, entry.value);
    }
    return {};
  }

  Result<std::optional<std::string>> get(Family family, std::string_view key) const override {
    const std::shared_lock lock(mutex_);
    return find(family, key, version_);
  }

  Status scan(Family family, std::string_view begin, std::string_view end,
              const std::function<bool(std::string_view, std::string_view)>& visit) const override {
    // A copy, so that `visit` may call the store.
    std::vector<std::pair<std::string, std::string>> found;
    {
      const std::shared_lock lock(mutex_);
      const Table& table = tables_[static_cast<std::size_t>(family)];
      for (auto row = table.lower_bound(begin); row != table.end() && row->first < end; ++row) {
        if (const std::optional<std::string>& value = row->second.rbegin()->second) {
          found.emplace_back(row->first, *value);
        }
      }
    }
    for (const auto& [key, value] : found) {
      if (!visit(key, value)) {
        break;
      }
    }
    return {};
  }

  Status remove_range(Family family, std::string_view begin, std::string_view end) override {
    const std::unique_lock lock(mutex_);
    ++version_;
    Table& table = tables_[static_cast<std::size_t>(family)];
    std::vector<std::string> keys;
    for (auto row = table.lower_bound(begin); row != table.end() && row->first < end; ++row) {
      keys.push_back(row->first);
    }
    for (const std::string& key : keys) {
      put(family, key, std::nullopt);
    }
    return {};
  }

  std::unique_ptr<StoreSnapshot> snapshot() const override {
    const std::unique_lock lock(mutex_);
    pinned_.insert(version_);
    return std::make_unique<Snapshot>(*this, version_);
  }

  Status sync() override { return {}; }

  std::uint64_t approximate_bytes(Family family, std::string_view begin,
                                  std::string_view end) const override {
    const std::shared_lock lock(mutex_);
    const Table& table = tables_[static_cast<std::size_t>(family)];
    std::uint64_t bytes = 0;
    for (auto row = table.lower_bound(begin); row != table.end() && row->first < end; ++row) {
      const std::optional<std::string>& value = row->second.rbegin()->second;
      bytes += row->first.size() + (value ? value->size() : 0);
    }
    return bytes;
  }

 private:
  using Versions = std::map<std::uint64_t, std::optional<std::string>>;
  using Table = std::map<std::string, Versions, std::less<>>;

  class Snapshot final : public StoreSnapshot {
   public:
    Snapshot(const MemoryStore& store, std::uint64_t version) : store_(store), version_(version) {}
    ~Snapshot() override {
      const std::unique_lock lock(store_.mutex_);
      store_.pinned_.erase(store_.pinned_.find(version_));
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    Result<std::optional<std::string>> get(Family family, std::string_view key) const override {
      const std::shared_lock lock(store_.mutex_);
      return store_.find(family, key, version_);
    }

   private:
    const MemoryStore& store_;
    std::uint64_t version_;
  };

  std::optional<std::string> find(Family family, std::string_view key,
                                  std::uint64_t version) const {
    const Table& table = tables_[static_cast<std::size_t>(family)];
    const auto row = table.find(key);
    if (row == table.end()) {
      return std::nullopt;
    }
    auto after = row->second.upper_bound(version);
    return after == row->second.begin() ? std::nullopt : std::prev(after)->second;
  }

  void put(Family family, const std::string& key, const std::optional<std::string>& value) {
    Table& table = tables_[static_cast<std::size_t>(family)];
    Versions& versions = table[key];
    versions[version_] = value;
    // Versions before the newest one that the oldest snapshot sees are seen by nobody.
    const std::uint64_t oldest = pinned_.empty() ? version_ : *pinned_.begin();
    const auto after = versions.upper_bound(oldest);
    if (after != versions.begin()) {
      versions.erase(versions.begin(), std::prev(after));
    }
    if (versions.size() == 1 && !versions.begin()->second) {
      table.erase(key);
    }
  }

  mutable std::shared_mutex mutex_;
  std::uint64_t version_ = 0;
  mutable std::multiset<std::uint64_t> pinned_;
  std::array<Table, kFamilyCount> tables_;
};

}  // namespace

std::unique_ptr<Store> make_memory_store() {
  return std::make_unique<MemoryStore>();
}

}  // namespace likewise::storage
