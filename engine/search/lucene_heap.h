#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace likewise {

/// A binary min-heap that breaks ties as Lucene's PriorityQueue does.
///
/// Equal elements are not ordered by anything but their path through the heap, so the shape is the
/// contract: root at 1; push sifts up while strictly less than the parent; sifting down prefers the
/// left child unless the right one is strictly less, and stops at a child that is not strictly
/// less. std::push_heap promises none of this. Not thread-safe.
template <class T, class Less = std::less<T>>
class LuceneHeap {
 public:
  explicit LuceneHeap(Less less = Less()) : less_(std::move(less)) {}

  void reserve(std::size_t elements) { nodes_.reserve(elements); }

  bool empty() const noexcept { return nodes_.empty(); }
  std::size_t size() const noexcept { return nodes_.size(); }

  /// The least element. REQUIRES: !empty().
  const T& top() const noexcept { return nodes_.front(); }

  void push(T element) {
    nodes_.push_back(std::move(element));
    std::size_t at = nodes_.size();
    T moving = std::move(nodes_.back());
    for (std::size_t parent = at / 2; parent > 0 && less_(moving, node(parent)); parent = at / 2) {
      node(at) = std::move(node(parent));
      at = parent;
    }
    node(at) = std::move(moving);
  }

  /// Drops the least element for `element`. REQUIRES: !empty().
  void replace_top(T element) {
    nodes_.front() = std::move(element);
    sift_down();
  }

  /// Removes and returns the least element. REQUIRES: !empty().
  T pop() {
    T least = std::move(nodes_.front());
    T last = std::move(nodes_.back());
    nodes_.pop_back();
    if (!nodes_.empty()) {
      replace_top(std::move(last));
    }
    return least;
  }

 private:
  /// 1-based, as the shape is described.
  T& node(std::size_t position) noexcept { return nodes_[position - 1]; }

  std::size_t lesser_child(std::size_t left) noexcept {
    return left < size() && less_(node(left + 1), node(left)) ? left + 1 : left;
  }

  void sift_down() {
    T moving = std::move(nodes_.front());
    std::size_t at = 1;
    while (2 * at <= size()) {
      const std::size_t child = lesser_child(2 * at);
      if (!less_(node(child), moving)) {
        break;
      }
      node(at) = std::move(node(child));
      at = child;
    }
    node(at) = std::move(moving);
  }

  Less less_;
  std::vector<T> nodes_;
};

}  // namespace likewise
