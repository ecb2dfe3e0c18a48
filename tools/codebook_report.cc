#include "tools/codebook_report.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <span>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "engine/quantizer/grouping.h"
#include "engine/quantizer/kmeans.h"

namespace likewise::tools {
namespace {

void add_balance(std::span<const std::uint32_t> rows, GroupReport& report) {
  const double total = std::accumulate(rows.begin(), rows.end(), 0.0);
  if (total <= 0.0) {
    return;
  }
  double entropy = 0.0;
  for (const std::uint32_t count : rows) {
    const double share = static_cast<double>(count) / total;
    entropy -= share > 0.0 ? share * std::log(share) : 0.0;
  }
  report.effective = std::exp(entropy);
  report.smallest = static_cast<double>(*std::min_element(rows.begin(), rows.end())) / total;
  report.largest = static_cast<double>(*std::max_element(rows.begin(), rows.end())) / total;
}

double share_of_top_tenth(const std::vector<GroupReport>& groups) {
  std::vector<double> shares;
  for (const GroupReport& group : groups) {
    shares.push_back(group.share);
  }
  std::sort(shares.begin(), shares.end(), std::greater<>());
  const std::size_t tenth = std::max<std::size_t>(1, shares.size() / 10);
  return std::accumulate(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(tenth), 0.0);
}

std::string summary_of(Grouping grouping) {
  for (const GroupingMethod& method : grouping_methods()) {
    if (method.grouping == grouping) {
      return std::string(method.summary);
    }
  }
  return "";
}

std::string describe_grouping(const Codebook& codebook) {
  std::string text =
      fmt::format("{}: {}", to_string(codebook.grouping), summary_of(codebook.grouping));
  const std::uint32_t width = codebook.transform.width(codebook.dimensions);
  if (width < codebook.dimensions) {
    text += fmt::format("; {} of {} dimensions are kept", width, codebook.dimensions);
  }
  return text;
}

std::string describe_tokens(const Codebook& codebook, const CodebookReport& report) {
  std::string text =
      fmt::format("{} a vector: {} from each of {} groups; {} different ones; {:g} bytes of codes",
                  codebook.tokens_per_group * codebook.groups.size(), codebook.tokens_per_group,
                  codebook.groups.size(), report.tokens, report.bytes_per_vector);
  if (std::any_of(codebook.groups.begin(), codebook.groups.end(),
                  [](const CodebookGroup& group) { return group.outlier_distance > 0.0F; })) {
    text += "; none from a group whose centroids are all too far";
  }
  return text;
}

void append_groups(const CodebookReport& report, std::string& out) {
  out += fmt::format("\n{:>5} {:>10} {:>8} {:>12} {:>7} {:>9} {:>9} {:>8} {:>9}\n", "group",
                     "dimensions", "clusters", "variance", "share", "explained", "smallest",
                     "largest", "effective");
  for (std::size_t g = 0; g < report.groups.size(); ++g) {
    const GroupReport& group = report.groups[g];
    out += fmt::format("{:>5} {:>10} {:>8}", g, group.dimensions, group.clusters);
    if (report.has_details) {
      out += fmt::format(" {:>12.5g} {:>6.2f}% {:>8.1f}% {:>8.2f}% {:>7.2f}% {:>9.1f}",
                         group.variance, 100 * group.share, 100 * group.explained,
                         100 * group.smallest, 100 * group.largest, group.effective);
    }
    out += '\n';
  }
}

}  // namespace

CodebookReport report_on(const Codebook& codebook) {
  CodebookReport report;
  const TrainingFacts& facts = codebook.facts;
  report.has_details = !facts.group_spread.empty() && !facts.cluster_rows.empty();
  const double spread = std::accumulate(facts.group_spread.begin(), facts.group_spread.end(), 0.0);
  const auto rows = static_cast<double>(std::max<std::uint64_t>(1, facts.training_rows));
  double bits = 0.0;
  std::size_t first = 0;
  for (std::size_t g = 0; g < codebook.groups.size(); ++g) {
    GroupReport group;
    group.dimensions = codebook.groups[g].dimensions.size();
    group.clusters = static_cast<std::size_t>(codebook.groups[g].centroids.rows());
    bits += std::ceil(std::log2(static_cast<double>(group.clusters)));
    report.tokens += group.clusters;
    if (report.has_details) {
      group.variance = facts.group_spread[g] / rows;
      group.share = spread > 0.0 ? facts.group_spread[g] / spread : 0.0;
      group.explained =
          facts.group_spread[g] > 0.0 ? 1.0 - facts.group_inertia[g] / facts.group_spread[g] : 1.0;
      add_balance(std::span(facts.cluster_rows).subspan(first, group.clusters), group);
      report.effective_share += group.effective / static_cast<double>(group.clusters);
    }
    first += group.clusters;
    report.groups.push_back(group);
  }
  report.explained = spread > 0.0 ? 1.0 - facts.inertia / spread : 1.0;
  report.effective_share /= static_cast<double>(codebook.groups.size());
  report.top_tenth_share = share_of_top_tenth(report.groups);
  report.bytes_per_vector = std::ceil(bits * codebook.tokens_per_group / 8.0);
  return report;
}

std::vector<std::string> advice_on(const Codebook& codebook, const CodebookReport& report) {
  std::vector<std::string> sentences;
  if (!report.has_details) {
    sentences.emplace_back(
        "It does not tell variances and cluster sizes: train it again to see them.");
    return sentences;
  }
  sentences.push_back(fmt::format(
      "Knowing a vector's tokens tells {:.0f} % of the variance of what the groups hold.",
      100 * report.explained));
  const double even = std::max(1.0, std::floor(static_cast<double>(report.groups.size()) / 10.0)) /
                      static_cast<double>(report.groups.size());
  if (report.top_tenth_share > 3.0 * even && report.groups.size() > 1) {
    sentences.push_back(fmt::format(
        "A tenth of the groups holds {:.0f} % of the variance, yet in a plain query a token counts "
        "the same in every group: the grouping pca-rotated spreads it, or weigh the tokens "
        "(asymmetric).",
        100 * report.top_tenth_share));
  } else {
    sentences.emplace_back("The variance lies evenly enough over the groups for plain queries.");
  }
  if (report.effective_share < 0.6) {
    sentences.push_back(fmt::format(
        "The clusters are of very different sizes (as telling as {:.0f} % as many equal ones): "
        "crowded ones make long posting lists; --clustering balanced evens them.",
        100 * report.effective_share));
  } else {
    sentences.push_back(
        fmt::format("The clusters are balanced: as telling as {:.0f} % as many equal ones.",
                    100 * report.effective_share));
  }
  const double rows_per_cluster = static_cast<double>(codebook.facts.training_rows) /
                                  static_cast<double>(report.groups.front().clusters);
  if (rows_per_cluster < 39.0) {
    sentences.push_back(
        fmt::format("Only {:.0f} training vectors per cluster: fewer clusters or more vectors "
                    "would make steadier centroids.",
                    rows_per_cluster));
  }
  return sentences;
}

std::string render_report(const Codebook& codebook, const std::string& name, bool summary_only) {
  const CodebookReport report = report_on(codebook);
  const TrainingFacts& facts = codebook.facts;
  std::string out = fmt::format("codebook   {}, written by likewise {}\n", name,
                                facts.writer_version.empty() ? "?" : facts.writer_version);
  out += fmt::format("vectors    {} dimensions, compared by {}\n", codebook.dimensions,
                     codebook.metric == Metric::kCosine ? "cosine (scaled to length 1 first)"
                                                        : "Euclidean distance (l2)");
  out += fmt::format("grouping   {}\n", describe_grouping(codebook));
  out += fmt::format("tokens     {}\n", describe_tokens(codebook, report));
  out +=
      fmt::format("training   {} on {} vectors{}, seed {}, at most {} iterations\n",
                  to_string(facts.clustering), facts.training_rows,
                  facts.source.empty() ? "" : " of " + facts.source, facts.seed, facts.iterations);
  out += fmt::format(
      "inertia    {:.6g}, {:.6g} a vector\n", facts.inertia,
      facts.inertia / static_cast<double>(std::max<std::uint64_t>(1, facts.training_rows)));
  for (const std::string& sentence : advice_on(codebook, report)) {
    out += "* " + sentence + '\n';
  }
  if (!summary_only) {
    append_groups(report, out);
  }
  return out;
}

std::string render_report_json(const Codebook& codebook, const std::string& name) {
  const CodebookReport report = report_on(codebook);
  const TrainingFacts& facts = codebook.facts;
  std::string out = "{\"model\":";
  json::append_quoted(out, name);
  out += fmt::format(
      ",\"dimensions\":{},\"metric\":\"{}\",\"grouping\":\"{}\",\"kept\":{},\"clustering\":\"{}\","
      "\"tokens_per_group\":{},\"training_vectors\":{},\"seed\":{},\"iterations\":{},\"inertia\":"
      "{:.9g},\"explained\":{:.6f},\"effective_share\":{:.6f},\"bytes_per_vector\":{:g},\"groups\":"
      "[",
      codebook.dimensions, to_string(codebook.metric), to_string(codebook.grouping),
      codebook.transform.width(codebook.dimensions), to_string(facts.clustering),
      codebook.tokens_per_group, facts.training_rows, facts.seed, facts.iterations, facts.inertia,
      report.explained, report.effective_share, report.bytes_per_vector);
  for (std::size_t g = 0; g < report.groups.size(); ++g) {
    const GroupReport& group = report.groups[g];
    out += fmt::format(
        "{}{{\"dimensions\":{},\"clusters\":{},\"variance\":{:.9g},\"share\":{:.6f},\"explained\":"
        "{:.6f},\"smallest\":{:.6f},\"largest\":{:.6f},\"effective\":{:.4f}}}",
        g > 0 ? "," : "", group.dimensions, group.clusters, group.variance, group.share,
        group.explained, group.smallest, group.largest, group.effective);
  }
  return out + "]}\n";
}

}  // namespace likewise::tools
