#pragma once

#include "engine/search/dialect.h"
#include "engine/search/plan.h"
#include "engine/search/weight.h"

namespace likewise {

/// A document that a plan is held against.
struct MismatchContext {
  WeightFactory& factory;
  const Segment& segment;
  DocId doc = 0;
  Dialect dialect = Dialect::kElasticsearch7;
};

/// Why the document does not match, in Lucene's words. REQUIRES: it does not.
Explanation explain_mismatch(const Plan& plan, const MismatchContext& context);

}  // namespace likewise
