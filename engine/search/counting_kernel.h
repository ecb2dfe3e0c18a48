#pragma once

/// @file
/// The inner loops of the counting scorer, compiled once per instruction set and chosen at run
/// time.
///
/// A stream is the bitmap of one clause in one window: kWindowWords words. Streams are added up
/// vertically: bit b of the number of clauses that match document d is bit d of bit plane b.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace likewise {

inline constexpr std::uint32_t kWindowDocs = 16'384;
inline constexpr std::uint32_t kWindowWords = kWindowDocs / 64;
inline constexpr std::size_t kMaxBlockWords = 8;  ///< Of the widest vectors.
inline constexpr std::size_t kWeightBits = 4;

/// `pointers` is followed by pointers to kWindowWords words of 0 up to a multiple of 8.
struct StreamList {
  const std::uint64_t* const* pointers = nullptr;
  std::size_t count = 0;
};

struct CountingWindow {
  StreamList streams;
  const std::uint64_t* alive = nullptr;  ///< kWindowWords words: documents that may be hits.
  std::uint32_t hit_minimum = 1;         ///< Matching clauses that make a hit.
  std::uint32_t candidate_minimum = 1;   ///< Those that may make it into the top k.
};

/// Up to where a window was counted, and the candidates of the last block.
struct CountingStep {
  std::uint64_t hits = 0;         ///< Since `from_word`.
  std::uint32_t block_word = 0;   ///< First word of the block with candidates.
  std::uint32_t block_words = 0;  ///< 0: the window ended without another candidate.
  std::uint32_t candidates = 0;   ///< Their number.
  std::uint32_t next_word = 0;    ///< Where to go on.
  std::array<std::uint64_t, kMaxBlockWords> bits{};
};

/// Counts from `from_word` on, up to and including the next block that holds a candidate.
CountingStep count_to_next_candidates(const CountingWindow& window, std::uint32_t from_word);

/// The streams by the bits of their clause's coarse weight, a stream in several lists or none.
struct WeightedStreams {
  std::array<StreamList, kWeightBits> by_bit;
  std::size_t max_sum = 0;    ///< Sum of all coarse weights.
  std::uint32_t minimum = 0;  ///< Sum of coarse weights that may make it into the top k.
};

/// Drops the candidates of `step` whose matching clauses weigh less than the minimum.
void filter_by_weight(const WeightedStreams& streams, CountingStep& step);

/// Name of the instruction set in use.
const char* counting_kernel_target();

}  // namespace likewise
