#include "server/rest/search_warnings.h"

#include <iterator>

#include <fmt/format.h>

namespace likewise::server {

std::optional<std::string> selection_warning(const TermSelectionNote& note,
                                             const RestIdentity& identity) {
  if (note.selected_terms >= note.candidate_terms) {
    return std::nullopt;
  }
  std::string reasons;
  const auto add = [&reasons](std::size_t dropped, std::string_view parameter) {
    if (dropped > 0) {
      // No commas: some clients split the header at them.
      fmt::format_to(std::back_inserter(reasons), "{}{} dropped by {}",
                     reasons.empty() ? ": " : " and ", dropped, parameter);
    }
  };
  add(note.dropped_by_max_query_terms, "max_query_terms");
  add(note.dropped_by_min_term_freq, "min_term_freq");
  add(note.dropped_by_min_doc_freq, "min_doc_freq");
  add(note.dropped_by_max_doc_freq, "max_doc_freq");
  if (reasons.empty()) {
    return std::nullopt;
  }
  return fmt::format("299 Elasticsearch-{}-likewise \"more_like_this used {} of {} terms{}\"",
                     identity.version, note.selected_terms, note.candidate_terms, reasons);
}

}  // namespace likewise::server
