#include "tools/compare/html_report.h"

#include <iterator>

#include <fmt/format.h>

#include "tools/compare/column_plot.h"
#include "tools/compare/distribution.h"
#include "tools/compare/report_style.h"
#include "tools/compare/worst_queries_html.h"

namespace likewise::tools {
namespace {

std::string percent(std::size_t part, std::size_t whole) {
  return fmt::format(
      "{:.2f} %",
      whole == 0 ? 100.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string overlap_name(const ComparisonResult& result) {
  const std::size_t depth = common_depth(result.outcomes);
  return depth == 0 ? std::string("overlap") : fmt::format("overlap@{}", depth);
}

std::string tile(std::string_view name, std::string_view value, std::string_view note) {
  return fmt::format(R"(<div class="tile"><dt>{}</dt><dd>{}<small>{}</small></dd></div>)", name,
                     value, note);
}

std::string tiles(const ComparisonResult& result, const ComparisonSummary& summary) {
  const auto of_all = [&summary](std::size_t part) {
    return fmt::format("{} of {} queries", part, summary.queries);
  };
  return R"(<dl class="tiles">)" +
         tile("agree", percent(summary.agreeing, summary.queries),
              of_all(summary.agreeing) + ", but for the order of ties") +
         tile("exactly equal", percent(summary.exact, summary.queries), of_all(summary.exact)) +
         tile("same total", percent(summary.same_total, summary.queries),
              of_all(summary.same_total)) +
         tile(overlap_name(result), fmt::format("{:.4f}", summary.mean_overlap), "mean") +
         tile("rank-biased overlap", fmt::format("{:.4f}", summary.mean_rank_biased_overlap),
              "mean, p = 0.9") +
         tile("Kendall’s tau", fmt::format("{:.4f}", summary.mean_kendall_tau), "mean, tau-b") +
         tile("score difference", fmt::format("{:.3g}", summary.largest_score_difference),
              "the largest") +
         tile("only one side answers", fmt::format("{}", summary.errors), "queries") + "</dl>";
}

std::string sides_table(const ComparisonResult& result, const ComparisonSummary& summary) {
  std::string out =
      R"(<section class="card scroll"><h3>Both sides</h3><table class="sides"><thead><tr><td></td>)"
      R"(<th scope="col" class="left">left</th>)"
      R"(<th scope="col" class="right">right</th></tr></thead><tbody>)";
  const auto row = [&out](std::string_view name, const std::string& left,
                          const std::string& right) {
    fmt::format_to(
        std::back_inserter(out), R"(<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>)", name,
        left.empty() ? "–" : escape_html(left), right.empty() ? "–" : escape_html(right));
  };
  const auto ms = [](double value) { return fmt::format("{:.2f} ms", value); };
  row("server", result.left.product, result.right.product);
  row("documents", result.left.documents, result.right.documents);
  row("deleted documents in statistics", result.left.deleted, result.right.deleted);
  row("shards", result.left.shards, result.right.shards);
  row("recorded at", result.left.recorded, result.right.recorded);
  row("index state", result.left.fingerprint, result.right.fingerprint);
  row("latency, p50", ms(summary.left.p50), ms(summary.right.p50));
  row("latency, p95", ms(summary.left.p95), ms(summary.right.p95));
  row("latency, p99", ms(summary.left.p99), ms(summary.right.p99));
  return out + "</tbody></table></section>";
}

/// The plot, and its numbers as a table for whoever cannot see it or wants to copy them.
std::string plot_card(const ColumnPlot& plot, const std::vector<std::string>& names) {
  std::string out = fmt::format(R"(<section class="card"><h3>{}</h3>)", escape_html(plot.title));
  if (names.size() > 1) {
    out += R"(<p class="legend">)";
    for (std::size_t i = 0; i < names.size(); ++i) {
      fmt::format_to(std::back_inserter(out), R"(<span class="{}">{}</span>)", plot.series[i],
                     escape_html(names[i]));
    }
    out += "</p>";
  }
  out += to_svg(plot);
  fmt::format_to(std::back_inserter(out),
                 R"(<details><summary>the numbers</summary><div class="scroll"><table><thead><tr>)"
                 R"(<th scope="col">{}</th>)",
                 escape_html(plot.x_axis));
  for (const std::string& name : names) {
    fmt::format_to(std::back_inserter(out), R"(<th scope="col">{}</th>)", escape_html(name));
  }
  out += "</tr></thead><tbody>";
  for (const ColumnGroup& group : plot.groups) {
    fmt::format_to(std::back_inserter(out), R"(<tr><th scope="row">{}</th>)",
                   escape_html(group.label));
    for (const double height : group.heights) {
      fmt::format_to(std::back_inserter(out), R"(<td class="number">{:g}</td>)", height);
    }
    out += "</tr>";
  }
  return out + "</tbody></table></div></details></section>";
}

ColumnPlot histogram(const std::vector<Bin>& bins) {
  ColumnPlot plot;
  plot.y_axis = "queries";
  plot.series = {"plain"};
  for (const Bin& bin : bins) {
    plot.groups.push_back({bin.label,
                           {static_cast<double>(bin.count)},
                           {bin.count == 0 ? "" : fmt::to_string(bin.count)}});
  }
  return plot;
}

std::string overlap_card(const ComparisonResult& result, const ComparisonSummary& summary) {
  ColumnPlot plot = histogram(overlap_bins(result.outcomes));
  const std::string name = overlap_name(result);
  plot.id = "overlap";
  plot.title = "Distribution of " + name;
  plot.x_axis = name;
  plot.description =
      fmt::format("{} of {} queries have all hits in common; the mean is {:.4f}.",
                  plot.groups.back().heights.front(), summary.queries, summary.mean_overlap);
  return plot_card(plot, {"queries"});
}

std::string latency_card(const ComparisonSummary& summary) {
  ColumnPlot plot;
  plot.id = "latency";
  plot.title = "Latency of both sides";
  plot.x_axis = "percentile";
  plot.y_axis = "milliseconds";
  plot.series = {"left", "right"};
  const auto add = [&plot](const char* name, double left, double right) {
    plot.groups.push_back(
        {name, {left, right}, {fmt::format("{:.2f}", left), fmt::format("{:.2f}", right)}});
  };
  add("p50", summary.left.p50, summary.right.p50);
  add("p95", summary.left.p95, summary.right.p95);
  add("p99", summary.left.p99, summary.right.p99);
  plot.description = fmt::format(
      "Half of the queries take at most {:.2f} ms on the left and {:.2f} ms on the right; 99 of "
      "100 take at most {:.2f} and {:.2f} ms.",
      summary.left.p50, summary.right.p50, summary.left.p99, summary.right.p99);
  return plot_card(plot, {"left", "right"});
}

std::string score_card(const ComparisonResult& result, const ComparisonSummary& summary) {
  ColumnPlot plot = histogram(score_difference_bins(result.outcomes));
  plot.id = "scores";
  plot.title = "Score differences";
  plot.x_axis = "largest difference in a query’s common hits";
  plot.description = fmt::format(
      "{} of {} queries have equal scores; the largest difference is {:.3g}.",
      plot.groups.front().heights.front(), summary.queries, summary.largest_score_difference);
  return plot_card(plot, {"queries"});
}

std::string reasons_html(const ComparisonResult& result, const ComparisonSummary& summary) {
  const std::vector<std::string> known = reasons(result.left, result.right);
  if (summary.agreeing == summary.queries || known.empty()) {
    return "";
  }
  std::string out = "<h2>Perhaps because</h2><ul>";
  for (const std::string& reason : known) {
    out += "<li>" + escape_html(reason) + "</li>";
  }
  return out + "</ul>\n";
}

}  // namespace

std::string to_html(const ComparisonResult& result) {
  const ComparisonSummary summary = summarise(result.outcomes);
  const std::string left = escape_html(result.left.product);
  const std::string right = escape_html(result.right.product);
  const bool agrees = summary.agreeing == summary.queries;
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'\">\n"
      "<title>{} and {}: {} of {} queries agree</title>\n<style>{}</style>\n</head>\n",
      left, right, summary.agreeing, summary.queries, kReportStyle);
  fmt::format_to(std::back_inserter(out),
                 "<body>\n<main>\n<h1><span class=\"left\">{}</span> and "
                 "<span class=\"right\">{}</span></h1>\n"
                 "<p><span class=\"verdict {}\">{} of {} queries agree.</span> <span "
                 "class=\"soft\">The same search bodies went to both sides; hits, scores and order "
                 "were compared.</span></p>\n{}\n",
                 left, right, agrees ? "good" : "bad", summary.agreeing, summary.queries,
                 tiles(result, summary));
  out += "<h2>How they differ</h2>\n<div class=\"plots\">" + overlap_card(result, summary) +
         latency_card(summary) + score_card(result, summary) + sides_table(result, summary) +
         "</div>\n";
  out += reasons_html(result, summary);
  out += "<h2>Worst queries</h2>\n" + worst_queries_html(result);
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace likewise::tools
