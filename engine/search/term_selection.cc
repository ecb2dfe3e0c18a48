#include "engine/search/term_selection.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/base/java_text.h"
#include "engine/search/java_hash_order.h"
#include "engine/search/lucene_heap.h"

namespace likewise {
namespace {

struct Candidate {
  float interest = 0.0F;
  FieldId field = 0;
  TermLookup::Found found;
};

struct LessInteresting {
  bool operator()(const Candidate& a, const Candidate& b) const noexcept {
    return a.interest < b.interest;
  }
};

using CandidateHeap = LuceneHeap<Candidate, LessInteresting>;

std::vector<std::uint32_t> map_order(std::span<const WordCounts::Word> words) {
  std::vector<std::string_view> keys(words.size());
  std::vector<std::uint32_t> hashes(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    keys[i] = words[i].text;
    hashes[i] = words[i].hash;
  }
  return java_hash_order(keys, hashes);
}

/// Fields to search. The first name is that of a report about a word that no field has.
struct SearchedFields {
  std::vector<std::string_view> names;
  std::vector<FieldId> ids;              ///< Of those that exist.
  std::vector<std::string_view> of_ids;  ///< Their names.
};

/// The field where most documents have the word, and how many; the first of equals.
Candidate find_in_best_field(const TermLookup& lookup, std::span<const FieldId> fields,
                             std::string_view word) {
  Candidate best;
  for (const FieldId field : fields) {
    const TermLookup::Found found = lookup.find_term(field, word);
    if (found.doc_freq > best.found.doc_freq) {
      best.field = field;
      best.found = found;
    }
  }
  return best;
}

template <class Names>
SearchedFields find_fields(const TermLookup& lookup, const Names& names) {
  SearchedFields fields;
  for (const std::string_view name : names) {
    fields.names.push_back(name);
    if (const std::optional<FieldId> field = lookup.find_field(name)) {
      fields.ids.push_back(*field);
      fields.of_ids.push_back(name);
    }
  }
  return fields;
}

float idf_of(std::uint32_t doc_freq, std::uint64_t live_count) {
  const double ratio = static_cast<double>(live_count + 1) / (static_cast<double>(doc_freq) + 1.0);
  return static_cast<float>(std::log(ratio) + 1.0);
}

float interest_of(std::uint32_t frequency, std::uint32_t doc_freq, std::uint64_t live_count) {
  return static_cast<float>(frequency) * idf_of(doc_freq, live_count);
}

/// Limits of a clause, compared without mixing signs.
class Limits {
 public:
  explicit Limits(const MoreLikeThisQuery& query) : query_(query) {}

  bool too_rare_in_liked(std::uint32_t frequency) const {
    return query_.min_term_freq > 0 && std::int64_t{frequency} < query_.min_term_freq;
  }
  /// A term of no document is always too rare.
  bool too_rare(std::uint32_t doc_freq) const {
    return doc_freq == 0 ||
           (query_.min_doc_freq > 0 && std::int64_t{doc_freq} < query_.min_doc_freq);
  }
  bool too_common(std::uint32_t doc_freq) const {
    return std::int64_t{doc_freq} > query_.max_doc_freq;
  }
  std::size_t most_terms(std::size_t words) const {
    return std::min(words, static_cast<std::size_t>(std::max(0, query_.max_query_terms)));
  }

