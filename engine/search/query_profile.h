#pragma once

/// @file
/// Where the time of one search went, and what more_like_this made of each liked term: what
/// `profile: true` asks for.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <string>

namespace likewise {

/// Nanoseconds of a clock that never runs backwards. The engine has none of its own.
using ProfileClock = std::function<std::uint64_t()>;

/// One query as Lucene names and prints it. Times include those of the children.
struct QueryProfile {
  std::string type;         ///< "TermQuery", "BooleanQuery", ...
  std::string description;  ///< "t:fox", "+t:quick #k:a", ...
  std::uint64_t create_weight_nanos = 0;
  std::uint64_t score_nanos = 0;  ///< Matching and scoring are one step here.
  std::uint64_t windows = 0;      ///< Ranges of documents that were scored.
  std::uint64_t matches = 0;      ///< Documents that matched, deleted ones included.
  std::list<QueryProfile> children;
};

struct SearchProfile {
  std::list<QueryProfile> queries;
  std::uint64_t rewrite_nanos = 0;  ///< Liked documents read, terms selected, booleans rewritten.
  std::uint64_t collect_nanos = 0;
  bool counting_scorer = false;  ///< Without profiling the fast scorer would have run.
};

}  // namespace likewise
