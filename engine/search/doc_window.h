#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/base/ids.h"

namespace likewise {

/// Documents scored together. Small enough for the arrays of a few clauses to stay in cache.
inline constexpr std::uint32_t kWindowDocs = 16'384;

/// The documents [first, first + size) of one segment.
struct DocWindow {
  DocId first = 0;
  std::uint32_t size = 0;

  std::uint64_t end() const noexcept { return std::uint64_t{first} + size; }
};

/// Which documents of a window match, and with what score. Position i is document first + i.
/// Where a document does not match, its score is 0.
class WindowScores {
 public:
  /// Forgets everything: no document of a window of `size` matches.
  void reset(std::uint32_t size) {
    size_ = size;
    if (any_) {
      matches_.assign(size, 0);
      scores_.assign(size, 0.0F);
      any_ = false;
    }
  }

  /// REQUIRES: i < size of the window.
  void set(std::uint32_t i, float score) {
    ensure();
    matches_[i] = 1;
    scores_[i] = score;
  }

  /// All documents of the window match with this score.
  void set_all(float score) {
    any_ = size_ > 0;
    matches_.assign(size_, 1);
    scores_.assign(size_, score);
  }

  /// False only if no document matches; the arrays below are valid when true.
  bool any() const noexcept { return any_; }

  std::vector<std::uint8_t>& matches() {
    ensure();
    return matches_;
  }
  std::vector<float>& scores() {
    ensure();
    return scores_;
  }
  const std::vector<std::uint8_t>& matches() const noexcept { return matches_; }
  const std::vector<float>& scores() const noexcept { return scores_; }

 private:
  void ensure() {
    if (!any_) {
      matches_.assign(size_, 0);
      scores_.assign(size_, 0.0F);
      any_ = true;
    }
  }

  std::uint32_t size_ = 0;
  bool any_ = false;
  std::vector<std::uint8_t> matches_;  ///< 0 or 1.
  std::vector<float> scores_;
};

}  // namespace likewise
