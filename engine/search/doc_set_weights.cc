#include <algorithm>
#include <span>
#include <utility>

#include "engine/base/java_text.h"
#include "engine/search/explain_term.h"
#include "engine/search/node_weights.h"

namespace likewise {
namespace {

/// Weights that give every match the same score.
class ConstantScoring : public Weight {
 public:
  ConstantScoring(float boost, std::string description)
      : boost_(boost), description_(std::move(description)) {}

  std::optional<Explanation> explain(const Segment& segment, DocId doc) const final {
    const std::optional<float> score = score_of(segment, doc);
    if (!score) {
      return std::nullopt;
    }
    return explained_number(
        *score, *score == 1.0F ? description_ : description_ + "^" + java_float(*score));
  }

 protected:
  float boost() const noexcept { return boost_; }

  void add(const PostingList* postings, DocWindow window, WindowScores& out) const {
    if (postings == nullptr) {
      return;
    }
    PostingCursor cursor(*postings);
    for (cursor.advance_to(window.first); cursor.doc() < window.end(); cursor.next()) {
      out.set(cursor.doc() - window.first, boost_);
    }
  }

 private:
  float boost_;
  std::string description_;
};

class NoDocuments final : public Weight {
 public:
  bool can_match() const override { return false; }
  void score(const Segment&, DocWindow window, WindowScores& out) const override {
    out.reset(window.size);
  }
  std::optional<Explanation> explain(const Segment&, DocId) const override { return std::nullopt; }
};

class AllDocuments final : public ConstantScoring {
 public:
  explicit AllDocuments(float boost) : ConstantScoring(boost, "*:*") {}
  bool can_match() const override { return true; }
  void score(const Segment&, DocWindow window, WindowScores& out) const override {
    out.reset(window.size);
    out.set_all(boost());
  }
};

class ConstantWeight final : public ConstantScoring {
 public:
  ConstantWeight(WeightRef inner, float boost, std::string description)
      : ConstantScoring(boost, std::move(description)), inner_(std::move(inner)) {}
  bool can_match() const override { return inner_->can_match(); }
  void score(const Segment& segment, DocWindow window, WindowScores& out) const override {
    inner_->score(segment, window, out);
    if (!out.any()) {
      return;
    }
    for (std::uint32_t i = 0; i < window.size; ++i) {
      out.scores()[i] = out.matches()[i] != 0 ? boost() : 0.0F;
    }
  }

 private:
  WeightRef inner_;
};

class AnyTermWeight final : public ConstantScoring {
 public:
  AnyTermWeight(const AnyTermPlan& plan, bool can_match, float boost, std::string description)
      : ConstantScoring(boost, std::move(description)), plan_(plan), can_match_(can_match) {}
  bool can_match() const override { return can_match_; }
  void score(const Segment& segment, DocWindow window, WindowScores& out) const override {
    out.reset(window.size);
    for (const TermId term : plan_.terms) {
      add(segment.postings(plan_.field, term), window, out);
    }
  }

 private:
  const AnyTermPlan& plan_;
  bool can_match_;
};

class IdsWeight final : public ConstantScoring {
 public:
  IdsWeight(const IdsPlan& plan, float boost, std::string description)
      : ConstantScoring(boost, std::move(description)), plan_(plan) {}
  bool can_match() const override { return !plan_.docs.empty(); }
  void score(const Segment&, DocWindow window, WindowScores& out) const override {
    out.reset(window.size);
    auto doc = std::lower_bound(plan_.docs.begin(), plan_.docs.end(), window.first);
    for (; doc != plan_.docs.end() && *doc < window.end(); ++doc) {
      out.set(*doc - window.first, boost());
    }
  }

 private:
  const IdsPlan& plan_;
};

class ExistsWeight final : public ConstantScoring {
 public:
  ExistsWeight(const ExistsPlan& plan, bool can_match, float boost, std::string description)
      : ConstantScoring(boost, std::move(description)), plan_(plan), can_match_(can_match) {}
  bool can_match() const override { return can_match_; }
  void score(const Segment& segment, DocWindow window, WindowScores& out) const override {
    out.reset(window.size);
    for (const FieldId field : plan_.fields) {
      const std::span<const std::uint8_t> norms = segment.norms(field);
      if (const VectorColumn* const vectors = segment.vectors(field)) {
        add_vectors(vectors->docs(), window, out);
      } else if (!norms.empty()) {
        add_normed(norms.subspan(window.first - segment.first_doc(), window.size), out);
      } else if (field < segment.fields().size()) {
        for (const PostingList& postings : segment.fields()[field].terms) {
          add(&postings, window, out);
        }
      }
    }
  }

 private:
  /// A norm of 0 is a document without a term in the field.
  void add_normed(std::span<const std::uint8_t> norms, WindowScores& out) const {
    for (std::uint32_t i = 0; i < norms.size(); ++i) {
      if (norms[i] != 0) {
        out.set(i, boost());
      }
    }
  }

  void add_vectors(std::span<const DocId> docs, DocWindow window, WindowScores& out) const {
    for (auto doc = std::lower_bound(docs.begin(), docs.end(), window.first);
         doc != docs.end() && *doc < window.end(); ++doc) {
      out.set(*doc - window.first, boost());
    }
  }

  const ExistsPlan& plan_;
  bool can_match_;
};

}  // namespace

WeightRef make_none_weight() {
  return std::make_unique<NoDocuments>();
}

WeightRef make_all_weight(float boost) {
  return std::make_unique<AllDocuments>(boost);
}

WeightRef make_constant_weight(WeightRef inner, float boost, std::string description) {
  return std::make_unique<ConstantWeight>(std::move(inner), boost, std::move(description));
}

WeightRef make_any_term_weight(const AnyTermPlan& plan, const IndexSnapshot& snapshot, float boost,
                               std::string description) {
  // A number has a scorer wherever its field has values, even if none of them is this one.
  const bool can_match = plan.is_point
                             ? snapshot.doc_count(plan.field) > 0
                             : std::any_of(plan.terms.begin(), plan.terms.end(), [&](TermId term) {
                                 return snapshot.doc_freq(plan.field, term) > 0;
                               });
  return std::make_unique<AnyTermWeight>(plan, can_match, boost, std::move(description));
}

WeightRef make_ids_weight(const IdsPlan& plan, float boost, std::string description) {
  return std::make_unique<IdsWeight>(plan, boost, std::move(description));
}

WeightRef make_exists_weight(const ExistsPlan& plan, const IndexSnapshot& snapshot, float boost,
                             std::string description) {
  const auto has_values = [&snapshot](FieldId field) {
    return snapshot.doc_count(field) > 0 ||
           snapshot.mapping->field(field).kind == FieldKind::kDenseVector;
  };
  const bool can_match = std::any_of(plan.fields.begin(), plan.fields.end(), has_values);
  return std::make_unique<ExistsWeight>(plan, can_match, boost, std::move(description));
}

}  // namespace likewise
