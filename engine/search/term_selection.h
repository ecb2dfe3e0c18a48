#pragma once

/// @file
/// Which terms of the liked documents and texts a more_like_this clause searches for:
/// Elasticsearch's choice, ties at the cut included. Pure: statistics come in through TermLookup.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/ids.h"
#include "engine/search/liked_words.h"
#include "engine/search/query.h"
#include "engine/search/searcher.h"

namespace likewise {

/// The statistics of the searched snapshot that the selection reads.
class TermLookup {
 public:
  struct Found {
    TermId term = 0;
    std::uint32_t doc_freq = 0;  ///< 0: no living document has the term.
  };

  virtual ~TermLookup() = default;

  /// The indexed field of that name, or nullopt. Asked once per field and selection.
  virtual std::optional<FieldId> find_field(std::string_view name) const = 0;

  /// Asked once per word and field.
  virtual Found find_term(FieldId field, std::string_view text) const = 0;

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

/// What all selections of one clause share. References: must outlive the call.
struct TermSelectionContext {
  const MoreLikeThisQuery& query;
  const TermFilter& filter;
  const TermLookup& lookup;
  TermSelectionNote& note;    ///< Added to, so that documents and texts sum up. candidate_terms is
                              ///< the sum of selected_terms and the dropped_by_… counters.
  bool report_terms = false;  ///< Add every term to note.terms, too.
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

/// Adds words of the like texts that the filter rejected to note.terms.
/// REQUIRES: !fields.empty() and context.filter rejects each for fields.front().
void report_rejected_words(const TermSelectionContext& context, const WordCounts& rejected,
                           std::span<const std::string> fields);

}  // namespace likewise
