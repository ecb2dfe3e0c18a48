#include "engine/index/date_math.h"

#include <charconv>
#include <cstdlib>
#include <system_error>

#include "engine/base/civil_time.h"
#include "engine/index/date_format.h"

namespace likewise {
namespace {

constexpr std::int64_t kMillisPerMinute = 60'000;
constexpr std::int64_t kMillisPerHour = 3'600'000;

Error parse_error(std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::move(reason)).with_type("parse_exception");
}

/// One step of an expression: "+1M", "-d", "/h".
struct Step {
  bool is_rounding = false;
  std::int64_t amount = 1;  ///< Signed.
  char unit = 'd';
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes one step off `rest`; `all` is the whole expression, for errors.
Result<Step> take_step(std::string_view& rest, std::string_view all) {
  const auto refuse = [all](std::string_view what) {
    return fail(parse_error(std::string(what) + " [" + std::string(all) + "]"));
  };
  Step step;
  const char sign = rest.front();
  if (sign != '/' && sign != '+' && sign != '-') {
    return refuse("operator not supported for date math");
  }
  step.is_rounding = sign == '/';
  rest.remove_prefix(1);
  if (rest.empty()) {
    return refuse("truncated date math");
  }
  if (is_digit(rest.front())) {
    std::int32_t amount = 0;
    const auto [end, code] = std::from_chars(rest.data(), rest.data() + rest.size(), amount);
    const std::string digits(rest.data(), end);
    rest.remove_prefix(digits.size());
    if (rest.empty()) {
      return refuse("truncated date math");
    }
    if (code != std::errc()) {
      return fail(Error(ErrorCode::kInvalidArgument, "For input string: \"" + digits + "\"")
                      .with_type("number_format_exception"));
    }
    step.amount = amount;
  }
  if (step.is_rounding && step.amount != 1) {
    return refuse("rounding `/` can only be used on single unit types");
  }
  step.unit = rest.front();
  rest.remove_prefix(1);
  if (std::string_view("yMwdhHms").find(step.unit) == std::string_view::npos) {
    return refuse(std::string("unit [") + step.unit + "] not supported for date math");
  }
  step.amount = sign == '-' ? -step.amount : step.amount;
  return step;
}

/// Fixed lengths of the units that have one; 0 for years and months.
std::int64_t unit_millis(char unit) {
  switch (unit) {
    case 'w':
      return 7 * kMillisPerDay;
    case 'd':
      return kMillisPerDay;
    case 'h':
    case 'H':
      return kMillisPerHour;
    case 'm':
      return kMillisPerMinute;
    case 's':
      return kMillisPerSecond;
    default:
      return 0;
  }
}

std::int64_t add_local_months(std::int64_t local, std::int64_t months) {
  const std::int64_t day = floor_divide(local, kMillisPerDay);
  const CivilDate moved = plus_months(civil_from_days(day), months);
  return days_from_civil(moved) * kMillisPerDay + (local - day * kMillisPerDay);
}

std::int64_t add(std::int64_t instant, const Step& step, const TimeZone& zone) {
  if (step.unit == 'h' || step.unit == 'H' || step.unit == 'm' || step.unit == 's') {
    return instant + step.amount * unit_millis(step.unit);
  }
  const std::int64_t local = zone.local_of(instant);
  if (step.unit == 'y' || step.unit == 'M') {
    return zone.instant_of(add_local_months(local, step.amount * (step.unit == 'y' ? 12 : 1)));
  }
  return zone.instant_of(local + step.amount * unit_millis(step.unit));
}

std::int64_t round_local(std::int64_t local, char unit) {
  const std::int64_t day = floor_divide(local, kMillisPerDay);
  const CivilDate date = civil_from_days(day);
  if (unit == 'y') {
    return days_from_civil({date.year, 1, 1}) * kMillisPerDay;
  }
  if (unit == 'M') {
    return days_from_civil({date.year, date.month, 1}) * kMillisPerDay;
  }
  if (unit == 'w') {  // Weeks begin on Monday; 1970-01-01 was a Thursday.
    return (floor_divide(day + 3, 7) * 7 - 3) * kMillisPerDay;
  }
  const std::int64_t length = unit_millis(unit);
  return floor_divide(local, length) * length;
}

/// Where calendars are no longer computed with, so that nothing overflows.
bool is_far(std::int64_t instant) {
  constexpr std::int64_t kFarthest = 4'500'000'000'000'000;  // 140,000 years.
  return instant > kFarthest || instant < -kFarthest;
}

Error too_far(std::string_view expression) {
  return parse_error("date math leads too far away [" + std::string(expression) + "]");
}

Result<std::int64_t> apply(std::string_view expression, std::int64_t instant,
                           const DateMath& math) {
  const TimeZone utc;
  const TimeZone& zone = math.zone != nullptr ? *math.zone : utc;
  std::string_view rest = expression;
  while (!rest.empty()) {
    LIKEWISE_TRY(const Step step, take_step(rest, expression));
    constexpr std::int64_t kMostMonths = 140'000 * 12;
    const bool by_month = step.unit == 'y' || step.unit == 'M';
    if (is_far(instant) || (by_month && std::llabs(step.amount) > kMostMonths)) {
      return fail(too_far(expression));
    }
    if (step.is_rounding) {
      instant = zone.instant_of(round_local(zone.local_of(instant), step.unit));
      if (math.round_up) {
        instant = add(instant, {false, 1, step.unit}, zone) - 1;
      }
    } else {
      instant = add(instant, step, zone);
    }
  }
  if (is_far(instant) && !expression.empty()) {
    return fail(too_far(expression));
  }
  return instant;
}

}  // namespace

Result<std::int64_t> evaluate_date(std::string_view text, const DateMath& math) {
  if (text.starts_with("now")) {
    return apply(text.substr(3), math.now, math);
  }
  const std::size_t bars = text.find("||");
  const std::string_view date = text.substr(0, bars);
  if (date.empty()) {
    return fail(
        parse_error(math.modern ? "cannot parse empty datetime" : "cannot parse empty date"));
  }
  Result<std::int64_t> instant =
      read_date(date, math.format, {math.round_up, math.zone, math.modern});
  if (!instant) {
    const std::string_view format = math.format.empty() ? kDefaultDateFormat : math.format;
    Error cause = std::move(instant).error();
    std::string reason = "failed to parse date field [" + std::string(date) + "] with format [" +
                         std::string(format) + "]: [" + cause.message() + "]";
    return fail(parse_error(std::move(reason)).caused_by(std::move(cause)));
  }
  return bars == std::string_view::npos ? instant : apply(text.substr(bars + 2), *instant, math);
}

}  // namespace likewise
