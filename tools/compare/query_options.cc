#include "tools/compare/query_options.h"

namespace likewise::tools {

void add_query_options(CLI::App& command, QueryOptions& options) {
  command.add_option("--queries", options.queries, "file with one search body a line");
  command.add_option("--sample", options.sample, "without a file: documents asked for the like of")
      ->capture_default_str();
  command.add_option("--field", options.field, "field of these queries")->capture_default_str();
  command.add_option("--size", options.size, "hits of these queries")->capture_default_str();
  command.add_option("--seed", options.seed, "draws the sample")->capture_default_str();
  command.add_option("--search-type", options.search_type,
                     "of every search, e.g. dfs_query_then_fetch");
  command.add_option("--ca-file", options.ca_file, "certificates that the servers' must come from");
  command.add_flag("--insecure", options.insecure, "do not check the servers' certificates");
}

Result<ClusterAccess> access_of(const std::string& address, const QueryOptions& options) {
  ClusterAccess access;
  std::string server = address;
  while (server.ends_with('/')) {
    server.pop_back();
  }
  LIKEWISE_TRY_STATUS(set_server(server, access));
  access.ca_file = options.ca_file;
  access.insecure = options.insecure;
  return access;
}

Result<std::vector<ComparedQuery>> choose_queries(ClusterClient& client, const std::string& index,
                                                  const QueryOptions& options) {
  if (!options.queries.empty()) {
    return read_queries(options.queries);
  }
  return sample_queries(client, index, options.field, options.sample, options.size, options.seed);
}

}  // namespace likewise::tools
