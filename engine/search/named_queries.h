#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/search/plan.h"
#include "engine/search/rewrite.h"
#include "engine/search/weight.h"

namespace likewise {

/// The clauses with a `_name`, which every hit is checked against. Not thread-safe.
class NamedQueries {
 public:
  /// Of several clauses with one name the last one counts. Errors: as rewrite().
  static Result<NamedQueries> prepare(const std::vector<std::pair<std::string, PlanRef>>& named,
                                      const RewriteRules& rules);

  /// Names of the clauses that match, in the order of Java's HashMap.
  std::vector<std::string> matching(const Segment& segment, DocId doc, WeightFactory& factory);

 private:
  struct Named {
    std::string name;
    PlanRef plan;
    WeightRef weight;  ///< Made when first needed.
  };
  std::vector<Named> queries_;
};

}  // namespace likewise
