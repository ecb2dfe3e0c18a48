#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "engine/base/error.h"
#include "tools/cluster/cluster_client.h"
#include "tools/import/document_cursor.h"
#include "tools/import/hit_page.h"
#include "tools/import/source_index.h"
#include "tools/mirror/back_off.h"

namespace likewise::tools {

/// A part of an index: the shards whose number modulo `count` is `number`. Which documents it has
/// does not change, because there are never more slices than shards.
struct ClusterSlice {
  std::string index;  ///< One path segment, percent-encoded.
  ReadMethod method = ReadMethod::kScroll;
  std::size_t number = 0;
  std::size_t count = 1;
  std::uint64_t since = 0;  ///< Documents of lower sequence numbers are left out.
  std::size_t page = 1'000;
  std::chrono::seconds patience{600};
};

/// The documents of one slice in the order of their sequence numbers, which is that of loading.
/// When a scroll or a point in time is lost, it goes on with a new one from the last number: then
/// some documents come again, none is missed.
class ClusterCursor final : public DocumentCursor {
 public:
  ClusterCursor(ClusterAccess access, ClusterSlice slice, std::function<bool()> should_stop);
  /// Frees what the cluster keeps for it.
  ~ClusterCursor() override;

  /// Errors: what the cluster refuses for good; kUnavailable when patience is over, or when it is
  /// to stop.
  Result<std::optional<DocumentPage>> next() override;

 private:
  Result<HitPage> fetch();
  Result<HitPage> fetch_from_point_in_time();
  Result<HitPage> fetch_from_scroll();
  Result<HttpAnswer> call(std::string_view method, const std::string& path, std::string_view body);
  Status open_point_in_time();
  std::string search_body() const;
  void close();

  ClusterClient client_;
  ClusterSlice slice_;
  const std::function<bool()> should_stop_;
  BackOff back_off_;
  std::string context_;  ///< Id of the scroll or point in time; empty: none is open.
  std::string after_;
  bool done_ = false;
};

}  // namespace likewise::tools
