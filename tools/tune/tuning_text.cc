#include "tools/tune/tuning_text.h"

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "engine/quantizer/grouping.h"
#include "engine/quantizer/kmeans.h"
#include "tools/codebook_report.h"
#include "tools/tune/pareto.h"

namespace likewise::tools {
namespace {

constexpr std::size_t kShownChoices = 16;

std::string json_of(const Candidate& candidate) {
  return fmt::format(
      "\"grouping\":\"{}\",\"groups\":{},\"clusters\":{},\"clustering\":\"{}\",\"tokens_per_"
      "group\":"
      "{},\"outliers\":{:g}",
      to_string(candidate.grouping), candidate.groups, candidate.clusters,
      to_string(candidate.clustering), candidate.tokens_per_group, candidate.outliers);
}

std::string json_of(const ModeRecall& mode) {
  return fmt::format(
      "\"mode\":\"{}\",\"recall\":{:.6f},\"standard_error\":{:.6f},\"among_100\":{:.6f},"
      "\"among_1000\":{:.6f}",
      mode.mode, mode.recall, mode.standard_error, mode.among_100, mode.among_1000);
}

/// "[a,b]" of what `render` makes of each.
template <class Items, class Render>
std::string json_list(const Items& items, const Render& render) {
  std::string out = "[";
  for (const auto& item : items) {
    out += (out.size() > 1 ? ",\n" : "\n") + render(item);
  }
  return out + "]";
}

std::string json_of(const std::vector<Trial>& trials) {
  return json_list(trials, [](const Trial& trial) {
    return fmt::format("{{{},\"rows\":{},\"seconds\":{:.3f},{}}}", json_of(trial.candidate),
                       trial.rows, trial.seconds, json_of(trial.modes.front()));
  });
}

}  // namespace

std::string tuning_text(const TuningResult& result, const TuningOptions& options) {
  std::string out = fmt::format(
      "{} vectors of {} dimensions; chosen with {} queries, reported on {} others; {:.0f} s\n\n"
      "{:<62} {:<16} {:>7} {:>7} {:>7} {:>8} {:>6}\n",
      result.rows, result.dimensions, result.choose_queries, result.report_queries, result.seconds,
      "codebook (* on the Pareto front)", "queries", fmt::format("R@{}", options.recall.k),
      "in 100", "in 1000", "ms", "bytes");
  std::size_t shown = 0;
  for (const SearchChoice& choice : search_choices(result)) {
    if (shown++ == kShownChoices) {
      break;
    }
    out += fmt::format("{} {:<60} {:<16} {:>7.3f} {:>7.3f} {:>7.3f} {:>8.2f} {:>6g}\n",
                       choice.on_front ? '*' : ' ', to_string(choice.candidate), choice.recall.mode,
                       choice.recall.recall, choice.recall.among_100, choice.recall.among_1000,
                       choice.milliseconds, choice.code_bytes);
  }
  out += '\n';
  for (const std::string& sentence : recommendation(result, options)) {
    out += "* " + sentence + '\n';
  }
  return out;
}

std::string tuning_json(const TuningResult& result, const TuningOptions& options) {
  std::string out = fmt::format(
      "{{\"vectors\":{},\"dimensions\":{},\"metric\":\"{}\",\"objective\":\"{}\",\"k\":{},"
      "\"choose_queries\":{},\"report_queries\":{},\"seconds\":{:.3f},\"seed\":{},\n\"winner\":{{{}"
      "}},"
      "\n\"recommendation\":[",
      result.rows, result.dimensions, to_string(options.metric), options.objective,
      options.recall.k, result.choose_queries, result.report_queries, result.seconds, options.seed,
      json_of(result.finalists.front().trial.candidate));
  bool first = true;
  for (const std::string& sentence : recommendation(result, options)) {
    out += first ? "" : ",";
    json::append_quoted(out, sentence);
    first = false;
  }
  out += "],\n\"choices\":" + json_list(search_choices(result), [](const SearchChoice& choice) {
           return fmt::format(
               "{{{},{},\"milliseconds\":{:.4f},\"code_bytes\":{:g},\"index_bytes\":{:.1f},"
               "\"on_front\":{}}}",
               json_of(choice.candidate), json_of(choice.recall), choice.milliseconds,
               choice.code_bytes, choice.index_bytes, choice.on_front);
         });
  out += ",\n\"rounds\":" +
         json_list(result.rungs, [](const std::vector<Trial>& trials) { return json_of(trials); });
  out += ",\n\"variants\":" + json_of(result.variants);
  out += ",\n\"scaling\":" + json_list(result.scaling, [](const ScalingPoint& point) {
           return fmt::format(
               "{{\"rows\":{},\"clusters\":{},\"recall\":{:.6f},\"standard_error\":{:.6f}}}",
               point.rows, point.clusters, point.recall, point.standard_error);
         });
  return out + "}\n";
}

std::string model_card(const TuningResult& result, const TuningOptions& options) {
  const Finalist& winner = result.finalists.front();
  std::string out = fmt::format(
      "# Codebook: {}\n\nMade by `likewise tune` in {:.0f} s from {} vectors of {} dimensions "
      "({}), "
      "metric {}, seed {}.\nThe same codebook: `likewise train {} {} --metric {} --seed {} -o "
      "model.lwm` on the same rows in the same order.\n\n## What it reaches\n\n"
      "On {} queries that the choice did not see, against exact neighbours:\n\n"
      "| queries | recall@{} | in 100 | in 1000 | ms (one thread, without HTTP) "
      "|\n|---|---|---|---|---|\n",
      to_string(winner.trial.candidate), result.seconds, result.rows, result.dimensions,
      result.winner.facts.source, to_string(options.metric), options.seed,
      result.winner.facts.source, train_options(winner.trial.candidate), to_string(options.metric),
      options.seed, result.report_queries, options.recall.k);
  for (const ModeRecall& mode : winner.trial.modes) {
    const auto cost = winner.cost.milliseconds.find(mode.mode);
    out += fmt::format("| {} | {:.3f} ± {:.3f} | {:.3f} | {:.3f} | {:.2f} |\n", mode.mode,
                       mode.recall, mode.standard_error, mode.among_100, mode.among_1000,
                       cost == winner.cost.milliseconds.end() ? 0.0 : cost->second);
  }
  out += "\n## How to use it\n\n";
  for (const std::string& sentence : recommendation(result, options)) {
    out += "* " + sentence + '\n';
  }
  out += "\n## What is inside\n\n```\n" + render_report(result.winner, "model.lwm", true) + "```\n";
  out +=
      "\n## Limits\n\n"
      "* It encodes vectors of the same model and the same preparation only.\n"
      "* Recall is that of the vectors' neighbours; whether those look alike is the model's "
      "matter.\n"
      "* More or other vectors than it was measured on change the figures: measure again with "
      "`likewise eval`.\n";
  return out;
}

}  // namespace likewise::tools
