#include "engine/search/field_boosts.h"

#include <algorithm>
#include <charconv>

namespace likewise {

std::vector<FieldBoost> default_field_boosts(const std::vector<std::string>& fields) {
  std::vector<FieldBoost> boosts;
  for (const std::string& text : fields) {
    const std::size_t caret = text.find('^');
    FieldBoost& field = boosts.emplace_back(FieldBoost{text.substr(0, caret)});
    if (caret != std::string::npos) {
      std::from_chars(text.data() + caret + 1, text.data() + text.size(), field.boost);
    }
  }
  return boosts;
}

bool asks_all_fields(const std::vector<FieldBoost>& fields) {
  return std::any_of(fields.begin(), fields.end(),
                     [](const FieldBoost& field) { return field.pattern == "*"; });
}

}  // namespace likewise
