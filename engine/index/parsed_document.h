#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ids.h"
#include "engine/index/mapping.h"
#include "engine/index/vector_column.h"

namespace likewise {

/// A document after parsing, mapping and analysis: every token of every indexed field.
///
/// Tokens are kept as spans into one arena, in document order and with repeats, so that parsing
/// 200 tokens costs no 200 allocations. The writer turns them into term numbers and frequencies;
/// where the parser has met a value before it gives the numbers at once.
/// Numbers, booleans and dates are one token per value in the encoding of index/numeric_term.h.
class ParsedDocument {
 public:
  struct TokenSpan {
    std::size_t offset = 0;
    std::uint32_t length = 0;
  };
  struct FieldTokens {
    FieldId field = 0;
    std::vector<TokenSpan> tokens;
    std::vector<TermId> known_terms;  ///< Further tokens, by their number in the dictionary.
  };

  /// The mapping that the field numbers refer to: the index's own, or one with the fields that this
  /// document adds dynamically.
  std::shared_ptr<const Mapping> mapping;

  /// Fields with at least one token, in order of first appearance.
  const std::vector<FieldTokens>& fields() const { return fields_; }

  std::string_view text(TokenSpan span) const {
    return std::string_view(arena_).substr(span.offset, span.length);
  }

  void add_token(FieldId field, std::string_view token);
  /// A token whose number the caller knows.
  void add_known_term(FieldId field, TermId term) { tokens_of(field).known_terms.push_back(term); }

  /// Names of fields with a value that ignore_above (or ignore_malformed) left out: `_ignored`.
  std::vector<std::string> ignored;

  std::vector<FieldVector> vectors;  ///< At most one for each field.

  /// Forgets the tokens and keeps the memory, for the next document.
  void clear();

 private:
  FieldTokens& tokens_of(FieldId field) {
    return field < slot_of_field_.size() && slot_of_field_[field] != 0
               ? fields_[slot_of_field_[field] - 1]
               : add_field(field);
  }
  FieldTokens& add_field(FieldId field);

  std::string arena_;
  std::vector<FieldTokens> fields_;
  std::vector<std::uint32_t> slot_of_field_;  ///< FieldId -> index in fields_ + 1; 0: none.
  std::vector<FieldTokens> spare_fields_;     ///< Memory that clear() kept.
};

}  // namespace likewise
