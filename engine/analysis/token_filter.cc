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

/// Changes terms one by one.
template <class Change>
TokenFilter changing_filter(Change change) {
  return [change](TokenSink next) -> TokenSink {
    return [change, next = std::move(next),
            changed = std::string()](const StreamToken& token) mutable {
      next({token.is_end ? token.term : change(token.term, changed), token.increment, token.is_end,
            token.is_part});
    };
  };
}

/// Drops the terms that `drops` takes and leaves holes in their places.
template <class Drops>
TokenFilter dropping_filter(Drops drops) {
  return [drops](TokenSink next) -> TokenSink {
    return [drops, next = std::move(next),
            dropped = std::uint32_t{0}](const StreamToken& token) mutable {
      if (!token.is_end && !token.is_part && drops(token.term)) {
        dropped += token.increment;
        return;
      }
      next({token.term, token.increment + dropped, token.is_end, token.is_part});
      dropped = 0;
    };
  };
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
  return changing_filter([](std::string_view term, std::string& lowered) {
    lower_case(term, lowered);
    return std::string_view(lowered);
  });
}

TokenFilter ascii_folding_filter() {
  return changing_filter([](std::string_view term, std::string& folded) {
    fold_to_ascii(term, folded);
    return std::string_view(folded);
  });
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
  return dropping_filter([shared, ignore_case](std::string_view term) {
    if (!ignore_case) {
      return shared->find(term) != shared->end();
    }
    std::string lowered;
    lower_case(term, lowered);
    return shared->find(lowered) != shared->end();
  });
}

TokenFilter length_filter(std::size_t min, std::size_t max) {
  return dropping_filter([min, max](std::string_view term) {
    const std::size_t length = utf16_length(term);
    return length < min || length > max;
  });
}

TokenFilter unique_filter() {
  return [](TokenSink next) -> TokenSink {
    return [next = std::move(next), seen = WordSet()](const StreamToken& token) mutable {
      if (token.is_end || seen.find(token.term) == seen.end()) {
        if (!token.is_end) {
          seen.emplace(token.term);
        }
        next(token);
      }
    };
  };
}

TokenFilter trim_filter() {
  return changing_filter([](std::string_view term, std::string&) { return trimmed(term); });
}

}  // namespace likewise
