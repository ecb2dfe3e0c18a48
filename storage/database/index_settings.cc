#include "storage/database/index_settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "engine/dsl/json.h"

namespace likewise::storage {
namespace {

tl::unexpected<Error> illegal(std::string reason) {
  return fail(Error(ErrorCode::kInvalidArgument, std::move(reason))
                  .with_type("illegal_argument_exception"));
}

std::string_view value_or(const FlatSettings& values, const char* name, std::string_view fallback) {
  const auto found = values.find(name);
  return found == values.end() ? fallback : std::string_view(found->second);
}

std::optional<std::int64_t> to_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

Result<Dialect> read_scoring(const FlatSettings& values, Dialect default_dialect) {
  const std::string_view scoring = value_or(values, "index.likewise.scoring", "");
  if (scoring.empty()) {
    return default_dialect;
  }
  if (scoring == "opensearch") {
    return Dialect::kOpenSearch3;
  }
  if (scoring == "elasticsearch") {
    return default_dialect == Dialect::kOpenSearch3 ? Dialect::kElasticsearch7 : default_dialect;
  }
  return illegal(fmt::format(
      "unknown value for [index.likewise.scoring] must be one of [elasticsearch, opensearch] but "
      "was: {}",
      scoring));
}

Result<Durability> read_durability(const FlatSettings& values) {
  std::string text(value_or(values, "index.translog.durability", "REQUEST"));
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  if (text == "REQUEST") {
    return Durability::kSync;
  }
  if (text == "ASYNC") {
    return Durability::kAsync;
  }
  return illegal(fmt::format(
      "No enum constant org.elasticsearch.index.translog.Translog.Durability.{}", text));
}

std::vector<std::string> split_list(std::string_view text) {
  if (text.size() >= 2 && text.front() == '[' && text.back() == ']') {
    text = text.substr(1, text.size() - 2);
  }
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view part = text.substr(0, comma);
    while (!part.empty() && (part.front() == ' ' || part.front() == '"')) {
      part.remove_prefix(1);
    }
    while (!part.empty() && (part.back() == ' ' || part.back() == '"')) {
      part.remove_suffix(1);
    }
    if (!part.empty()) {
      parts.emplace_back(part);
    }
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

/// The values of [first, last) if their names behind `prefix` are 0, 1, 2, …: the entries of an
/// array. Empty otherwise.
std::vector<std::string_view> array_entries(FlatSettings::const_iterator first,
                                            FlatSettings::const_iterator last, std::size_t prefix) {
  std::vector<std::string_view> entries(static_cast<std::size_t>(std::distance(first, last)));
  std::vector<bool> seen(entries.size());
  for (; first != last; ++first) {
    const std::optional<std::int64_t> number =
        to_number(std::string_view(first->first).substr(prefix));
    if (!number || *number < 0 || static_cast<std::size_t>(*number) >= entries.size() ||
        seen[static_cast<std::size_t>(*number)]) {
      return {};
    }
    seen[static_cast<std::size_t>(*number)] = true;
    entries[static_cast<std::size_t>(*number)] = first->second;
  }
  return entries;
}

void append_array(std::string& out, const std::vector<std::string_view>& entries) {
  out.push_back('[');
  for (const std::string_view entry : entries) {
    out += out.back() == '[' ? "" : ",";
    json::append_quoted(out, entry);
  }
  out.push_back(']');
}

/// Writes the settings [first, last), which share `prefix`, as members of one object, or as the
/// array that they came from.
void append_members(std::string& out, FlatSettings::const_iterator first,
                    FlatSettings::const_iterator last, std::size_t prefix) {
  const std::vector<std::string_view> entries = array_entries(first, last, prefix);
  if (!entries.empty()) {
    append_array(out, entries);
    return;
  }
  out.push_back('{');
  while (first != last) {
    const std::string_view rest = std::string_view(first->first).substr(prefix);
    const std::size_t dot = rest.find('.');
    const std::string_view name = rest.substr(0, dot);
    json::append_quoted(out, name);
    out.push_back(':');
    if (dot == std::string_view::npos) {
      json::append_quoted(out, first->second);
      ++first;
    } else {
      const std::string branch = first->first.substr(0, prefix + dot + 1);
      const auto end = std::find_if(first, last, [&](const auto& setting) {
        return setting.first.compare(0, branch.size(), branch) != 0;
      });
      append_members(out, first, end, branch.size());
      first = end;
    }
    if (first != last) {
      out.push_back(',');
    }
  }
  out.push_back('}');
}

}  // namespace

Result<std::optional<std::chrono::milliseconds>> parse_interval(std::string_view name,
                                                                std::string_view text) {
  if (text == "-1") {
    return std::optional<std::chrono::milliseconds>();
  }
  static constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> kUnits = {
      {{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}}};
  if (text == "0") {
    return std::optional(std::chrono::milliseconds(0));
  }
  for (const auto& [unit, factor] : kUnits) {
    if (!text.ends_with(unit)) {
      continue;
    }
    const std::optional<std::int64_t> number = to_number(text.substr(0, text.size() - unit.size()));
    if (number && *number >= 0 && *number < std::numeric_limits<std::int64_t>::max() / factor) {
      return std::optional(std::chrono::milliseconds(*number * factor));
    }
  }
  return illegal(fmt::format(
      "failed to parse setting [{}] with value [{}] as a time value: unit is missing or "
      "unrecognized",
      name, text));
}

Result<IndexSettings> read_index_settings(FlatSettings values, Dialect default_dialect) {
  IndexSettings settings;
  LIKEWISE_TRY(
      settings.refresh_interval,
      parse_interval("index.refresh_interval", value_or(values, "index.refresh_interval", "1s")));
  LIKEWISE_TRY(settings.durability, read_durability(values));
  LIKEWISE_TRY(settings.dialect, read_scoring(values, default_dialect));
  settings.default_fields = split_list(value_or(values, "index.query.default_field", ""));
  const std::string entries = "index.query.default_field.";
  for (auto entry = values.lower_bound(entries);
       entry != values.end() && entry->first.starts_with(entries); ++entry) {
    settings.default_fields.push_back(entry->second);
  }
  if (settings.default_fields.empty()) {
    settings.default_fields = {"*"};
  }
  const std::string_view window = value_or(values, "index.max_result_window", "10000");
  const std::optional<std::int64_t> number = to_number(window);
  if (!number || *number < 1) {
    return illegal(fmt::format(
        "Failed to parse value [{}] for setting [index.max_result_window] must be >= 1", window));
  }
  settings.max_result_window = static_cast<std::size_t>(*number);
  settings.values = std::move(values);
  return settings;
}

bool is_dynamic_setting(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kDynamic = {
      "index.refresh_interval",    "index.number_of_replicas", "index.translog.durability",
      "index.query.default_field", "index.max_result_window",  "index.translog.sync_interval",
      "index.gc_deletes",          "index.default_pipeline",   "index.final_pipeline"};
  return std::find(kDynamic.begin(), kDynamic.end(), name) != kDynamic.end();
}

std::string settings_to_json(const FlatSettings& values) {
  std::string out;
  append_members(out, values.begin(), values.end(), 0);
  return out;
}

}  // namespace likewise::storage
