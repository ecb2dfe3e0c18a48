#include "engine/analysis/analyzer.h"

#include <array>

#include "engine/analysis/character_analyzers.h"
#include "engine/analysis/standard_analyzer.h"

namespace likewise {

std::uint32_t Analyzer::analyze_positions(std::string_view text, const PositionSink& sink) const {
  analyze(text, [&sink](std::string_view term) { sink(term, 1); });
  return 0;
}

std::shared_ptr<const Analyzer> builtin_analyzer(std::string_view name) {
  static const std::array<std::shared_ptr<const Analyzer>, 5> builtins = {
      std::make_shared<StandardAnalyzer>(), std::make_shared<KeywordAnalyzer>(),
      std::make_shared<WhitespaceAnalyzer>(), std::make_shared<SimpleAnalyzer>(),
      std::make_shared<StopAnalyzer>()};
  for (const auto& analyzer : builtins) {
    if (analyzer->name() == name) {
      return analyzer;
    }
  }
  return nullptr;
}

std::shared_ptr<const Analyzer> find_analyzer(const NamedAnalyzers* own, std::string_view name) {
  if (own != nullptr) {
    if (const auto found = own->find(name); found != own->end()) {
      return found->second;
    }
  }
  return builtin_analyzer(name == "default" ? "standard" : name);
}

}  // namespace likewise
