#include "engine/analysis/character_analyzers.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include <unicode/uchar.h>

#include "engine/analysis/lower_case.h"
#include "engine/analysis/utf8_cursor.h"

namespace likewise {
namespace {

constexpr std::size_t kMaxRunUnits = 255;

constexpr std::array<std::string_view, 33> kEnglishStopWords = {
    "a",   "an",    "and",  "are",   "as",    "at",   "be",   "but", "by",  "for",  "if",
    "in",  "into",  "is",   "it",    "no",    "not",  "of",   "on",  "or",  "such", "that",
    "the", "their", "then", "there", "these", "they", "this", "to",  "was", "will", "with"};
static_assert(std::is_sorted(kEnglishStopWords.begin(), kEnglishStopWords.end()));

/// Calls `sink` with the runs of characters that `belongs` holds for.
template <class Belongs>
void for_each_run(std::string_view text, Belongs belongs, const Analyzer::Sink& sink) {
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
    } else if (units += point.utf16_units(); units >= kMaxRunUnits) {
      finish(next);
      begin = next;
    }
    at = next;
  }
  finish(text.size());
}

}  // namespace

void WhitespaceAnalyzer::analyze(std::string_view text, const Sink& sink) const {
  for_each_run(
      text, [](UChar32 c) { return u_isWhitespace(c) == 0; }, sink);
}

void SimpleAnalyzer::analyze(std::string_view text, const Sink& sink) const {
  std::string lowered;
  for_each_run(
      text, [](UChar32 c) { return u_isalpha(c) != 0; },
      [&](std::string_view run) {
        lower_case(run, lowered);
        sink(lowered);
      });
}

void StopAnalyzer::analyze(std::string_view text, const Sink& sink) const {
  SimpleAnalyzer().analyze(text, [&sink](std::string_view word) {
    if (!std::binary_search(kEnglishStopWords.begin(), kEnglishStopWords.end(), word)) {
      sink(word);
    }
  });
}

}  // namespace likewise
