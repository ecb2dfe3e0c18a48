#include <algorithm>
#include <bit>
#include <limits>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "engine/aggregation/bucket_ids.h"
#include "engine/aggregation/collector.h"
#include "engine/aggregation/field_source.h"
#include "engine/aggregation/terms_partial.h"

namespace likewise {
namespace {

/// The key of documents without a term; term numbers are smaller.
constexpr std::uint64_t kMissingKey = std::uint64_t{1} << 32U;
constexpr BucketId kUnseen = std::numeric_limits<BucketId>::max();

/// Which keys `include` and `exclude` let through. Keys are term numbers or the bits of numbers.
class KeyFilter {
 public:
  static Result<KeyFilter> make(const TermsAggregation& terms, const FieldReader& reader,
                                const CollectContext& context) {
    KeyFilter filter;
    if (terms.include) {
      LIKEWISE_TRY(filter.include_, keys_of(*terms.include, reader, context));
    }
    if (terms.exclude) {
      LIKEWISE_TRY(filter.exclude_, keys_of(*terms.exclude, reader, context));
    }
    return filter;
  }

  bool accepts(std::uint64_t key) const {
    return (!include_ || include_->count(key) > 0) && (!exclude_ || exclude_->count(key) == 0);
  }

 private:
  using Keys = std::unordered_set<std::uint64_t>;

  static Result<Keys> keys_of(const std::vector<SourceValue>& values, const FieldReader& reader,
                              const CollectContext& context) {
    Keys keys;
    const FieldSource& source = reader.source();
    for (const SourceValue& value : values) {
      switch (source.kind) {
        case ValueKind::kTerms:
          if (source.is_mapped()) {
            if (const auto term = context.snapshot.dictionary->find(source.field->id, value.text)) {
              keys.insert(*term);
            }
          }
          if (source.missing_text == value.text) {
            keys.insert(kMissingKey);
          }
          break;
        case ValueKind::kLongs: {
          LIKEWISE_TRY(const std::int64_t whole, parse_whole_value(source.format, value));
          keys.insert(std::bit_cast<std::uint64_t>(whole));
          break;
        }
        case ValueKind::kDoubles: {
          LIKEWISE_TRY(const double real, parse_value(source.format, value));
          keys.insert(std::bit_cast<std::uint64_t>(real));
          break;
        }
      }
    }
    return keys;
  }

  std::optional<Keys> include_;
  std::optional<Keys> exclude_;
};

class TermsCollector final : public Collector {
 public:
  struct Parts {
    FieldReader reader;
    KeyFilter filter;
    BucketComparator comparator;
    Collectors children;
  };

  TermsCollector(const Aggregation& aggregation, Parts parts, CollectContext& context)
      : aggregation_(aggregation),
        terms_(std::get<TermsAggregation>(aggregation.node)),
        parts_(std::move(parts)),
        context_(context),
        ids_(context.budget) {
    const FieldSource& source = parts_.reader.source();
    if (source.kind == ValueKind::kTerms && source.missing_text) {
      missing_key_ = kMissingKey;
      if (source.is_mapped()) {
        const auto term = context.snapshot.dictionary->find(source.field->id, *source.missing_text);
        missing_key_ = term ? *term : kMissingKey;
      }
    }
  }

  void begin_segment(const SegmentView& view) override {
    parts_.reader.begin_segment(view);
    parts_.children.begin_segment(view);
  }

  void collect(std::span<const ScoredDoc> matches, BucketId bucket) override;
  PartialRef take(BucketId bucket) override;

 private:
  void count(const ScoredDoc& match, BucketId id) {
    if (id == kUnseen) {
      return;
    }
    ++ids_[id].doc_count;
    if (!parts_.children.empty()) {
      parts_.children.collect(match, id);
    }
  }
  BucketId bucket_of(BucketId parent, std::uint64_t key) {
    return parts_.filter.accepts(key) ? ids_.find_or_add(parent, key).value_or(kUnseen) : kUnseen;
  }
  BucketId bucket_of_term(BucketId parent, TermId term);
  void collect_terms(const ScoredDoc& match, BucketId bucket);
  template <class T>
  void collect_numbers(const ScoredDoc& match, std::span<const T> values, BucketId bucket);

  std::size_t shard_size() const;
  BucketKey key_of(std::uint64_t key) const;
  void add_absent_terms(BucketId parent);
  void add_absent_numbers(BucketId parent);
  std::vector<KeyedBucket> best_buckets(BucketId parent, std::uint64_t& other_doc_count);

