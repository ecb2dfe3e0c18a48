#include "tools/cluster/login_options.h"

namespace likewise::tools {

void add_login_options(CLI::App& command, const std::string& whose, ClusterAccess& access,
                       SecretFiles& secrets) {
  command.add_option("--user", access.user, "user of the " + whose + ", for basic authentication");
  command.add_option("--password-file", secrets.password, "file with the user's password");
  command.add_option("--api-key-file", secrets.api_key, "file with an encoded API key");
  command.add_option("--bearer-file", secrets.bearer, "file with a bearer token");
  command.add_option("--netrc", access.netrc_file, "netrc file with user and password");
  command.add_option("--ca-file", access.ca_file,
                     "certificates that the " + whose + "'s must come from");
  command.add_option("--client-cert", access.client_certificate, "our certificate (PEM)");
  command.add_option("--client-key", access.client_key, "its private key (PEM)");
  command.add_option("--proxy", access.proxy, "proxy to the " + whose + ", http://HOST:PORT");
  command.add_flag("--insecure", access.insecure, "do not check the " + whose + "'s certificate");
}

}  // namespace likewise::tools
