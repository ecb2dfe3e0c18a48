#include "server/rest/cat_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "engine/base/java_text.h"
#include "engine/dsl/json.h"
#include "server/rest/media_type.h"

namespace likewise::server {
namespace {

std::vector<std::string_view> split_commas(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    if (comma > 0) {
      parts.push_back(text.substr(0, comma));
    }
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return parts;
}

bool is_called(const CatColumn& column, std::string_view name) {
  const auto aliases = split_commas(column.aliases);
  return column.name == name || std::find(aliases.begin(), aliases.end(), name) != aliases.end();
}

std::optional<std::size_t> find_column(const CatTable& table, std::string_view name) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (is_called(table.columns[i], name)) {
      return i;
    }
  }
  return std::nullopt;
}

/// Columns of `h`, unknown names left out; all when it is absent.
std::vector<std::size_t> chosen_columns(const CatTable& table, const RestRequest& request) {
  std::vector<std::size_t> chosen;
  const auto wanted = request.parameter("h");
  if (!wanted || *wanted == "*") {
    chosen.resize(table.columns.size());
    std::iota(chosen.begin(), chosen.end(), 0U);
    return chosen;
  }
  for (const std::string_view name : split_commas(*wanted)) {
    if (const auto column = find_column(table, name)) {
      chosen.push_back(*column);
    }
  }
  return chosen;
}

/// Numbers by value, other texts by their bytes.
int compare_cells(const std::string& a, const std::string& b) {
  double x = 0;
  double y = 0;
  const auto left = std::from_chars(a.data(), a.data() + a.size(), x);
  const auto right = std::from_chars(b.data(), b.data() + b.size(), y);
  if (left.ptr == a.data() + a.size() && right.ptr == b.data() + b.size() && !a.empty() &&
      !b.empty()) {
    return x < y ? -1 : (x > y ? 1 : 0);
  }
  return a.compare(b);
}

void sort_rows(CatTable& table, const RestRequest& request) {
  auto keys = split_commas(request.parameter("s").value_or(""));
  // Least important key first: each stable sort keeps the order of those before it.
  std::reverse(keys.begin(), keys.end());
  for (const std::string_view key : keys) {
    const std::size_t colon = std::min(key.find(':'), key.size());
    const bool descending = key.substr(colon) == ":desc";
    const auto column = find_column(table, key.substr(0, colon));
    if (!column) {
      continue;
    }
    std::stable_sort(table.rows.begin(), table.rows.end(), [&](const auto& a, const auto& b) {
      const int order = compare_cells(a[*column], b[*column]);
      return descending ? order > 0 : order < 0;
    });
  }
}

std::string as_json(const CatTable& table, const std::vector<std::size_t>& columns) {
  std::string out = "[";
  for (const auto& row : table.rows) {
    out += out.size() > 1 ? ",{" : "{";
    for (const std::size_t column : columns) {
      out += out.back() == '{' ? "" : ",";
      json::append_quoted(out, table.columns[column].name);
      out += ':';
      json::append_quoted(out, row[column]);
    }
    out += '}';
  }
  out += ']';
  return out;
}

std::string as_text(const CatTable& table, const std::vector<std::size_t>& columns, bool head) {
  std::vector<std::size_t> widths;
  for (const std::size_t column : columns) {
    std::size_t width = head ? table.columns[column].name.size() : 0;
    for (const auto& row : table.rows) {
      width = std::max(width, utf16_length(row[column]));
    }
    widths.push_back(width);
  }
  std::string out;
  const auto append_line = [&](auto cell_of) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string_view cell = cell_of(columns[i]);
      const std::string padding(widths[i] - utf16_length(cell), ' ');
      const bool last = i + 1 == columns.size();
      const bool right = table.columns[columns[i]].right;
      out += right ? padding : "";
      out += cell;
      out += right || last ? "" : padding;
      out += last ? "\n" : " ";
    }
  };
  if (head) {
    append_line([&](std::size_t column) { return table.columns[column].name; });
  }
  for (const auto& row : table.rows) {
    append_line([&](std::size_t column) { return std::string_view(row[column]); });
  }
  return out;
}

std::string as_help(const CatTable& table) {
  CatTable help;
  help.columns = {{"name", "", ""}, {"", "", ""}, {"aliases", "", ""}, {"", "", ""}, {"", "", ""}};
  for (const CatColumn& column : table.columns) {
    help.rows.push_back({std::string(column.name), "|", std::string(column.aliases), "|",
                         std::string(column.description)});
  }
  return as_text(help, {0, 1, 2, 3, 4}, false);
}

}  // namespace

RestResponse render_table(const RestRequest& request, CatTable table) {
  RestResponse response;
  response.is_text = true;
  if (request.parameter("help").value_or("false") != "false") {
    response.body = as_help(table);
    return response;
  }
  sort_rows(table, request);
  const auto columns = chosen_columns(table, request);
  if (prefers_json(request.http())) {
    return json_response(as_json(table, columns));
  }
  const bool head = request.parameter("v").value_or("false") != "false";
  response.body = as_text(table, columns, head);
  return response;
}

std::string cat_bytes(std::uint64_t bytes, const RestRequest& request) {
  constexpr std::array<std::string_view, 6> kUnits = {"b", "kb", "mb", "gb", "tb", "pb"};
  if (const auto unit = request.parameter("bytes")) {
    std::uint64_t value = bytes;
    for (const std::string_view known : kUnits) {
      if (*unit == known || *unit == known.substr(0, 1)) {
        return std::to_string(value);
      }
      value /= 1'024;
    }
  }
  std::size_t unit = 0;
  std::uint64_t divisor = 1;
  while (bytes / divisor >= 1'024 && unit + 1 < kUnits.size()) {
    divisor *= 1'024;
    ++unit;
  }
  const std::uint64_t whole = bytes / divisor;
  const std::uint64_t tenth = bytes % divisor * 10 / divisor;
  return tenth == 0 ? fmt::format("{}{}", whole, kUnits[unit])
                    : fmt::format("{}.{}{}", whole, tenth, kUnits[unit]);
}

}  // namespace likewise::server
