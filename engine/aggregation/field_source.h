#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/aggregation/aggregation.h"
#include "engine/aggregation/partial.h"
#include "engine/aggregation/value_format.h"
#include "engine/base/error.h"
#include "engine/index/field_values.h"
#include "engine/index/mapping.h"
#include "engine/index/snapshot.h"

namespace likewise {

/// The index that a source is bound to.
struct SourceContext {
  const IndexSnapshot& snapshot;
  std::string index_name;
  AggregationStyle style = AggregationStyle::kElasticsearch8;
  std::int64_t now = 0;  ///< Of date math.

  ValueFormat date_format(std::string pattern) const {
    return {ValueFormat::Kind::kDate, std::move(pattern), now,
            style == AggregationStyle::kElasticsearch8};
  }
};

/// A ValuesSource bound to an index.
struct FieldSource {
  const Field* field = nullptr;  ///< Null: the index does not have it, or has an object there.
  ValueKind kind = ValueKind::kTerms;
  ValueFormat format;
  std::optional<std::string> missing_text;   ///< kTerms.
  std::optional<std::int64_t> missing_long;  ///< kLongs.
  std::optional<double> missing_double;      ///< kLongs, kDoubles.

  bool is_mapped() const { return field != nullptr; }
};

/// Which kinds of field an aggregation takes.
enum class Accepts : std::uint8_t { kAnything, kNumbers };

/// Resolves the field. `kind_name` is the aggregation's, "avg". An unmapped field with a `missing`
/// has the kind that the missing value has: a text for kAnything, a number for kNumbers.
/// Errors: Elasticsearch's, raised_in_shard().
Result<FieldSource> bind_source(const ValuesSource& source, std::string_view kind_name,
                                Accepts accepts, const SourceContext& context);

/// Reads the values of one document after the other, missing ones filled in.
class FieldReader {
 public:
  FieldReader(FieldSource source, const IndexSnapshot& snapshot)
      : source_(std::move(source)), snapshot_(&snapshot) {}

  const FieldSource& source() const noexcept { return source_; }
  void begin_segment(const SegmentView& view);

  /// Values as doubles, ascending. REQUIRES: the field is numeric. Valid until the next call.
  std::span<const double> doubles(DocId doc);
  /// REQUIRES: kLongs.
  std::span<const std::int64_t> longs(DocId doc) const;
  /// Ordinals into terms(); `missing` is not filled in. REQUIRES: kTerms.
  std::span<const std::uint32_t> ordinals(DocId doc) const;
  std::span<const TermId> terms() const;
  /// Number of values, `missing` included.
  std::size_t count(DocId doc) const;

 private:
  /// half_float keeps less of a number than its term does.

  FieldSource source_;
  const IndexSnapshot* snapshot_;
  const FieldValues* values_ = nullptr;
  std::vector<double> converted_;
};

}  // namespace likewise
