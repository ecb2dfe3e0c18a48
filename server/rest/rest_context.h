#pragma once

#include <string>

#include "engine/base/error.h"
#include "storage/database/database.h"

namespace likewise::server {

/// How the server presents itself.
struct RestIdentity {
  std::string version = "8.19.0";  ///< `--compat-version`: whose dialect is spoken.
  bool opensearch = false;         ///< Error bodies as OpenSearch orders them.
  std::string node_name = "likewise";
  std::string node_id = "likewise-node-00000000";
  std::string cluster_name = "likewise";
  std::string cluster_uuid = "likewise-cluster-00000";

  int major() const { return version.empty() ? 8 : version.front() - '0'; }
  /// Elasticsearch 7 shows `_type` in answers and takes it in requests.
  bool typed() const { return major() == 7; }
};

/// What every handler gets besides its request. Shared by all requests.
struct RestContext {
  storage::Database& database;
  RestIdentity identity;
};

}  // namespace likewise::server
