#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "engine/base/error.h"
#include "engine/search/match_collector.h"
#include "engine/search/sort_columns.h"
#include "engine/search/sorted_collector.h"

namespace likewise {

/// Of the matches with one value of a field, the first in order; those without a value are one
/// group too. Memory: one hit for each distinct value. Not thread-safe.
class CollapseCollector final : public MatchCollector {
 public:
  /// The field to collapse on. Errors: illegal_argument_exception, in shard.
  static Result<const Field*> find_field(const std::string& name, const IndexSnapshot& snapshot,
                                         const SearchOptions& options);

  /// `after`: groups whose first match is not beyond these cells are left out; empty: none.
  CollapseCollector(SortOrder& order, const Field& field, const TermDictionary& dictionary,
                    std::vector<SortCell> after);

  void begin_segment(const SegmentView& segment) override;
  void collect(std::span<const ScoredDoc> matches) override;

  /// The first `k` groups in order; leaves the collector empty.
  /// Errors: the field had several values in a document.
  Result<std::vector<SortedHit>> take_sorted(std::size_t k, bool legacy);

  /// The value of the field in a hit's document; nothing if it has none.
  SortValue key_of(const Segment& segment, DocId doc) const;

  std::optional<float> max_score() const { return max_score_; }

 private:
  /// A value as a number that tells it from the others: of a text, its term.
  std::optional<std::uint64_t> group_of(DocId doc);
  void offer(SortedHit& best, const ScoredDoc& match);

  SortOrder& order_;
  const Field& field_;
  const TermDictionary& dictionary_;
  std::vector<SortCell> after_;
  const Segment* segment_ = nullptr;
  const FieldValues* values_ = nullptr;
  std::vector<SortCell> cells_;
  std::unordered_map<std::uint64_t, SortedHit> groups_;
  std::optional<SortedHit> without_value_;
  std::optional<DocId> ambiguous_;  ///< Within its segment: the first with several values.
  std::optional<float> max_score_;
};

}  // namespace likewise
