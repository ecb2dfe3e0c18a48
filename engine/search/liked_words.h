#pragma once

/// @file
/// The words that a more_like_this clause chooses from: counted, and without those it must not
/// choose.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/analysis/analyzer.h"
#include "engine/search/liked_term.h"
#include "engine/search/query.h"

namespace likewise {

/// The terms that may not be selected: noise (length limits, stop words) and the terms of `unlike`.
class TermFilter {
 public:
  /// Takes the limits and stop words of `query`; unlike terms are added with skip().
  explicit TermFilter(const MoreLikeThisQuery& query);

  void skip(std::string_view field, std::string_view term);

  bool rejects(std::string_view field, std::string_view term) const;

  /// Why it rejects a term. REQUIRES: rejects(field, term).
  TermFate reason(std::string_view field, std::string_view term) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>()(text);
    }
  };
  using TermSet = std::unordered_set<std::string, Hash, std::equal_to<>>;

  bool is_noise(std::string_view term) const;

  std::int32_t min_word_length_;
  std::int32_t max_word_length_;
  TermSet stop_words_;
  std::unordered_map<std::string, TermSet, Hash, std::equal_to<>> skipped_;
};

/// Words with their total frequencies, in order of first appearance. Owns its texts.
class WordCounts {
 public:
  struct Word {
    std::string_view text;
    std::uint32_t hash = 0;  ///< java_map_hash(text).
    std::uint32_t frequency = 0;
  };

  WordCounts();

  /// Room for so many distinct words.
  void reserve(std::size_t words);

  /// Copies `text` if it is new.
  void add(std::string_view text, std::uint32_t frequency);

  /// Without a copy. REQUIRES: the bytes of `text` outlive this.
  void add_lasting(std::string_view text, std::uint32_t frequency);

  std::span<const Word> words() const noexcept { return words_; }

 private:
  /// The slot of the word, or the free one where it belongs.
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const noexcept;
  void insert(std::size_t slot, Word word);
  void rehash(std::size_t slots);

  std::unique_ptr<std::pmr::monotonic_buffer_resource> texts_;
  std::vector<Word> words_;
  std::vector<std::uint32_t> slots_;  ///< Open addressing; word number + 1, 0: free.
};

/// Adds the first 5,000 tokens of a like text, as analysed for `field`, but those the filter
/// rejects (they count among the 5,000), which go to `rejected` if that is not null.
void count_like_text(const Analyzer& analyzer, std::string_view text, std::string_view field,
                     const TermFilter& filter, WordCounts& counts, WordCounts* rejected = nullptr);

}  // namespace likewise
