#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/analyzer.h"
#include "engine/analysis/token_filter.h"

namespace likewise {

struct Tokenizer {
  enum class Kind : std::uint8_t { kStandard, kWhitespace, kKeyword, kLetter, kLowercase };

  Kind kind = Kind::kStandard;
  std::size_t max_units = 255;  ///< Longer words are cut. No meaning for kKeyword.
};

/// The tokenizer of that name ("standard", "letter", ...), or none.
std::optional<Tokenizer> builtin_tokenizer(std::string_view name);

/// A tokenizer and the filters behind it, as `index.analysis.analyzer.NAME` puts them together.
class CustomAnalyzer final : public Analyzer {
 public:
  /// `lowercase`: words go through lower case before all filters.
  /// REQUIRES: tokenizer.max_units > 0.
  CustomAnalyzer(std::string name, Tokenizer tokenizer, bool lowercase,
                 std::vector<TokenFilter> filters);

  std::string_view name() const noexcept override { return name_; }
  void analyze(std::string_view text, const Sink& sink) const override;
  std::uint32_t analyze_positions(std::string_view text, const PositionSink& sink) const override;
  std::string normalize(std::string_view part) const override;

  const Tokenizer& tokenizer() const noexcept { return tokenizer_; }

 private:
  /// The filters in front of `last`.
  TokenSink filtered(TokenSink last) const;
  /// Puts the words of the tokenizer through the filters into `last`.
  void feed(std::string_view text, const TokenSink& last) const;
  void tokenize(std::string_view text, const Sink& sink) const;

  const std::string name_;
  const Tokenizer tokenizer_;
  const bool lowercase_;
  const std::vector<TokenFilter> filters_;
};

}  // namespace likewise
