#include <algorithm>
#include <span>
#include <utility>

#include "engine/search/explain_term.h"
#include "engine/search/node_weights.h"

namespace likewise {
namespace {

class ScoredTerm final : public Weight {
 public:
  ScoredTerm(const TermPlan& plan, const IndexSnapshot& snapshot, TermWeight weight)
      : plan_(plan),
        snapshot_(snapshot),
        field_(snapshot.mapping->field(plan.field)),
        weight_(weight) {}

  bool can_match() const override { return true; }

  void score(const Segment& segment, DocWindow window, WindowScores& out) const override {
    out.reset(window.size);
    const PostingList* postings = segment.postings(plan_.field, *plan_.term);
    if (postings == nullptr) {
      return;
    }
    PostingCursor cursor(*postings);
    cursor.advance_to(window.first);
    if (cursor.doc() >= window.end()) {
      return;
    }
    const std::span<const std::uint8_t> norms = segment.norms(plan_.field);
    for (; cursor.doc() < window.end(); cursor.next()) {
      out.set(cursor.doc() - window.first,
              weight_.score(frequency(cursor), norm(segment, norms, cursor.doc())));
    }
  }

  std::optional<Explanation> explain(const Segment& segment, DocId doc) const override {
    const PostingList* postings = segment.postings(plan_.field, *plan_.term);
    PostingCursor cursor = postings != nullptr ? PostingCursor(*postings) : PostingCursor();
    cursor.advance_to(doc);
    if (cursor.doc() != doc) {
      return std::nullopt;
    }
    const TermScoreNumbers numbers =
        weight_.explain(frequency(cursor), norm(segment, segment.norms(plan_.field), doc));
    return explain_term({field_.name, term_text(snapshot_, plan_.field, *plan_.term), doc},
                        field_.similarity.kind, numbers);
  }

 private:
  float frequency(const PostingCursor& cursor) const {
    return field_.has_frequencies() ? static_cast<float>(cursor.frequency()) : 1.0F;
  }

  /// A field without norms counts as one of length 1.
  static std::uint8_t norm(const Segment& segment, std::span<const std::uint8_t> norms, DocId doc) {
    return norms.empty() ? std::uint8_t{1} : norms[doc - segment.first_doc()];
  }

  const TermPlan& plan_;
  const IndexSnapshot& snapshot_;
  const Field& field_;
  TermWeight weight_;
};

}  // namespace

WeightRef make_term_weight(const TermPlan& plan, const IndexSnapshot& snapshot, TermWeight weight) {
  return std::make_unique<ScoredTerm>(plan, snapshot, weight);
}

}  // namespace likewise
