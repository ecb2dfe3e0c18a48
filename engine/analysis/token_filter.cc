#include "engine/analysis/token_filter.h"

#include <utility>

#include <unicode/uchar.h>

#include "engine/analysis/ascii_folding.h"
#include "engine/analysis/lower_case.h"
#include "engine/analysis/utf8_cursor.h"

namespace likewise {
namespace {

std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    units += point.utf16_units();
    at += point.bytes;
  }
  return units;
}

bool is_space(char32_t value) {
  return u_isWhitespace(static_cast<UChar32>(value)) != 0;
}

std::string_view trimmed(std::string_view text) {
  std::size_t begin = 0;
  std::size_t end = 0;  // Behind the last character that is no white space.
  bool only_space = true;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    if (!is_space(point.value)) {
      begin = only_space ? at : begin;
      only_space = false;
      end = at + point.bytes;
    }
    at += point.bytes;
  }
  return text.substr(begin, end - begin);
}

}  // namespace

const WordSet& english_stop_words() {
  static const WordSet words = {
      "a",   "an",    "and",  "are",   "as",    "at",   "be",   "but", "by",  "for",  "if",
      "in",  "into",  "is",   "it",    "no",    "not",  "of",   "on",  "or",  "such", "that",
      "the", "their", "then", "there", "these", "they", "this", "to",  "was", "will", "with"};
  return words;
}

TokenFilter lowercase_filter() {
  return [](Analyzer::Sink next) -> Analyzer::Sink {
    return [next = std::move(next), lowered = std::string()](std::string_view term) mutable {
      lower_case(term, lowered);
      next(lowered);
    };
  };
}

TokenFilter ascii_folding_filter() {
  return [](Analyzer::Sink next) -> Analyzer::Sink {
    return [next = std::move(next), folded = std::string()](std::string_view term) mutable {
      fold_to_ascii(term, folded);
      next(folded);
    };
  };
}

TokenFilter stop_filter(WordSet words, bool ignore_case) {
  if (ignore_case) {
    WordSet lowered;
    for (const std::string& word : words) {
      std::string lower;
      lower_case(word, lower);
      lowered.insert(std::move(lower));
    }
    words = std::move(lowered);
  }
  const auto shared = std::make_shared<const WordSet>(std::move(words));
  return [shared, ignore_case](Analyzer::Sink next) -> Analyzer::Sink {
    return [shared, ignore_case, next = std::move(next),
            lowered = std::string()](std::string_view term) mutable {
      std::string_view compared = term;
      if (ignore_case) {
        lower_case(term, lowered);
        compared = lowered;
      }
      if (shared->find(compared) == shared->end()) {
        next(term);
      }
    };
  };
}

TokenFilter length_filter(std::size_t min, std::size_t max) {
  return [min, max](Analyzer::Sink next) -> Analyzer::Sink {
    return [min, max, next = std::move(next)](std::string_view term) {
      const std::size_t length = utf16_length(term);
      if (length >= min && length <= max) {
        next(term);
      }
    };
  };
}

TokenFilter unique_filter() {
  return [](Analyzer::Sink next) -> Analyzer::Sink {
    return [next = std::move(next), seen = WordSet()](std::string_view term) mutable {
      if (seen.find(term) == seen.end()) {
        seen.emplace(term);
        next(term);
      }
    };
  };
}

TokenFilter trim_filter() {
  return [](Analyzer::Sink next) -> Analyzer::Sink {
    return [next = std::move(next)](std::string_view term) { next(trimmed(term)); };
  };
}

}  // namespace likewise
