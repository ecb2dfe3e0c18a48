#pragma once

#include <cstddef>
#include <string_view>

#include "engine/base/error.h"
#include "engine/search/plan.h"
#include "engine/search/query_text_leaves.h"

namespace likewise {

struct QueryTextOptions {
  bool operator_and = false;  ///< default_operator.
  std::int32_t phrase_slop = 0;
  std::size_t max_clauses = 1'024;  ///< Of one group.
};

/// Lucene's classic query parser, `query_string`: AND, OR and NOT mark the clauses next to them as
/// required or prohibited, there is no precedence, and neighbouring words are analysed together.
/// A null plan: no word was left.
///
/// Errors: parse_exception "Cannot parse '...': ..." as Lucene raises it; those of the leaves.
/// Parentheses nest 100 deep at most.
Result<PlanRef> parse_query_text(std::string_view text, const QueryTextOptions& options,
                                 QueryTextLeaves& leaves);

/// True for what Lucene itself refuses, and not a field.
bool is_query_text_error(const Error& error);

/// Adds everything as a filter to a group that only prohibits, which would find nothing.
PlanRef without_pure_negation(PlanRef plan);

}  // namespace likewise
