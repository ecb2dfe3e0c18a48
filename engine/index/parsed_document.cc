#include "engine/index/parsed_document.h"

#include <limits>
#include <utility>

#include "engine/base/check.h"

namespace likewise {

void ParsedDocument::add_token(FieldId field, std::string_view token) {
  LIKEWISE_CHECK(token.size() <= std::numeric_limits<std::uint32_t>::max(),
                 "a token is a part of a request body");
  if (field >= slot_of_field_.size()) {
    slot_of_field_.resize(field + 1, 0);
  }
  std::uint32_t& slot = slot_of_field_[field];
  if (slot == 0) {
    FieldTokens& added = fields_.emplace_back();
    added.field = field;
    if (!spare_tokens_.empty()) {
      added.tokens = std::move(spare_tokens_.back());
      spare_tokens_.pop_back();
    }
    slot = static_cast<std::uint32_t>(fields_.size());
  }
  fields_[slot - 1].tokens.push_back({arena_.size(), static_cast<std::uint32_t>(token.size())});
  arena_.append(token);
}

void ParsedDocument::clear() {
  for (FieldTokens& field : fields_) {
    slot_of_field_[field.field] = 0;
    field.tokens.clear();
    spare_tokens_.push_back(std::move(field.tokens));
  }
  fields_.clear();
  arena_.clear();
  ignored.clear();
}

}  // namespace likewise
