#include "engine/analysis/character_runs.h"

#include <unicode/uchar.h>

#include "engine/analysis/utf8_cursor.h"

namespace likewise {
namespace {

/// Calls `sink` with the runs of characters that `belongs` holds for.
template <class Belongs>
void for_each_run(std::string_view text, Belongs belongs, std::size_t max_units,
                  const Analyzer::Sink& sink) {
  std::size_t begin = 0;
  std::size_t units = 0;
  const auto finish = [&](std::size_t end) {
    if (end > begin) {
      sink(text.substr(begin, end - begin));
    }
    units = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    const std::size_t next = at + point.bytes;
    if (!belongs(static_cast<UChar32>(point.value))) {
      finish(at);
      begin = next;
    } else if (units += point.utf16_units(); units >= max_units) {
      finish(next);
      begin = next;
    }
    at = next;
  }
  finish(text.size());
}

}  // namespace

void for_each_solid_run(std::string_view text, std::size_t max_units, const Analyzer::Sink& sink) {
  for_each_run(
      text, [](UChar32 c) { return u_isWhitespace(c) == 0; }, max_units, sink);
}

void for_each_letter_run(std::string_view text, std::size_t max_units, const Analyzer::Sink& sink) {
  for_each_run(
      text, [](UChar32 c) { return u_isalpha(c) != 0; }, max_units, sink);
}

}  // namespace likewise
