#pragma once

#include <cstdint>

namespace likewise {

inline constexpr std::int64_t kMillisPerSecond = 1'000;
inline constexpr std::int64_t kMillisPerDay = 86'400'000;

/// A day of the proleptic Gregorian calendar. REQUIRES: |year| < 10^9 in everything below.
struct CivilDate {
  std::int64_t year = 1970;
  int month = 1;
  int day = 1;

  friend bool operator==(const CivilDate&, const CivilDate&) = default;
};

/// Days since 1970-01-01; a day beyond the month's end counts on into the next one.
std::int64_t days_from_civil(const CivilDate& date);

/// The inverse.
CivilDate civil_from_days(std::int64_t days);

bool is_leap_year(std::int64_t year);

/// REQUIRES: 1 <= month <= 12.
int days_in_month(std::int64_t year, int month);

/// The same day `months` later, or the last day of that month if it has no such day.
CivilDate plus_months(const CivilDate& date, std::int64_t months);

/// `value / divisor` and the rest of it, rounded towards the past.
std::int64_t floor_divide(std::int64_t value, std::int64_t divisor);

}  // namespace likewise
