#pragma once

/// @file
/// Which terms of the liked documents and texts a more_like_this clause searches for:
/// Elasticsearch's choice, ties at the cut included. Pure: statistics come in through TermLookup.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/analysis/analyzer.h"
#include "engine/base/error.h"
#include "engine/base/ids.h"
#include "engine/search/query.h"
#include "engine/search/searcher.h"

namespace likewise {

/// The statistics of the searched snapshot that the selection reads.
class TermLookup {
 public:
  struct Found {
    FieldId field = 0;
    TermId term = 0;
    std::uint32_t doc_freq = 0;  ///< 0: no living document has it, or field or term are unknown.
  };

  virtual ~TermLookup() = default;

  /// Called for one field after the other, so an implementation may remember the last field.
  virtual Found find(std::string_view field, std::string_view term) const = 0;

  /// Living documents of the snapshot, with or without the field.
  virtual std::uint64_t live_count() const = 0;
};

/// One clause to be. Its names are the mapping's and the dictionary's: only what a living document
/// has is selected.
struct SelectedTerm {
  FieldId field = 0;
  TermId term = 0;
  std::uint32_t doc_freq = 0;
  float interest = 0.0F;       ///< tf * idf of the selection, not of the score.
  std::optional<float> boost;  ///< With boost_terms only.
};

/// The terms that may not be selected: noise (length limits, stop words) and the terms of `unlike`.
class TermFilter {
 public:
  /// Takes the limits and stop words of `query`; unlike terms are added with skip().
  explicit TermFilter(const MoreLikeThisQuery& query);

  void skip(std::string_view field, std::string_view term);

  bool rejects(std::string_view field, std::string_view term) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>()(text);
    }
  };
  using TermSet = std::unordered_set<std::string, Hash, std::equal_to<>>;

  bool is_noise(std::string_view term) const;

  std::int32_t min_word_length_;
  std::int32_t max_word_length_;
  TermSet stop_words_;
  std::unordered_map<std::string, TermSet, Hash, std::equal_to<>> skipped_;
};

/// Words with their total frequencies, in order of first appearance. Owns its texts.
class WordCounts {
 public:
  struct Word {
    std::string_view text;
    std::uint32_t hash = 0;  ///< java_map_hash(text).
    std::uint32_t frequency = 0;
  };

  WordCounts();

  /// Copies `text` if it is new.
  void add(std::string_view text, std::uint32_t frequency);

  /// Without a copy. REQUIRES: the bytes of `text` outlive this.
  void add_lasting(std::string_view text, std::uint32_t frequency);

  std::span<const Word> words() const noexcept { return words_; }

 private:
  /// The slot of the word, or the free one where it belongs.
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const noexcept;
  void insert(std::size_t slot, Word word);
  void rehash(std::size_t slots);

  std::unique_ptr<std::pmr::monotonic_buffer_resource> texts_;
  std::vector<Word> words_;
  std::vector<std::uint32_t> slots_;  ///< Open addressing; word number + 1, 0: free.
};

/// Adds the first 5,000 tokens of a like text, as analysed for `field`, but those the filter
/// rejects (they count among the 5,000).
void count_like_text(const Analyzer& analyzer, std::string_view text, std::string_view field,
                     const TermFilter& filter, WordCounts& counts);

/// What all selections of one clause share. References: must outlive the call.
struct TermSelectionContext {
  const MoreLikeThisQuery& query;
  const TermFilter& filter;
  const TermLookup& lookup;
  TermSelectionNote& note;  ///< Added to, so that documents and texts sum up. candidate_terms is
                            ///< the sum of selected_terms and the dropped_by_… counters.
};

/// The clauses of the like documents, in Elasticsearch's clause order: fields in Java's map order,
/// within a field the least interesting term first. Each field selects up to max_query_terms of
/// its own. `vectors`: one map per document found, in request order; artificial ones too.
/// Errors: illegal_argument_exception, raised_in_shard(), if boost_terms makes a boost that is
/// negative or not finite.
Result<std::vector<SelectedTerm>> select_from_documents(
    const TermSelectionContext& context,
    std::span<const std::map<std::string, TermVector>> vectors);

/// The clauses of the like texts: one selection, in which every word goes to the field of `fields`
/// where most documents have it, the first of equals. Least interesting first.
/// Errors: as select_from_documents. REQUIRES: !fields.empty().
Result<std::vector<SelectedTerm>> select_from_words(const TermSelectionContext& context,
                                                    const WordCounts& counts,
                                                    std::span<const std::string> fields);

}  // namespace likewise
