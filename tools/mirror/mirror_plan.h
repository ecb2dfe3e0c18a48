#pragma once

#include <string>

#include "engine/base/error.h"
#include "tools/mirror/change_source.h"
#include "tools/mirror/checkpoint.h"
#include "tools/mirror/mirror_options.h"
#include "tools/mirror/target_index.h"

namespace likewise::tools {

/// What a run is going to do.
struct MirrorPlan {
  SourceIndex source;
  TargetProduct product;
  bool creates_index = false;
  std::string creation_body;  ///< Of the index to be made.
  Checkpoint checkpoint;      ///< Where it starts.
  std::string note;           ///< Why it does not go on where the checkpoint says; may be empty.
};

/// Looks at source, target and checkpoint; changes nothing. Errors: kConflict when the target or
/// the checkpoint belongs to another index; those of source and target.
Result<MirrorPlan> plan_mirror(ChangeSource& source, TargetIndex& target,
                               const MirrorOptions& options);

}  // namespace likewise::tools
