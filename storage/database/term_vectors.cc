#include "storage/database/term_vectors.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/java_text.h"
#include "engine/dsl/located_source.h"
#include "engine/search/lucene_heap.h"

namespace likewise::storage {
namespace {

/// Occurrences of a term in living documents.
std::uint64_t total_frequency(const IndexSnapshot& snapshot, const Field& field, TermId term) {
  if (!field.has_frequencies()) {
    return snapshot.doc_freq(field.id, term);
  }
  std::uint64_t total = 0;
  for (const SegmentView& view : snapshot.segments) {
    const PostingList* const postings = view.segment->postings(field.id, term);
    PostingCursor cursor = postings != nullptr ? PostingCursor(*postings) : PostingCursor();
    for (; cursor.doc() != kNoMoreDocs; cursor.next()) {
      total += view.live->is_live(cursor.doc()) ? cursor.frequency() : 0;
    }
  }
  return total;
}

std::uint64_t sum_of_doc_freqs(const IndexSnapshot& snapshot, FieldId field) {
  if (field >= snapshot.statistics.size() || snapshot.statistics[field] == nullptr) {
    return 0;
  }
  std::uint64_t sum = 0;
  for (const std::uint32_t doc_freq : snapshot.statistics[field]->doc_freq) {
    sum += doc_freq;
  }
  return sum;
}

struct ScoredTerm {
  float score = 0.0F;
  std::size_t number = 0;
};
struct ScoresLess {
  bool operator()(const ScoredTerm& a, const ScoredTerm& b) const noexcept {
    return a.score < b.score;
  }
};

/// Limits of which 0 is none.
bool within(std::int64_t value, std::int32_t least, std::int32_t most) {
  return (least <= 0 || value >= least) && (most <= 0 || value <= most);
}

/// Keeps the terms with the highest scores, which get them. REQUIRES: doc_freq is known.
void keep_best(const TermVectorsFilter& filter, std::uint64_t doc_count, FieldTermVector& vector) {
  LuceneHeap<ScoredTerm, ScoresLess> best;
  const std::size_t most =
      std::min(static_cast<std::size_t>(std::max(0, filter.max_num_terms)), vector.terms.size());
  for (std::size_t i = 0; i < vector.terms.size(); ++i) {
    DocumentTerm& term = vector.terms[i];
    const auto length = static_cast<std::int64_t>(utf16_length(term.text));
    const auto frequency = static_cast<std::int64_t>(term.places.size());
    if (term.doc_freq == 0 || !within(length, filter.min_word_length, filter.max_word_length) ||
        !within(frequency, filter.min_term_freq, filter.max_term_freq) ||
        !within(term.doc_freq, filter.min_doc_freq, filter.max_doc_freq)) {
      continue;
    }
    const double ratio =
        static_cast<double>(doc_count + 1) / (static_cast<double>(term.doc_freq) + 1.0);
    const float score = static_cast<float>(frequency) * static_cast<float>(std::log(ratio) + 1.0);
    if (best.size() < most) {
      best.push({score, i});
    } else if (!best.empty() && best.top().score < score) {
      best.replace_top({score, i});
    }
  }
  std::vector<std::optional<float>> scores(vector.terms.size());
  while (!best.empty()) {
    const ScoredTerm term = best.pop();
    scores[term.number] = term.score;
  }
  std::vector<DocumentTerm> kept;
  for (std::size_t i = 0; i < vector.terms.size(); ++i) {
    if (scores[i]) {
      vector.terms[i].score = scores[i];
      kept.push_back(std::move(vector.terms[i]));
    }
  }
  vector.terms = std::move(kept);
}

FieldTermVector field_vector(const IndexSnapshot& snapshot, const std::string& name,
                             LocatedTerms terms, const TermVectorsRequest& request) {
  FieldTermVector vector;
  vector.field = name;
  const Field* const field = snapshot.mapping->find(name);  // Null: newer than the snapshot.
  if (field != nullptr) {
    vector.doc_count = snapshot.doc_count(field->id);
    vector.sum_doc_freq = sum_of_doc_freqs(snapshot, field->id);
    vector.sum_total_term_freq = snapshot.sum_total_term_freq(field->id);
  }
  for (auto& [text, places] : terms) {
    DocumentTerm& term = vector.terms.emplace_back();
    const std::optional<TermId> number =
        field != nullptr ? snapshot.dictionary->find(field->id, text) : std::nullopt;
    if (number && (request.term_statistics || request.filter)) {
      term.doc_freq = snapshot.doc_freq(field->id, *number);
      term.total_frequency =
          request.term_statistics ? total_frequency(snapshot, *field, *number) : 0;
    }
    term.text = text;
    term.places = std::move(places);
  }
  if (request.filter) {
    keep_best(*request.filter, vector.doc_count, vector);
  }
  return vector;
}

}  // namespace

Result<TermVectorsResult> read_term_vectors(const SearchTargets& targets,
                                            const TermVectorsRequest& request) {
  const Index& index = targets.indices.front()->index;
  const PublishedIndex published = index.published();
  TermVectorsResult result;
  std::string source;
  if (request.doc) {
    result.found = true;
    source = *request.doc;
  } else {
    LIKEWISE_TRY(GetResult document, get_document(index, request.id));
    if (!document.found) {
      return result;
    }
    result.found = true;
    result.version = document.version;
    source = std::move(document.source);
  }
  if (!request.fields && !request.doc) {
    return result;  // Elasticsearch then shows stored vectors only, and there are none.
  }
  FieldAnalyzers analyzers;
  if (!request.per_field_analyzer.empty()) {
    LIKEWISE_TRY(analyzers, parse_field_analyzers(request.per_field_analyzer, index.context()));
  }
  const std::shared_ptr<const Mapping> mapping = index.mapping();
  const std::vector<std::string> everything = {"*"};
  const bool names_fields = request.fields && !(request.doc && request.fields->empty());
  LIKEWISE_TRY(auto fields,
               located_source_terms(source, *mapping, names_fields ? *request.fields : everything,
                                    analyzers));
  for (auto& [name, terms] : fields) {
    result.fields.push_back(field_vector(*published.index, name, std::move(terms), request));
  }
  return result;
}

}  // namespace likewise::storage
