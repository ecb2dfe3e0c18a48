#pragma once

#include <string>
#include <vector>

#include "engine/base/error.h"
#include "tools/cluster/cluster_client.h"

namespace likewise::tools {

/// What explains that two servers answer differently.
struct ServerFacts {
  std::string product;  ///< "Elasticsearch 7.10.2"
  std::string shards;   ///< "1"; empty: not known.
  std::string documents;
  std::string deleted;  ///< Deleted documents that still count in the statistics.
  std::string
      fingerprint;       ///< Of uuid, mapping and number of documents; names a state of an index.
  std::string recorded;  ///< When its answers were recorded (ISO 8601); empty: they are live.

  friend bool operator==(const ServerFacts&, const ServerFacts&) = default;
};

/// Asks a server for them; what it does not tell stays empty. Errors: no answer at all; no such
/// index.
Result<ServerFacts> read_facts(ClusterClient& client, const std::string& index);

/// Sentences about what may be the reason for differences; empty when nothing is known.
std::vector<std::string> reasons(const ServerFacts& left, const ServerFacts& right);

}  // namespace likewise::tools
