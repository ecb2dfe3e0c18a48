#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/base/error.h"
#include "tools/cluster/cluster_client.h"
#include "tools/command.h"
#include "tools/compare/query_set.h"

namespace likewise::tools {

/// Which queries are sent, and how servers are reached: the options that `compare` and `record`
/// share.
struct QueryOptions {
  std::string queries;  ///< File; empty: a sample.
  std::string field = "feature_vector.keyword";
  std::string search_type;
  std::string ca_file;
  std::size_t sample = 1'000;
  std::size_t size = 10;
  std::uint64_t seed = 1;
  bool insecure = false;
};

void add_query_options(CLI::App& command, QueryOptions& options);

/// How the server of an address is reached; user and password in it are used. Errors: usage error.
Result<ClusterAccess> access_of(const std::string& address, const QueryOptions& options);

/// Those of the file, or drawn from the index of `client`. Errors: those of query_set.h.
Result<std::vector<ComparedQuery>> choose_queries(ClusterClient& client, const std::string& index,
                                                  const QueryOptions& options);

}  // namespace likewise::tools
