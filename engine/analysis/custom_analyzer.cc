#include "engine/analysis/custom_analyzer.h"

#include <utility>

#include "engine/analysis/character_runs.h"
#include "engine/analysis/lower_case.h"
#include "engine/analysis/standard_analyzer.h"
#include "engine/analysis/unicode_words.h"

namespace likewise {

std::optional<Tokenizer> builtin_tokenizer(std::string_view name) {
  using Kind = Tokenizer::Kind;
  if (name == "standard") {
    return Tokenizer{Kind::kStandard};
  }
  if (name == "whitespace") {
    return Tokenizer{Kind::kWhitespace};
  }
  if (name == "keyword") {
    return Tokenizer{Kind::kKeyword};
  }
  if (name == "letter") {
    return Tokenizer{Kind::kLetter};
  }
  if (name == "lowercase") {
    return Tokenizer{Kind::kLowercase};
  }
  return std::nullopt;
}

CustomAnalyzer::CustomAnalyzer(std::string name, Tokenizer tokenizer, bool lowercase,
                               std::vector<TokenFilter> filters)
    : name_(std::move(name)),
      tokenizer_(tokenizer),
      lowercase_(lowercase || tokenizer.kind == Tokenizer::Kind::kLowercase),
      filters_(std::move(filters)) {}

void CustomAnalyzer::analyze(std::string_view text, const Sink& sink) const {
  feed(text, [&sink](const StreamToken& token) {
    if (!token.is_end) {
      sink(token.term);
    }
  });
}

std::uint32_t CustomAnalyzer::analyze_positions(std::string_view text,
                                                const PositionSink& sink) const {
  std::uint32_t dropped = 0;
  feed(text, [&](const StreamToken& token) {
    if (token.is_end) {
      dropped = token.increment;
    } else {
      sink(token.term, token.increment);
    }
  });
  return dropped;
}

std::string CustomAnalyzer::normalize(std::string_view part) const {
  std::string changed(part);
  if (lowercase_ && tokenizer_.kind != Tokenizer::Kind::kLowercase) {
    lower_case(part, changed);
  }
  std::string result;
  filtered([&result](const StreamToken& token) { result = token.term; })(
      {.term = changed, .is_part = true});
  return result;
}

TokenSink CustomAnalyzer::filtered(TokenSink last) const {
  TokenSink chain = std::move(last);
  for (auto filter = filters_.rbegin(); filter != filters_.rend(); ++filter) {
    chain = (*filter)(std::move(chain));
  }
  return chain;
}

void CustomAnalyzer::feed(std::string_view text, const TokenSink& last) const {
  const TokenSink chain = filtered(last);
  const bool is_standard = lowercase_ && tokenizer_.kind == Tokenizer::Kind::kStandard &&
                           tokenizer_.max_units == kMaxWordUnits;
  if (is_standard) {
    StandardAnalyzer().analyze(text, [&](std::string_view word) { chain({word}); });  // Fast path.
  } else if (!lowercase_) {
    tokenize(text, [&](std::string_view word) { chain({word}); });
  } else {
    std::string lowered;
    tokenize(text, [&](std::string_view word) {
      lower_case(word, lowered);
      chain({lowered});
    });
  }
  chain({.term = {}, .increment = 0, .is_end = true});
}

void CustomAnalyzer::tokenize(std::string_view text, const Sink& sink) const {
  switch (tokenizer_.kind) {
    case Tokenizer::Kind::kStandard:
      for_each_unicode_word(text, sink, tokenizer_.max_units);
      return;
    case Tokenizer::Kind::kWhitespace:
      for_each_solid_run(text, tokenizer_.max_units, sink);
      return;
    case Tokenizer::Kind::kLetter:
    case Tokenizer::Kind::kLowercase:
      for_each_letter_run(text, tokenizer_.max_units, sink);
      return;
    case Tokenizer::Kind::kKeyword:
      sink(text);
      return;
  }
}

}  // namespace likewise
