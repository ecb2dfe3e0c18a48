#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "engine/base/error.h"
#include "tools/cluster/cluster_client.h"

namespace likewise::tools {

/// What answers at the target's address.
struct TargetProduct {
  std::string name;  ///< "Elasticsearch" or "OpenSearch".
  std::string version;
  int major = 0;
};

/// The product out of the answer to `GET /`. Errors: kUnsupported for anything but Elasticsearch 7
/// to 9 and OpenSearch 1 to 3.
Result<TargetProduct> read_product(std::string_view body);

/// The target index as it is now.
struct TargetState {
  std::string uuid;
  std::string mapping_json;
  /// "index.refresh_interval" -> "1s"; absent where the default holds.
  std::map<std::string, std::string> settings;
};

/// Settings by name; absent value: the default.
using SettingValues = std::map<std::string, std::optional<std::string>>;

/// Index requests to the target; none of them writes documents. Not thread-safe.
class TargetIndex {
 public:
  TargetIndex(ClusterClient& client, std::string index);

  Result<TargetProduct> product();
  /// Nothing when there is no such index.
  Result<std::optional<TargetState>> find();
  Status create(const std::string& body);
  Status change_settings(const SettingValues& values);
  Status refresh();
  Result<std::uint64_t> count();
  /// Deleted documents that its statistics still count; nothing when it does not tell.
  Result<std::optional<std::uint64_t>> deleted_documents();
  /// Any request below the index, e.g. "/_search". Errors: any status but 200 and 404.
  Result<HttpAnswer> call(std::string_view method, const std::string& path, std::string_view body);

  const std::string& path() const { return path_; }

 private:
  Result<HttpAnswer> expect_success(std::string_view method, const std::string& path,
                                    std::string_view body);

  ClusterClient& client_;
  std::string path_;  ///< "/images", percent-encoded.
};

/// What holds while documents are loaded first: no refresh, no replicas, and deletes remembered for
/// so long that no late retry of an older operation can bring a document back.
SettingValues loading_settings();
/// What holds while changes follow.
SettingValues following_settings();
/// The values that `state` has now for the settings of `changed`.
SettingValues values_before(const TargetState& state, const SettingValues& changed);

}  // namespace likewise::tools
