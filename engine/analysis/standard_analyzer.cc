#include "engine/analysis/standard_analyzer.h"

#include <string>

#include "engine/analysis/ascii_words.h"
#include "engine/analysis/lower_case.h"
#include "engine/analysis/unicode_words.h"
#include "engine/analysis/utf8_cursor.h"

namespace likewise {

void StandardAnalyzer::analyze(std::string_view text, const Sink& sink) const {
  if (is_ascii(text)) {
    for_each_lowercase_ascii_word(text, sink);
    return;
  }
  std::string lowered;
  for_each_unicode_word(text, [&](std::string_view word) {
    lower_case(word, lowered);
    sink(lowered);
  });
}

std::string StandardAnalyzer::normalize(std::string_view part) const {
  std::string lowered;
  lower_case(part, lowered);
  return lowered;
}

}  // namespace likewise
