#include "engine/search/named_queries.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "engine/search/java_hash_order.h"

namespace likewise {

Result<NamedQueries> NamedQueries::prepare(
    const std::vector<std::pair<std::string, PlanRef>>& named, const RewriteRules& rules) {
  std::vector<Named> distinct;
  for (const auto& [name, plan] : named) {
    LIKEWISE_TRY(PlanRef rewritten, rewrite(plan, rules));
    const auto same = std::find_if(distinct.begin(), distinct.end(),
                                   [&](const Named& other) { return other.name == name; });
    if (same != distinct.end()) {
      same->plan = std::move(rewritten);
    } else {
      distinct.push_back({name, std::move(rewritten), nullptr});
    }
  }
  std::vector<std::string_view> names;
  for (const Named& query : distinct) {
    names.push_back(query.name);
  }
  const std::vector<std::uint32_t> order = java_hash_order(names);
  NamedQueries result;
  for (const std::uint32_t at : order) {
    result.queries_.push_back(std::move(distinct[at]));
  }
  return result;
}

std::vector<std::string> NamedQueries::matching(const Segment& segment, DocId doc,
                                                WeightFactory& factory) {
  std::vector<std::string> names;
  for (Named& query : queries_) {
    if (query.weight == nullptr) {
      query.weight = factory.make(*query.plan, 1.0F);
    }
    if (query.weight->score_of(segment, doc)) {
      names.push_back(query.name);
    }
  }
  return names;
}

}  // namespace likewise
