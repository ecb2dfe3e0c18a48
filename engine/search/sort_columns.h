#pragma once

/// @file
/// The criteria of `sort` bound to a snapshot: what every match is compared by.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/index/segment.h"
#include "engine/index/snapshot.h"
#include "engine/search/match_collector.h"
#include "engine/search/searcher.h"
#include "engine/search/sort.h"

namespace likewise {

/// What one match is compared by in one criterion; smaller comes first. Texts live as long as the
/// snapshot.
struct SortCell {
  std::uint64_t rank = 0;
  std::string_view text;  ///< Decides between equal ranks, in the direction of the column.
};

/// One criterion. Not thread-safe; one per search.
class SortColumn {
 public:
  SortColumn() = default;
  SortColumn(const SortColumn&) = delete;
  SortColumn& operator=(const SortColumn&) = delete;
  virtual ~SortColumn() = default;

  virtual void begin_segment(const Segment& segment) = 0;
  /// REQUIRES: the document is in the segment begun last.
  virtual SortCell read(const ScoredDoc& match) const = 0;
  /// What the answer shows of a cell of this column.
  virtual SortValue value(const SortCell& cell) const = 0;
  /// The cell of a value of search_after, the `position`-th, which must outlive it.
  /// Errors: Elasticsearch's, in shard.
  virtual Result<SortCell> cell_of(const SortScalar& scalar, std::size_t position) const = 0;
  /// Texts compare the other way round.
  virtual bool has_reversed_texts() const { return false; }
};

/// All criteria of a search.
class SortOrder {
 public:
  /// Errors: query_shard_exception and illegal_argument_exception with Elasticsearch's texts.
  static Result<SortOrder> bind(const std::vector<SortKey>& keys, const IndexSnapshot& snapshot,
                                const SearchOptions& options);

  std::size_t size() const noexcept { return columns_.size(); }
  const SortColumn& column(std::size_t i) const { return *columns_[i]; }

  void begin_segment(const Segment& segment);

  /// Negative if `a` comes first; 0 if the criteria do not tell them apart.
  int compare(std::size_t column, const SortCell& a, const SortCell& b) const noexcept;
  int compare(std::span<const SortCell> a, std::span<const SortCell> b) const noexcept;

  /// The cells of search_after. Errors: as SortColumn::cell_of, and a wrong number of values.
  Result<std::vector<SortCell>> cells_of(const std::vector<SortScalar>& values) const;

  std::vector<SortValue> values(std::span<const SortCell> cells) const;

 private:
  std::vector<std::unique_ptr<SortColumn>> columns_;
};

}  // namespace likewise
