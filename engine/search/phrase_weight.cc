#include <algorithm>
#include <span>
#include <utility>

#include "engine/search/explain_term.h"
#include "engine/search/node_weights.h"

namespace likewise {
namespace {

/// The hits of a phrase were found when it was bound: what is left is to score them.
class ScoredPhrase final : public Weight {
 public:
  ScoredPhrase(const PhrasePlan& plan, const IndexSnapshot& snapshot, TermWeight weight,
               std::string description)
      : plan_(plan), snapshot_(snapshot), weight_(weight), description_(std::move(description)) {}

  bool can_match() const override { return true; }

  void score(const Segment& segment, DocWindow window, WindowScores& out) const override {
    out.reset(window.size);
    for (auto hit = first_from(window.first); hit != plan_.hits->end() && hit->doc < window.end();
         ++hit) {
      out.set(hit->doc - window.first, weight_.score(hit->frequency, norm(segment, hit->doc)));
    }
  }

  std::optional<Explanation> explain(const Segment& segment, DocId doc) const override {
    const auto hit = first_from(doc);
    if (hit == plan_.hits->end() || hit->doc != doc) {
      return std::nullopt;
    }
    ExplainedPhrase phrase{description_, doc, phrase_doc_freqs(plan_, snapshot_), {}};
    const TermScoreNumbers numbers = weight_.explain(hit->frequency, norm(segment, doc));
    for (const std::uint64_t doc_freq : phrase.doc_freqs) {
      phrase.idfs.push_back(weight_.idf(doc_freq));
    }
    return explain_phrase(phrase, snapshot_.mapping->field(plan_.field).similarity.kind, numbers);
  }

 private:
  std::vector<PhrasePlan::Hit>::const_iterator first_from(DocId doc) const {
    return std::lower_bound(
        plan_.hits->begin(), plan_.hits->end(), doc,
        [](const PhrasePlan::Hit& hit, DocId least) { return hit.doc < least; });
  }

  /// A field without norms counts as one of length 1.
  std::uint8_t norm(const Segment& segment, DocId doc) const {
    const std::span<const std::uint8_t> norms = segment.norms(plan_.field);
    return norms.empty() ? std::uint8_t{1} : norms[doc - segment.first_doc()];
  }

  const PhrasePlan& plan_;
  const IndexSnapshot& snapshot_;
  TermWeight weight_;
  std::string description_;
};

}  // namespace

std::vector<std::uint64_t> phrase_doc_freqs(const PhrasePlan& plan, const IndexSnapshot& snapshot) {
  std::vector<std::uint64_t> doc_freqs;
  for (const std::vector<TermId>& terms : plan.terms) {
    for (const TermId term : terms) {
      doc_freqs.push_back(snapshot.doc_freq(plan.field, term));
    }
  }
  return doc_freqs;
}

WeightRef make_phrase_weight(const PhrasePlan& plan, const IndexSnapshot& snapshot,
                             TermWeight weight, std::string description) {
  return std::make_unique<ScoredPhrase>(plan, snapshot, weight, std::move(description));
}

}  // namespace likewise
