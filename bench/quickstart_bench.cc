// How fast does a running server load the quickstart's documents, and how fast does it answer the
// seed's query?
//
//   likewise serve --data-dir /tmp/bench-data --port 9210 &
//   quickstart_bench --docs quickstart-data/docs.ndjson --server http://127.0.0.1:9210
//
// Loads into a new index over one connection, then asks for the neighbours of random documents with
// Elasticsearch's defaults (25 terms) and with every token. Every answer is checked: the right
// number of hits, scores descending, the liked document not among them. Works against any server
// that speaks Elasticsearch's API, so that two runs compare two servers.

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "bench/latency_summary.h"
#include "engine/base/random.h"
#include "tools/bulk_loader.h"
#include "tools/http_client.h"
#include "tools/similarity_query.h"

namespace likewise::bench {
namespace {

using tools::HttpClient;
using tools::SimilarHit;
using tools::SimilarityQuery;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kHits = 10;

struct Flags {
  std::string docs = "quickstart-data/docs.ndjson";
  std::string server = "http://127.0.0.1:9200";
  std::string index = "quickstart_bench";
  std::size_t queries = 1'000;
  bool keep = false;
  bool no_source = false;
};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Creates the index afresh, loads, refreshes. Prints docs/s; returns the number of documents.
Result<std::uint64_t> load(HttpClient& client, const Flags& flags) {
  LIKEWISE_TRY(const auto deleted, client.request("DELETE", "/" + flags.index, ""));
  static_cast<void>(deleted);  // 404 the first time
  LIKEWISE_TRY(const auto made, client.request("PUT", "/" + flags.index,
                                               R"({"mappings":{"date_detection":false}})"));
  if (made.status != 200) {
    return fail(ErrorCode::kUnavailable, tools::error_text(made));
  }
  std::ifstream input(flags.docs, std::ios::binary);
  if (!input) {
    return fail(ErrorCode::kNotFound, fmt::format("cannot read [{}]", flags.docs));
  }
  const auto start = Clock::now();
  LIKEWISE_TRY(const auto loaded,
               tools::bulk_load(input, {flags.server, flags.index}, {}, [](std::uint64_t) {}));
  const double seconds = seconds_since(start);
  LIKEWISE_TRY(const auto refreshed, client.request("POST", "/" + flags.index + "/_refresh", ""));
  if (refreshed.status != 200 || !loaded.rejected.empty()) {
    return fail(ErrorCode::kUnavailable, "not every document was loaded");
  }
  fmt::print("indexed        {:>8} docs in {:.2f} s: {:.0f} docs/s (refresh not counted)\n",
             loaded.documents, seconds, static_cast<double>(loaded.documents) / seconds);
  return loaded.documents;
}

double score_of(const SimilarHit& hit) {
  return std::strtod(hit.score.c_str(), nullptr);
}

Status check(const std::vector<SimilarHit>& hits, const std::string& liked) {
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (hits[i].id == liked || (i > 0 && score_of(hits[i]) > score_of(hits[i - 1]))) {
      return fail(ErrorCode::kInternal, fmt::format("wrong answer for document [{}]", liked));
    }
  }
  return {};
}

/// One timed pass over random documents; answers are checked outside of the timing.
Status measure(HttpClient& client, const Flags& flags, std::uint64_t documents,
               const std::string& title, SimilarityQuery query) {
  Random random(7);
  std::vector<double> milliseconds;
  std::size_t found = 0;
  for (std::size_t i = 0; i < flags.queries; ++i) {
    query.id = std::to_string(random.below(documents));
    const std::string body = to_body(query);
    const auto start = Clock::now();
    LIKEWISE_TRY(const auto answer, client.request("POST", "/" + flags.index + "/_search", body));
    milliseconds.push_back(seconds_since(start) * 1e3);
    if (answer.status != 200) {
      return fail(ErrorCode::kUnavailable, tools::error_text(answer));
    }
    LIKEWISE_TRY(const std::vector<SimilarHit> hits, tools::parse_hits(answer.body));
    LIKEWISE_TRY_STATUS(check(hits, query.id));
    found += hits.size();
  }
  const LatencySummary latency = summarise(std::move(milliseconds));
  fmt::print("{:<14} p50 {:.3f} ms  p95 {:.3f} ms  p99 {:.3f} ms  mean {:.3f} ms  ({:.2f} hits)\n",
             title, latency.p50, latency.p95, latency.p99, latency.mean,
             static_cast<double>(found) / static_cast<double>(flags.queries));
  return {};
}

Status run(const Flags& flags) {
  HttpClient client(flags.server);
  LIKEWISE_TRY(const std::uint64_t documents, load(client, flags));
  SimilarityQuery defaults;
  defaults.index = flags.index;
  defaults.size = kHits;
  defaults.with_source = !flags.no_source;
  SimilarityQuery tokens = defaults;
  tokens.max_query_terms = 10'000;
  tokens.min_doc_freq = 1;
  LIKEWISE_TRY_STATUS(measure(client, flags, documents, "25 terms, 30%", defaults));
  LIKEWISE_TRY_STATUS(measure(client, flags, documents, "all, 30%", tokens));
  tokens.minimum_should_match = "1";
  LIKEWISE_TRY_STATUS(measure(client, flags, documents, "all, one match", tokens));
  if (!flags.keep) {
    LIKEWISE_TRY(const auto deleted, client.request("DELETE", "/" + flags.index, ""));
    static_cast<void>(deleted);
  }
  return {};
}

}  // namespace
}  // namespace likewise::bench

int main(int argc, char** argv) {
  likewise::bench::Flags flags;
  CLI::App app{"documents per second and query latency of a running server"};
  app.add_option("--docs", flags.docs, "document lines of the quickstart")->capture_default_str();
  app.add_option("--server", flags.server, "http://HOST:PORT")->capture_default_str();
  app.add_option("--index", flags.index, "index to make and fill")->capture_default_str();
  app.add_option("--queries", flags.queries, "per kind of query")->capture_default_str();
  app.add_flag("--keep", flags.keep, "do not delete the index at the end");
  app.add_flag("--no-source", flags.no_source, "ask for the hits' ids and scores alone");
  CLI11_PARSE(app, argc, argv);
  const auto status = likewise::bench::run(flags);
  if (!status.has_value()) {
    fmt::print(stderr, "quickstart_bench: {}\n", status.error().message());
    return 1;
  }
  return 0;
}
