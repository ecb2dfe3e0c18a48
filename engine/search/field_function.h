#pragma once

#include <memory>
#include <string>

#include "engine/base/error.h"
#include "engine/index/snapshot.h"
#include "engine/search/function_plan.h"
#include "engine/search/searcher.h"

namespace likewise {

/// One function of a `function_score`, without its filter and weight: a number by document.
/// Immutable and thread-safe.
class FieldFunction {
 public:
  virtual ~FieldFunction() = default;

  /// Errors: the document has no value that the function can take.
  virtual Result<double> score(const Segment& segment, DocId doc) const = 0;

  /// REQUIRES: score() of the document is no error.
  virtual Explanation explain(const Segment& segment, DocId doc) const = 0;
};

/// REQUIRES: `function` outlives what is returned, as does the snapshot.
std::unique_ptr<const FieldFunction> make_field_function(const FunctionPlan::Function& function,
                                                         const IndexSnapshot& snapshot);

/// HPPC's mixing of a number, which random_score is made with.
std::uint32_t mix_bits(std::uint32_t value);

}  // namespace likewise
