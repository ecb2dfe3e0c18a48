#pragma once

#include <cstdint>
#include <string_view>

#include "engine/base/error.h"

namespace likewise {

/// How many of `clauses` optional clauses must match under Elasticsearch's `minimum_should_match`:
/// "3", "-2", "30%", "-25%", "2<75%", "2<-25% 9<-3".
///
/// 0 means "not set": one clause suffices, or none beside a must clause. More than `clauses` is a
/// valid answer and matches nothing. Percentages are computed in float and truncated, as there.
///
/// Errors (all raised_in_shard()): number_format_exception with Java's text;
/// array_index_out_of_bounds_exception, status 500, for a condition without a value ("3<").
Result<std::int32_t> minimum_should_match(std::int32_t clauses, std::string_view spec);

}  // namespace likewise
