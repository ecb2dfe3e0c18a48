#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "engine/base/error.h"

namespace likewise {

/// A fixed offset from UTC or a region with its rules. A value; thread-safe.
class TimeZone {
 public:
  /// UTC.
  TimeZone();
  TimeZone(const TimeZone&);
  TimeZone& operator=(const TimeZone&);
  ~TimeZone();

  /// "Z", "+02:00", "UTC+2", "Europe/Berlin": what Java's ZoneId.of takes.
  /// Errors: illegal_argument_exception as Elasticsearch wraps Java's.
  static Result<TimeZone> parse(std::string_view id);

  static TimeZone of_offset(std::int64_t seconds);

  /// What its clocks show at an instant, as milliseconds that count like UTC's.
  std::int64_t local_of(std::int64_t instant) const;

  /// The instant at which its clocks show `local`; the earlier one where they do so twice, and as
  /// if the clocks were not put forward yet where they never do.
  std::int64_t instant_of(std::int64_t local) const;

 private:
  struct Rules;

  std::int64_t offset_millis_ = 0;
  std::shared_ptr<const Rules> rules_;  ///< Null: the offset counts.
};

}  // namespace likewise
