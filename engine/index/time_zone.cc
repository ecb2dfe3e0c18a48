#include "engine/index/time_zone.h"

#include <optional>
#include <string>
#include <utility>

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

namespace likewise {
namespace {

constexpr std::int64_t kMillis = 1'000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// "+h", "+hh", "+hh:mm", "+hhmm", "+hh:mm:ss", "+hhmmss" in seconds, up to 18 hours.
std::optional<std::int64_t> parse_offset(std::string_view text) {
  if (text.empty() || (text.front() != '+' && text.front() != '-')) {
    return std::nullopt;
  }
  const bool negative = text.front() == '-';
  text.remove_prefix(1);
  const bool has_colons = text.find(':') != std::string_view::npos;
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_separator = has_colons && (i == 2 || i == 5);
    if (is_separator ? text[i] != ':' : !is_digit(text[i])) {
      return std::nullopt;
    }
    digits += is_separator ? "" : std::string(1, text[i]);
  }
  if (digits.size() == 1) {
    digits.insert(0, "0");
  }
  if (digits.size() != 2 && digits.size() != 4 && digits.size() != 6) {
    return std::nullopt;
  }
  digits.resize(6, '0');
  const auto pair = [&digits](std::size_t at) {
    return std::int64_t{digits[at] - '0'} * 10 + (digits[at + 1] - '0');
  };
  const std::int64_t seconds = pair(0) * 3'600 + pair(2) * 60 + pair(4);
  if (pair(2) > 59 || pair(4) > 59 || seconds > 18 * 3'600) {
    return std::nullopt;
  }
  return negative ? -seconds : seconds;
}

bool may_be_region(std::string_view id) {
  constexpr std::string_view kOthers = "~/._+-";
  if (id.size() < 2) {
    return false;
  }
  for (const char c : id) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!is_letter && !is_digit(c) && kOthers.find(c) == std::string_view::npos) {
      return false;
    }
  }
  return !is_digit(id.front());
}

Error bad_zone(std::string_view java_class, std::string type, std::string reason) {
  return Error(ErrorCode::kInvalidArgument, std::string(java_class) + ": " + reason)
      .with_type("illegal_argument_exception")
      .caused_by(Error(ErrorCode::kInvalidArgument, std::move(reason)).with_type(std::move(type)));
}

}  // namespace

struct TimeZone::Rules {
  std::unique_ptr<const icu::TimeZone> zone;
};

TimeZone::TimeZone() = default;
TimeZone::TimeZone(const TimeZone&) = default;
TimeZone& TimeZone::operator=(const TimeZone&) = default;
TimeZone::~TimeZone() = default;

TimeZone TimeZone::of_offset(std::int64_t seconds) {
  TimeZone zone;
  zone.offset_millis_ = seconds * kMillis;
  return zone;
}

Result<TimeZone> TimeZone::parse(std::string_view id) {
  if (id == "Z" || id == "UTC" || id == "GMT" || id == "UT") {
    return TimeZone();
  }
  std::string_view offset = id;
  for (const std::string_view prefix : {"UTC", "GMT", "UT"}) {
    if (id.starts_with(prefix) && id.size() > prefix.size() &&
        (id[prefix.size()] == '+' || id[prefix.size()] == '-')) {
      offset = id.substr(prefix.size());
      break;
    }
  }
  if (const std::optional<std::int64_t> seconds = parse_offset(offset)) {
    return of_offset(*seconds);
  }
  const bool has_sign = !offset.empty() && (offset.front() == '+' || offset.front() == '-');
  if (has_sign && offset.size() > 2 && is_digit(offset[1]) && is_digit(offset[2]) &&
      offset.substr(1, 2) > "18") {
    const std::string hours = (offset.front() == '-' ? "-" : "") + std::string(offset.substr(1, 2));
    return fail(bad_zone(
        "java.time.DateTimeException", "date_time_exception",
        "Zone offset hours not in valid range: value " + hours + " is not in the range -18 to 18"));
  }
  if (!may_be_region(id)) {
    return fail(bad_zone("java.time.DateTimeException", "date_time_exception",
                         "Invalid ID for region-based ZoneId, invalid format: " + std::string(id)));
  }
  const icu::UnicodeString name(id.data(), static_cast<std::int32_t>(id.size()), US_INV);
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString canonical;
  UBool is_system = 0;
  icu::TimeZone::getCanonicalID(name, canonical, is_system, status);
  if (U_FAILURE(status) || !is_system) {
    return fail(bad_zone("java.time.zone.ZoneRulesException", "zone_rules_exception",
                         "Unknown time-zone ID: " + std::string(id)));
  }
  auto rules = std::make_shared<Rules>();
  rules->zone.reset(icu::TimeZone::createTimeZone(name));
  TimeZone zone;
  zone.rules_ = std::move(rules);
  return zone;
}

std::int64_t TimeZone::local_of(std::int64_t instant) const {
  if (rules_ == nullptr) {
    return instant + offset_millis_;
  }
  std::int32_t raw = 0;
  std::int32_t dst = 0;
  UErrorCode status = U_ZERO_ERROR;
  rules_->zone->getOffset(static_cast<UDate>(instant), 0, raw, dst, status);
  return instant + raw + dst;
}

std::int64_t TimeZone::instant_of(std::int64_t local) const {
  if (rules_ == nullptr) {
    return local - offset_millis_;
  }
  std::int32_t raw = 0;
  std::int32_t dst = 0;
  UErrorCode status = U_ZERO_ERROR;
  const auto* const basic = dynamic_cast<const icu::BasicTimeZone*>(rules_->zone.get());
  if (basic == nullptr) {
    rules_->zone->getOffset(static_cast<UDate>(local), 1, raw, dst, status);
  } else {
    basic->getOffsetFromLocal(static_cast<UDate>(local), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER,
                              raw, dst, status);
  }
  return local - raw - dst;
}

}  // namespace likewise
