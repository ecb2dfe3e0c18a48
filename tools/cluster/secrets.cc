#include "tools/cluster/secrets.h"

#include <cstdlib>

#include "storage/rocks/codebook/atomic_file.h"
#include "tools/command.h"

namespace likewise::tools {
namespace {

Status take(const std::string& file, const std::string& variable, std::string& secret) {
  if (!file.empty()) {
    LIKEWISE_TRY(secret, storage::read_whole_file(file));
    while (secret.ends_with('\n') || secret.ends_with('\r')) {
      secret.pop_back();
    }
    return {};
  }
  const char* const value = std::getenv(variable.c_str());
  if (secret.empty() && value != nullptr) {
    secret = value;
  }
  return {};
}

}  // namespace

Status add_secrets(const SecretFiles& files, ClusterAccess& access, const std::string& prefix) {
  LIKEWISE_TRY_STATUS(take("", prefix + "_USER", access.user));
  LIKEWISE_TRY_STATUS(take(files.password, prefix + "_PASSWORD", access.password));
  LIKEWISE_TRY_STATUS(take(files.api_key, prefix + "_API_KEY", access.api_key));
  LIKEWISE_TRY_STATUS(take(files.bearer, prefix + "_TOKEN", access.bearer));
  const int ways = (access.user.empty() ? 0 : 1) + (access.api_key.empty() ? 0 : 1) +
                   (access.bearer.empty() ? 0 : 1) + (access.netrc_file.empty() ? 0 : 1);
  if (ways > 1) {
    return fail(usage_error(
        "more than one way to log in: choose one of user, API key, bearer token and netrc"));
  }
  if (access.user.empty() && !access.password.empty()) {
    return fail(usage_error("a password needs a user: --user, or user@ in the address"));
  }
  return {};
}

}  // namespace likewise::tools
