#include <chrono>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "server/rest/cat_table.h"
#include "server/rest/handlers.h"
#include "server/rest/target_indices.h"

namespace likewise::server {
namespace {

constexpr std::string_view kHelp =
    "=^.^=\n"
    "/_cat/indices\n"
    "/_cat/indices/{index}\n"
    "/_cat/count\n"
    "/_cat/count/{index}\n"
    "/_cat/health\n";

struct Now {
  std::string epoch;
  std::string time;
};

Now now() {
  const std::time_t seconds =
      std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  return {std::to_string(seconds), fmt::format("{:%H:%M:%S}", fmt::gmtime(seconds))};
}

}  // namespace

RestResult cat_help(const RestContext&, const RestRequest&) {
  RestResponse response;
  response.is_text = true;
  response.body = kHelp;
  return response;
}

RestResult cat_indices(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const auto indices, target_indices(context, request));
  CatTable table;
  table.columns = {{"health", "h", "current health status"},
                   {"status", "s", "open/close status"},
                   {"index", "i,idx", "index name"},
                   {"uuid", "id,uuid", "index uuid"},
                   {"pri", "p,shards.primary,shardsPrimary", "number of primary shards", true},
                   {"rep", "r,shards.replica,shardsReplica", "number of replica shards", true},
                   {"docs.count", "dc,docsCount", "available docs", true},
                   {"docs.deleted", "dd,docsDeleted", "deleted docs", true},
                   {"store.size", "ss,storeSize", "store size of primaries & replicas", true},
                   {"pri.store.size", "", "store size of primaries", true}};
  for (const std::string& index : indices) {
    LIKEWISE_TRY(const storage::IndexInfo info, context.database.info(index));
    const std::string size = cat_bytes(info.store_bytes, request);
    table.rows.push_back({"green", "open", info.name, info.uuid, "1", "0",
                          std::to_string(info.live_docs), std::to_string(info.deleted_docs), size,
                          size});
  }
  return render_table(request, std::move(table));
}

RestResult cat_health(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const auto indices, context.database.resolve("_all"));
  const std::string shards = std::to_string(indices.size());
  const Now moment = now();
  CatTable table;
  table.columns = {{"epoch", "t,time", "seconds since 1970-01-01 00:00:00"},
                   {"timestamp", "ts,hms,hhmmss", "time in HH:MM:SS"},
                   {"cluster", "cl", "cluster name"},
                   {"status", "st", "health status"},
                   {"node.total", "nt,nodeTotal", "total number of nodes", true},
                   {"node.data", "nd,nodeData", "number of nodes that can store data", true},
                   {"shards", "t,sh,shards.total,shardsTotal", "total number of shards", true},
                   {"pri", "p,shards.primary,shardsPrimary", "number of primary shards", true},
                   {"relo", "r,shards.relocating", "number of relocating nodes", true},
                   {"init", "i,shards.initializing", "number of initializing nodes", true},
                   {"unassign", "u,shards.unassigned", "number of unassigned shards", true},
                   {"pending_tasks", "pt,pendingTasks", "number of pending tasks", true},
                   {"max_task_wait_time", "mtwt", "wait time of longest task pending", true},
                   {"active_shards_percent", "asp", "active number of shards in percent", true}};
  table.rows.push_back({moment.epoch, moment.time, context.identity.cluster_name, "green", "1", "1",
                        shards, shards, "0", "0", "0", "0", "-", "100.0%"});
  return render_table(request, std::move(table));
}

RestResult cat_count(const RestContext& context, const RestRequest& request) {
  LIKEWISE_TRY(const auto indices, target_indices(context, request));
  std::uint64_t documents = 0;
  for (const std::string& index : indices) {
    LIKEWISE_TRY(const storage::IndexInfo info, context.database.info(index));
    documents += info.live_docs;
  }
  const Now moment = now();
  CatTable table;
  table.columns = {{"epoch", "t,time", "seconds since 1970-01-01 00:00:00"},
                   {"timestamp", "ts,hms,hhmmss", "time in HH:MM:SS"},
                   {"count", "dc,docs.count,docsCount", "the document count"}};
  table.rows.push_back({moment.epoch, moment.time, std::to_string(documents)});
  return render_table(request, std::move(table));
}

}  // namespace likewise::server
