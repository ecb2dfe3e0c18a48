#pragma once

#include <cstdint>
#include <string_view>

#include "engine/base/error.h"
#include "engine/search/plan.h"
#include "engine/search/query_text_leaves.h"

namespace likewise {

/// Which operators `simple_query_string` knows; the values are Lucene's.
enum SimpleQueryFlag : std::uint32_t {
  kSimpleAnd = 1U << 0U,
  kSimpleNot = 1U << 1U,
  kSimpleOr = 1U << 2U,
  kSimplePrefix = 1U << 3U,
  kSimplePhrase = 1U << 4U,
  kSimplePrecedence = 1U << 5U,
  kSimpleEscape = 1U << 6U,
  kSimpleWhitespace = 1U << 7U,
  kSimpleFuzzy = 1U << 8U,
  kSimpleNear = 1U << 9U,
  kSimpleAll = (1U << 10U) - 1,
};

struct SimpleQueryOptions {
  bool operator_and = false;
  std::uint32_t flags = kSimpleAll;
};

/// Lucene's simple query parser: `+` and `|` join from left to right, `-` negates, and what makes
/// no sense is left out; no text is refused. A null plan: nothing was left.
///
/// Errors: those of the leaves; kUnsupported for fuzzy words. Parentheses beyond the hundredth
/// level are left out.
Result<PlanRef> parse_simple_query(std::string_view text, const SimpleQueryOptions& options,
                                   QueryTextLeaves& leaves);

}  // namespace likewise