  const Aggregation& aggregation_;
  const TermsAggregation& terms_;
  Parts parts_;
  CollectContext& context_;
  BucketIds ids_;
  std::uint64_t missing_key_ = kMissingKey;
  std::vector<BucketId> by_term_;  ///< Of the first parent: an array instead of a table.
};

BucketId TermsCollector::bucket_of_term(BucketId parent, TermId term) {
  if (parent != 0) {
    return bucket_of(parent, term);
  }
  if (term >= by_term_.size()) {
    by_term_.resize(context_.snapshot.dictionary->size(parts_.reader.source().field->id), kUnseen);
  }
  BucketId& id = by_term_[term];
  if (id == kUnseen) {
    id = bucket_of(parent, term);
  }
  return id;
}

void TermsCollector::collect_terms(const ScoredDoc& match, BucketId bucket) {
  const auto ordinals = parts_.reader.ordinals(match.doc);
  for (const std::uint32_t ordinal : ordinals) {
    count(match, bucket_of_term(bucket, parts_.reader.terms()[ordinal]));
  }
  if (ordinals.empty() && parts_.reader.source().missing_text) {
    count(match, bucket_of(bucket, missing_key_));
  }
}

/// A document counts once for each distinct value; values ascend.
template <class T>
void TermsCollector::collect_numbers(const ScoredDoc& match, std::span<const T> values,
                                     BucketId bucket) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i == 0 || values[i] != values[i - 1]) {
      count(match, bucket_of(bucket, std::bit_cast<std::uint64_t>(values[i])));
    }
  }
}

void TermsCollector::collect(std::span<const ScoredDoc> matches, BucketId bucket) {
  switch (parts_.reader.source().kind) {
    case ValueKind::kTerms:
      for (const ScoredDoc& match : matches) {
        collect_terms(match, bucket);
      }
      break;
    case ValueKind::kLongs:
      for (const ScoredDoc& match : matches) {
        collect_numbers(match, parts_.reader.longs(match.doc), bucket);
      }
      break;
    case ValueKind::kDoubles:
      for (const ScoredDoc& match : matches) {
        collect_numbers(match, parts_.reader.doubles(match.doc), bucket);
      }
      break;
  }
}

/// What each index keeps: more than asked for, so that the merged best are likely the best.
std::size_t TermsCollector::shard_size() const {
  if (terms_.shard_size) {
    return std::max(terms_.size, *terms_.shard_size);
  }
  if (parts_.comparator.is_by_key()) {
    return terms_.size;
  }
  return static_cast<std::size_t>(static_cast<double>(terms_.size) * 1.5 + 10);
}

BucketKey TermsCollector::key_of(std::uint64_t key) const {
  const FieldSource& source = parts_.reader.source();
  BucketKey found{source.kind};
  switch (source.kind) {
    case ValueKind::kTerms:
      found.text = key == kMissingKey ? std::string_view(terms_.source.missing->text)
                                      : context_.snapshot.dictionary->text(
                                            source.field->id, static_cast<TermId>(key));
      break;
    case ValueKind::kLongs:
      found.whole = std::bit_cast<std::int64_t>(key);
      break;
    case ValueKind::kDoubles:
      found.real = std::bit_cast<double>(key);
      break;
  }
  return found;
}

/// With min_doc_count 0, terms that no match has are buckets as well.
void TermsCollector::add_absent_terms(BucketId parent) {
  const FieldSource& source = parts_.reader.source();
  if (source.missing_text) {
    bucket_of(parent, missing_key_);
  }
  if (!source.is_mapped()) {
    return;
  }
  const FieldId field = source.field->id;
  const std::size_t terms = context_.snapshot.dictionary->size(field);
  for (std::size_t i = 0; i < terms; ++i) {
    const auto term = static_cast<TermId>(i);
    if (context_.snapshot.doc_freq(field, term) > 0) {
      bucket_of(parent, term);
    }
  }
}

void TermsCollector::add_absent_numbers(BucketId parent) {
  for (const SegmentView& view : context_.snapshot.segments) {
    parts_.reader.begin_segment(view);
    for (DocId doc = view.segment->first_doc(); doc < view.segment->end_doc(); ++doc) {
      if (!view.live->is_live(doc)) {
        continue;
      }
      if (parts_.reader.source().kind == ValueKind::kLongs) {
        for (const std::int64_t value : parts_.reader.longs(doc)) {
          bucket_of(parent, std::bit_cast<std::uint64_t>(value));
        }
      } else {
        for (const double value : parts_.reader.doubles(doc)) {
          bucket_of(parent, std::bit_cast<std::uint64_t>(value));
        }
      }
    }
  }
}

