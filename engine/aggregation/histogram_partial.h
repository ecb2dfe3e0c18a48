#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/aggregation/bucket_order.h"
#include "engine/aggregation/value_format.h"

namespace likewise {

/// What a histogram found in one bucket of one index.
class HistogramPartial final : public Partial {
 public:
  struct Found {
    ValueFormat format;
    std::vector<KeyedBucket> buckets;  ///< By key, ascending.
    Partials empty;                    ///< What children say of a bucket without documents.
  };

  HistogramPartial(const Aggregation& aggregation, BucketComparator comparator, Found found)
      : aggregation_(aggregation), comparator_(std::move(comparator)), found_(std::move(found)) {}

  Status merge(Partial& other) override;
  std::optional<double> metric(std::string_view) const override { return std::nullopt; }
  std::string type() const override { return "histogram"; }
  Status finish(FinishContext& context, ResultTree::Object& out) override;

 private:
  Status add_gaps(FinishContext& context);
  Result<ResultTree> finish_bucket(KeyedBucket& bucket, const ResultTree::Object& empty,
                                   FinishContext& context) const;
  std::string key_text(double key) const { return format_double(found_.format, key); }

  const Aggregation& aggregation_;
  BucketComparator comparator_;
  Found found_;
};

}  // namespace likewise
