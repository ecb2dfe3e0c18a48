#include "tests/differential/oracle_java.h"

#include <algorithm>
#include <stdexcept>

namespace likewise::oracle {

std::uint32_t HashMapOrder::spread(const std::string& key) {
  std::uint32_t hash = 0;
  for (const char c : key) {
    hash = 31 * hash + static_cast<unsigned char>(c);
  }
  return hash ^ (hash >> 16U);
}

void HashMapOrder::put(const std::string& key) {
  auto& bucket = buckets_[spread(key) & (buckets_.size() - 1)];
  if (std::find(bucket.begin(), bucket.end(), key) != bucket.end()) {
    return;
  }
  if (bucket.size() >= 8) {
    throw std::logic_error("the oracle does not model HashMap's trees");
  }
  bucket.push_back(key);
  if (++size_ > buckets_.size() / 4 * 3) {
    grow();
  }
}

void HashMapOrder::grow() {
  std::vector<std::vector<std::string>> old(buckets_.size() * 2);
  old.swap(buckets_);
  for (const auto& bucket : old) {
    for (const std::string& key : bucket) {
      buckets_[spread(key) & (buckets_.size() - 1)].push_back(key);
    }
  }
}

std::vector<std::string> HashMapOrder::keys() const {
  std::vector<std::string> keys;
  for (const auto& bucket : buckets_) {
    keys.insert(keys.end(), bucket.begin(), bucket.end());
  }
  return keys;
}

}  // namespace likewise::oracle
