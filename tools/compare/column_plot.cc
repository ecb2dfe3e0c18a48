#include "tools/compare/column_plot.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace likewise::tools {
namespace {

constexpr double kWidth = 520;
constexpr double kHeight = 264;
constexpr double kLeft = 54;
constexpr double kRight = 10;
constexpr double kTop = 22;
constexpr double kBottom = 48;
constexpr double kLeastVisible = 1.5;
constexpr double kWidestColumn = 56;
/// Beyond so many groups only every other label fits.
constexpr std::size_t kMostLabels = 12;

double plot_height() {
  return kHeight - kTop - kBottom;
}

void append_axis(const ColumnPlot& plot, const std::vector<double>& marks, std::string& out) {
  const auto end = std::back_inserter(out);
  for (const double mark : marks) {
    const double y = kHeight - kBottom - plot_height() * mark / marks.back();
    fmt::format_to(end,
                   R"(<line class="grid" x1="{:.1f}" x2="{:.1f}" y1="{:.1f}" y2="{:.1f}"/>)"
                   R"(<text class="mark" x="{:.1f}" y="{:.1f}" text-anchor="end">{:g}</text>)",
                   kLeft, kWidth - kRight, y, y, kLeft - 7, y + 4, mark);
  }
  const double middle = kTop + plot_height() / 2;
  fmt::format_to(end,
                 R"(<text class="axis" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>)"
                 R"svg(<text class="axis" x="12" y="{:.1f}" text-anchor="middle" )svg"
                 R"svg(transform="rotate(-90 12 {:.1f})">{}</text>)svg",
                 kLeft + (kWidth - kLeft - kRight) / 2, kHeight - 8, escape_html(plot.x_axis),
                 middle, middle, escape_html(plot.y_axis));
}

/// Where the columns of one group stand.
struct Place {
  double middle;
  double column;  ///< Width of one.
  double top;     ///< The value at the upper end of the plot.
};

void append_group(const ColumnPlot& plot, const ColumnGroup& group, const Place& place,
                  std::string& out) {
  const auto end = std::back_inserter(out);
  const auto series = static_cast<double>(group.heights.size());
  for (std::size_t i = 0; i < group.heights.size(); ++i) {
    const double value = group.heights[i];
    const double height =
        value > 0 ? std::max(kLeastVisible, plot_height() * value / place.top) : 0;
    const double x = place.middle + (static_cast<double>(i) - series / 2) * place.column;
    const double y = kHeight - kBottom - height;
    fmt::format_to(end,
                   R"(<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" )"
                   R"(rx="1.5"/>)",
                   plot.series[i], x + 1, y, place.column - 2, height);
    if (!group.texts[i].empty()) {
      fmt::format_to(end,
                     R"(<text class="value" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>)",
                     x + place.column / 2, y - 4, escape_html(group.texts[i]));
    }
  }
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::vector<double> axis_marks(double largest) {
  constexpr double kMostSteps = 5;
  const double reach = largest > 0 && std::isfinite(largest) ? largest : 1;
  const double power = std::pow(10.0, std::floor(std::log10(reach / kMostSteps)));
  double step = 10 * power;
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (reach / (factor * power) <= kMostSteps) {
      step = factor * power;
      break;
    }
  }
  std::vector<double> marks;
  for (int i = 0; marks.empty() || marks.back() < reach; ++i) {
    marks.push_back(i * step);
  }
  return marks;
}

std::string to_svg(const ColumnPlot& plot) {
  double largest = 0;
  for (const ColumnGroup& group : plot.groups) {
    largest = std::max(largest, *std::max_element(group.heights.begin(), group.heights.end()));
  }
  const std::vector<double> marks = axis_marks(largest);
  std::string out = fmt::format(
      R"(<svg viewBox="0 0 {0:g} {1:g}" role="img" aria-labelledby="{2}-title {2}-text">)"
      R"(<title id="{2}-title">{3}</title><desc id="{2}-text">{4}</desc>)",
      kWidth, kHeight, plot.id, escape_html(plot.title), escape_html(plot.description));
  append_axis(plot, marks, out);
  const double share =
      (kWidth - kLeft - kRight) / static_cast<double>(std::max<std::size_t>(plot.groups.size(), 1));
  const double column =
      std::min(kWidestColumn,
               share * 0.8 / static_cast<double>(std::max<std::size_t>(plot.series.size(), 1)));
  const std::size_t every = plot.groups.size() > kMostLabels ? 2 : 1;
  for (std::size_t i = 0; i < plot.groups.size(); ++i) {
    const double middle = kLeft + share * (static_cast<double>(i) + 0.5);
    append_group(plot, plot.groups[i], {middle, column, marks.back()}, out);
    if (i % every == 0) {
      fmt::format_to(std::back_inserter(out),
                     R"(<text class="mark" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>)",
                     middle, kHeight - kBottom + 16, escape_html(plot.groups[i].label));
    }
  }
  return out + "</svg>";
}

}  // namespace likewise::tools
