#include "tools/mirror/verify.h"

#include <cstdlib>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/random.h"
#include "engine/dsl/json.h"
#include "tools/compare/ranking.h"
#include "tools/mirror/bulk_body.h"
#include "tools/similarity_query.h"

namespace likewise::tools {
namespace {

constexpr std::size_t kHits = 10;
constexpr std::size_t kMaxNamed = 20;

std::string plain_id(const FeedOperation& operation) {
  const Result<json::Value> value = json::parse(operation.quoted_id);
  return value.has_value() ? value->text : operation.quoted_id;
}

std::string routing_parameter(const FeedOperation& operation) {
  const Result<json::Value> value = json::parse(operation.quoted_routing);
  return value.has_value() ? "?routing=" + percent_encode(value->text) : "";
}

/// A uniform sample of the documents of a feed, in one pass.
Result<std::vector<FeedOperation>> sample_documents(ChangeSource& source,
                                                    const VerifyOptions& options) {
  Random random(options.seed);
  std::vector<FeedOperation> sample;
  std::uint64_t seen = 0;
  SeqNo next = 0;
  while (true) {
    LIKEWISE_TRY(FeedPage page, source.read(next, std::chrono::seconds(0)));
    for (FeedOperation& operation : page.operations) {
      if (operation.deleted) {
        continue;
      }
      ++seen;
      if (sample.size() < options.documents) {
        sample.push_back(std::move(operation));
      } else if (const std::uint64_t place = random.below(seen); place < sample.size()) {
        sample[place] = std::move(operation);
      }
    }
    next = page.next;
    if (next == page.end) {
      return sample;
    }
  }
}

/// What is wrong with the target's copy of a document; nothing when it is right.
Result<std::optional<std::string>> fault_of(const FeedOperation& operation, TargetIndex& target,
                                            const TargetShape& shape) {
  const std::string path =
      "/_doc/" + percent_encode(plain_id(operation)) + routing_parameter(operation);
  LIKEWISE_TRY(const HttpAnswer answer, target.call("GET", path, ""));
  if (answer.status == 404) {
    return std::optional<std::string>("is missing");
  }
  LIKEWISE_TRY(const json::Value body, json::parse(answer.body));
  const json::Value* version = body.is_object() ? body.find("_version") : nullptr;
  const json::Value* source = body.is_object() ? body.find("_source") : nullptr;
  if (version == nullptr || source == nullptr) {
    return std::optional<std::string>("has no version or source");
  }
  const std::string expected = std::to_string(version_of(operation.seq_no));
  if (version->text != expected) {
    return std::optional(fmt::format("has version {} instead of {}", version->text, expected));
  }
  std::string kept = operation.source;
  if (shape.ids_only) {
    LIKEWISE_TRY(kept, keep_fields(operation.source, shape.fields));
  }
  LIKEWISE_TRY(const json::Value document, json::parse(kept));
  return json::to_text(document) == json::to_text(*source)
             ? std::optional<std::string>()
             : std::optional<std::string>("has another content");
}

Result<std::vector<RankedHit>> ranked(std::string_view answer) {
  LIKEWISE_TRY(const std::vector<SimilarHit> hits, parse_hits(answer));
  std::vector<RankedHit> out;
  for (const SimilarHit& hit : hits) {
    out.push_back({hit.id, std::strtof(hit.score.c_str(), nullptr)});
  }
  return out;
}

/// Asks both sides for documents like the sampled ones.
class QueryComparison {
 public:
  QueryComparison(ChangeSource& source, TargetIndex& target, VerifyReport& report)
      : source_(source), target_(target), report_(report) {}

