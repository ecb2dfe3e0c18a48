// Refresh, flush and force merge: by hand what the database also does on its own.

#include "server/rest/handlers.h"
#include "server/rest/target_indices.h"

namespace likewise::server {
namespace {

template <class Action>
RestResult for_each_index(const RestContext& context, const RestRequest& request, Action action) {
  LIKEWISE_TRY(const auto indices, target_indices(context, request));
  for (const std::string& index : indices) {
    LIKEWISE_TRY_STATUS(action(index));
  }
  return json_response(broadcast_shards(indices.size()));
}

}  // namespace

RestResult refresh(const RestContext& context, const RestRequest& request) {
  return for_each_index(context, request,
                        [&](const std::string& index) { return context.database.refresh(index); });
}

RestResult flush(const RestContext& context, const RestRequest& request) {
  return for_each_index(context, request,
                        [&](const std::string& index) { return context.database.flush(index); });
}

RestResult force_merge(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const auto wanted, request.integer("max_num_segments"));
  const std::size_t segments =
      static_cast<std::size_t>(std::max<std::int64_t>(1, wanted.value_or(1)));
  return for_each_index(context, request, [&](const std::string& index) {
    return context.database.force_merge(index, segments);
  });
}

}  // namespace likewise::server
