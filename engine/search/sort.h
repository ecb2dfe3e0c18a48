#pragma once

/// @file
/// What `sort`, `search_after`, `collapse` and `rescore` of a search ask for. Like query.h it knows
/// no index; engine/dsl parses JSON into it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/search/query.h"

namespace likewise {

/// A scalar of a body as Java converts it, whichever number the field then needs.
struct SortScalar {
  bool is_null = false;
  bool is_number = false;             ///< A JSON number, not a text.
  bool is_big = false;                ///< A whole JSON number beyond 64 bits.
  std::string text;                   ///< toString(): 2.50 is "2.5".
  std::optional<std::int64_t> whole;  ///< longValue() of a number, Long.parseLong of a text.
  std::optional<double> real;         ///< doubleValue() or Double.parseDouble.
};

/// One criterion of `sort`. Defaults are Elasticsearch's.
struct SortKey {
  enum class Target : std::uint8_t { kField, kScore, kDocument, kShardDocument };
  enum class Mode : std::uint8_t { kMin, kMax, kSum, kAvg, kMedian };
  enum class NumericType : std::uint8_t { kLong, kDouble, kDate };

  Target target = Target::kField;
  std::string field;
  bool descending = false;
  bool missing_first = false;
  std::optional<SortScalar> missing;  ///< A value that stands in for missing ones.
  std::optional<Mode> mode;           ///< Absent: min ascending, max descending.
  std::optional<std::string> unmapped_type;
  std::optional<NumericType> numeric_type;
};

/// A sort value as an answer shows it; nothing for a missing text.
using SortValue = std::variant<std::monostate, std::int64_t, float, double, std::string>;

/// Which of two hits of different indices comes first by one criterion: negative, 0, positive.
int compare_sort_values(const SortKey& key, const SortValue& a, const SortValue& b);

/// A second scoring of the best `window_size` hits.
struct Rescore {
  enum class Mode : std::uint8_t { kTotal, kMultiply, kAvg, kMax, kMin };

  Query query;
  std::size_t window_size = 10;
  float query_weight = 1.0F;
  float rescore_query_weight = 1.0F;
  Mode mode = Mode::kTotal;
};

}  // namespace likewise