 private:
  const MoreLikeThisQuery& query_;
};

/// Empties the heap into clauses, the least interesting first. With boost_terms, boosts are
/// relative to that first one.
Status append_clauses(CandidateHeap& heap, float boost_terms, std::vector<SelectedTerm>& clauses) {
  const float lowest = heap.empty() ? 0.0F : heap.top().interest;
  while (!heap.empty()) {
    const Candidate candidate = heap.pop();
    SelectedTerm& clause = clauses.emplace_back();
    clause.field = candidate.field;
    clause.term = candidate.found.term;
    clause.doc_freq = candidate.found.doc_freq;
    clause.interest = candidate.interest;
    if (boost_terms == 0.0F) {
      continue;
    }
    const float boost = boost_terms * candidate.interest / lowest;
    if (!std::isfinite(boost) || boost < 0.0F) {
      return fail(Error(ErrorCode::kInvalidArgument,
                        "boost must be a positive float, got " + java_float(boost))
                      .with_type("illegal_argument_exception")
                      .raised_in_shard());
    }
    clause.boost = boost;
  }
  return {};
}

/// What a profile says of a word, but for its fate.
LikedTerm liked_term(const TermLookup& lookup, const WordCounts::Word& word,
                     const SearchedFields& fields, const Candidate& found) {
  LikedTerm term;
  const auto at = std::find(fields.ids.begin(), fields.ids.end(), found.field);
  term.field = found.found.doc_freq > 0
                   ? fields.of_ids[static_cast<std::size_t>(at - fields.ids.begin())]
                   : fields.names.front();
  term.text = word.text;
  term.frequency = word.frequency;
  term.doc_freq = found.found.doc_freq;
  if (term.doc_freq > 0) {
    term.idf = idf_of(term.doc_freq, lookup.live_count());
    term.score = interest_of(word.frequency, term.doc_freq, lookup.live_count());
  }
  return term;
}

/// Says of every word what became of it in a selection that made `selected`.
void report_words(const TermSelectionContext& context, std::span<const WordCounts::Word> words,
                  const SearchedFields& fields, std::span<const SelectedTerm> selected) {
  const Limits limits(context.query);
  std::map<std::pair<FieldId, TermId>, std::optional<float>> kept;
  for (const SelectedTerm& clause : selected) {
    kept.emplace(std::pair(clause.field, clause.term), clause.boost);
  }
  for (const WordCounts::Word& word : words) {
    const Candidate found = find_in_best_field(context.lookup, fields.ids, word.text);
    LikedTerm term = liked_term(context.lookup, word, fields, found);
    const auto clause = kept.find({found.field, found.found.term});
    if (limits.too_rare_in_liked(word.frequency)) {
      term.fate = TermFate::kMinTermFreq;
    } else if (limits.too_rare(term.doc_freq)) {
      term.fate = TermFate::kMinDocFreq;
    } else if (limits.too_common(term.doc_freq)) {
      term.fate = TermFate::kMaxDocFreq;
    } else if (clause == kept.end()) {
      term.fate = TermFate::kMaxQueryTerms;
    } else {
      term.boost = clause->second;
    }
    context.note.terms.push_back(std::move(term));
  }
}

void report_rejected(const TermSelectionContext& context, const WordCounts& rejected,
                     const SearchedFields& fields) {
  for (const WordCounts::Word& word : rejected.words()) {
    LikedTerm term = liked_term(context.lookup, word, fields,
                                find_in_best_field(context.lookup, fields.ids, word.text));
    term.fate = context.filter.reason(fields.names.front(), word.text);
    context.note.terms.push_back(std::move(term));
  }
}

/// One selection over `words`, whose clauses are appended.
Status select(const TermSelectionContext& context, std::span<const WordCounts::Word> words,
              const SearchedFields& fields, std::vector<SelectedTerm>& clauses) {
  const Limits limits(context.query);
  const std::uint64_t live_count = context.lookup.live_count();
  const std::size_t most_terms = limits.most_terms(words.size());
  TermSelectionNote& note = context.note;
  note.candidate_terms += words.size();
  CandidateHeap heap;
  heap.reserve(most_terms);
  for (const std::uint32_t i : map_order(words)) {
    const WordCounts::Word& word = words[i];
    if (limits.too_rare_in_liked(word.frequency)) {
      ++note.dropped_by_min_term_freq;
      continue;
    }
    Candidate candidate = find_in_best_field(context.lookup, fields.ids, word.text);
    const std::uint32_t doc_freq = candidate.found.doc_freq;
    if (limits.too_rare(doc_freq)) {
      ++note.dropped_by_min_doc_freq;
      continue;
    }
    if (limits.too_common(doc_freq)) {
      ++note.dropped_by_max_doc_freq;
      continue;
    }
    candidate.interest = interest_of(word.frequency, doc_freq, live_count);
    if (heap.size() < most_terms) {
      heap.push(candidate);
      continue;
    }
    ++note.dropped_by_max_query_terms;  // This one, or the one that makes room for it.
    if (!heap.empty() && heap.top().interest < candidate.interest) {
      heap.replace_top(candidate);
    }
  }
  note.selected_terms += heap.size();
  const std::size_t first = clauses.size();
  LIKEWISE_TRY_STATUS(append_clauses(heap, context.query.boost_terms, clauses));
  if (context.report_terms) {
    report_words(context, words, fields, std::span(clauses).subspan(first));
  }
  return {};
}

/// The fields of all vectors in the order of Java's map of fields.
std::vector<std::string_view> fields_of(
    std::span<const std::map<std::string, TermVector>> vectors) {
  std::vector<std::string_view> fields;
  for (const auto& vector : vectors) {
    for (const auto& [field, terms] : vector) {
      if (std::find(fields.begin(), fields.end(), field) == fields.end()) {
        fields.push_back(field);
      }
    }
  }
  std::vector<std::string_view> ordered;
  for (const std::uint32_t i : java_hash_order(fields)) {
    ordered.push_back(fields[i]);
  }
  return ordered;
}

}  // namespace

Result<std::vector<SelectedTerm>> select_from_documents(
    const TermSelectionContext& context,
    std::span<const std::map<std::string, TermVector>> vectors) {
  std::vector<SelectedTerm> clauses;
  for (const std::string_view field : fields_of(vectors)) {
    WordCounts counts;
    WordCounts rejected;
    for (const auto& vector : vectors) {
      const auto found = vector.find(std::string(field));
      if (found == vector.end()) {
        continue;
      }
      counts.reserve(counts.words().size() + found->second.size());
      for (const auto& [term, frequency] : found->second) {
        if (!context.filter.rejects(field, term)) {
          counts.add_lasting(term, frequency);
        } else if (context.report_terms) {
          rejected.add_lasting(term, frequency);
        }
      }
    }
    const SearchedFields fields = find_fields(context.lookup, std::span(&field, 1));
    LIKEWISE_TRY_STATUS(select(context, counts.words(), fields, clauses));
    report_rejected(context, rejected, fields);
  }
  return clauses;
}

Result<std::vector<SelectedTerm>> select_from_words(const TermSelectionContext& context,
                                                    const WordCounts& counts,
                                                    std::span<const std::string> fields) {
  std::vector<SelectedTerm> clauses;
  LIKEWISE_TRY_STATUS(
      select(context, counts.words(), find_fields(context.lookup, fields), clauses));
  return clauses;
}

void report_rejected_words(const TermSelectionContext& context, const WordCounts& rejected,
                           std::span<const std::string> fields) {
  report_rejected(context, rejected, find_fields(context.lookup, fields));
}

}  // namespace likewise
