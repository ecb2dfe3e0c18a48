#include "engine/search/java_tree_map_order.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace likewise {
namespace {

/// Numbers of keys serve as pointers; this is the null one.
constexpr std::uint32_t kNone = 0xFFFFFFFFU;

constexpr std::size_t kInitialBuckets = 16;
/// A chain that has this many keys already when one more arrives becomes a tree ...
constexpr std::uint32_t kTreeifyThreshold = 8;
/// ... unless the table is smaller than this; then it grows instead.
constexpr std::size_t kMinTreeifyBuckets = 64;
/// A tree that a growing table splits into parts of this size or less becomes a chain again.
constexpr std::size_t kUntreeifyThreshold = 6;

/// String.compareTo(a, b) < 0: order of UTF-16 units. It differs from the order of bytes where a
/// surrogate (a four-byte character) meets U+E000 … U+FFFF (lead bytes 0xEE and 0xEF).
bool utf16_less(std::string_view a, std::string_view b) {
  const auto [at_a, at_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (at_a == a.end() || at_b == b.end()) {
    return a.size() < b.size();
  }
  const auto byte_a = static_cast<unsigned char>(*at_a);
  const auto byte_b = static_cast<unsigned char>(*at_b);
  const bool surrogate_a = byte_a >= 0xF0;
  const bool surrogate_b = byte_b >= 0xF0;
  if (surrogate_a != surrogate_b && std::min(byte_a, byte_b) >= 0xEE) {
    return surrogate_a;
  }
  return byte_a < byte_b;
}

/// One key. Within a bucket `next` is the order of iteration; the tree links exist beside it.
struct Node {
  std::uint32_t next = kNone;
  std::uint32_t prev = kNone;
  std::uint32_t left = kNone;
  std::uint32_t right = kNone;
  std::uint32_t parent = kNone;
  bool red = false;
  bool in_tree = false;
};

/// The part of java.util.HashMap<String, ?> (JDK 8 and later) that decides its iteration order.
class TreeMapOrder {
 public:
  TreeMapOrder(std::span<const std::string_view> keys, std::span<const std::uint32_t> hashes)
      : keys_(keys), hashes_(hashes), nodes_(keys.size()), buckets_(kInitialBuckets, kNone) {}

  std::vector<std::uint32_t> order() {
    for (std::uint32_t key = 0; key < keys_.size(); ++key) {
      insert(key);
      if (key + 1 > buckets_.size() * 3 / 4) {
        grow();
      }
    }
    std::vector<std::uint32_t> order;
    order.reserve(keys_.size());
    for (const std::uint32_t first : buckets_) {
      for (std::uint32_t key = first; key != kNone; key = nodes_[key].next) {
        order.push_back(key);
      }
    }
    return order;
  }

 private:
  void insert(std::uint32_t key) {
    const std::size_t bucket = hashes_[key] & (buckets_.size() - 1);
    std::uint32_t last = buckets_[bucket];
    if (last == kNone) {
      buckets_[bucket] = key;
      return;
    }
    if (nodes_[last].in_tree) {
      insert_into_tree(bucket, key);
      return;
    }
    std::uint32_t length = 1;
    for (; nodes_[last].next != kNone; last = nodes_[last].next) {
      ++length;
    }
    nodes_[last].next = key;
    if (length < kTreeifyThreshold) {
      return;
    }
    if (buckets_.size() < kMinTreeifyBuckets) {
      grow();
    } else {
      chain_to_tree(bucket);
    }
  }

  void grow() {
    const std::size_t half = buckets_.size();
    const std::vector<std::uint32_t> old =
        std::exchange(buckets_, std::vector<std::uint32_t>(2 * half, kNone));
    std::vector<std::uint32_t> low;
    std::vector<std::uint32_t> high;
    for (std::size_t bucket = 0; bucket < half; ++bucket) {
      low.clear();
      high.clear();
      for (std::uint32_t key = old[bucket]; key != kNone; key = nodes_[key].next) {
        ((hashes_[key] & half) != 0 ? high : low).push_back(key);
      }
      const bool both = !low.empty() && !high.empty();
      place(bucket, low, both);
      place(bucket + half, high, both);
    }
  }

  /// Makes `part` of a split bucket a bucket. A tree that came over whole keeps its links.
  void place(std::size_t bucket, const std::vector<std::uint32_t>& part, bool was_split) {
    if (part.empty()) {
      return;
    }
    const bool was_tree = nodes_[part.front()].in_tree;
    for (std::size_t i = 0; i < part.size(); ++i) {
      nodes_[part[i]].prev = i > 0 ? part[i - 1] : kNone;
      nodes_[part[i]].next = i + 1 < part.size() ? part[i + 1] : kNone;
    }
    buckets_[bucket] = part.front();
    if (!was_tree) {
      return;
    }
    if (part.size() <= kUntreeifyThreshold) {
      for (const std::uint32_t key : part) {
        nodes_[key].in_tree = false;
      }
    } else if (was_split) {
      build_tree(bucket);
    }
  }

  void chain_to_tree(std::size_t bucket) {
    std::uint32_t before = kNone;
    for (std::uint32_t key = buckets_[bucket]; key != kNone; key = nodes_[key].next) {
      nodes_[key].in_tree = true;
      nodes_[key].prev = std::exchange(before, key);
    }
    build_tree(bucket);
  }

  void build_tree(std::size_t bucket) {
    std::uint32_t root = kNone;
    for (std::uint32_t key = buckets_[bucket]; key != kNone; key = nodes_[key].next) {
      nodes_[key].left = nodes_[key].right = nodes_[key].parent = kNone;
      if (root == kNone) {
        nodes_[key].red = false;
        root = key;
        continue;
      }
      attach(find_leaf(root, key), key);
      root = balance_insertion(root, key);
    }
    move_to_front(bucket, root);
  }

  void insert_into_tree(std::size_t bucket, std::uint32_t key) {
    std::uint32_t root = buckets_[bucket];
    while (nodes_[root].parent != kNone) {
      root = nodes_[root].parent;
    }
    const std::uint32_t parent = find_leaf(root, key);
    attach(parent, key);
    Node& node = nodes_[key];
    node.in_tree = true;
    node.prev = parent;
    node.next = nodes_[parent].next;  // Right after its parent, wherever that is in the chain.
    if (node.next != kNone) {
      nodes_[node.next].prev = key;
    }
    nodes_[parent].next = key;
    move_to_front(bucket, balance_insertion(root, key));
  }

  /// Trees are ordered by signed hash, then by String.compareTo.
  bool goes_left(std::uint32_t key, std::uint32_t of) const {
    const auto hash = static_cast<std::int32_t>(hashes_[key]);
    const auto other = static_cast<std::int32_t>(hashes_[of]);
    return hash != other ? hash < other : utf16_less(keys_[key], keys_[of]);
  }

  std::uint32_t find_leaf(std::uint32_t root, std::uint32_t key) const {
    for (std::uint32_t at = root;;) {
      const std::uint32_t child = goes_left(key, at) ? nodes_[at].left : nodes_[at].right;
      if (child == kNone) {
        return at;
      }
      at = child;
    }
  }

  void attach(std::uint32_t parent, std::uint32_t key) {
    nodes_[key].parent = parent;
    (goes_left(key, parent) ? nodes_[parent].left : nodes_[parent].right) = key;
  }

  /// The root of a tree is the first of its chain; the others keep their order.
  void move_to_front(std::size_t bucket, std::uint32_t root) {
    const std::uint32_t first = buckets_[bucket];
    if (root == first) {
      return;
    }
    Node& node = nodes_[root];
    if (node.next != kNone) {
      nodes_[node.next].prev = node.prev;
    }
    if (node.prev != kNone) {
      nodes_[node.prev].next = node.next;
    }
    nodes_[first].prev = root;
    node.next = first;
    node.prev = kNone;
    buckets_[bucket] = root;
  }

  /// `key` is a new red leaf. The classic cases: red uncle, inner grandchild, outer grandchild.
  std::uint32_t balance_insertion(std::uint32_t root, std::uint32_t key) {
    nodes_[key].red = true;
    for (;;) {
      const std::uint32_t parent = nodes_[key].parent;
      if (parent == kNone) {
        nodes_[key].red = false;
        return key;
      }
      const std::uint32_t grandparent = nodes_[parent].parent;
      if (!nodes_[parent].red || grandparent == kNone) {
        return root;
      }
      const bool on_left = parent == nodes_[grandparent].left;
      const std::uint32_t uncle = on_left ? nodes_[grandparent].right : nodes_[grandparent].left;
      if (uncle != kNone && nodes_[uncle].red) {
        nodes_[uncle].red = nodes_[parent].red = false;
        nodes_[grandparent].red = true;
        key = grandparent;
        continue;
      }
      if (key == (on_left ? nodes_[parent].right : nodes_[parent].left)) {
        key = parent;
        root = rotate(root, key, on_left);
      }
      nodes_[nodes_[key].parent].red = false;
      nodes_[grandparent].red = true;
      root = rotate(root, grandparent, !on_left);
    }
  }

  /// Rotates `pivot` down to the left or right; returns the root of the tree.
  std::uint32_t rotate(std::uint32_t root, std::uint32_t pivot, bool to_left) {
    const std::uint32_t rising = to_left ? nodes_[pivot].right : nodes_[pivot].left;
    const std::uint32_t moving = to_left ? nodes_[rising].left : nodes_[rising].right;
    (to_left ? nodes_[pivot].right : nodes_[pivot].left) = moving;
    if (moving != kNone) {
      nodes_[moving].parent = pivot;
    }
    const std::uint32_t above = nodes_[pivot].parent;
    nodes_[rising].parent = above;
    if (above == kNone) {
      nodes_[rising].red = false;
      root = rising;
    } else {
      (nodes_[above].left == pivot ? nodes_[above].left : nodes_[above].right) = rising;
    }
    (to_left ? nodes_[rising].left : nodes_[rising].right) = pivot;
    nodes_[pivot].parent = rising;
    return root;
  }

  std::span<const std::string_view> keys_;
  std::span<const std::uint32_t> hashes_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> buckets_;  ///< The first key of each bucket.
};

}  // namespace

std::vector<std::uint32_t> java_tree_map_order(std::span<const std::string_view> keys,
                                               std::span<const std::uint32_t> hashes) {
  return TreeMapOrder(keys, hashes).order();
}

}  // namespace likewise
