#include "tools/tune/latency.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <optional>

#include <fmt/format.h>

#include "engine/quantizer/asymmetric.h"
#include "engine/quantizer/code_table.h"
#include "engine/quantizer/encoder.h"
#include "engine/quantizer/exact_neighbours.h"
#include "storage/database/database.h"

namespace likewise::tools {
namespace {

constexpr const char* kIndex = "tune";
constexpr Eigen::Index kBatch = 2000;
constexpr std::size_t kDepth = 10;

std::string quoted_list(const std::vector<std::string>& tokens) {
  return tokens.empty() ? "[]" : fmt::format("[\"{}\"]", fmt::join(tokens, "\",\""));
}

Result<std::unique_ptr<storage::Database>> index_tokens(const Codes& tokens,
                                                        std::uint32_t per_group) {
  storage::DatabaseOptions options;
  options.in_memory = true;
  options.background_work = false;
  LIKEWISE_TRY(std::unique_ptr<storage::Database> database, storage::Database::open("", options));
  LIKEWISE_TRY_STATUS(database->create_index(
      kIndex, R"({"mappings":{"properties":{"feature_vector":{"type":"keyword"}}}})"));
  for (Eigen::Index first = 0; first < tokens.rows(); first += kBatch) {
    const Eigen::Index end = std::min<Eigen::Index>(tokens.rows(), first + kBatch);
    std::vector<std::string> sources;
    for (Eigen::Index row = first; row < end; ++row) {
      sources.push_back(fmt::format("{{\"feature_vector\":{}}}",
                                    quoted_list(token_texts(tokens, row, per_group))));
    }
    std::vector<storage::WriteOperation> operations(sources.size());
    for (std::size_t i = 0; i < sources.size(); ++i) {
      operations[i].index = kIndex;
      operations[i].id = fmt::to_string(first + static_cast<Eigen::Index>(i));
      operations[i].source = sources[i];
    }
    LIKEWISE_TRY(const storage::WriteResult written,
                 database->write(operations, storage::Refresh::kFalse));
    if (written.errors) {
      return fail(ErrorCode::kInternal, "the documents of a trial were refused");
    }
  }
  LIKEWISE_TRY_STATUS(database->refresh(kIndex));
  LIKEWISE_TRY_STATUS(database->force_merge(kIndex, 1));
  return database;
}

std::string like_body(const std::vector<std::string>& tokens, bool all) {
  return fmt::format(
      R"({{"size":{},"_source":false,"query":{{"more_like_this":{{"fields":["feature_vector"],)"
      R"("like":[{{"_index":"{}","doc":{{"feature_vector":{}}}}}],"min_term_freq":1,)"
      R"("min_doc_freq":1{}}}}}}})",
      kDepth, kIndex, quoted_list(tokens),
      all ? fmt::format(R"(,"max_query_terms":{},"minimum_should_match":"1")", tokens.size() + 1)
          : std::string());
}

std::string weighted_body(const std::vector<WeightedToken>& tokens) {
  std::string clauses;
  for (const WeightedToken& token : tokens) {
    clauses += fmt::format(
        R"({}{{"constant_score":{{"filter":{{"term":{{"feature_vector":"{}"}}}},"boost":{}}}}})",
        clauses.empty() ? "" : ",", to_string(token.token), token.weight);
  }
  return fmt::format(R"({{"size":{},"_source":false,"query":{{"bool":{{"should":[{}]}}}}}})",
                     kDepth, clauses);
}

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Asks every query of a mode in turn and keeps the median.
class Stopwatch {
 public:
  explicit Stopwatch(SearchCost& cost) : cost_(cost) {}

  Status time(const std::string& mode, std::size_t count,
              const std::function<Status(std::size_t)>& ask) {
    std::vector<double> milliseconds;
    for (std::size_t query = 0; query < count; ++query) {
      const auto start = std::chrono::steady_clock::now();
      LIKEWISE_TRY_STATUS(ask(query));
      const std::chrono::duration<double, std::milli> taken =
          std::chrono::steady_clock::now() - start;
      milliseconds.push_back(taken.count());
    }
    cost_.milliseconds[mode] = median_of(std::move(milliseconds));
    return {};
  }

