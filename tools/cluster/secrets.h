#pragma once

#include <string>

#include "engine/base/error.h"
#include "tools/cluster/cluster_client.h"

namespace likewise::tools {

/// Files that hold one secret each; empty: not given.
struct SecretFiles {
  std::string password;
  std::string api_key;
  std::string bearer;
};

/// Adds to `access` what the files hold (without line end at the end), or else the environment:
/// LIKEWISE_TARGET_USER, _PASSWORD, _API_KEY and _TOKEN (or with another `prefix`). What `access`
/// has already stays. Errors: usage errors for more than one way to log in; those of reading a
/// file, naming it. No error shows a secret.
Status add_secrets(const SecretFiles& files, ClusterAccess& access,
                   const std::string& prefix = "LIKEWISE_TARGET");

}  // namespace likewise::tools
