#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "tools/cluster/cluster_client.h"
#include "tools/import/document_cursor.h"
#include "tools/import/dump_lines.h"
#include "tools/import/import_checkpoint.h"
#include "tools/mirror/bulk_connection.h"

namespace likewise::tools {

struct ImportOptions {
  std::string from;  ///< A file or "-"; empty: `source` and `source_index`.
  ClusterAccess source;
  std::string source_index;  ///< Percent-encoded.
  BulkTarget target;
  std::optional<DumpFormat> format;
  std::string mapping_file;
  std::filesystem::path checkpoint_file;
  std::size_t connections = 4;
  std::size_t page = 1'000;
  std::size_t batch_bytes = 5U << 20U;
  bool restart = false;
};

/// What a run is going to do.
struct ImportPlan {
  std::vector<std::unique_ptr<DocumentCursor>> cursors;
  ImportCheckpoint checkpoint;  ///< Where it starts.
  std::uint64_t total = 0;      ///< Documents at the source; 0: not known.
  bool creates_index = false;
  std::string creation_body;
  std::vector<std::string> left_out;  ///< Settings of the source that the new index will not have.
  bool goes_on = false;               ///< An earlier run is continued.
};

/// Looks at source, target and checkpoint; changes nothing. Errors: kConflict when the checkpoint
/// is of another source; those of source and target.
Result<ImportPlan> plan_import(const ImportOptions& options,
                               const std::function<bool()>& should_stop);

/// Makes the target index where the plan says so, and notes which index it is. Errors: the
/// target's, with what to do when it refuses the mapping.
Status prepare_import(const ImportOptions& options, ImportPlan& plan);

}  // namespace likewise::tools
