#include "tools/recall_measurement.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "engine/quantizer/asymmetric.h"
#include "engine/quantizer/code_table.h"
#include "engine/quantizer/encoder.h"
#include "engine/quantizer/exact_neighbours.h"

namespace likewise::tools {
namespace {

// The deepest list that is reported.
constexpr std::size_t kDepth = 1000;

using Ranking = std::vector<RankedRow>;

/// Lucene's idf of each token over the rows: ln(1 + (N - n + 0.5) / (n + 0.5)).
CodeTable token_idfs(const Codes& tokens, std::uint32_t per_group, const CodeTable& shape) {
  CodeTable idfs = table_of({}, shape);
  for (Eigen::Index row = 0; row < tokens.rows(); ++row) {
    for (Eigen::Index column = 0; column < tokens.cols(); ++column) {
      if (tokens(row, column) != kNoToken) {
        idfs.group(static_cast<std::size_t>(column) / per_group)[tokens(row, column)] += 1.0F;
      }
    }
  }
  const auto count = static_cast<float>(tokens.rows());
  for (std::size_t g = 0; g < idfs.groups(); ++g) {
    for (float& value : idfs.group(g)) {
      value = std::log1p((count - value + 0.5F) / (value + 0.5F));
    }
  }
  return idfs;
}

// Elasticsearch's max_query_terms.
constexpr std::size_t kDefaultTerms = 25;

/// The tokens of a table that are worth something, most first; of equals the first.
std::vector<WeightedToken> weighted_by_value(const CodeTable& table) {
  std::vector<WeightedToken> tokens;
  for (std::size_t g = 0; g < table.groups(); ++g) {
    for (std::size_t cluster = 0; cluster < table.group(g).size(); ++cluster) {
      if (table.group(g)[cluster] > 0.0F) {
        tokens.push_back({{static_cast<std::uint32_t>(g), static_cast<std::uint16_t>(cluster)},
                          table.group(g)[cluster]});
      }
    }
  }
  std::stable_sort(
      tokens.begin(), tokens.end(),
      [](const WeightedToken& a, const WeightedToken& b) { return a.weight > b.weight; });
  return tokens;
}

struct EncodedRows {
  Codes codes;
  Codes tokens;
};

/// One codebook over one set of rows, asked in every mode.
class Searcher {
 public:
  Searcher(const Codebook& codebook, const MatrixView& rows, const RecallOptions& options,
           EncodedRows encoded, const CodeTable& shape)
      : quantizer_(codebook),
        encoder_(codebook),
        ranker_(rows, codebook.metric),
        options_(options),
        codes_(std::move(encoded.codes)),
        tokens_(std::move(encoded.tokens)),
        idfs_(token_idfs(tokens_, encoder_.tokens_per_group(), shape)) {}

  std::vector<std::string> modes() const {
    std::vector<std::string> names;
    if (options_.defaults) {
      names.emplace_back("defaults");
    }
    names.emplace_back("tokens");
    for (const std::size_t count : options_.weighted) {
      names.push_back(fmt::format("asymmetric-{}", count));
    }
    if (options_.adc) {
      names.emplace_back("adc");
      names.push_back(fmt::format("exact-{}", options_.rerank));
    }
    return names;
  }

  /// One ranking per mode.
  Result<std::vector<Ranking>> search(const MatrixView& query) const {
    const std::span<const float> values(query.data(), static_cast<std::size_t>(query.cols()));
    LIKEWISE_TRY(const CodeTable distances, quantizer_.distances(values));
    LIKEWISE_TRY(const Codes own, encoder_.encode_tokens(query, run_serially));
    std::vector<Ranking> rankings;
    const CodeTable own_idfs = own_tokens(own);
    if (options_.defaults) {
      rankings.push_back(best_by_defaults(own_idfs));
    }
    rankings.push_back(best_by_tokens(own_idfs));
    for (const std::size_t count : options_.weighted) {
      rankings.push_back(best_by_tokens(table_of(weighted_tokens(distances, count), distances)));
    }
    if (!options_.adc) {
      return rankings;
    }
    rankings.push_back(best_rows(score_rows(distances, codes_), kDepth));
    const std::span<const RankedRow> adc = rankings.back();
    rankings.push_back(ranker_.rank(values, adc.first(std::min(options_.rerank, adc.size()))));
    return rankings;
  }

 private:
  CodeTable own_tokens(const Codes& own) const {
    CodeTable table = table_of({}, idfs_);
    for (Eigen::Index column = 0; column < own.cols(); ++column) {
      const std::uint16_t cluster = own(0, column);
      const std::size_t group = static_cast<std::size_t>(column) / encoder_.tokens_per_group();
      if (cluster != kNoToken) {
        table.group(group)[cluster] = idfs_.group(group)[cluster];
      }
    }
    return table;
  }

