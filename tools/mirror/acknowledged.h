#pragma once

#include <map>

#include "engine/base/ids.h"

namespace likewise::tools {

/// Up to where everything is acknowledged, although batches come back in any order. Not
/// thread-safe.
class Acknowledged {
 public:
  explicit Acknowledged(SeqNo next) : next_(next) {}

  /// The sequence numbers first … end - 1 are done. REQUIRES: no number twice.
  void add(SeqNo first, SeqNo end);
  /// The first number that is not done.
  SeqNo next() const { return next_; }

 private:
  SeqNo next_;
  std::map<SeqNo, SeqNo> beyond_;  ///< Ranges after a gap: first -> end.
};

}  // namespace likewise::tools
