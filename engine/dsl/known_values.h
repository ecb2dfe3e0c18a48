#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ids.h"
#include "engine/dsl/mapping_tree.h"
#include "engine/index/term_dictionary.h"

namespace likewise {

/// Which terms the values became that were met before. Tokens of vectors are a few thousand texts
/// that every document repeats: looking one up here costs one probe, where analysing it and finding
/// the term of every field it fills costs several.
///
/// Only terms that the dictionary has are learned, whose numbers stay. A cache: what does not fit
/// is forgotten. Not thread-safe; the mapping's tree must be the same one until clear().
class KnownValues {
 public:
  struct Term {
    FieldId field = 0;
    TermId term = 0;
  };

  /// The dictionary must outlive it.
  explicit KnownValues(const TermDictionary& dictionary) : dictionary_(dictionary) {}

  /// The terms of a text at a place of the mapping, in order; nothing if it is not known.
  std::optional<std::span<const Term>> find(const MappingNode& node, std::string_view text) const;

  /// Learning a value takes three steps: begin(), note() of every token, learn(). Without the last
  /// nothing is kept.
  void begin(const MappingNode& node, std::string_view text);
  void note(FieldId field, std::string_view token);
  void learn();
  /// The value that was begun will not be learned.
  void abandon() { node_ = nullptr; }

  void clear();

 private:
  struct Slot {
    std::uint64_t hash = 0;  ///< 0: empty.
    const MappingNode* node = nullptr;
    std::uint32_t text = 0;   ///< In texts_.
    std::uint32_t terms = 0;  ///< In terms_.
    std::uint16_t text_size = 0;
    std::uint16_t term_count = 0;
  };

  std::size_t place_of(std::uint64_t hash, const MappingNode& node, std::string_view text) const;
  void grow();

  const TermDictionary& dictionary_;
  std::vector<Slot> slots_;  ///< Open addressing, at most half full.
  std::size_t used_ = 0;
  std::string texts_;
  std::vector<Term> terms_;

  const MappingNode* node_ = nullptr;  ///< Of the value that is being learned; null: of none.
  std::string text_;
  std::vector<Term> noted_;
};

}  // namespace likewise
