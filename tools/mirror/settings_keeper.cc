#include "tools/mirror/settings_keeper.h"

namespace likewise::tools {

Status SettingsKeeper::hold(const SettingValues& values) {
  LIKEWISE_TRY(const std::optional<TargetState> state, target_.find());
  if (!state) {
    return fail(ErrorCode::kNotFound, "the target index is gone");
  }
  const SettingValues before = values_before(*state, values);
  LIKEWISE_TRY_STATUS(ledger_.change([&before](Checkpoint& checkpoint) {
    // What a killed run holds already is the truth; the target shows that run's values.
    checkpoint.restore.insert(before.begin(), before.end());
  }));
  return target_.change_settings(values);
}

Status SettingsKeeper::release(const SettingValues& except) {
  SettingValues values = ledger_.checkpoint().restore;
  for (const auto& [name, value] : except) {
    values.erase(name);
  }
  if (values.empty()) {
    return {};
  }
  LIKEWISE_TRY_STATUS(target_.change_settings(values));
  return ledger_.change([&values](Checkpoint& checkpoint) {
    for (const auto& [name, value] : values) {
      checkpoint.restore.erase(name);
    }
  });
}

}  // namespace likewise::tools
