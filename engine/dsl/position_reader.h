#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "engine/base/ids.h"
#include "engine/index/mapping.h"

namespace likewise {

/// Counts the positions of the words of one text field of one document, value by value in document
/// order, as Lucene counts them: words that a filter dropped leave holes, values are apart by the
/// field's position_increment_gap.
class PositionReader {
 public:
  using Sink = std::function<void(std::string_view term, std::uint32_t position)>;

  /// `sink` is called during read(); it must outlive this.
  PositionReader(FieldId field, const Sink& sink) : field_(field), sink_(sink) {}

  /// One value of any field; those of other fields are left alone.
  void read(const Field& field, std::string_view text);

 private:
  FieldId field_;
  const Sink& sink_;
  std::uint64_t next_ = 0;  ///< Where a word that follows at once stands.
};

}  // namespace likewise
