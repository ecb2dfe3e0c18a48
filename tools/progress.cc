#include "tools/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "tools/command.h"

namespace likewise::tools {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kBarInterval{100};
constexpr milliseconds kPlainInterval{10'000};
constexpr std::size_t kBarCells = 20;
constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kEraseToEnd = "\x1b[K";

bool stderr_is_terminal() {
  const char* terminal = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) == 1 && (terminal == nullptr || terminal != std::string("dumb"));
}

bool colors_wanted() {
  const char* no_color = std::getenv("NO_COLOR");
  return no_color == nullptr || *no_color == '\0';
}

std::size_t terminal_width() {
  winsize size{};
  const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

void write_to_stderr(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

std::string duration_text(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::min(seconds, 1e9) + 0.5);
  if (whole < 60) {
    return fmt::format("{}s", whole);
  }
  if (whole < 3600) {
    return fmt::format("{}m{:02}s", whole / 60, whole % 60);
  }
  return fmt::format("{}h{:02}m", whole / 3600, whole / 60 % 60);
}

std::string rate_text(double rate) {
  return rate >= 100.0 ? fmt::format("{:.0f}/s", rate) : fmt::format("{:.1f}/s", rate);
}

double rate_of(const ProgressMoment& moment) {
  return moment.seconds > 0.0 ? static_cast<double>(moment.done) / moment.seconds : 0.0;
}

double share_of(const ProgressMoment& moment) {
  return std::min(1.0, static_cast<double>(moment.done) / static_cast<double>(moment.total));
}

std::string time_left_text(const ProgressMoment& moment) {
  const std::uint64_t missing = moment.total - std::min(moment.total, moment.done);
  return duration_text(static_cast<double>(missing) / rate_of(moment)) + " left";
}

ProgressMode resolved(ProgressMode mode) {
  if (mode != ProgressMode::kAuto) {
    return mode;
  }
  return stderr_is_terminal() ? ProgressMode::kBar : ProgressMode::kPlain;
}

}  // namespace

Result<ProgressMode> parse_progress_mode(std::string_view text) {
  if (text == "auto") {
    return ProgressMode::kAuto;
  }
  if (text == "bar") {
    return ProgressMode::kBar;
  }
  if (text == "plain") {
    return ProgressMode::kPlain;
  }
  if (text == "none") {
    return ProgressMode::kNone;
  }
  return fail(
      usage_error(fmt::format("--progress: expected auto, bar, plain or none, found [{}]", text)));
}

std::string render_progress_bar(const ProgressMoment& moment, std::size_t width, bool color) {
  std::string before = fmt::format("{} ", moment.task);
  std::string bar;
  std::string after = fmt::format("{} {}", moment.done, moment.unit);
  if (moment.total > 0) {
    const double share = share_of(moment);
    const auto cells = static_cast<std::size_t>(share * static_cast<double>(kBarCells));
    before += fmt::format("{:3.0f}% ", share * 100.0);
    bar = fmt::format("[{}{}] ", std::string(cells, '#'), std::string(kBarCells - cells, '.'));
    after = fmt::format("{}/{} {}", moment.done, moment.total, moment.unit);
  }
  if (moment.done > 0 && moment.seconds > 0.0) {
    after += "  " + rate_text(rate_of(moment));
    after += moment.total > 0 ? "  " + time_left_text(moment) : "";
  }
  if (!moment.note.empty()) {
    after += fmt::format("  {}", moment.note);
  }
  // Too long a line would wrap, and a carriage return only reaches back to the wrapped part.
  if (before.size() + bar.size() + after.size() > width) {
    return (before + after).substr(0, width);
  }
  return color && !bar.empty() ? before + std::string(kGreen) + bar + std::string(kReset) + after
                               : before + bar + after;
}

std::string render_progress_line(const ProgressMoment& moment) {
  std::string line = fmt::format("{}: {}", moment.task, moment.done);
  line += moment.total > 0
              ? fmt::format("/{} {} ({:.0f}%)", moment.total, moment.unit, share_of(moment) * 100.0)
              : fmt::format(" {}", moment.unit);
  if (moment.done > 0 && moment.seconds > 0.0) {
    line += ", " + rate_text(rate_of(moment));
    line += moment.total > 0 ? ", " + time_left_text(moment) : "";
  }
  if (!moment.note.empty()) {
    line += fmt::format(", {}", moment.note);
  }
  return line;
}

Progress::Progress(std::string task, std::string unit, std::uint64_t total, ProgressMode mode)
    : Progress(std::move(task), std::move(unit), total, resolved(mode), write_to_stderr,
               steady_clock::now) {}

Progress::Progress(std::string task, std::string unit, std::uint64_t total, ProgressMode mode,
                   Sink sink, Clock clock)
    : task_(std::move(task)),
      unit_(std::move(unit)),
      total_(total),
      mode_(mode),
      sink_(std::move(sink)),
      clock_(std::move(clock)),
      color_(colors_wanted()),
      start_(clock_()),
      next_draw_(start_ + (mode_ == ProgressMode::kBar ? kBarInterval : kPlainInterval)) {}

Progress::~Progress() {
  if (drawn_ && !finished_ && mode_ == ProgressMode::kBar) {
    sink_("\n");
  }
}

ProgressMoment Progress::moment(steady_clock::time_point now) const {
  return {task_, unit_, done_, total_, std::chrono::duration<double>(now - start_).count(), note_};
}

void Progress::draw(steady_clock::time_point now) {
  if (mode_ == ProgressMode::kBar) {
    sink_(fmt::format("\r{}{}", render_progress_bar(moment(now), terminal_width() - 1, color_),
                      kEraseToEnd));
    next_draw_ = now + kBarInterval;
  } else {
    sink_(render_progress_line(moment(now)) + "\n");
    next_draw_ = now + kPlainInterval;
  }
  drawn_ = true;
}

void Progress::update(std::uint64_t done, std::string_view note) {
  const std::lock_guard lock(mutex_);
  if (finished_ || mode_ == ProgressMode::kNone || done < done_) {
    return;
  }
  done_ = done;
  note_ = note;
  const steady_clock::time_point now = clock_();
  if (now >= next_draw_) {
    draw(now);
  }
}

void Progress::finish() {
  const std::lock_guard lock(mutex_);
  if (finished_ || mode_ == ProgressMode::kNone) {
    finished_ = true;
    return;
  }
  finished_ = true;
  const ProgressMoment end = moment(clock_());
  std::string line = fmt::format("{}: {} {} in {:.1f} s", task_, done_, unit_, end.seconds);
  line += end.seconds > 0.0 ? fmt::format(" ({})", rate_text(rate_of(end))) : "";
  line += note_.empty() ? "" : ", " + note_;
  sink_(fmt::format("{}{}\n", drawn_ && mode_ == ProgressMode::kBar ? "\r\x1b[K" : "", line));
}

}  // namespace likewise::tools
