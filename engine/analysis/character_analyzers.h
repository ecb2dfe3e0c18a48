#pragma once

/// @file
/// Analyzers whose words are runs of one kind of character. Runs longer than 255 UTF-16 units are
/// cut there, as Lucene's tokenizers do.

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/analysis/analyzer.h"

namespace likewise {

/// The whole text as one term, also an empty one.
class KeywordAnalyzer final : public Analyzer {
 public:
  std::string_view name() const noexcept override { return "keyword"; }
  void analyze(std::string_view text, const Sink& sink) const override { sink(text); }
};

/// What stands between Java's white space (no-break spaces are none); case is kept.
class WhitespaceAnalyzer final : public Analyzer {
 public:
  std::string_view name() const noexcept override { return "whitespace"; }
  void analyze(std::string_view text, const Sink& sink) const override;
};

/// Runs of letters in lower case.
class SimpleAnalyzer final : public Analyzer {
 public:
  std::string_view name() const noexcept override { return "simple"; }
  void analyze(std::string_view text, const Sink& sink) const override;
  std::string normalize(std::string_view part) const override;
};

/// SimpleAnalyzer without Lucene's 33 English stop words.
class StopAnalyzer final : public Analyzer {
 public:
  std::string_view name() const noexcept override { return "stop"; }
  void analyze(std::string_view text, const Sink& sink) const override;
  std::string normalize(std::string_view part) const override;
  std::uint32_t analyze_positions(std::string_view text, const PositionSink& sink) const override;
};

}  // namespace likewise
