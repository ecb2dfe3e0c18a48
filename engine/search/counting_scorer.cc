#include "engine/search/counting_scorer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include "engine/base/check.h"
#include "engine/search/counting_bounds.h"
#include "engine/search/counting_kernel.h"
#include "engine/search/window_bitmaps.h"

namespace likewise {
namespace {

/// Candidates in a block of 64 to 512 documents from which a second pass over coarse weights costs
/// less than scoring them all.
constexpr std::uint32_t kDenseCandidates = 6;

/// The scorer of one segment: window by window, block by block within a window.
class CountingScorer {
 public:
  CountingScorer(const CountingQuery& query, TopKCollector& top)
      : query_(query), top_(top), bounds_(query.clauses), bitmaps_(query) {}

  std::uint64_t run(const std::function<bool()>& should_stop);

 private:
  std::uint64_t score_window();
  void score_candidates(const CountingStep& step);
  float score_of(std::size_t word, std::uint32_t bit) const;
  bool weigh_candidates(CountingStep& step);
  void list_streams_by_weight();
  void tighten();

  const CountingQuery& query_;
  TopKCollector& top_;
  CountingBounds bounds_;
  WindowBitmaps bitmaps_;

  std::uint32_t candidate_minimum_ = 0;  ///< By the collector's present threshold.
  WeightedStreams weighted_;
  std::array<std::vector<const std::uint64_t*>, kWeightBits> weighted_pointers_;
  bool weighted_listed_ = false;  ///< weighted_ belongs to this window.
  bool weight_minimum_known_ = false;
};

std::uint64_t CountingScorer::run(const std::function<bool()>& should_stop) {
  std::uint64_t hits = 0;
  tighten();
  while (bitmaps_.next_window(query_.minimum_should_match)) {
    if (should_stop && should_stop()) {
      break;
    }
    weighted_listed_ = false;
    hits += score_window();
  }
  return hits;
}

std::uint64_t CountingScorer::score_window() {
  CountingWindow window;
  window.streams = bitmaps_.streams();
  window.alive = bitmaps_.alive();
  window.hit_minimum = query_.minimum_should_match;
  std::uint64_t hits = 0;
  for (std::uint32_t word = 0; word < kWindowWords;) {
    window.candidate_minimum = candidate_minimum_;
    CountingStep step = count_to_next_candidates(window, word);
    word = step.next_word;
    hits += step.hits;
    if (step.block_words == 0) {
      break;
    }
    if (step.candidates < kDenseCandidates || weigh_candidates(step)) {
      score_candidates(step);
    }
  }
  return hits;
}

void CountingScorer::tighten() {
  candidate_minimum_ = std::max(query_.minimum_should_match, bounds_.smallest_count(top_));
  weight_minimum_known_ = false;
}

/// False if no candidate is left.
bool CountingScorer::weigh_candidates(CountingStep& step) {
  if (!top_.full() || !bounds_.has_weights()) {
    return true;
  }
  if (!weighted_listed_) {
    list_streams_by_weight();
  }
  if (!weight_minimum_known_) {
    weighted_.minimum = bounds_.smallest_weight(top_);
    weight_minimum_known_ = true;
  }
  if (weighted_.minimum > weighted_.max_sum) {
    return false;
  }
  filter_by_weight(weighted_, step);
  return true;
}

void CountingScorer::list_streams_by_weight() {
  const StreamList all = bitmaps_.streams();
  weighted_.max_sum = 0;
  for (auto& pointers : weighted_pointers_) {
    pointers.clear();
  }
  for (std::size_t i = 0; i < all.count; ++i) {
    const std::uint32_t weight = bounds_.weight(bitmaps_.clause(i));
    weighted_.max_sum += weight;
    for (std::size_t bit = 0; bit < kWeightBits; ++bit) {
      if (((weight >> bit) & 1U) != 0) {
        weighted_pointers_[bit].push_back(all.pointers[i]);
      }
    }
  }
  for (std::size_t bit = 0; bit < kWeightBits; ++bit) {
    auto& pointers = weighted_pointers_[bit];
    const std::size_t count = pointers.size();
    pointers.resize((count + 7) / 8 * 8, WindowBitmaps::zeros());
    weighted_.by_bit[bit] = {pointers.data(), count};
  }
  weighted_listed_ = true;
}

void CountingScorer::score_candidates(const CountingStep& step) {
  bool changed = false;
  for (std::uint32_t i = 0; i < step.block_words; ++i) {
    const std::uint32_t word = step.block_word + i;
    for (std::uint64_t rest = step.bits[i]; rest != 0; rest &= rest - 1) {
      const auto bit = static_cast<std::uint32_t>(std::countr_zero(rest));
      const float score = score_of(word, bit);
      if (top_.would_accept(score)) {
        top_.collect(bitmaps_.first_doc() + word * 64 + bit, score);
        changed = true;
      }
    }
  }
  if (changed) {
    tighten();
  }
}

float CountingScorer::score_of(std::size_t word, std::uint32_t bit) const {
  const StreamList all = bitmaps_.streams();
  const double* const scores = bitmaps_.scores().data();
  // All ones or all zeros select a score or +0.0, which changes no sum: no branch to mispredict.
  const auto part = [&](std::size_t i) {
    const std::uint64_t mask = 0 - ((all.pointers[i][word] >> bit) & 1U);
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(scores[i]) & mask);
  };
  double sum = 0.0;
  std::size_t i = 0;
  if (bounds_.sums_are_exact()) {  // Then any order gives the same sum, and four chains are faster.
    double sum1 = 0.0;
    double sum2 = 0.0;
    double sum3 = 0.0;
    for (; i + 4 <= all.count; i += 4) {
      sum += part(i);
      sum1 += part(i + 1);
      sum2 += part(i + 2);
      sum3 += part(i + 3);
    }
    sum = (sum + sum1) + (sum2 + sum3);
  }
  for (; i < all.count; ++i) {
    sum += part(i);
  }
  return static_cast<float>(sum);
}

}  // namespace

std::uint64_t collect_by_counting(const CountingQuery& query, TopKCollector& top,
                                  const std::function<bool()>& should_stop) {
  LIKEWISE_CHECK(query.live != nullptr, "the living documents");
  LIKEWISE_CHECK(query.minimum_should_match >= 1, "a hit matches something");
  LIKEWISE_CHECK(query.clauses.size() <= 4'096, "thirteen bit planes");
  return CountingScorer(query, top).run(should_stop);
}

const char* counting_target() {
  return counting_kernel_target();
}

}  // namespace likewise
