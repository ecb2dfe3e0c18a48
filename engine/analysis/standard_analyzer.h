#pragma once

#include <string>
#include <string_view>

#include "engine/analysis/analyzer.h"

namespace likewise {

/// Elasticsearch's default for text: words of Unicode Standard Annex 29 (for_each_unicode_word) in
/// lower case, code point by code point; no stop words.
class StandardAnalyzer final : public Analyzer {
 public:
  std::string_view name() const noexcept override { return "standard"; }
  void analyze(std::string_view text, const Sink& sink) const override;
  std::string normalize(std::string_view part) const override;
};

}  // namespace likewise
