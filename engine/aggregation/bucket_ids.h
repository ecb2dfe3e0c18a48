#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "engine/aggregation/collector.h"

namespace likewise {

/// Gives every (bucket of the parent, key) a dense number and counts its documents. Keys are 64
/// bits of whatever the aggregation groups by.
class BucketIds {
 public:
  struct Entry {
    std::uint64_t key = 0;
    std::uint64_t doc_count = 0;
  };

  explicit BucketIds(BucketBudget& budget) : budget_(&budget) {}

  /// The bucket of the key, made if need be; nothing once the budget is exhausted.
  std::optional<BucketId> find_or_add(BucketId parent, std::uint64_t key) {
    if (parent >= parents_.size()) {
      parents_.resize(parent + std::size_t{1});
    }
    Parent& in = parents_[parent];
    const auto found = in.by_key.find(key);
    if (found != in.by_key.end()) {
      return found->second;
    }
    if (!budget_->take()) {
      return std::nullopt;
    }
    const auto id = static_cast<BucketId>(entries_.size());
    entries_.push_back({key, 0});
    in.by_key.emplace(key, id);
    in.ids.push_back(id);
    return id;
  }

  Entry& operator[](BucketId id) { return entries_[id]; }

  /// The buckets of the parent, in order of creation.
  std::vector<BucketId> of(BucketId parent) const {
    return parent < parents_.size() ? parents_[parent].ids : std::vector<BucketId>();
  }

 private:
  struct Parent {
    std::unordered_map<std::uint64_t, BucketId> by_key;
    std::vector<BucketId> ids;
  };

  BucketBudget* budget_;
  std::vector<Entry> entries_;
  std::vector<Parent> parents_;
};

}  // namespace likewise
