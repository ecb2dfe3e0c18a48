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

std::string SimpleAnalyzer::normalize(std::string_view part) const {
  std::string lowered;
  lower_case(part, lowered);
  return lowered;
}

std::string StopAnalyzer::normalize(std::string_view part) const {
  return SimpleAnalyzer().normalize(part);
}

void StopAnalyzer::analyze(std::string_view text, const Sink& sink) const {
  analyze_positions(text, [&sink](std::string_view word, std::uint32_t) { sink(word); });
}

std::uint32_t StopAnalyzer::analyze_positions(std::string_view text,
                                              const PositionSink& sink) const {
  const WordSet& stop_words = english_stop_words();
  std::uint32_t dropped = 0;
  SimpleAnalyzer().analyze(text, [&](std::string_view word) {
    if (stop_words.find(word) != stop_words.end()) {
      ++dropped;
      return;
    }
    sink(word, dropped + 1);
    dropped = 0;
  });
  return dropped;
}

}  // namespace likewise
