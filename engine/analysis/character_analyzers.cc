#include "engine/analysis/character_analyzers.h"

#include <cstddef>
#include <string>

#include "engine/analysis/character_runs.h"
#include "engine/analysis/lower_case.h"
#include "engine/analysis/token_filter.h"

namespace likewise {
namespace {

constexpr std::size_t kMaxRunUnits = 255;

}  // namespace

void WhitespaceAnalyzer::analyze(std::string_view text, const Sink& sink) const {
  for_each_solid_run(text, kMaxRunUnits, sink);
}

void SimpleAnalyzer::analyze(std::string_view text, const Sink& sink) const {
  std::string lowered;
  for_each_letter_run(text, kMaxRunUnits, [&](std::string_view run) {
    lower_case(run, lowered);
    sink(lowered);
  });
}

void StopAnalyzer::analyze(std::string_view text, const Sink& sink) const {
  const WordSet& stop_words = english_stop_words();
  SimpleAnalyzer().analyze(text, [&](std::string_view word) {
    if (stop_words.find(word) == stop_words.end()) {
      sink(word);
    }
  });
}

}  // namespace likewise
