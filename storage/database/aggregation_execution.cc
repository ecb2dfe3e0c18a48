#include "storage/database/aggregation_execution.h"

#include <utility>

namespace likewise::storage {

Result<SearchResult> AggregationExecution::search(const Target& target, SearchOptions options) {
  if (aggregations_.empty()) {
    return likewise::search(target.snapshot, target.documents, target.query, options);
  }
  style_ = aggregation_style(options.dialect, targets_.typed);
  CollectContext context{target.snapshot, target.documents, options, style_};
  LIKEWISE_TRY(AggregationRun run, AggregationRun::prepare(aggregations_, context));
  SearchOptions collecting = options;
  collecting.collectors.push_back(&run);
  LIKEWISE_TRY(SearchResult result,
               likewise::search(target.snapshot, target.documents, target.query, collecting));
  LIKEWISE_TRY(Partials found, run.take());
  if (shards_++ == 0) {
    partials_ = std::move(found);
  } else {
    LIKEWISE_TRY_STATUS(merge_all(partials_, found));
  }
  return result;
}

Result<std::optional<ResultTree>> AggregationExecution::finish() {
  if (aggregations_.empty() || shards_ == 0) {
    return std::optional<ResultTree>();
  }
  FinishContext context{style_, shards_};
  ResultTree::Object members;
  LIKEWISE_TRY_STATUS(
      finish_all(aggregations_, partials_, SiblingOrder::kAsMerged, context, members));
  return std::optional(ResultTree{std::move(members)});
}

}  // namespace likewise::storage
