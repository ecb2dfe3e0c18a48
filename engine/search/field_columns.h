#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/base/error.h"
#include "engine/search/sort_columns.h"

namespace likewise {

/// The type that the values of a column are compared and shown as: Lucene's sort field types.
enum class ColumnType : std::uint8_t { kInt, kLong, kFloat, kDouble, kText };

/// Where a column gets its values from. `field` is null for an unmapped field with unmapped_type,
/// which no document has a value of.
struct ColumnSource {
  const Field* field = nullptr;
  const TermDictionary* dictionary = nullptr;
  ColumnType type = ColumnType::kLong;
  bool is_boolean = false;  ///< search_after takes true and false.
  bool is_date = false;
  bool wraps = false;  ///< An int of search_after that is too large wraps; else it is the largest.
};

/// Errors: number_format_exception for a `missing` that is no number. `key` must outlive the
/// column.
Result<std::unique_ptr<SortColumn>> make_field_column(const SortKey& key,
                                                      const ColumnSource& source);

/// What Elasticsearch 8 says of a null in search_after; 7 fails with 500.
Error null_after_error(std::string_view field, std::string_view type, std::size_t position);

/// An error that Elasticsearch raises in a shard.
Error shard_error(std::string type, std::string reason);

}  // namespace likewise