std::vector<KeyedBucket> TermsCollector::best_buckets(BucketId parent,
                                                      std::uint64_t& other_doc_count) {
  std::vector<KeyedBucket> buckets;
  const std::uint64_t least = std::min(terms_.shard_min_doc_count, terms_.min_doc_count);
  // Elasticsearch 7 counts what is too rare among the other documents.
  const bool counts_rare = context_.style == AggregationStyle::kElasticsearch7;
  for (const BucketId id : ids_.of(parent)) {
    const BucketIds::Entry& entry = ids_[id];
    if (entry.doc_count >= least) {
      KeyedBucket bucket{key_of(entry.key), entry.doc_count, 0, {}, id};
      if (parts_.comparator.needs_children()) {
        bucket.children = parts_.children.take(id);
      }
      buckets.push_back(std::move(bucket));
    } else if (counts_rare) {
      other_doc_count += entry.doc_count;
    }
  }
  const auto kept = static_cast<std::ptrdiff_t>(std::min(shard_size(), buckets.size()));
  std::partial_sort(buckets.begin(), buckets.begin() + kept, buckets.end(), parts_.comparator);
  for (auto cut = buckets.begin() + kept; cut != buckets.end(); ++cut) {
    other_doc_count += cut->doc_count;
  }
  buckets.erase(buckets.begin() + kept, buckets.end());
  return buckets;
}

PartialRef TermsCollector::take(BucketId bucket) {
  const FieldSource& source = parts_.reader.source();
  if (terms_.min_doc_count == 0) {
    if (source.kind == ValueKind::kTerms) {
      add_absent_terms(bucket);
    } else {
      add_absent_numbers(bucket);
    }
  }
  TermsPartial::Found found;
  found.kind = source.kind;
  found.is_mapped = source.is_mapped();
  found.format = source.format;
  found.buckets = best_buckets(bucket, found.other_doc_count);
  if (!parts_.comparator.needs_children()) {
    for (KeyedBucket& one : found.buckets) {
      one.children = parts_.children.take(one.id);
    }
  }
  const bool may_miss = found.buckets.size() >= shard_size() && !parts_.comparator.is_by_key();
  if (may_miss) {
    found.error = parts_.comparator.is_by_count() && !found.buckets.empty()
                      ? static_cast<std::int64_t>(found.buckets.back().doc_count)
                      : -1;
  }
  return std::make_unique<TermsPartial>(aggregation_, parts_.comparator, std::move(found));
}

Error pattern_on_numbers(const std::string& name, AggregationStyle style) {
  const bool is_newer = style == AggregationStyle::kElasticsearch8;
  return Error(ErrorCode::kInvalidArgument,
               fmt::format("Aggregation [{}] cannot support regular expression style "
                           "include/exclude settings as they can only be applied to string "
                           "fields. Use an array of numeric values for include/exclude clauses "
                           "used to filter numeric fields",
                           name))
      .with_type(is_newer ? "illegal_argument_exception" : "aggregation_execution_exception")
      .with_status(is_newer ? 400 : 500)
      .raised_in_shard();
}

}  // namespace

Result<CollectorRef> make_terms_collector(const Aggregation& aggregation, CollectContext& context) {
  const auto& terms = std::get<TermsAggregation>(aggregation.node);
  LIKEWISE_TRY(FieldSource source,
               bind_source(terms.source, "terms", Accepts::kAnything, context.source()));
  if (terms.has_pattern && source.kind != ValueKind::kTerms) {
    return fail(pattern_on_numbers(aggregation.name, context.style));
  }
  const bool has_known_hint = terms.execution_hint.empty() || terms.execution_hint == "map" ||
                              terms.execution_hint == "global_ordinals";
  if (source.kind == ValueKind::kTerms && !has_known_hint) {
    return fail(Error(ErrorCode::kInvalidArgument,
                      fmt::format("Unknown `execution_hint`: [{}], expected any of [map, "
                                  "global_ordinals]",
                                  terms.execution_hint))
                    .with_type("illegal_argument_exception")
                    .raised_in_shard());
  }
  FieldReader reader(std::move(source), context.snapshot);
  LIKEWISE_TRY(KeyFilter filter, KeyFilter::make(terms, reader, context));
  LIKEWISE_TRY(BucketComparator comparator,
               BucketComparator::make(terms.order, aggregation, context.style));
  LIKEWISE_TRY(Collectors children,
               Collectors::make(aggregation.children, context, aggregation.name));
  return CollectorRef(std::make_unique<TermsCollector>(
      aggregation,
      TermsCollector::Parts{std::move(reader), std::move(filter), std::move(comparator),
                            std::move(children)},
      context));
}

}  // namespace likewise