  Ranking best_by_tokens(const CodeTable& table) const {
    return best_rows(score_rows(table, tokens_, encoder_.tokens_per_group()), kDepth);
  }

  Ranking best_by_defaults(const CodeTable& own) const {
    std::vector<WeightedToken> rarest = weighted_by_value(own);
    rarest.resize(std::min(kDefaultTerms, rarest.size()));
    const CodeTable table = table_of(rarest, own);
    for (WeightedToken& token : rarest) {
      token.weight = 1.0F;
    }
    const std::vector<float> matches =
        score_rows(table_of(rarest, own), tokens_, encoder_.tokens_per_group());
    const auto least = std::floor(0.3F * static_cast<float>(rarest.size()));
    std::vector<float> scores = score_rows(table, tokens_, encoder_.tokens_per_group());
    for (std::size_t row = 0; row < scores.size(); ++row) {
      scores[row] = matches[row] >= least ? scores[row] : -1.0F;
    }
    Ranking ranking = best_rows(scores, kDepth);
    std::erase_if(ranking, [](const RankedRow& row) { return row.score < 0.0F; });
    return ranking;
  }

  AsymmetricQuantizer quantizer_;
  Encoder encoder_;
  ExactRanker ranker_;
  const RecallOptions& options_;
  Codes codes_;   ///< For adc: one per group.
  Codes tokens_;  ///< What is indexed.
  CodeTable idfs_;
};

ModeRecall summary(std::string mode, std::size_t k, std::span<const Ranking> truth,
                   std::span<const Ranking> found) {
  ModeRecall result;
  result.mode = std::move(mode);
  double squares = 0.0;
  for (std::size_t q = 0; q < truth.size(); ++q) {
    const std::span<const RankedRow> rows = found[q];
    const double recall = recall_at(k, truth[q], rows);
    result.recall += recall;
    squares += recall * recall;
    result.among_100 +=
        candidate_recall(k, truth[q], rows.first(std::min<std::size_t>(100, rows.size())));
    result.among_1000 += candidate_recall(k, truth[q], rows);
  }
  const auto count = static_cast<double>(truth.size());
  result.recall /= count;
  result.among_100 /= count;
  result.among_1000 /= count;
  const double variance = std::max(0.0, squares / count - result.recall * result.recall);
  result.standard_error = std::sqrt(variance / count);
  return result;
}

}  // namespace

Result<std::vector<ModeRecall>> measure_recall(const Codebook& codebook, const MatrixView& rows,
                                               const MatrixView& queries,
                                               const RecallOptions& options,
                                               const ParallelFor& parallel_for) {
  if (static_cast<std::size_t>(rows.rows()) < options.k || queries.rows() == 0) {
    return fail(ErrorCode::kInvalidArgument,
                fmt::format("recall@{} needs at least as many vectors and one query, found {} and "
                            "{}",
                            options.k, rows.rows(), queries.rows()));
  }
  LIKEWISE_TRY(const std::vector<Ranking> truth,
               exact_neighbours(rows, queries, options.k, codebook.metric, parallel_for));
  return measure_recall(codebook, rows, queries, truth, options, parallel_for);
}

Result<std::vector<ModeRecall>> measure_recall(const Codebook& codebook, const MatrixView& rows,
                                               const MatrixView& queries,
                                               std::span<const std::vector<RankedRow>> truth,
                                               const RecallOptions& options,
                                               const ParallelFor& parallel_for) {
  const Encoder encoder(codebook);
  EncodedRows encoded;
  LIKEWISE_TRY(encoded.codes, encoder.encode(rows, parallel_for));
  LIKEWISE_TRY(encoded.tokens, encoder.encode_tokens(rows, parallel_for));
  const std::span<const float> first(queries.data(), static_cast<std::size_t>(queries.cols()));
  LIKEWISE_TRY(const CodeTable shape, AsymmetricQuantizer(codebook).distances(first));
  const Searcher searcher(codebook, rows, options, std::move(encoded), shape);
  const std::vector<std::string> modes = searcher.modes();
  std::vector<std::vector<Ranking>> found(modes.size(), std::vector<Ranking>(truth.size()));
  parallel_for(truth.size(), [&](std::size_t q) {
    // Cannot fail: dimensions and values were checked above.
    Result<std::vector<Ranking>> rankings =
        searcher.search(queries.middleRows(static_cast<Eigen::Index>(q), 1));
    for (std::size_t mode = 0; mode < modes.size() && rankings.has_value(); ++mode) {
      found[mode][q] = std::move((*rankings)[mode]);
    }
  });
  std::vector<ModeRecall> results;
  for (std::size_t mode = 0; mode < modes.size(); ++mode) {
    results.push_back(summary(modes[mode], options.k, truth, found[mode]));
  }
  return results;
}

}  // namespace likewise::tools
