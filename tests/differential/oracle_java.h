#pragma once

/// @file
/// The two structures of Java and Lucene that decide which of equally interesting terms are chosen.

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace likewise::oracle {

/// Iteration order of java.util.HashMap<String, ?>: 16 buckets, doubled beyond three quarters,
/// chains in order of insertion, each split stably. Chains that Java would turn into trees are not
/// modelled: put() stops the test there. ASCII keys only.
class HashMapOrder {
 public:
  HashMapOrder() : buckets_(16) {}
  void put(const std::string& key);
  std::vector<std::string> keys() const;

 private:
  static std::uint32_t spread(const std::string& key);
  void grow();

  std::vector<std::vector<std::string>> buckets_;
  std::size_t size_ = 0;
};

/// Lucene's priority queue: a 1-based binary heap, least score first, ties keep their place.
template <class Value>
class ScoreHeap {
 public:
  using Entry = std::pair<float, Value>;

  std::size_t size() const { return entries_.size() - 1; }
  float least() const { return entries_[1].first; }

  void add(Entry entry) {
    entries_.push_back(entry);
    std::size_t at = size();
    while (at > 1 && entry.first < entries_[at / 2].first) {
      entries_[at] = entries_[at / 2];
      at /= 2;
    }
    entries_[at] = entry;
  }

  void replace_least(Entry entry) {
    entries_[1] = entry;
    sink();
  }

  Entry pop() {
    Entry least = entries_[1];
    entries_[1] = entries_.back();
    entries_.pop_back();
    if (size() > 0) {
      sink();
    }
    return least;
  }

 private:
  void sink() {
    const Entry moving = entries_[1];
    std::size_t at = 1;
    while (2 * at <= size()) {
      std::size_t child = 2 * at;
      if (child + 1 <= size() && entries_[child + 1].first < entries_[child].first) {
        ++child;
      }
      if (!(entries_[child].first < moving.first)) {
        break;
      }
      entries_[at] = entries_[child];
      at = child;
    }
    entries_[at] = moving;
  }

  std::vector<Entry> entries_ = std::vector<Entry>(1);
};

}  // namespace likewise::oracle
