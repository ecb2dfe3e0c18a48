#pragma once

namespace likewise::tools {

/// Exit code of a command that Ctrl-C ended, as shells report it.
inline constexpr int kExitInterrupted = 130;

/// While one lives, Ctrl-C and SIGTERM set a flag instead of ending the process, so that a command
/// can leave without a half-written file. The second Ctrl-C ends it at once. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  /// Thread-safe.
  static bool interrupted();
};

}  // namespace likewise::tools
