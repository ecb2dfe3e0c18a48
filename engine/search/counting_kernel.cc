#include "engine/search/counting_kernel.h"

#include <algorithm>

// Arrays of vectors need vectors of known size, which these instruction sets do not have.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/search/counting_kernel.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace likewise::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using Words = hn::CappedTag<std::uint64_t, kMaxBlockWords>;
using Vector = hn::Vec<Words>;

/// Bit planes of 64 x lanes sums, lowest plane first.
template <std::size_t kPlanes>
using Planes = Vector[kPlanes];

/// a + b + c, bit by bit: the sum replaces `a`, the carry is returned.
HWY_INLINE Vector carry_save_add(Vector& a, Vector b, Vector c) {
  const Vector differ = hn::Xor(a, b);
#if HWY_TARGET <= HWY_AVX3
  // One instruction there; elsewhere IfVecThenElse looks at whole bytes.
  const Vector carry = hn::IfVecThenElse(differ, c, a);
#else
  const Vector carry = hn::Or(hn::And(differ, c), hn::AndNot(differ, a));
#endif
  a = hn::Xor(differ, c);
  return carry;
}

template <std::size_t kFrom, std::size_t kPlanes>
HWY_INLINE void ripple(Planes<kPlanes>& planes, Vector carry) {
#pragma GCC unroll 20
  for (std::size_t plane = kFrom; plane < kPlanes; ++plane) {
    const Vector next = hn::And(planes[plane], carry);
    planes[plane] = hn::Xor(planes[plane], carry);
    carry = next;
  }
}

/// Adds eight streams, each counting 2^kFrom: Harley and Seal's tree of seven adders.
template <std::size_t kFrom, std::size_t kPlanes>
HWY_INLINE void add_eight(const std::uint64_t* const* HWY_RESTRICT streams, std::size_t word,
                          Planes<kPlanes>& planes) {
  static_assert(kFrom + 3 < kPlanes);
  const Words d;
  Vector& ones = planes[kFrom];
  Vector& twos = planes[kFrom + 1];
  Vector& fours = planes[kFrom + 2];
  const auto at = [&](std::size_t i) HWY_ATTR { return hn::LoadU(d, streams[i] + word); };
  const Vector twos_a = carry_save_add(ones, at(0), at(1));
  const Vector twos_b = carry_save_add(ones, at(2), at(3));
  const Vector fours_a = carry_save_add(twos, twos_a, twos_b);
  const Vector twos_c = carry_save_add(ones, at(4), at(5));
  const Vector twos_d = carry_save_add(ones, at(6), at(7));
  const Vector fours_b = carry_save_add(twos, twos_c, twos_d);
  ripple<kFrom + 3, kPlanes>(planes, carry_save_add(fours, fours_a, fours_b));
}

template <std::size_t kFrom, std::size_t kPlanes>
HWY_INLINE void add_streams(const StreamList& list, std::size_t word, Planes<kPlanes>& planes) {
  std::size_t i = 0;
  for (; i + 8 <= list.count; i += 8) {
    add_eight<kFrom, kPlanes>(list.pointers + i, word, planes);
  }
  if (list.count - i > 2) {
    add_eight<kFrom, kPlanes>(list.pointers + i, word, planes);  // Zeros fill it up.
  } else {
    for (; i < list.count; ++i) {
      ripple<kFrom, kPlanes>(planes, hn::LoadU(Words(), list.pointers[i] + word));
    }
  }
}

/// Bits of the documents whose sum is at least `minimum`.
template <std::size_t kPlanes>
HWY_INLINE Vector at_least(const Planes<kPlanes>& planes, std::uint32_t minimum) {
  const Words d;
  Vector greater = hn::Zero(d);
  if (minimum >> kPlanes != 0) {
    return greater;
  }
  Vector equal = hn::Not(greater);
#pragma GCC unroll 20
  for (std::size_t below = 1; below <= kPlanes; ++below) {
    const std::size_t plane = kPlanes - below;
    if (((minimum >> plane) & 1U) != 0) {
      equal = hn::And(equal, planes[plane]);
    } else {
      greater = hn::Or(greater, hn::And(equal, planes[plane]));
      equal = hn::AndNot(planes[plane], equal);
    }
  }
  return hn::Or(greater, equal);
}