 private:
  SearchCost& cost_;
};

double packed_bytes(const Codebook& codebook) {
  double bits = 0.0;
  for (const CodebookGroup& group : codebook.groups) {
    bits += std::ceil(std::log2(static_cast<double>(group.centroids.rows())));
  }
  return std::ceil(bits * codebook.tokens_per_group / 8.0);
}

/// Everything that is asked, and of whom.
class CostMeasurement {
 public:
  CostMeasurement(const Codebook& codebook, const MatrixView& rows, const MatrixView& queries,
                  const CostOptions& options)
      : codebook_(codebook),
        rows_(rows),
        queries_(
            queries.topRows(std::min(static_cast<Eigen::Index>(options.queries), queries.rows()))),
        options_(options) {}

  Result<SearchCost> run(const ParallelFor& parallel_for) {
    const Encoder encoder(codebook_);
    LIKEWISE_TRY(const Codes tokens, encoder.encode_tokens(rows_, parallel_for));
    LIKEWISE_TRY(codes_, encoder.encode(rows_, parallel_for));
    LIKEWISE_TRY(own_, encoder.encode_tokens(queries_, parallel_for));
    const AsymmetricQuantizer quantizer(codebook_);
    for (std::size_t q = 0; q < count(); ++q) {
      LIKEWISE_TRY(CodeTable table, quantizer.distances(query(q)));
      tables_.push_back(std::move(table));
    }
    LIKEWISE_TRY(database_, index_tokens(tokens, codebook_.tokens_per_group));
    SearchCost cost;
    cost.code_bytes = packed_bytes(codebook_);
    LIKEWISE_TRY(const storage::IndexInfo facts, database_->info(kIndex));
    cost.index_bytes = static_cast<double>(facts.memory_bytes) / static_cast<double>(rows_.rows());
    LIKEWISE_TRY_STATUS(ask_for_own_tokens(cost));
    LIKEWISE_TRY_STATUS(ask_with_weights(cost));
    LIKEWISE_TRY_STATUS(scan(cost));
    return cost;
  }

 private:
  std::size_t count() const { return static_cast<std::size_t>(queries_.rows()); }

  std::span<const float> query(std::size_t q) const {
    return {queries_.data() + static_cast<Eigen::Index>(q) * queries_.outerStride(),
            static_cast<std::size_t>(queries_.cols())};
  }

  Status search(const std::string& body) const {
    LIKEWISE_TRY(const storage::SearchResponse answer, database_->search(kIndex, body));
    return answer.timed_out ? Status(fail(ErrorCode::kUnavailable, "a search timed out"))
                            : Status();
  }

  Status ask_for_own_tokens(SearchCost& cost) const {
    for (const bool all : {false, true}) {
      LIKEWISE_TRY_STATUS(
          Stopwatch(cost).time(all ? "tokens" : "defaults", count(), [&](std::size_t q) {
            return search(like_body(
                token_texts(own_, static_cast<Eigen::Index>(q), codebook_.tokens_per_group), all));
          }));
    }
    return {};
  }

  Status ask_with_weights(SearchCost& cost) const {
    for (const std::size_t weighted : options_.weighted) {
      LIKEWISE_TRY_STATUS(
          Stopwatch(cost).time(fmt::format("asymmetric-{}", weighted), count(), [&](std::size_t q) {
            return search(weighted_body(weighted_tokens(tables_[q], weighted)));
          }));
    }
    return {};
  }

  Status scan(SearchCost& cost) const {
    const ExactRanker ranker(rows_, codebook_.metric);
    for (const std::size_t rerank : {std::size_t{0}, options_.rerank}) {
      const std::string mode = rerank == 0 ? "adc" : fmt::format("exact-{}", rerank);
      LIKEWISE_TRY_STATUS(Stopwatch(cost).time(mode, count(), [&](std::size_t q) {
        const std::vector<RankedRow> best =
            best_rows(score_rows(tables_[q], codes_), std::max(rerank, kDepth));
        if (rerank > 0) {
          static_cast<void>(ranker.rank(query(q), best));
        }
        return Status();
      }));
    }
    return {};
  }

  const Codebook& codebook_;
  const MatrixView rows_;
  const MatrixView queries_;
  const CostOptions& options_;
  Codes codes_;
  Codes own_;
  std::vector<CodeTable> tables_;
  std::unique_ptr<storage::Database> database_;
};

}  // namespace

Result<SearchCost> measure_cost(const Codebook& codebook, const MatrixView& rows,
                                const MatrixView& queries, const CostOptions& options,
                                const ParallelFor& parallel_for) {
  return CostMeasurement(codebook, rows, queries, options).run(parallel_for);
}

}  // namespace likewise::tools
