#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "engine/aggregation/collector.h"

namespace likewise {

/// What `filter`, `missing` and `global` find: how many documents, and what their children found.
class SingleBucketPartial final : public Partial {
 public:
  SingleBucketPartial(const Aggregation& aggregation, std::string type, std::uint64_t doc_count,
                      Partials children)
      : aggregation_(aggregation),
        type_(std::move(type)),
        doc_count_(doc_count),
        children_(std::move(children)) {}

  Status merge(Partial& other) override;
  std::optional<double> metric(std::string_view name) const override;
  const Partial* child(std::size_t at) const override { return children_[at].get(); }
  std::string type() const override { return type_; }
  Status finish(FinishContext& context, ResultTree::Object& out) override;

 private:
  const Aggregation& aggregation_;
  std::string type_;
  std::uint64_t doc_count_;
  Partials children_;
};

/// Counts what passes, for each bucket of the parent, and shows it to the children.
class SingleBucketCounter {
 public:
  SingleBucketCounter(const Aggregation& aggregation, std::string type, Collectors children)
      : aggregation_(aggregation), type_(std::move(type)), children_(std::move(children)) {}

  void begin_segment(const SegmentView& view) { children_.begin_segment(view); }
  void collect(std::span<const ScoredDoc> matches, BucketId bucket);
  PartialRef take(BucketId bucket);

 private:
  const Aggregation& aggregation_;
  std::string type_;
  Collectors children_;
  std::vector<std::uint64_t> counts_;
};

}  // namespace likewise
