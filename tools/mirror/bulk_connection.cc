#include "tools/mirror/bulk_connection.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "server/http/gzip.h"

namespace likewise::tools {
namespace {

constexpr std::chrono::milliseconds kLookForStop{50};
/// Only what decides an operation's fate is sent back.
constexpr const char* kBulk = "/_bulk?filter_path=items.*.status,items.*.error";

}  // namespace

bool pause_unless(const std::function<bool()>& should_stop, std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (!should_stop()) {
    const auto left = end - std::chrono::steady_clock::now();
    if (left <= std::chrono::steady_clock::duration::zero()) {
      return true;
    }
    std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(left, kLookForStop));
  }
  return false;
}

BulkConnection::BulkConnection(BulkTarget target, BatchSize& size,
                               std::function<bool()> should_stop, std::uint64_t seed)
    : target_(std::move(target)),
      should_stop_(std::move(should_stop)),
      client_(target_.access, should_stop_),
      sender_(make_world(), size, target_.patience, seed) {}

SenderWorld BulkConnection::make_world() {
  SenderWorld world;
  world.send = [this](const std::string& body) { return send_body(body); };
  world.pause = [this](std::chrono::milliseconds time) { return pause_unless(should_stop_, time); };
  world.now = [] { return std::chrono::steady_clock::now(); };
  world.versions = target_.versions;
  return world;
}

Result<HttpAnswer> BulkConnection::send_body(const std::string& body) {
  const std::string path = "/" + target_.index + kBulk;
  ClusterRequest request;
  request.method = "POST";
  request.path = path;
  request.content_type = "application/x-ndjson";
  if (!target_.gzip) {
    request.body = body;
    return client_.request(request);
  }
  LIKEWISE_TRY(const std::string packed, server::gzip(body));
  request.body = packed;
  request.packed = true;
  return client_.request(request);
}

}  // namespace likewise::tools