template <std::size_t kPlanes>
void clear(Planes<kPlanes>& planes) {
#pragma GCC unroll 20
  for (Vector& plane : planes) {
    plane = hn::Zero(Words());
  }
}

HWY_INLINE std::uint64_t sum_of_lanes(Vector counts) {
  HWY_ALIGN std::uint64_t lanes[kMaxBlockWords] = {};
  hn::Store(counts, Words(), lanes);
  std::uint64_t sum = 0;
  for (const std::uint64_t lane : lanes) {
    sum += lane;
  }
  return sum;
}

template <std::size_t kPlanes>
CountingStep count_with(const CountingWindow& window, std::uint32_t from_word) {
  const Words d;
  const auto lanes = static_cast<std::uint32_t>(hn::Lanes(d));
  CountingStep step;
  Vector hit_counts = hn::Zero(d);
  std::uint32_t word = from_word;
  for (; word < kWindowWords && step.block_words == 0; word += lanes) {
    Planes<kPlanes> planes;
    clear<kPlanes>(planes);
    add_streams<0, kPlanes>(window.streams, word, planes);
    const Vector alive = hn::LoadU(d, window.alive + word);
    const Vector hits = hn::And(at_least<kPlanes>(planes, window.hit_minimum), alive);
    hit_counts = hn::Add(hit_counts, hn::PopulationCount(hits));
    const Vector candidates = hn::And(at_least<kPlanes>(planes, window.candidate_minimum), hits);
    if (!hn::AllTrue(d, hn::Eq(candidates, hn::Zero(d)))) {
      hn::StoreU(candidates, d, step.bits.data());
      step.candidates = static_cast<std::uint32_t>(sum_of_lanes(hn::PopulationCount(candidates)));
      step.block_word = word;
      step.block_words = lanes;
    }
  }
  step.next_word = word;
  step.hits = sum_of_lanes(hit_counts);
  return step;
}

CountingStep count(const CountingWindow& window, std::uint32_t from_word) {
  const std::size_t most = window.streams.count;
  if (most < 1U << 5U) {
    return count_with<5>(window, from_word);
  }
  if (most < 1U << 7U) {
    return count_with<7>(window, from_word);
  }
  if (most < 1U << 9U) {
    return count_with<9>(window, from_word);
  }
  return count_with<13>(window, from_word);
}

template <std::size_t kPlanes>
void filter_with(const WeightedStreams& streams, CountingStep& step) {
  static_assert(kWeightBits == 4);
  const Words d;
  Planes<kPlanes> planes;
  clear<kPlanes>(planes);
  add_streams<0, kPlanes>(streams.by_bit[0], step.block_word, planes);
  add_streams<1, kPlanes>(streams.by_bit[1], step.block_word, planes);
  add_streams<2, kPlanes>(streams.by_bit[2], step.block_word, planes);
  add_streams<3, kPlanes>(streams.by_bit[3], step.block_word, planes);
  const Vector kept =
      hn::And(hn::LoadU(d, step.bits.data()), at_least<kPlanes>(planes, streams.minimum));
  hn::StoreU(kept, d, step.bits.data());
}

void filter(const WeightedStreams& streams, CountingStep& step) {
  if (streams.max_sum < 1U << 9U) {
    filter_with<9>(streams, step);
  } else if (streams.max_sum < 1U << 12U) {
    filter_with<12>(streams, step);
  } else {
    filter_with<17>(streams, step);
  }
}

const char* target_name() {
  return hwy::TargetName(HWY_TARGET);
}

}  // namespace
}  // namespace likewise::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace likewise {

HWY_EXPORT(count);
HWY_EXPORT(filter);
HWY_EXPORT(target_name);

CountingStep count_to_next_candidates(const CountingWindow& window, std::uint32_t from_word) {
  return HWY_DYNAMIC_DISPATCH(count)(window, from_word);
}

void filter_by_weight(const WeightedStreams& streams, CountingStep& step) {
  HWY_DYNAMIC_DISPATCH(filter)(streams, step);
}

const char* counting_kernel_target() {
  return HWY_DYNAMIC_DISPATCH(target_name)();
}

}  // namespace likewise
#endif  // HWY_ONCE
