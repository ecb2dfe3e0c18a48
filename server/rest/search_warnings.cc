#include "server/rest/search_warnings.h"

#include <cstdint>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

namespace likewise::server {
namespace {

/// The form of Elasticsearch's own warnings, which its clients take apart.
std::string warning(const RestIdentity& identity, std::string_view text) {
  return fmt::format("299 Elasticsearch-{}-likewise \"{}\"", identity.version, text);
}

}  // namespace

std::optional<std::string> selection_warning(const TermSelectionNote& note,
                                             const RestIdentity& identity) {
  if (note.candidate_terms == 0) {
    return warning(identity,
                   "more_like_this found no term: no liked document or text has one in its fields");
  }
  if (note.selected_terms >= note.candidate_terms) {
    return std::nullopt;
  }
  std::string reasons;
  const auto add = [&reasons](std::size_t dropped, std::string_view parameter, std::int32_t value) {
    if (dropped > 0) {
      // No commas: some clients split the header at them.
      fmt::format_to(std::back_inserter(reasons), "{}{} dropped by {} {}",
                     reasons.empty() ? ": " : " and ", dropped, parameter, value);
    }
  };
  add(note.dropped_by_max_query_terms, "max_query_terms", note.max_query_terms);
  add(note.dropped_by_min_term_freq, "min_term_freq", note.min_term_freq);
  add(note.dropped_by_min_doc_freq, "min_doc_freq", note.min_doc_freq);
  add(note.dropped_by_max_doc_freq, "max_doc_freq", note.max_doc_freq);
  if (reasons.empty()) {
    return std::nullopt;
  }
  return warning(identity, fmt::format("more_like_this used {} of {} terms{}", note.selected_terms,
                                       note.candidate_terms, reasons));
}

}  // namespace likewise::server
