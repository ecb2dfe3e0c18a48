#pragma once

/// @file
/// Points and lines as inline SVG. Pure text; colours come from the page's style.

#include <string>
#include <vector>

namespace likewise::tools {

struct PlotPoint {
  double x = 0.0;
  double y = 0.0;
  double error = 0.0;  ///< Drawn as y ± error; 0: none.
  std::string label;   ///< Shown when pointed at.
};

struct PlotSeries {
  std::string name;
  std::vector<PlotPoint> points;  ///< By rising x when joined.
  bool joined = true;             ///< By a line.
};

struct LinePlot {
  std::string id;           ///< Unique in the page.
  std::string title;        ///< For readers who do not see the plot.
  std::string description;  ///< What they would see, in a sentence.
  std::string x_axis;
  std::string y_axis;
  bool log_x = false;  ///< Marks at the x of points instead of round steps. REQUIRES: every x > 0.
  std::vector<PlotSeries> series;
};

/// A whole <svg> element with `title`, `desc` and the names of the series beside their ends.
std::string to_svg(const LinePlot& plot);

}  // namespace likewise::tools