  /// False when the source answers no queries.
  Result<bool> ask(const FeedOperation& operation, const std::string& source_index,
                   const std::string& target_index, const std::string& field) {
    SimilarityQuery query;
    query.id = plain_id(operation);
    query.field = field;
    query.size = kHits;
    query.min_doc_freq = 1;
    query.index = source_index;
    LIKEWISE_TRY(const std::optional<std::string> here, source_.search(to_body(query)));
    if (!here) {
      return false;
    }
    query.index = target_index;
    // With several shards, statistics of the whole index instead of each shard's own.
    LIKEWISE_TRY(const HttpAnswer there,
                 target_.call("POST", "/_search?search_type=dfs_query_then_fetch", to_body(query)));
    LIKEWISE_TRY(const std::vector<RankedHit> left, ranked(*here));
    LIKEWISE_TRY(const std::vector<RankedHit> right, ranked(there.body));
    ++report_.queries;
    report_.exact += is_exact(left, right) ? 1U : 0U;
    overlap_ += overlap(left, right, kHits);
    report_.mean_overlap = overlap_ / static_cast<double>(report_.queries);
    if (agrees_up_to_ties(left, right, kHits)) {
      ++report_.tie_aware;
    } else if (report_.wrong_queries.size() < kMaxNamed) {
      report_.wrong_queries.push_back(query.id);
    }
    return true;
  }

 private:
  ChangeSource& source_;
  TargetIndex& target_;
  VerifyReport& report_;
  double overlap_ = 0;
};

/// True when nothing but an error can make answers differ.
Result<bool> has_plain_statistics(TargetIndex& target) {
  LIKEWISE_TRY(const std::optional<TargetState> state, target.find());
  if (!state) {
    return false;
  }
  const auto shards = state->settings.find("index.number_of_shards");
  if (shards == state->settings.end() || shards->second != "1") {
    return false;
  }
  LIKEWISE_TRY(const std::optional<std::uint64_t> deleted, target.deleted_documents());
  return deleted.value_or(0) == 0;
}

}  // namespace

Result<VerifyReport> verify_mirror(ChangeSource& source, TargetIndex& target,
                                   const VerifyOptions& options) {
  VerifyReport report;
  LIKEWISE_TRY_STATUS(target.refresh());
  LIKEWISE_TRY(report.source_count, source.count());
  LIKEWISE_TRY(report.target_count, target.count());
  LIKEWISE_TRY(const std::vector<FeedOperation> sample, sample_documents(source, options));
  for (const FeedOperation& operation : sample) {
    LIKEWISE_TRY(const std::optional<std::string> fault,
                 fault_of(operation, target, options.shape));
    ++report.documents;
    report.wrong += fault ? 1U : 0U;
    if (fault && report.wrong_documents.size() < kMaxNamed) {
      report.wrong_documents.push_back(fmt::format("[{}] {}", plain_id(operation), *fault));
    }
  }
  LIKEWISE_TRY(const SourceIndex index, source.describe());
  LIKEWISE_TRY(report.queries_must_agree, has_plain_statistics(target));
  QueryComparison comparison(source, target, report);
  for (std::size_t i = 0; i < std::min(sample.size(), options.queries); ++i) {
    LIKEWISE_TRY(const bool asked, comparison.ask(sample[i], index.name, target.path().substr(1),
                                                  options.query_field));
    if (!asked) {
      break;
    }
  }
  return report;
}

std::string to_text(const VerifyReport& report) {
  std::string out = fmt::format("documents: {} in the source, {} in the target\n",
                                report.source_count, report.target_count);
  out += fmt::format("sampled documents: {} of {} equal\n", report.documents - report.wrong,
                     report.documents);
  for (const std::string& fault : report.wrong_documents) {
    out += "  " + fault + "\n";
  }
  if (report.queries > 0) {
    out += fmt::format(
        "sampled more_like_this: {} of {} equal, {} but for the order of equal scores; overlap@10 "
        "{:.4f}\n",
        report.exact, report.queries, report.tie_aware, report.mean_overlap);
    if (!report.queries_must_agree) {
      out +=
          "  (the target has several shards, or deleted documents in its statistics: scores "
          "may differ)\n";
    }
    for (std::size_t i = 0; report.queries_must_agree && i < report.wrong_queries.size(); ++i) {
      out += fmt::format("  like [{}]: other hits\n", report.wrong_queries[i]);
    }
  }
  return out + (report.is_equal() ? "verified\n" : "NOT EQUAL\n");
}

}  // namespace likewise::tools
