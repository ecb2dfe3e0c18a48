#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>

#include "tools/cluster/cluster_client.h"
#include "tools/mirror/target_body.h"
#include "tools/progress.h"

namespace likewise::tools {

struct MirrorOptions {
  ClusterAccess target;
  std::string target_index;  ///< One path segment, percent-encoded.
  TargetShape shape;
  std::filesystem::path checkpoint_file;
  std::filesystem::path rejected_file;
  std::size_t connections = 2;
  std::size_t batch_bytes = 10U << 20U;
  std::chrono::seconds patience{600};  ///< How long nothing may go forward before it gives up.
  bool gzip = true;
  bool follow = false;
  bool into_existing = false;
  bool restart = false;
  ProgressMode progress = ProgressMode::kAuto;
};

}  // namespace likewise::tools
