#include "server/rest/write_outcome.h"

#include <iterator>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::server {

void append_write_outcome(std::string& out, const storage::WriteOutcome& outcome, bool typed,
                          bool forced_refresh) {
  out += "\"_index\":";
  json::append_quoted(out, outcome.index);
  out += typed ? ",\"_type\":\"_doc\",\"_id\":" : ",\"_id\":";
  json::append_quoted(out, outcome.id);
  fmt::format_to(std::back_inserter(out),
                 R"(,"_version":{},"result":"{}"{},"_shards":{{"total":1,"successful":1,)"
                 R"("failed":0}},"_seq_no":{},"_primary_term":1)",
                 outcome.version, outcome.result, forced_refresh ? ",\"forced_refresh\":true" : "",
                 outcome.seq_no);
}

}  // namespace likewise::server
