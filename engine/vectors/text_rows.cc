#include "engine/vectors/text_rows.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "engine/vectors/read_rows.h"

namespace likewise {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_blank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_blank(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

/// False if the whole text is not one number.
bool read_number(std::string_view text, float& value) {
  text = trimmed(text);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
  }
  if (text.starts_with('+')) {
    text.remove_prefix(1);
  }
  double number = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  value = static_cast<float>(number);
  return !text.empty() && end == text.data() + text.size() &&
         (error == std::errc() || error == std::errc::result_out_of_range);
}

char separator_of(std::string_view line) {
  for (const char candidate : {'\t', ';', ','}) {
    if (line.find(candidate) != std::string_view::npos) {
      return candidate;
    }
  }
  return ' ';
}

std::vector<std::string_view> fields_of(std::string_view line, char separator) {
  std::vector<std::string_view> fields;
  line = trimmed(line);
  for (;;) {
    const std::size_t end = line.find(separator);
    fields.push_back(line.substr(0, end));
    if (end == std::string_view::npos) {
      return fields;
    }
    line.remove_prefix(end + 1);
    line = separator == ' ' ? trimmed(line) : line;
  }
}

/// The first field that is no number, or the number of fields.
std::size_t read_fields(const std::vector<std::string_view>& fields, std::vector<float>& values) {
  values.clear();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    float value = 0.0F;
    if (!read_number(fields[i], value)) {
      return i;
    }
    values.push_back(value);
  }
  return fields.size();
}

}  // namespace

Status RowCollector::bad(std::string_view place, std::string_view what) {
  added_last_ = false;
  if (skip_bad_) {
    ++rows_.skipped;
    return {};
  }
  return fail(ErrorCode::kInvalidArgument, fmt::format("{}: {}", place, what));
}

Status RowCollector::add(const std::vector<float>& values, std::string_view place) {
  if (values.empty()) {
    return bad(place, "no values");
  }
  if (rows_.columns != 0 && values.size() != rows_.columns) {
    return bad(place,
               fmt::format("{} values, but {} in the rows before", values.size(), rows_.columns));
  }
  for (std::size_t column = 0; column < values.size(); ++column) {
    if (!(std::abs(values[column]) <= kMaxMagnitude)) {
      return bad(place, fmt::format("column {}: the value {:g} is not finite or beyond {:g}",
                                    column, values[column], kMaxMagnitude));
    }
  }
  rows_.columns = values.size();
  rows_.values.insert(rows_.values.end(), values.begin(), values.end());
  added_last_ = true;
  return {};
}

Result<TextRows> parse_csv(std::string_view text, bool skip_bad) {
  RowCollector rows(skip_bad);
  char separator = '\0';
  std::vector<float> values;
  bool names_possible = true;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (trimmed(line).empty()) {
      continue;
    }
    separator = separator == '\0' ? separator_of(line) : separator;
    const std::vector<std::string_view> fields = fields_of(line, separator);
    const std::size_t wrong = read_fields(fields, values);
    const bool names = names_possible && values.empty();
    names_possible = false;
    if (names) {
      separator = '\0';
      continue;
    }
    const std::string place = fmt::format("line {}", number);
    LIKEWISE_TRY_STATUS(wrong < fields.size()
                            ? rows.bad(place, fmt::format("column {}: [{}] is not a number", wrong,
                                                          trimmed(fields[wrong]).substr(0, 40)))
                            : rows.add(values, place));
  }
  return rows.take();
}

}  // namespace likewise
