#include "tools/compare/worst_queries_html.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "tools/compare/column_plot.h"

namespace likewise::tools {
namespace {

constexpr std::size_t kShownBody = 4'000;
/// Opened from the start; the others unfold.
constexpr std::size_t kOpened = 3;

/// How a hit stands on the other side: a class for colour, and the same in words.
struct Standing {
  const char* css = "";
  std::string words;
};

Standing standing(const RankedHit& hit, std::size_t rank, const std::vector<RankedHit>& other) {
  const auto found = std::find_if(other.begin(), other.end(),
                                  [&hit](const RankedHit& o) { return o.id == hit.id; });
  if (found == other.end()) {
    return {"only", "only here"};
  }
  const auto there = static_cast<std::size_t>(found - other.begin());
  const std::string score = found->score == hit.score ? "" : "other score";
  if (there == rank) {
    return score.empty() ? Standing{"same", "same"} : Standing{"score", score};
  }
  return {"moved", fmt::format("rank {}{}{}", there + 1, score.empty() ? "" : ", ", score)};
}

void append_cells(const std::vector<RankedHit>& hits, std::size_t rank,
                  const std::vector<RankedHit>& other, std::string& out) {
  if (rank >= hits.size()) {
    out += R"(<td class="none" colspan="3">–</td>)";
    return;
  }
  const RankedHit& hit = hits[rank];
  const Standing where = standing(hit, rank, other);
  fmt::format_to(std::back_inserter(out),
                 R"(<td class="id">{}</td><td class="number">{}</td><td class="{}">{}</td>)",
                 escape_html(hit.id), hit.score, where.css, where.words);
}

std::string hits_table(const PairOutcome& outcome) {
  std::string out =
      R"(<div class="scroll"><table class="hits"><thead><tr><th scope="col" rowspan="2">rank</th>)"
      R"(<th scope="colgroup" colspan="3" class="left">left</th>)"
      R"(<th scope="colgroup" colspan="3" class="right">right</th></tr><tr>)"
      R"(<th scope="col">id</th><th scope="col" class="number">score</th><th scope="col">on the right</th>)"
      R"(<th scope="col">id</th><th scope="col" class="number">score</th><th scope="col">on the left</th>)"
      "</tr></thead><tbody>";
  const std::size_t rows = std::max(outcome.left_hits.size(), outcome.right_hits.size());
  for (std::size_t rank = 0; rank < rows; ++rank) {
    fmt::format_to(std::back_inserter(out), R"(<tr><th scope="row">{}</th>)", rank + 1);
    append_cells(outcome.left_hits, rank, outcome.right_hits, out);
    append_cells(outcome.right_hits, rank, outcome.left_hits, out);
    out += "</tr>";
  }
  return out + "</tbody></table></div>";
}

std::string figures(const PairOutcome& outcome) {
  if (!outcome.error.empty()) {
    return "only one side answers";
  }
  return fmt::format("overlap {:.2f} · rank-biased overlap {:.3f} · score difference {}{}",
                     outcome.overlap, outcome.rank_biased_overlap, outcome.score_difference,
                     outcome.same_total ? "" : " · other total");
}

}  // namespace

std::string worst_queries_html(const ComparisonResult& result) {
  const std::vector<std::size_t> places = worst(result.outcomes, result.shown);
  if (places.empty()) {
    return "<p>There is none: every query agrees, but perhaps for the order of equal scores.</p>";
  }
  std::string out;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const PairOutcome& outcome = result.outcomes[places[i]];
    fmt::format_to(std::back_inserter(out),
                   "<details{}><summary><span>Query {}</span> <span class=\"figures\">{}</span>"
                   "</summary><pre tabindex=\"0\">{}{}</pre>",
                   i < kOpened ? " open" : "", places[i] + 1, figures(outcome),
                   escape_html(outcome.query.substr(0, kShownBody)),
                   outcome.query.size() > kShownBody ? " …" : "");
    if (!outcome.error.empty()) {
      out += "<p>" + escape_html(outcome.error) + "</p>";
    }
    out += hits_table(outcome) + "</details>\n";
  }
  return out;
}

}  // namespace likewise::tools
