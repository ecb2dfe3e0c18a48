#include "engine/dsl/position_reader.h"

#include <limits>

namespace likewise {

void PositionReader::read(const Field& field, std::string_view text) {
  if (field.id != field_ || !field.indexed) {
    return;
  }
  constexpr std::uint64_t kLast = std::numeric_limits<std::int32_t>::max();
  const std::uint32_t dropped = field.analyzer->analyze_positions(
      text, [this](std::string_view term, std::uint32_t increment) {
        const std::uint64_t position = next_ + increment - 1;
        if (position <= kLast) {  // Lucene has no greater ones.
          sink_(term, static_cast<std::uint32_t>(position));
        }
        next_ = position + 1;
      });
  next_ += std::uint64_t{dropped} + field.position_increment_gap;
}

}  // namespace likewise
