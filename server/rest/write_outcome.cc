#include "server/rest/write_outcome.h"

#include <iterator>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::server {

void append_write_outcome(std::string& out, const storage::WriteOutcome& outcome, bool typed,
                          bool forced_refresh, bool reached_shards) {
  out += "\"_index\":";
  json::append_quoted(out, outcome.index);
  out += typed ? ",\"_type\":\"_doc\",\"_id\":" : ",\"_id\":";
  json::append_quoted(out, outcome.id);
  fmt::format_to(std::back_inserter(out),
                 R"(,"_version":{},"result":"{}"{},"_shards":{{"total":{},"successful":{},)"
                 R"("failed":0}},"_seq_no":{},"_primary_term":1)",
                 outcome.version, outcome.result, forced_refresh ? ",\"forced_refresh\":true" : "",
                 reached_shards ? 1 : 0, reached_shards ? 1 : 0, outcome.seq_no);
}

}  // namespace likewise::server
