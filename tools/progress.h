#pragma once

/// @file
/// Progress of long work on stderr: a bar that is redrawn on a terminal, otherwise a line every ten
/// seconds.

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "engine/base/error.h"

namespace likewise::tools {

/// kAuto: kBar on a terminal, else kPlain.
enum class ProgressMode : std::uint8_t { kAuto, kBar, kPlain, kNone };

/// "auto", "bar", "plain" or "none". Errors: a usage error naming them.
Result<ProgressMode> parse_progress_mode(std::string_view text);

/// One moment of the work, for rendering.
struct ProgressMoment {
  std::string_view task;  ///< "training"
  std::string_view unit;  ///< "groups"
  std::uint64_t done = 0;
  std::uint64_t total = 0;  ///< 0: not known.
  double seconds = 0.0;     ///< Since the start.
  std::string_view note;    ///< Shown at the end, e.g. the inertia. May be empty.
};

/// "training  42% [########............] 82/196 groups  41.0/s  3s left  note", at most `width`
/// characters, without a line end.
std::string render_progress_bar(const ProgressMoment& moment, std::size_t width, bool color);
/// "training: 82/196 groups (42%), 41.0/s, 3s left, note"
std::string render_progress_line(const ProgressMoment& moment);

/// Shows the progress of one piece of work. Thread-safe. Draws seldom enough to cost nothing, so
/// update() may be called as often as is convenient.
class Progress {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;
  using Sink = std::function<void(std::string_view)>;

  /// Writes to stderr. `total` 0: not known, so no bar and no time left.
  Progress(std::string task, std::string unit, std::uint64_t total, ProgressMode mode);
  /// For tests: `mode` must not be kAuto.
  Progress(std::string task, std::string unit, std::uint64_t total, ProgressMode mode, Sink sink,
           Clock clock);
  /// Ends an unfinished bar's line, so that an error message starts on its own.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// `done` units so far; a smaller number than before is ignored (threads overtake each other).
  void update(std::uint64_t done, std::string_view note = {});

  /// The last line: what was done in which time. Further calls do nothing.
  void finish();

 private:
  ProgressMoment moment(std::chrono::steady_clock::time_point now) const;
  void draw(std::chrono::steady_clock::time_point now);

  const std::string task_;
  const std::string unit_;
  const std::uint64_t total_;
  const ProgressMode mode_;
  const Sink sink_;
  const Clock clock_;
  const bool color_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point next_draw_;
  std::uint64_t done_ = 0;
  std::string note_;
  bool drawn_ = false;
  bool finished_ = false;
};

}  // namespace likewise::tools
