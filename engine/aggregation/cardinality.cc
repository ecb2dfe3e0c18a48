#include <bit>
#include <unordered_set>
#include <utility>

#include "engine/aggregation/collector.h"
#include "engine/aggregation/field_source.h"
#include "engine/index/text_hash.h"

namespace likewise {
namespace {

using KeySet = std::unordered_set<std::uint64_t>;

/// Distinct values as 64 bits each: numbers themselves, texts by their hash.
class CardinalityPartial final : public Partial {
 public:
  explicit CardinalityPartial(KeySet keys) : keys_(std::move(keys)) {}

  Status merge(Partial& other) override {
    keys_.merge(static_cast<CardinalityPartial&>(other).keys_);
    return {};
  }
  std::optional<double> metric(std::string_view) const override {
    return static_cast<double>(keys_.size());
  }
  std::string type() const override { return "cardinality"; }
  Status finish(FinishContext&, ResultTree::Object& out) override {
    out.push_back({"value", {static_cast<std::int64_t>(keys_.size())}});
    return {};
  }

 private:
  KeySet keys_;
};

class CardinalityCollector final : public Collector {
 public:
  CardinalityCollector(FieldReader reader, CollectContext& context)
      : reader_(std::move(reader)), context_(context) {}

  void begin_segment(const SegmentView& view) override { reader_.begin_segment(view); }

  void collect(std::span<const ScoredDoc> matches, BucketId bucket) override {
    if (bucket >= buckets_.size()) {
      buckets_.resize(bucket + std::size_t{1});
    }
    for (const ScoredDoc& match : matches) {
      add_values(match.doc, buckets_[bucket]);
    }
  }

  PartialRef take(BucketId bucket) override {
    KeySet keys;
    if (bucket < buckets_.size()) {
      keys = std::move(buckets_[bucket].keys);
      if (reader_.source().kind == ValueKind::kTerms) {
        keys = text_keys(keys, buckets_[bucket].has_missing);
      }
    }
    return std::make_unique<CardinalityPartial>(std::move(keys));
  }

 private:
  /// While collecting, texts are term numbers.
  struct Bucket {
    KeySet keys;
    bool has_missing = false;
  };

  void add(std::uint64_t key, Bucket& bucket) {
    if (bucket.keys.insert(key).second && !context_.budget.take()) {
      bucket.keys.erase(key);
    }
  }

  void add_values(DocId doc, Bucket& bucket) {
    switch (reader_.source().kind) {
      case ValueKind::kTerms: {
        const auto ordinals = reader_.ordinals(doc);
        bucket.has_missing = bucket.has_missing || ordinals.empty();
        for (const std::uint32_t ordinal : ordinals) {
          add(reader_.terms()[ordinal], bucket);
        }
        break;
      }
      case ValueKind::kLongs:
        for (const std::int64_t value : reader_.longs(doc)) {
          add(std::bit_cast<std::uint64_t>(value), bucket);
        }
        break;
      case ValueKind::kDoubles:
        for (const double value : reader_.doubles(doc)) {
          add(std::bit_cast<std::uint64_t>(value), bucket);
        }
        break;
    }
  }

  KeySet text_keys(const KeySet& terms, bool has_missing) const {
    KeySet hashes;
    const FieldSource& source = reader_.source();
    for (const std::uint64_t term : terms) {
      hashes.insert(hash_text(
          context_.snapshot.dictionary->text(source.field->id, static_cast<TermId>(term)), 0));
    }
    if (has_missing && source.missing_text) {
      hashes.insert(hash_text(*source.missing_text, 0));
    }
    return hashes;
  }

  FieldReader reader_;
  CollectContext& context_;
  std::vector<Bucket> buckets_;
};

}  // namespace

Result<CollectorRef> make_cardinality_collector(const Aggregation& aggregation,
                                                CollectContext& context) {
  const auto& cardinality = std::get<CardinalityAggregation>(aggregation.node);
  LIKEWISE_TRY(FieldSource source, bind_source(cardinality.source, "cardinality",
                                               Accepts::kAnything, context.source()));
  return CollectorRef(std::make_unique<CardinalityCollector>(
      FieldReader(std::move(source), context.snapshot), context));
}

}  // namespace likewise
