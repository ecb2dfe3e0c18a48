#include "engine/dsl/time_value.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/body_values.h"
#include "engine/dsl/number_text.h"

namespace likewise {
namespace {

/// Units with their length in microseconds. "ms" and "nanos" come before the units they end in.
constexpr std::pair<std::string_view, std::uint64_t> kUnits[] = {
    {"nanos", 0},      {"micros", 1},        {"ms", 1'000},         {"s", 1'000'000},
    {"m", 60'000'000}, {"h", 3'600'000'000}, {"d", 86'400'000'000},
};

/// Longest time that is told from "for ever": 100 years.
constexpr std::uint64_t kMaxUnits = 3'153'600'000'000'000;

}  // namespace

Result<std::optional<std::uint64_t>> parse_time_value(std::string_view text,
                                                      std::string_view setting) {
  if (text == "-1") {
    return std::optional<std::uint64_t>();
  }
  if (text == "0") {
    return std::optional<std::uint64_t>(0);
  }
  std::string lower(text);
  for (char& c : lower) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  for (const auto& [unit, micros] : kUnits) {
    if (!lower.ends_with(unit)) {
      continue;
    }
    const std::string_view digits = std::string_view(lower).substr(0, lower.size() - unit.size());
    const std::optional<std::int64_t> number = parse_java_long(digits);
    if (number && *number >= 0) {
      const auto count = static_cast<std::uint64_t>(*number);
      if (micros == 0) {
        return std::optional<std::uint64_t>(count / 1'000'000);
      }
      if (count > kMaxUnits / micros) {
        return fail(illegal_argument(fmt::format(
            "failed to parse setting [{}] with value [{}] as a time value", setting, text)));
      }
      return std::optional<std::uint64_t>(count * micros / 1'000);
    }
    if (parse_java_double(digits) && !number) {
      return fail(
          illegal_argument(
              fmt::format("failed to parse [{}], fractional time values are not supported", text))
              .caused_by(Error(ErrorCode::kInvalidArgument,
                               fmt::format("For input string: \"{}\"", digits))
                             .with_type("number_format_exception")));
    }
    return fail(illegal_argument(fmt::format(
        "failed to parse setting [{}] with value [{}] as a time value", setting, text)));
  }
  return fail(illegal_argument(
      fmt::format("failed to parse setting [{}] with value [{}] as a time value: unit is missing "
                  "or unrecognized",
                  setting, text)));
}

}  // namespace likewise
