#include "engine/aggregation/single_bucket.h"

#include <algorithm>

#include "engine/aggregation/field_source.h"
#include "engine/search/match_filter.h"

namespace likewise {

Status SingleBucketPartial::merge(Partial& other) {
  auto& more = static_cast<SingleBucketPartial&>(other);
  doc_count_ += more.doc_count_;
  return merge_all(children_, more.children_);
}

std::optional<double> SingleBucketPartial::metric(std::string_view name) const {
  if (name.empty() || name == "_count" || name == "doc_count") {
    return static_cast<double>(doc_count_);
  }
  return std::nullopt;
}

Status SingleBucketPartial::finish(FinishContext& context, ResultTree::Object& out) {
  out.push_back({"doc_count", {static_cast<std::int64_t>(doc_count_)}});
  return finish_all(aggregation_.children, children_, SiblingOrder::kHashed, context, out);
}

void SingleBucketCounter::collect(std::span<const ScoredDoc> matches, BucketId bucket) {
  if (matches.empty()) {
    return;
  }
  if (bucket >= counts_.size()) {
    counts_.resize(bucket + std::size_t{1});
  }
  counts_[bucket] += matches.size();
  children_.collect(matches, bucket);
}

PartialRef SingleBucketCounter::take(BucketId bucket) {
  return std::make_unique<SingleBucketPartial>(
      aggregation_, type_, bucket < counts_.size() ? counts_[bucket] : 0, children_.take(bucket));
}

namespace {

class FilterCollector final : public Collector {
 public:
  FilterCollector(std::unique_ptr<MatchFilter> filter, SingleBucketCounter counter)
      : filter_(std::move(filter)), counter_(std::move(counter)) {}

  void begin_segment(const SegmentView& view) override {
    segment_ = view.segment.get();
    counter_.begin_segment(view);
  }
  void collect(std::span<const ScoredDoc> matches, BucketId bucket) override {
    counter_.collect(filter_->pass(*segment_, matches), bucket);
  }
  PartialRef take(BucketId bucket) override { return counter_.take(bucket); }

 private:
  std::unique_ptr<MatchFilter> filter_;
  SingleBucketCounter counter_;
  const Segment* segment_ = nullptr;
};

class MissingCollector final : public Collector {
 public:
  MissingCollector(FieldReader reader, SingleBucketCounter counter)
      : reader_(std::move(reader)), counter_(std::move(counter)) {}

  void begin_segment(const SegmentView& view) override {
    reader_.begin_segment(view);
    counter_.begin_segment(view);
  }
  void collect(std::span<const ScoredDoc> matches, BucketId bucket) override {
    without_.clear();
    std::copy_if(matches.begin(), matches.end(), std::back_inserter(without_),
                 [this](const ScoredDoc& match) { return reader_.count(match.doc) == 0; });
    counter_.collect(without_, bucket);
  }
  PartialRef take(BucketId bucket) override { return counter_.take(bucket); }

 private:
  FieldReader reader_;
  SingleBucketCounter counter_;
  std::vector<ScoredDoc> without_;
};

/// Sees no match: goes through all living documents when it is asked.
class GlobalCollector final : public Collector {
 public:
  GlobalCollector(SingleBucketCounter counter, const IndexSnapshot& snapshot)
      : counter_(std::move(counter)), snapshot_(snapshot) {}

  void begin_segment(const SegmentView&) override {}
  void collect(std::span<const ScoredDoc>, BucketId) override {}
  PartialRef take(BucketId bucket) override {
    std::vector<ScoredDoc> all;
    for (const SegmentView& view : snapshot_.segments) {
      counter_.begin_segment(view);
      const Segment& segment = *view.segment;
      for (DocId first = segment.first_doc(); first < segment.end_doc(); first += kWindowDocs) {
        all.clear();
        const DocId end = std::min(segment.end_doc(), first + kWindowDocs);
        for (DocId doc = first; doc < end; ++doc) {
          if (view.live->is_live(doc)) {
            all.push_back({doc, 1.0F});
          }
        }
        counter_.collect(all, bucket);
      }
    }
    return counter_.take(bucket);
  }

 private:
  SingleBucketCounter counter_;
  const IndexSnapshot& snapshot_;
};

Result<SingleBucketCounter> make_counter(const Aggregation& aggregation, std::string type,
                                         CollectContext& context) {
  LIKEWISE_TRY(Collectors children,
               Collectors::make(aggregation.children, context, aggregation.name));
  return SingleBucketCounter(aggregation, std::move(type), std::move(children));
}

}  // namespace

Result<CollectorRef> make_filter_collector(const Aggregation& aggregation,
                                           CollectContext& context) {
  const auto& filter = std::get<FilterAggregation>(aggregation.node);
  LIKEWISE_TRY(auto matches, MatchFilter::prepare(filter.query, context.snapshot, context.documents,
                                                  context.options));
  LIKEWISE_TRY(SingleBucketCounter counter, make_counter(aggregation, "filter", context));
  return CollectorRef(std::make_unique<FilterCollector>(std::move(matches), std::move(counter)));
}

Result<CollectorRef> make_missing_collector(const Aggregation& aggregation,
                                            CollectContext& context) {
  const auto& missing = std::get<MissingAggregation>(aggregation.node);
  LIKEWISE_TRY(FieldSource source,
               bind_source(missing.source, "missing", Accepts::kAnything, context.source()));
  LIKEWISE_TRY(SingleBucketCounter counter, make_counter(aggregation, "missing", context));
  return CollectorRef(std::make_unique<MissingCollector>(
      FieldReader(std::move(source), context.snapshot), std::move(counter)));
}

Result<CollectorRef> make_global_collector(const Aggregation& aggregation,
                                           CollectContext& context) {
  LIKEWISE_TRY(SingleBucketCounter counter, make_counter(aggregation, "global", context));
  return CollectorRef(std::make_unique<GlobalCollector>(std::move(counter), context.snapshot));
}

}  // namespace likewise
