#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/base/error.h"
#include "tools/cluster/cluster_client.h"
#include "tools/mirror/feed_page.h"

namespace likewise::tools {

/// The index that is mirrored, as its server shows it.
struct SourceIndex {
  std::string name;
  std::string uuid;
  std::string mapping_json;   ///< {"properties":{…}}
  std::string settings_json;  ///< {"index":{…}}
};

/// Where changes come from: a running server, or a data directory at rest. Used by one thread.
class ChangeSource {
 public:
  virtual ~ChangeSource() = default;

  /// Errors: kNotFound when there is no such index; kUnavailable.
  virtual Result<SourceIndex> describe() = 0;
  /// Documents that are alive now.
  virtual Result<std::uint64_t> count() = 0;
  /// The page that begins at `since`; when nothing is there yet, waits up to `wait` for a change.
  /// Errors: kInvalidArgument when the feed never had `since`; kUnavailable: try again.
  virtual Result<FeedPage> read(SeqNo since, std::chrono::seconds wait) = 0;
  /// The answer to a search request; nothing from a source that answers none.
  virtual Result<std::optional<std::string>> search(const std::string& body) = 0;
  /// False when nothing can change while it is read.
  virtual bool can_change() const = 0;
};

std::unique_ptr<ChangeSource> make_server_source(ClusterAccess access, std::string index,
                                                 std::function<bool()> should_stop);

/// Errors: those of DirectoryFeed::open and find.
Result<std::unique_ptr<ChangeSource>> open_directory_source(const std::filesystem::path& directory,
                                                            const std::string& index);

}  // namespace likewise::tools
