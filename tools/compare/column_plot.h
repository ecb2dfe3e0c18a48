#pragma once

/// @file
/// Columns side by side as inline SVG. Pure text; colours come from the page's style.

#include <string>
#include <string_view>
#include <vector>

namespace likewise::tools {

/// `text` where HTML or an attribute expects text.
std::string escape_html(std::string_view text);

struct ColumnGroup {
  std::string label;               ///< Below the columns.
  std::vector<double> heights;     ///< One of each series, not negative.
  std::vector<std::string> texts;  ///< Above them; empty: none. REQUIRES: as many as heights.
};

struct ColumnPlot {
  std::string id;           ///< Unique in the page.
  std::string title;        ///< For readers who do not see the plot.
  std::string description;  ///< What they would see, in a sentence.
  std::string x_axis;
  std::string y_axis;
  std::vector<std::string> series;  ///< CSS class of the columns of each.
  std::vector<ColumnGroup> groups;
};

/// A whole <svg> element with `title` and `desc`.
std::string to_svg(const ColumnPlot& plot);

/// Marks of an axis from 0 to at least `largest`, two to six, a round step apart.
std::vector<double> axis_marks(double largest);

}  // namespace likewise::tools
