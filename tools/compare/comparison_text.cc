#include "tools/compare/comparison_text.h"

#include <iterator>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::tools {
namespace {

constexpr std::size_t kNamedIds = 5;
constexpr std::size_t kShownBody = 300;

std::string share(std::size_t part, std::size_t whole) {
  return fmt::format(
      "{} of {} ({:.2f} %)", part, whole,
      whole == 0 ? 100.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string some_ids(const std::vector<std::string>& ids) {
  std::string out;
  for (std::size_t i = 0; i < std::min(ids.size(), kNamedIds); ++i) {
    out += (i == 0 ? "" : " ") + ids[i];
  }
  return out + (ids.size() > kNamedIds ? fmt::format(" and {} more", ids.size() - kNamedIds) : "");
}

void append_worst(std::string& out, const PairOutcome& outcome) {
  fmt::format_to(std::back_inserter(out), "\n{}{}\n", outcome.query.substr(0, kShownBody),
                 outcome.query.size() > kShownBody ? " …" : "");
  if (!outcome.error.empty()) {
    fmt::format_to(std::back_inserter(out), "  {}\n", outcome.error);
    return;
  }
  fmt::format_to(std::back_inserter(out),
                 "  overlap {:.3f}, rank-biased overlap {:.3f}, Kendall tau {:.3f}, score "
                 "difference {}{}\n",
                 outcome.overlap, outcome.rank_biased_overlap, outcome.kendall_tau,
                 outcome.score_difference, outcome.same_total ? "" : ", other total");
  if (!outcome.missing_left.empty()) {
    out += "  only right: " + some_ids(outcome.missing_left) + "\n";
  }
  if (!outcome.missing_right.empty()) {
    out += "  only left: " + some_ids(outcome.missing_right) + "\n";
  }
}

std::string latency_json(const Latency& latency) {
  return fmt::format(R"({{"p50":{:.3f},"p95":{:.3f},"p99":{:.3f}}})", latency.p50, latency.p95,
                     latency.p99);
}

std::string side_json(const ServerFacts& facts, const Latency& latency) {
  return fmt::format(
      R"({{"product":{},"documents":{},"shards":{},"deleted":{},"milliseconds":{}}})",
      json::quoted(facts.product), json::quoted(facts.documents), json::quoted(facts.shards),
      json::quoted(facts.deleted), latency_json(latency));
}

std::string list_json(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) {
    out += (out.size() > 1 ? "," : "") + json::quoted(text);
  }
  return out + "]";
}

std::string outcome_json(const PairOutcome& outcome) {
  return fmt::format(
      R"({{"query":{},"overlap":{:.6f},"rank_biased_overlap":{:.6f},"kendall_tau":{:.6f},)"
      R"("score_difference":{},"same_total":{},"only_left":{},"only_right":{},"error":{}}})",
      json::quoted(outcome.query), outcome.overlap, outcome.rank_biased_overlap,
      outcome.kendall_tau, outcome.score_difference, outcome.same_total,
      list_json(outcome.missing_right), list_json(outcome.missing_left),
      json::quoted(outcome.error));
}

}  // namespace

std::string to_table(const ComparisonResult& result) {
  const ComparisonSummary summary = summarise(result.outcomes);
  std::string out =
      fmt::format("left   {}, {} documents\nright  {}, {} documents\n\n", result.left.product,
                  result.left.documents, result.right.product, result.right.documents);
  const auto row = [&out](std::string_view name, const std::string& value) {
    fmt::format_to(std::back_inserter(out), "{:<36}{}\n", name, value);
  };
  row("agree but for the order of ties", share(summary.agreeing, summary.queries));
  row("exactly equal", share(summary.exact, summary.queries));
  row("same total", share(summary.same_total, summary.queries));
  row("only one side answers", fmt::format("{}", summary.errors));
  row("overlap, mean", fmt::format("{:.4f}", summary.mean_overlap));
  row("rank-biased overlap (p = 0.9), mean",
      fmt::format("{:.4f}", summary.mean_rank_biased_overlap));
  row("Kendall tau, mean", fmt::format("{:.4f}", summary.mean_kendall_tau));
  row("largest score difference", fmt::format("{}", summary.largest_score_difference));
  row("left p50, p95, p99",
      fmt::format("{:.2f} {:.2f} {:.2f} ms", summary.left.p50, summary.left.p95, summary.left.p99));
  row("right p50, p95, p99", fmt::format("{:.2f} {:.2f} {:.2f} ms", summary.right.p50,
                                         summary.right.p95, summary.right.p99));
  if (summary.agreeing == summary.queries) {
    return out;
  }
  for (const std::size_t place : worst(result.outcomes, result.shown)) {
    append_worst(out, result.outcomes[place]);
  }
  for (const std::string& reason : reasons(result.left, result.right)) {
    out += "\nperhaps because " + reason;
  }
  return out + "\n";
}

std::string to_json_text(const ComparisonResult& result) {
  const ComparisonSummary summary = summarise(result.outcomes);
  std::string worst_queries;
  for (const std::size_t place : worst(result.outcomes, result.shown)) {
    worst_queries += (worst_queries.empty() ? "" : ",") + outcome_json(result.outcomes[place]);
  }
  return fmt::format(
      R"({{"queries":{},"agreeing":{},"exact":{},"same_total":{},"errors":{},"overlap":{:.6f},)"
      R"("rank_biased_overlap":{:.6f},"kendall_tau":{:.6f},"score_difference":{},"left":{},)"
      R"("right":{},"reasons":{},"worst":[{}]}})"
      "\n",
      summary.queries, summary.agreeing, summary.exact, summary.same_total, summary.errors,
      summary.mean_overlap, summary.mean_rank_biased_overlap, summary.mean_kendall_tau,
      summary.largest_score_difference, side_json(result.left, summary.left),
      side_json(result.right, summary.right), list_json(reasons(result.left, result.right)),
      worst_queries);
}

}  // namespace likewise::tools
