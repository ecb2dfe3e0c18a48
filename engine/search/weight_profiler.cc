#include "engine/search/weight_profiler.h"

#include <numeric>
#include <optional>

namespace likewise {
namespace {

class ProfiledWeight final : public Weight {
 public:
  ProfiledWeight(WeightRef inner, QueryProfile& profile, const ProfileClock& clock)
      : inner_(std::move(inner)), profile_(profile), clock_(clock) {}

  bool can_match() const override { return inner_->can_match(); }

  void score(const Segment& segment, DocWindow window, WindowScores& out) const override {
    const std::uint64_t start = clock_();
    inner_->score(segment, window, out);
    profile_.score_nanos += clock_() - start;
    ++profile_.windows;
    if (out.any()) {
      profile_.matches +=
          std::accumulate(out.matches().begin(), out.matches().end(), std::uint64_t{0});
    }
  }

  std::optional<Explanation> explain(const Segment& segment, DocId doc) const override {
    return inner_->explain(segment, doc);
  }

 private:
  WeightRef inner_;
  QueryProfile& profile_;
  const ProfileClock& clock_;
};

}  // namespace

WeightRef WeightProfiler::wrap(std::string type, std::string description,
                               const std::function<WeightRef()>& make) {
  QueryProfile* const parent = open_;
  QueryProfile& profile = parent->children.emplace_back();
  profile.type = std::move(type);
  profile.description = std::move(description);
  open_ = &profile;
  const std::uint64_t start = clock_();
  WeightRef weight = make();
  profile.create_weight_nanos = clock_() - start;
  open_ = parent;
  return std::make_unique<const ProfiledWeight>(std::move(weight), profile, clock_);
}

}  // namespace likewise
