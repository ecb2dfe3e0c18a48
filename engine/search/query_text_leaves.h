#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/base/error.h"
#include "engine/search/plan.h"

namespace likewise {

/// What the words of a query text become: the parsers of Lucene's query syntax know operators, and
/// ask this for everything that needs fields. A null plan: nothing is left of the words, the clause
/// disappears. `field` is null where the text names none.
class QueryTextLeaves {
 public:
  virtual ~QueryTextLeaves() = default;

  virtual Result<PlanRef> words(const std::string* field, const std::string& text) = 0;
  virtual Result<PlanRef> phrase(const std::string* field, const std::string& text,
                                 std::int32_t slop) = 0;
  virtual Result<PlanRef> prefix(const std::string* field, const std::string& text) = 0;
  virtual Result<PlanRef> wildcard(const std::string* field, const std::string& pattern) = 0;
  /// Absent bounds are open.
  virtual Result<PlanRef> range(const std::string* field, const std::optional<std::string>& lower,
                                const std::optional<std::string>& upper, bool include_lower,
                                bool include_upper) = 0;
  virtual Result<PlanRef> exists(const std::string& field) = 0;
};

}  // namespace likewise
