#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "tools/mirror/change_source.h"
#include "tools/mirror/target_body.h"
#include "tools/mirror/target_index.h"

namespace likewise::tools {

struct VerifyOptions {
  std::size_t documents = 1'000;  ///< Sampled, for the comparison of documents.
  std::size_t queries = 100;      ///< Of the sampled documents, for more_like_this.
  std::uint64_t seed = 1;
  TargetShape shape;
  std::string query_field;  ///< "feature_vector.keyword"
};

/// What differs between a source and its mirror.
struct VerifyReport {
  std::uint64_t source_count = 0;
  std::uint64_t target_count = 0;
  std::size_t documents = 0;
  std::vector<std::string> wrong_documents;  ///< "[7] is missing", at most 20.
  std::size_t wrong = 0;
  std::size_t queries = 0;
  std::size_t exact = 0;                   ///< The same hits, scores and order.
  std::size_t tie_aware = 0;               ///< The same but for the order inside of equal scores.
  double mean_overlap = 1.0;               ///< At 10.
  std::vector<std::string> wrong_queries;  ///< Ids whose hits differ, at most 20.
  bool queries_must_agree = false;  ///< One shard, no deleted documents in the target's statistics.

  bool is_equal() const {
    return source_count == target_count && wrong == 0 &&
           (tie_aware == queries || !queries_must_agree);
  }
};

/// Compares counts, sampled documents (content and version) and sampled answers to more_like_this.
/// Refreshes both sides. A source at rest answers no queries; then none are asked.
/// Errors: those of the two sides. Cost: reads the whole feed, once.
Result<VerifyReport> verify_mirror(ChangeSource& source, TargetIndex& target,
                                   const VerifyOptions& options);

/// The report as lines for people.
std::string to_text(const VerifyReport& report);

}  // namespace likewise::tools
