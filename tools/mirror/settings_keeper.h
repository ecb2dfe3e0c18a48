#pragma once

#include "engine/base/error.h"
#include "tools/mirror/ledger.h"
#include "tools/mirror/target_index.h"

namespace likewise::tools {

/// Changes settings of the target for a while. What held before is in the checkpoint before
/// anything is changed, so that a killed run's successor can still put it back.
class SettingsKeeper {
 public:
  SettingsKeeper(TargetIndex& target, Ledger& ledger) : target_(target), ledger_(ledger) {}

  Status hold(const SettingValues& values);
  /// Puts back all that is held but the settings of `except`.
  Status release(const SettingValues& except = {});

 private:
  TargetIndex& target_;
  Ledger& ledger_;
};

}  // namespace likewise::tools
