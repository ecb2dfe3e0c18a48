#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/aggregation_kinds.h"
#include "engine/dsl/body_values.h"
#include "engine/dsl/number_text.h"

namespace likewise {
namespace {

bool is_number_or_text(const json::Value& value) {
  return value.is_number() || value.is_string();
}

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Java's (long) of a double.
std::int64_t saturated(double value) {
  if (std::isnan(value)) {
    return 0;
  }
  if (value >= 0x1p63) {
    return std::numeric_limits<std::int64_t>::max();
  }
  return value < -0x1p63 ? std::numeric_limits<std::int64_t>::min()
                         : static_cast<std::int64_t>(value);
}

}  // namespace

SourceValue source_value(const json::Value& value) {
  SourceValue read;
  read.text = scalar_text(value);
  read.real = parse_java_double(read.text);
  if (value.is_number()) {
    read.is_number = true;
    const bool is_fraction = value.text.find_first_of(".eE") != std::string::npos;
    read.whole = whole_part(value.text);
    if (!read.whole && read.real) {
      read.whole = saturated(*read.real);
    }
    if (is_fraction && read.real) {
      read.text = java_double(*read.real);
    }
  } else {
    read.whole = parse_java_long(read.text);
  }
  return read;
}

Status require_field(const ValuesSource& source, const QueryParseState& state) {
  if (!source.field.empty()) {
    return {};
  }
  const bool is_newer = !state.options.legacy;
  return fail(illegal_argument(fmt::format(
      "Required one of fields [field, script], but none were specified.{}", is_newer ? "" : " ")));
}

Error MemberReader::unknown() const {
  return unknown_field(from_.kind, name_, value_, state_);
}

Error MemberReader::wrong_kind() const {
  return wrong_token(from_.kind, name_, value_, state_);
}

Error MemberReader::failed(Error cause, std::size_t offset) const {
  return failed_field(from_.kind, name_, offset, std::move(cause), state_);
}

Error MemberReader::unsupported() const {
  return unsupported_error(
      state_.text, value_.begin,
      fmt::format("[{}] of aggregation [{}] is not supported by likewise", name_, from_.kind));
}

Status MemberReader::read(bool& out) const {
  if (!value_.is_boolean() && !value_.is_string()) {
    return fail(wrong_kind());
  }
  Result<bool> found = read_bool(value_, state_.text);
  if (!found.has_value()) {
    return fail(failed(std::move(found).error()));
  }
  out = *found;
  return {};
}

Status MemberReader::read(std::string& out) const {
  if (!value_.is_string()) {
    return fail(wrong_kind());
  }
  out = value_.text;
  return {};
}

Status MemberReader::read(double& out) const {
  if (!is_number_or_text(value_)) {
    return fail(wrong_kind());
  }
  const std::optional<double> found = parse_java_double(value_.text);
  if (!found) {
    return fail(
        failed(Error(ErrorCode::kInvalidArgument,
                     value_.text.empty() ? std::string("empty String")
                                         : fmt::format("For input string: \"{}\"", value_.text))
                   .with_type("number_format_exception")));
  }
  out = *found;
  return {};
}

Status MemberReader::read(std::int64_t& out, std::int64_t least, std::string_view shown) const {
  if (!is_number_or_text(value_)) {
    return fail(wrong_kind());
  }
  // Counts of documents are longs, sizes are ints.
  const bool is_long =
      shown.find("DocCount") != std::string_view::npos || shown.starts_with("precision");
  Result<std::int64_t> found = std::int64_t{0};
  if (is_long) {
    found = read_long(value_, state_.text);
  } else if (Result<std::int32_t> narrow = read_int(value_, state_.text); narrow.has_value()) {
    found = *narrow;
  } else {
    found = fail(std::move(narrow).error());
  }
  if (!found.has_value()) {
    return fail(failed(std::move(found).error()));
  }
  if (*found < least) {
    return fail(failed(illegal_argument(
        fmt::format("[{}] must be greater than {}0. Found [{}] in [{}]", shown,
                    least == 0 ? "or equal to " : "", *found, from_.aggregation))));
  }
  out = *found;
  return {};
}

Result<bool> MemberReader::read_source(ValuesSource& source) const {
  if (name_ == "field") {
    LIKEWISE_TRY_STATUS(read(source.field));
    return true;
  }
  if (name_ == "format") {
    LIKEWISE_TRY_STATUS(read(source.format));
    return true;
  }
  if (name_ == "missing") {
    if (value_.is_null()) {
      return fail(failed(
          illegal_argument(fmt::format("[missing] must not be null: [{}]", from_.aggregation))));
    }
    if (value_.is_array() || value_.is_object()) {
      return fail(wrong_kind());
    }
    source.missing = source_value(value_);
    return true;
  }
  if (name_ == "script" || name_ == "value_type" || name_ == "time_zone") {
    return fail(unsupported());
  }
  return false;
}

Status MemberReader::read_order_object(const json::Value& value,
                                       std::vector<BucketOrder>& order) const {
  BucketOrder read;
  if (value.members.empty()) {
    return fail(
        failed(parsing_error(state_.text, value.end - 1,
                             fmt::format("Must specify at least one field for [{}]", name_)),
               value.end - 1));
  }
  // Elasticsearch keeps the last member.
  for (const auto& [path, direction] : value.members) {
    if (!direction.is_string()) {
      return fail(failed(parsing_error(state_.text, direction.begin,
                                       fmt::format("Unexpected token [{}] for [{}]",
                                                   token_name(direction), name_)),
                         direction.begin));
    }
    const std::string word = lowered(direction.text);
    if (word != "asc" && word != "desc") {
      return fail(failed(parsing_error(state_.text, direction.begin,
                                       fmt::format("Unknown order direction [{}]", direction.text)),
                         direction.begin));
    }
    const bool is_newer = !state_.options.legacy;
    const bool is_old_key = !is_newer && (path == "_term" || path == "_time");
    read.ascending = word == "asc";
    read.path.clear();
    if (path == "_count") {
      read.by = BucketOrder::By::kCount;
    } else if (path == "_key" || is_old_key) {
      read.by = BucketOrder::By::kKey;
    } else {
      read.by = BucketOrder::By::kMetric;
      read.path = path;
    }
  }
  order.push_back(std::move(read));
  return {};
}

Status MemberReader::read_order(std::vector<BucketOrder>& order) const {
  order.clear();
  if (value_.is_object()) {
    return read_order_object(value_, order);
  }
  if (!value_.is_array()) {
    return fail(wrong_kind());
  }
  if (value_.items.empty()) {
    return fail(failed(Error(ErrorCode::kInvalidArgument, "Index 0 out of bounds for length 0")
                           .with_type("index_out_of_bounds_exception"),
                       value_.end - 1));
  }
  for (const json::Value& item : value_.items) {
    if (!item.is_object()) {
      const std::size_t at = value_.end - 1;
      return fail(failed(parsing_error(state_.text, at,
                                       fmt::format("Unexpected token [END_ARRAY] for [{}]", name_)),
                         at));
    }
    LIKEWISE_TRY_STATUS(read_order_object(item, order));
  }
  return {};
}

}  // namespace likewise
