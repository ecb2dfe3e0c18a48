#pragma once

#include <string>

#include "tools/cluster/cluster_client.h"
#include "tools/cluster/secrets.h"
#include "tools/command.h"

namespace likewise::tools {

/// Options that say how a command logs in to a cluster: user, files with secrets, certificates,
/// proxy. `whose` names it in the help ("target"). What they point to must outlive the parsing.
void add_login_options(CLI::App& command, const std::string& whose, ClusterAccess& access,
                       SecretFiles& secrets);

}  // namespace likewise::tools
