#include "engine/search/inspect.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/search/bind.h"
#include "engine/search/explain_mismatch.h"
#include "engine/search/rewrite.h"
#include "engine/search/weight.h"

namespace likewise {
namespace {

Result<PlanRef> plan_of(const IndexSnapshot& snapshot, const DocumentAccess& documents,
                        const Query& query, const SearchOptions& options, bool rewritten) {
  LIKEWISE_TRY(BoundQuery bound, bind(query, snapshot, documents, options));
  if (!rewritten) {
    return std::move(bound.plan);
  }
  return rewrite(std::move(bound.plan), {options.dialect, options.max_clause_count});
}

}  // namespace

Result<DocumentExplanation> explain(const IndexSnapshot& snapshot, const DocumentAccess& documents,
                                    const Query& query, const SearchOptions& options, DocId doc) {
  LIKEWISE_TRY(const PlanRef plan, plan_of(snapshot, documents, query, options, true));
  WeightFactory factory(snapshot, options.dialect);
  const auto view = std::find_if(
      snapshot.segments.begin(), snapshot.segments.end(), [doc](const SegmentView& segment) {
        return doc >= segment.segment->first_doc() && doc < segment.segment->end_doc();
      });
  LIKEWISE_CHECK(view != snapshot.segments.end(), "an explained document lies in a segment");
  const WeightRef weight = factory.make(*plan, 1.0F);
  if (auto explanation = weight->explain(*view->segment, doc)) {
    return DocumentExplanation{true, *std::move(explanation)};
  }
  return DocumentExplanation{
      false, explain_mismatch(*plan, {factory, *view->segment, doc, options.dialect})};
}

Result<std::string> describe(const IndexSnapshot& snapshot, const DocumentAccess& documents,
                             const Query& query, const SearchOptions& options, bool rewritten) {
  LIKEWISE_TRY(const PlanRef plan, plan_of(snapshot, documents, query, options, rewritten));
  return to_string(*plan, snapshot);
}

}  // namespace likewise
