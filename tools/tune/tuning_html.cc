#include "tools/tune/tuning_html.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/quantizer/grouping.h"
#include "tools/compare/column_plot.h"
#include "tools/compare/report_style.h"
#include "tools/tune/line_plot.h"
#include "tools/tune/pareto.h"

namespace likewise::tools {
namespace {

std::string recall_axis(const TuningOptions& options) {
  return fmt::format("recall@{}", options.recall.k);
}

LinePlot cost_plot(const TuningResult& result, const TuningOptions& options) {
  LinePlot plot{"cost",
                "Recall over the time of a query",
                "One point for every way to search with every finalist; the first series is the "
                "Pareto front.",
                "ms a query, one thread, without HTTP",
                recall_axis(options),
                false,
                {}};
  PlotSeries front{"Pareto front", {}, true};
  PlotSeries rest{"beaten in recall, time and bytes", {}, false};
  for (const SearchChoice& choice : search_choices(result)) {
    PlotSeries& series = choice.on_front ? front : rest;
    series.points.push_back(
        {choice.milliseconds, choice.recall.recall, choice.recall.standard_error,
         fmt::format("{}, {}: {:.3f}, {:.2f} ms", to_string(choice.candidate), choice.recall.mode,
                     choice.recall.recall, choice.milliseconds)});
  }
  std::stable_sort(front.points.begin(), front.points.end(),
                   [](const PlotPoint& a, const PlotPoint& b) { return a.x < b.x; });
  front.joined = false;  // three goals: neighbours on the front need not lie on one line
  plot.series = {std::move(front), std::move(rest)};
  return plot;
}

/// The best of each grouping over m, in the round that has seen all of them.
LinePlot grid_plot(const TuningResult& result, const TuningOptions& options) {
  LinePlot plot{"grid",
                "Recall of every grouping over m",
                "One line a grouping: its best n for each m, measured in the first round.",
                "m",
                recall_axis(options),
                true,
                {}};
  std::map<Grouping, std::map<std::uint32_t, PlotPoint>> best;
  for (const Trial& trial : result.rungs.front()) {
    const ModeRecall& mode = trial.mode(options.objective);
    PlotPoint& point = best[trial.candidate.grouping][trial.candidate.clusters];
    if (mode.recall > point.y) {
      point = {static_cast<double>(trial.candidate.clusters), mode.recall, mode.standard_error,
               fmt::format("{}: {:.3f}", to_string(trial.candidate), mode.recall)};
    }
  }
  for (const auto& [grouping, points] : best) {
    PlotSeries series{std::string(to_string(grouping)), {}, true};
    for (const auto& [clusters, point] : points) {
      series.points.push_back(point);
    }
    plot.series.push_back(std::move(series));
  }
  return plot;
}

LinePlot scaling_plot(const TuningResult& result, const TuningOptions& options) {
  LinePlot plot{"scaling",
                "Recall over m for several numbers of vectors",
                "One line a number of vectors; n and grouping are the winner's.",
                "m",
                recall_axis(options),
                true,
                {}};
  for (const ScalingPoint& point : result.scaling) {
    const std::string name = fmt::format("{} vectors", point.rows);
    if (plot.series.empty() || plot.series.back().name != name) {
      plot.series.push_back({name, {}, true});
    }
    plot.series.back().points.push_back(
        {static_cast<double>(point.clusters), point.recall, point.standard_error,
         fmt::format("m {}: {:.3f} ± {:.3f}", point.clusters, point.recall, point.standard_error)});
  }
  return plot;
}

std::string card(const LinePlot& plot) {
  return fmt::format("<section class=\"card\"><h3>{}</h3>{}</section>", escape_html(plot.title),
                     to_svg(plot));
}

std::string choice_table(const TuningResult& result, const TuningOptions& options) {
  std::string out = fmt::format(
      "<section class=\"card scroll\"><table><thead><tr><th>codebook</th><th>queries</th>"
      "<th>recall@{}</th><th>in 100</th><th>in 1000</th><th>ms</th><th>bytes of codes</th>"
      "<th>bytes of index</th><th>front</th></tr></thead><tbody>",
      options.recall.k);
  for (const SearchChoice& choice : search_choices(result)) {
    out += fmt::format(
        "<tr><td>{}</td><td>{}</td><td class=\"number\">{:.3f} ± {:.3f}</td><td class=\"number\">"
        "{:.3f}</td><td class=\"number\">{:.3f}</td><td class=\"number\">{:.2f}</td><td "
        "class=\"number\">{:g}</td><td class=\"number\">{:.0f}</td><td>{}</td></tr>",
        to_string(choice.candidate), choice.recall.mode, choice.recall.recall,
        choice.recall.standard_error, choice.recall.among_100, choice.recall.among_1000,
        choice.milliseconds, choice.code_bytes, choice.index_bytes, choice.on_front ? "yes" : "");
  }
  return out + "</tbody></table></section>";
}

}  // namespace

std::string tuning_html(const TuningResult& result, const TuningOptions& options) {
  const std::string source = escape_html(result.winner.facts.source);
  std::string out = fmt::format(
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>likewise tune: {}</title><style>{}</style></head>"
      "<body><main><h1>likewise tune: {}</h1><p class=\"soft\">{} vectors of {} dimensions, metric "
      "{}; chosen with {} queries, reported on {} others; {:.0f} s, seed {}</p>",
      source, kReportStyle, source, result.rows, result.dimensions, to_string(options.metric),
      result.choose_queries, result.report_queries, result.seconds, options.seed);
  out += "<h2>Recommendation</h2><ul>";
  for (const std::string& sentence : recommendation(result, options)) {
    out += "<li>" + escape_html(sentence) + "</li>";
  }
  out += "</ul><h2>Plots</h2><div class=\"plots\">" + card(cost_plot(result, options)) +
         card(grid_plot(result, options));
  if (!result.scaling.empty()) {
    out += card(scaling_plot(result, options));
  }
  return out + "</div><h2>Ways to search</h2>" + choice_table(result, options) +
         "</main></body></html>\n";
}

}  // namespace likewise::tools
