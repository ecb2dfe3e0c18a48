#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace likewise {

/// One place of a phrase: any of its terms may stand there.
struct PhrasePlace {
  std::uint32_t offset = 0;        ///< From the first place; words that were dropped leave gaps.
  std::vector<std::string> texts;  ///< Distinct.

  friend bool operator==(const PhrasePlace&, const PhrasePlace&) = default;
};

/// Counts a phrase in one document after the other, as Lucene does: without slop every occurrence
/// counts 1; with slop an occurrence counts 1 / (1 + distance), and equal words of the phrase never
/// stand on the same word of the document. Not thread-safe.
class PhraseMatcher {
 public:
  /// REQUIRES: at least two places, offsets not decreasing, the first one 0; slop >= 0. The places
  /// outlive this.
  PhraseMatcher(const std::vector<PhrasePlace>& places, std::int32_t slop);
  ~PhraseMatcher();
  PhraseMatcher(const PhraseMatcher&) = delete;
  PhraseMatcher& operator=(const PhraseMatcher&) = delete;

  /// Forgets the words of the document before.
  void start_document();

  /// The next word of the document. REQUIRES: positions do not decrease.
  void add(std::string_view term, std::uint32_t position);

  /// How often the phrase occurs; 0: not at all.
  /// Cost: O(words of the document that the phrase has * log of the places).
  float frequency();

 private:
  struct Cursor;
  struct InOrder;
  class Sloppy;

  float exact_frequency() const;
  void group_repeats(const std::vector<PhrasePlace>& places);

  std::int32_t slop_;
  std::vector<Cursor> cursors_;  ///< One per place.
  std::unordered_map<std::string_view, std::vector<std::size_t>> places_of_;
  std::vector<std::vector<Cursor*>> repeats_;  ///< Places that share terms, by offset.
  bool has_shared_alternatives_ = false;       ///< One of those has several terms.
};

}  // namespace likewise
