#include "tools/tune/line_plot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "tools/compare/column_plot.h"

namespace likewise::tools {
namespace {

constexpr double kWidth = 640;
constexpr double kHeight = 340;
constexpr double kLeft = 56;
constexpr double kRight = 16;
constexpr double kTop = 30;
constexpr double kBottom = 48;
constexpr double kLegendStep = 16;
constexpr std::array<const char*, 7> kColors = {"#1f5fbf", "#b4490c", "#12703c", "#7a3fa0",
                                                "#8a6d00", "#b3261e", "#4a5a70"};

struct Range {
  double low = 0.0;
  double high = 1.0;

  double share(double value) const { return (value - low) / (high - low); }
};

class Drawing {
 public:
  explicit Drawing(const LinePlot& plot) : plot_(plot) {
    double top = 0.0;
    bool first = true;
    for (const PlotSeries& series : plot.series) {
      for (const PlotPoint& point : series.points) {
        const double x = at(point.x);
        x_.low = first ? x : std::min(x_.low, x);
        x_.high = first ? x : std::max(x_.high, x);
        top = std::max(top, point.y + point.error);
        first = false;
      }
    }
    if (!plot.log_x) {
      x_.low = std::min(0.0, x_.low);
    }
    const double margin = x_.high > x_.low ? 0.04 * (x_.high - x_.low) : 1.0;
    x_ = {plot.log_x ? x_.low - margin : x_.low, x_.high + margin};
    y_marks_ = axis_marks(top > 0.0 ? top : 1.0);
    y_ = {0.0, y_marks_.back()};
  }

  std::string svg() {
    fmt::format_to(out(),
                   R"(<svg viewBox="0 0 {} {}" role="img" aria-labelledby="{}-t {}-d">)"
                   R"(<title id="{}-t">{}</title><desc id="{}-d">{}</desc>)",
                   kWidth, height(), plot_.id, plot_.id, plot_.id, escape_html(plot_.title),
                   plot_.id, escape_html(plot_.description));
    axes();
    for (std::size_t i = 0; i < plot_.series.size(); ++i) {
      draw(plot_.series[i], kColors[i % kColors.size()]);
      legend(plot_.series[i].name, i);
    }
    return text_ + "</svg>";
  }

 private:
  std::back_insert_iterator<std::string> out() { return std::back_inserter(text_); }
  double at(double x) const { return plot_.log_x ? std::log2(x) : x; }
  double height() const {
    const std::size_t rows = (plot_.series.size() + 2) / 3;
    return kHeight + kLegendStep * static_cast<double>(rows);
  }
  double px(double x) const { return kLeft + x_.share(at(x)) * (kWidth - kLeft - kRight); }
  double py(double y) const { return kHeight - kBottom - y_.share(y) * (kHeight - kTop - kBottom); }

  void axes() {
    for (const double mark : y_marks_) {
      fmt::format_to(out(),
                     R"(<line class="grid" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>)"
                     R"(<text x="{}" y="{:.1f}" text-anchor="end">{:g}</text>)",
                     kLeft, kWidth - kRight, py(mark), py(mark), kLeft - 6, py(mark) + 4, mark);
    }
    for (const double mark : x_marks()) {
      fmt::format_to(out(), R"(<text x="{:.1f}" y="{}" text-anchor="middle">{:g}</text>)", px(mark),
                     kHeight - kBottom + 16, mark);
    }
    fmt::format_to(out(),
                   R"(<text x="{}" y="{}" text-anchor="middle">{}</text>)"
                   R"(<text x="4" y="16">{}</text>)",
                   (kLeft + kWidth - kRight) / 2, kHeight - kBottom + 36, escape_html(plot_.x_axis),
                   escape_html(plot_.y_axis));
  }

  std::vector<double> x_marks() const {
    if (!plot_.log_x) {
      return axis_marks(x_.high);
    }
    std::set<double> marks;
    for (const PlotSeries& series : plot_.series) {
      for (const PlotPoint& point : series.points) {
        marks.insert(point.x);
      }
    }
    return {marks.begin(), marks.end()};
  }

  void draw(const PlotSeries& series, const char* color) {
    std::string path;
    for (const PlotPoint& point : series.points) {
      fmt::format_to(std::back_inserter(path), "{}{:.1f} {:.1f}", path.empty() ? "M" : "L",
                     px(point.x), py(point.y));
    }
    if (series.joined && series.points.size() > 1) {
      fmt::format_to(out(), R"(<path d="{}" fill="none" stroke="{}" stroke-width="2"/>)", path,
                     color);
    }
    for (const PlotPoint& point : series.points) {
      if (point.error > 0.0) {
        fmt::format_to(out(), R"(<path d="M{:.1f} {:.1f}V{:.1f}" stroke="{}" stroke-width="1"/>)",
                       px(point.x), py(point.y - point.error), py(point.y + point.error), color);
      }
      fmt::format_to(
          out(), R"(<circle cx="{:.1f}" cy="{:.1f}" r="3.5" fill="{}"><title>{}</title></circle>)",
          px(point.x), py(point.y), color, escape_html(point.label));
    }
  }

  void legend(const std::string& name, std::size_t number) {
    const double x = kLeft + static_cast<double>(number % 3) * (kWidth - kLeft) / 3;
    const double y = kHeight + kLegendStep * static_cast<double>(number / 3);
    fmt::format_to(out(),
                   R"(<rect x="{:.1f}" y="{:.1f}" width="10" height="10" fill="{}"/>)"
                   R"(<text x="{:.1f}" y="{:.1f}">{}</text>)",
                   x, y - 9, kColors[number % kColors.size()], x + 15, y, escape_html(name));
  }

  const LinePlot& plot_;
  Range x_;
  Range y_;
  std::vector<double> y_marks_;
  std::string text_;
};

}  // namespace

std::string to_svg(const LinePlot& plot) {
  return Drawing(plot).svg();
}

}  // namespace likewise::tools
