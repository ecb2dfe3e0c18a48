#pragma once

#include <cstdint>

#include <hwy/targets.h>

namespace likewise {

/// Lets kernels choose only the given instruction set; all of them again at the end.
class OnlyTarget {
 public:
  explicit OnlyTarget(std::int64_t target) { choose(target); }
  ~OnlyTarget() { choose(0); }
  OnlyTarget(const OnlyTarget&) = delete;
  OnlyTarget& operator=(const OnlyTarget&) = delete;

 private:
  static void choose(std::int64_t target) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  }
};

/// Calls check(name) under each instruction set of this machine.
template <class Check>
void for_each_instruction_set(Check check) {
  for (std::int64_t targets = hwy::SupportedTargets(); targets != 0; targets &= targets - 1) {
    const std::int64_t target = targets & -targets;
    const OnlyTarget only(target);
    check(hwy::TargetName(target));
  }
}

}  // namespace likewise
