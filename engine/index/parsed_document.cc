#include "engine/index/parsed_document.h"

#include <limits>
#include <utility>

#include "engine/base/check.h"

namespace likewise {

void ParsedDocument::add_token(FieldId field, std::string_view token) {
  LIKEWISE_CHECK(token.size() <= std::numeric_limits<std::uint32_t>::max(),
                 "a token is a part of a request body");
  tokens_of(field).tokens.push_back({arena_.size(), static_cast<std::uint32_t>(token.size())});
  arena_.append(token);
}

ParsedDocument::FieldTokens& ParsedDocument::add_field(FieldId field) {
  if (field >= slot_of_field_.size()) {
    slot_of_field_.resize(field + 1, 0);
  }
  FieldTokens& added = fields_.emplace_back();
  if (!spare_fields_.empty()) {
    added = std::move(spare_fields_.back());
    spare_fields_.pop_back();
  }
  added.field = field;
  slot_of_field_[field] = static_cast<std::uint32_t>(fields_.size());
  return added;
}

void ParsedDocument::clear() {
  for (FieldTokens& field : fields_) {
    slot_of_field_[field.field] = 0;
    field.tokens.clear();
    field.known_terms.clear();
    spare_fields_.push_back(std::move(field));
  }
  fields_.clear();
  arena_.clear();
  ignored.clear();
  vectors.clear();
}

}  // namespace likewise
