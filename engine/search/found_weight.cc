#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/search/explain_term.h"
#include "engine/search/script_plan.h"

namespace likewise {
namespace {

class FoundWeight final : public Weight {
 public:
  FoundWeight(const FoundPlan& plan, float boost)
      : hits_(*plan.hits), boost_(boost), is_section_(plan.is_section) {}

  bool can_match() const override { return !hits_.empty(); }

  void score(const Segment&, DocWindow window, WindowScores& out) const override {
    out.reset(window.size);
    for (auto hit = first_from(window.first); hit != hits_.end() && hit->doc < window.end();
         ++hit) {
      out.set(hit->doc - window.first, hit->score * boost_);
    }
  }

  std::optional<Explanation> explain(const Segment&, DocId doc) const override {
    const auto hit = first_from(doc);
    if (hit == hits_.end() || hit->doc != doc) {
      return std::nullopt;
    }
    return explained_number(hit->score * boost_,
                            is_section_ ? std::string("within top k documents")
                                        : fmt::format("within top {} docs", hits_.size()));
  }

 private:
  std::vector<FoundPlan::Hit>::const_iterator first_from(DocId doc) const {
    return std::lower_bound(hits_.begin(), hits_.end(), doc,
                            [](const FoundPlan::Hit& hit, DocId least) { return hit.doc < least; });
  }

  const std::vector<FoundPlan::Hit>& hits_;
  float boost_;
  bool is_section_;
};

}  // namespace

WeightRef make_found_weight(const FoundPlan& plan, float boost) {
  return std::make_unique<FoundWeight>(plan, boost);
}

}  // namespace likewise
