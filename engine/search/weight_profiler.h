#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <string>
#include <utility>

#include "engine/search/query_profile.h"
#include "engine/search/weight.h"

namespace likewise {

/// Wraps the weights of one search so that each measures itself. Must outlive the weights. Not
/// thread-safe, and neither are the wrapped weights.
class WeightProfiler {
 public:
  explicit WeightProfiler(ProfileClock clock) : clock_(std::move(clock)) {}

  /// Runs `make`, which may wrap the weights of inner queries: they become children.
  WeightRef wrap(std::string type, std::string description, const std::function<WeightRef()>& make);

  std::uint64_t now() const { return clock_(); }

  /// What was measured so far, outermost queries in the order of their making.
  const std::list<QueryProfile>& queries() const { return root_.children; }

 private:
  const ProfileClock clock_;
  QueryProfile root_;
  QueryProfile* open_ = &root_;  ///< The query whose weight is being made.
};

}  // namespace likewise
