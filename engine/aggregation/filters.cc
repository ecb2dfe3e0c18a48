#include <algorithm>
#include <utility>

#include "engine/aggregation/collector.h"
#include "engine/search/match_filter.h"

namespace likewise {
namespace {

struct FoundBucket {
  std::uint64_t doc_count = 0;
  Partials children;
};

class FiltersPartial final : public Partial {
 public:
  FiltersPartial(const Aggregation& aggregation, std::vector<FoundBucket> buckets)
      : aggregation_(aggregation), buckets_(std::move(buckets)) {}

  Status merge(Partial& other) override {
    auto& more = static_cast<FiltersPartial&>(other);
    for (std::size_t i = 0; i < buckets_.size(); ++i) {
      buckets_[i].doc_count += more.buckets_[i].doc_count;
      LIKEWISE_TRY_STATUS(merge_all(buckets_[i].children, more.buckets_[i].children));
    }
    return {};
  }
  std::optional<double> metric(std::string_view) const override { return std::nullopt; }
  std::string type() const override { return "filters"; }
  Status finish(FinishContext& context, ResultTree::Object& out) override;

 private:
  const Aggregation& aggregation_;
  std::vector<FoundBucket> buckets_;
};

Status FiltersPartial::finish(FinishContext& context, ResultTree::Object& out) {
  const auto& filters = std::get<FiltersAggregation>(aggregation_.node);
  LIKEWISE_TRY_STATUS(count_buckets(context, buckets_.size()));
  ResultTree::Object named;
  ResultTree::Array anonymous;
  for (std::size_t i = 0; i < buckets_.size(); ++i) {
    const std::string& key =
        i < filters.filters.size() ? filters.filters[i].first : filters.other_bucket_key;
    ResultTree::Object bucket;
    const bool shows_key = filters.is_named && !filters.keyed;
    if (shows_key) {
      bucket.push_back({"key", {key}});
    }
    bucket.push_back({"doc_count", {static_cast<std::int64_t>(buckets_[i].doc_count)}});
    LIKEWISE_TRY_STATUS(finish_all(aggregation_.children, buckets_[i].children,
                                   SiblingOrder::kHashed, context, bucket));
    if (filters.is_named && filters.keyed) {
      named.push_back({key, {std::move(bucket)}});
    } else {
      anonymous.push_back({std::move(bucket)});
    }
  }
  const bool is_object = filters.is_named && filters.keyed;
  out.push_back(
      {"buckets", is_object ? ResultTree{std::move(named)} : ResultTree{std::move(anonymous)}});
  return {};
}

class FiltersCollector final : public Collector {
 public:
  FiltersCollector(const Aggregation& aggregation,
                   std::vector<std::unique_ptr<MatchFilter>> filters, Collectors children)
      : aggregation_(aggregation),
        filters_(std::move(filters)),
        children_(std::move(children)),
        width_(filters_.size() +
               (std::get<FiltersAggregation>(aggregation.node).other_bucket ? 1 : 0)) {}

  void begin_segment(const SegmentView& view) override {
    segment_ = view.segment.get();
    children_.begin_segment(view);
  }

  void collect(std::span<const ScoredDoc> matches, BucketId bucket) override {
    std::vector<ScoredDoc> others(matches.begin(), matches.end());
    for (std::size_t i = 0; i < filters_.size(); ++i) {
      const std::span<const ScoredDoc> passed = filters_[i]->pass(*segment_, matches);
      count(passed, bucket * width_ + i);
      drop(passed, others);
    }
    if (width_ > filters_.size()) {
      count(others, bucket * width_ + filters_.size());
    }
  }

  PartialRef take(BucketId bucket) override {
    std::vector<FoundBucket> found(width_);
    for (std::size_t i = 0; i < width_; ++i) {
      const std::size_t at = bucket * width_ + i;
      found[i] = {at < counts_.size() ? counts_[at] : 0, children_.take(static_cast<BucketId>(at))};
    }
    return std::make_unique<FiltersPartial>(aggregation_, std::move(found));
  }

 private:
  void count(std::span<const ScoredDoc> matches, std::size_t bucket) {
    if (matches.empty()) {
      return;
    }
    if (bucket >= counts_.size()) {
      counts_.resize(bucket + 1);
    }
    counts_[bucket] += matches.size();
    children_.collect(matches, static_cast<BucketId>(bucket));
  }

  /// Takes `gone` out of `docs`; both increase.
  static void drop(std::span<const ScoredDoc> gone, std::vector<ScoredDoc>& docs) {
    std::size_t at = 0;
    std::erase_if(docs, [&](const ScoredDoc& doc) {
      while (at < gone.size() && gone[at].doc < doc.doc) {
        ++at;
      }
      return at < gone.size() && gone[at].doc == doc.doc;
    });
  }

  const Aggregation& aggregation_;
  std::vector<std::unique_ptr<MatchFilter>> filters_;
  Collectors children_;
  std::size_t width_;
  std::vector<std::uint64_t> counts_;
  const Segment* segment_ = nullptr;
};

}  // namespace

Result<CollectorRef> make_filters_collector(const Aggregation& aggregation,
                                            CollectContext& context) {
  const auto& node = std::get<FiltersAggregation>(aggregation.node);
  std::vector<std::unique_ptr<MatchFilter>> filters;
  for (const auto& [name, query] : node.filters) {
    LIKEWISE_TRY(auto filter,
                 MatchFilter::prepare(query, context.snapshot, context.documents, context.options));
    filters.push_back(std::move(filter));
  }
  LIKEWISE_TRY(Collectors children,
               Collectors::make(aggregation.children, context, aggregation.name));
  return CollectorRef(
      std::make_unique<FiltersCollector>(aggregation, std::move(filters), std::move(children)));
}

}  // namespace likewise
