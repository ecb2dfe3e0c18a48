#include <array>
#include <string_view>

#include <fmt/format.h>

#include "engine/dsl/json.h"
#include "server/rest/handlers.h"

namespace likewise::server {
namespace {

/// What a release of Elasticsearch says of itself besides its number; clients show it, some
/// compare.
struct Release {
  int major;
  std::string_view lucene;
  std::string_view wire;
  std::string_view index;
};

constexpr std::array<Release, 3> kReleases = {{
    {7, "8.7.0", "6.8.0", "6.0.0-beta1"},
    {8, "9.12.1", "7.17.0", "7.0.0"},
    {9, "10.2.2", "8.19.0", "8.0.0"},
}};

}  // namespace

RestResult get_root(const RestContext& context, const RestRequest&) {
  const RestIdentity& identity = context.identity;
  Release release = kReleases[1];
  for (const Release& known : kReleases) {
    if (known.major == identity.major()) {
      release = known;
    }
  }
  const std::string text = fmt::format(
      R"({{"name":{},"cluster_name":{},"cluster_uuid":{},"version":{{"number":{},)"
      R"("build_flavor":"default","build_type":"tar","build_hash":"likewise",)"
      R"("build_date":"2026-01-01T00:00:00.000Z","build_snapshot":false,)"
      R"("lucene_version":"{}","minimum_wire_compatibility_version":"{}",)"
      R"("minimum_index_compatibility_version":"{}"}},"tagline":"You Know, for Search"}})",
      json::quoted(identity.node_name), json::quoted(identity.cluster_name),
      json::quoted(identity.cluster_uuid), json::quoted(identity.version), release.lucene,
      release.wire, release.index);
  return json_response(json::pretty(text) + "\n");
}

}  // namespace likewise::server
