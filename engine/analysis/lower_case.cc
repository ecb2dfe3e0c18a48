#include "engine/analysis/lower_case.h"

#include <cstddef>

#include <unicode/uchar.h>

#include "engine/analysis/utf8_cursor.h"

namespace likewise {

void lower_case(std::string_view text, std::string& out) {
  out.clear();
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    append_utf8(static_cast<char32_t>(u_tolower(static_cast<UChar32>(point.value))), out);
    at += point.bytes;
  }
}

}  // namespace likewise
