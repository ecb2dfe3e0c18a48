#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/aggregation/bucket_order.h"
#include "engine/aggregation/value_format.h"

namespace likewise {

/// What a terms aggregation found in one bucket of one index: its best buckets.
class TermsPartial final : public Partial {
 public:
  struct Found {
    ValueKind kind = ValueKind::kTerms;
    bool is_mapped = false;
    ValueFormat format;
    std::vector<KeyedBucket> buckets;  ///< In order, at most shard_size.
    std::uint64_t other_doc_count = 0;
    std::int64_t error = 0;  ///< By how much a term that is cut off may count; -1: unknown.
  };

  TermsPartial(const Aggregation& aggregation, BucketComparator comparator, Found found);

  Status merge(Partial& other) override;
  std::optional<double> metric(std::string_view) const override { return std::nullopt; }
  std::string type() const override;
  Status finish(FinishContext& context, ResultTree::Object& out) override;

 private:
  Status agree_on_kind(Found& more);
  Result<ResultTree> finish_bucket(KeyedBucket& bucket, FinishContext& context) const;

  const Aggregation& aggregation_;
  BucketComparator comparator_;
  Found found_;
};

}  // namespace likewise
