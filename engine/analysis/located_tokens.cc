#include "engine/analysis/located_tokens.h"

#include <algorithm>
#include <set>
#include <utility>

#include <unicode/uscript.h>

#include "engine/analysis/character_runs.h"
#include "engine/analysis/custom_analyzer.h"
#include "engine/analysis/unicode_words.h"
#include "engine/analysis/utf8_cursor.h"
#include "engine/analysis/word_class.h"

namespace likewise {
namespace {

/// The tokenizer at the head of an analyzer.
Tokenizer tokenizer_of(const Analyzer& analyzer) {
  if (const auto* custom = dynamic_cast<const CustomAnalyzer*>(&analyzer)) {
    return custom->tokenizer();
  }
  const std::string_view name = analyzer.name();
  if (name == "simple" || name == "stop") {
    return {Tokenizer::Kind::kLowercase};
  }
  return builtin_tokenizer(name).value_or(Tokenizer());
}

void for_each_word(const Tokenizer& tokenizer, std::string_view text, const Analyzer::Sink& sink) {
  switch (tokenizer.kind) {
    case Tokenizer::Kind::kStandard:
      for_each_unicode_word(text, sink, tokenizer.max_units);
      return;
    case Tokenizer::Kind::kWhitespace:
      for_each_solid_run(text, tokenizer.max_units, sink);
      return;
    case Tokenizer::Kind::kLetter:
    case Tokenizer::Kind::kLowercase:
      for_each_letter_run(text, tokenizer.max_units, sink);
      return;
    case Tokenizer::Kind::kKeyword:
      sink(text);
      return;
  }
}

/// What Lucene's standard tokenizer calls a word, by its characters.
std::string_view standard_type(std::string_view word) {
  bool has_letter = false;
  bool has_number = false;
  bool only_hangul = true;
  bool only_katakana = true;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint point = code_point_at(word, at);
    at += point.bytes;
    const WordClass flags = word_class(point.value);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(point.value), &status);
    if ((flags & kIdeograph) != 0) {
      return script == USCRIPT_HIRAGANA ? "<HIRAGANA>" : "<IDEOGRAPHIC>";
    }
    if ((flags & kComplexContext) != 0) {
      return "<SOUTHEAST_ASIAN>";
    }
    const bool is_extender = (flags & kExtender) != 0;
    has_letter = has_letter || (flags & kLetter) != 0;
    has_number = has_number || (flags & kNumeric) != 0;
    only_hangul = only_hangul && (script == USCRIPT_HANGUL || is_extender);
    only_katakana = only_katakana && ((flags & kKatakana) != 0 || is_extender);
  }
  if (only_hangul) {
    return "<HANGUL>";
  }
  if (only_katakana) {
    return "<KATAKANA>";
  }
  if (has_letter) {
    return "<ALPHANUM>";
  }
  const bool is_emoji = word.size() > 1 && !is_ascii(word) && !has_number;
  return is_emoji ? "<EMOJI>" : has_number && is_ascii(word) ? "<NUM>" : "<ALPHANUM>";
}

/// UTF-16 offsets of growing byte offsets.
class Utf16Offsets {
 public:
  explicit Utf16Offsets(std::string_view text) : text_(text) {}

  std::size_t of(std::size_t byte) {
    while (at_ < byte) {
      const CodePoint point = code_point_at(text_, at_);
      at_ += point.bytes;
      units_ += point.utf16_units();
    }
    return units_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t units_ = 0;
};

std::vector<std::string> terms_of(const Analyzer& analyzer, std::string_view text) {
  std::vector<std::string> terms;
  analyzer.analyze(text, [&terms](std::string_view term) { terms.emplace_back(term); });
  return terms;
}

}  // namespace

LocatedText locate_tokens(const Analyzer& analyzer, std::string_view text) {
  const Tokenizer tokenizer = tokenizer_of(analyzer);
  const bool is_standard = tokenizer.kind == Tokenizer::Kind::kStandard;
  const std::vector<std::string> terms = terms_of(analyzer, text);
  LocatedText located;
  Utf16Offsets offsets(text);
  std::size_t next = 0;
  for_each_word(tokenizer, text, [&](std::string_view word) {
    // A filter looks at a word alone, but for `unique`, which drops repeats and leaves no hole.
    const std::vector<std::string> alone = terms_of(analyzer, word);
    if (alone.empty()) {
      ++located.dropped_behind;
      return;
    }
    if (next == terms.size() || terms[next] != alone.front()) {
      located.dropped_behind = 0;
      return;
    }
    const auto begin = static_cast<std::size_t>(word.data() - text.data());
    LocatedToken& token = located.tokens.emplace_back();
    token.term = terms[next++];
    token.begin = offsets.of(begin);
    token.end = offsets.of(begin + word.size());
    token.increment = 1 + std::exchange(located.dropped_behind, 0);
    token.type = is_standard ? standard_type(word) : "word";
  });
  located.length = offsets.of(text.size());
  return located;
}

void apply_filter(LocatedText& text, const TokenFilter& filter, bool leaves_holes) {
  // One word at a time; what a filter remembers of earlier words is only which there were.
  const CustomAnalyzer alone("", Tokenizer{Tokenizer::Kind::kKeyword}, false, {filter});
  std::set<std::string, std::less<>> seen;
  std::vector<LocatedToken> kept;
  std::uint32_t dropped = 0;
  for (LocatedToken& token : text.tokens) {
    const std::vector<std::string> terms = terms_of(alone, token.term);
    if (terms.empty() || (!leaves_holes && !seen.insert(terms.front()).second)) {
      dropped += leaves_holes ? token.increment : 0;
      continue;
    }
    token.term = terms.front();
    token.increment += std::exchange(dropped, 0);
    kept.push_back(std::move(token));
  }
  text.tokens = std::move(kept);
  text.dropped_behind += dropped;
}

}  // namespace likewise
