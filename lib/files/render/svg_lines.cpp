// Lines over months or days. Each has a dash and a mark of its own, so that grey on grey can be told apart.
#include <algorithm>

#include "base/utf8.h"
#include "files/render/chart.h"
#include "files/render/svg_marks.h"

namespace ksbx {
namespace {

using namespace svg;

constexpr double scale = 44, right = 44, height = 170;

struct Pen {
  const char* colour;
  const char* dash;
};
constexpr Pen pens[] = {{"#1f4e79", "none"}, {"#c2571a", "6 4"}, {"#4d5a66", "2 3"}, {"#7a5195", "10 3 2 3"}};

struct Point {
  double x, y, value;
};

std::string mark(std::size_t series, const Point& at) {
  const char* colour = pens[series % 4].colour;
  switch (series % 4) {
    case 0:
      return formatted("<circle cx=\"{}\" cy=\"{}\" r=\"3.5\" fill=\"{}\"/>\n", number(at.x), number(at.y), colour);
    case 1:
      return box(at.x - 3.5, at.y - 3.5, 7, 7, formatted("fill=\"#fff\" stroke=\"{}\" stroke-width=\"1.5\"", colour));
    case 2: return formatted("<path d=\"M{} {}l4.5 8h-9z\" fill=\"{}\"/>\n", number(at.x), number(at.y - 5), colour);
    default:
      return formatted("<path d=\"M{0} {1}l4 4l-4 4l-4 -4z\" fill=\"#fff\" stroke=\"{2}\"/>\n", number(at.x),
                       number(at.y - 4), colour);
  }
}

std::string path(std::size_t series, const std::vector<Point>& points) {
  std::string corners;
  for (const Point& point : points) corners += formatted("{},{} ", number(point.x), number(point.y));
  return formatted("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\" stroke-dasharray=\"{}\"/>\n",
                   corners, pens[series % 4].colour, pens[series % 4].dash);
}

double line_legend(const Chart& chart, std::string& out) {
  double x = 0, y = 12;
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const double needed = 40 + display_width(chart.series[i].name) * 6.6 + 16;
    if (x > 0 && x + needed > svg::width) {
      x = 0;
      y += 20;
    }
    out += path(i, {{x, y, 0}, {x + 32, y, 0}}) + mark(i, {x + 16, y, 0});
    out += words(x + 40, y + 4, chart.series[i].name, Anchor::start, "small");
    x += needed;
  }
  return y + 22;
}

void draw_grid(double top, double most, std::string& out) {
  for (int part = 0; part <= 2; ++part) {
    const double y = top + height - height * part / 2;
    out += stroke(scale, y, svg::width - right, y, part == 0 ? "axis" : "grid");
    out += words(scale - 8, y + 4, spoken(most * part / 2), Anchor::end, "small");
  }
}

struct End {
  Point at;
  double y;  // of its number
};

// The numbers at the ends of the lines, moved apart where lines end close to each other.
void draw_ends(std::vector<End> ends, std::string& out) {
  constexpr double apart = 18;
  std::sort(ends.begin(), ends.end(), [](const End& a, const End& b) { return a.y > b.y; });
  for (std::size_t i = 1; i < ends.size(); ++i) ends[i].y = std::min(ends[i].y, ends[i - 1].y - apart);
  for (const End& end : ends) out += words(end.at.x + 8, end.y + 4, spoken(end.at.value), Anchor::start, "strong");
}

// As many names as fit, the last one always.
void draw_names(const Chart& chart, double y, double step, std::string& out) {
  std::size_t widest = 1;
  for (const std::string& name : chart.names)
    widest = std::max(widest, static_cast<std::size_t>(std::max(1, display_width(name))));
  const auto every = std::max<std::size_t>(1, static_cast<std::size_t>(static_cast<double>(widest) * 7.5 / step + 1));
  for (std::size_t i = 0; i < chart.names.size(); ++i)
    if ((chart.names.size() - 1 - i) % every == 0)
      out += words(scale + step * static_cast<double>(i), y, chart.names[i], Anchor::middle, "small");
}

}  // namespace

std::string svg_lines(const Chart& chart) {
  double greatest = 1;
  for (const Chart::Series& series : chart.series)
    for (const auto& value : series.values) greatest = std::max(greatest, value.value_or(0));
  const double most = std::max(2.0, round_up(greatest));
  std::string content;
  const double top = line_legend(chart, content);
  draw_grid(top, most, content);
  const double gaps = chart.names.size() > 1 ? static_cast<double>(chart.names.size() - 1) : 1.0;
  const double step = (svg::width - scale - right) / gaps;
  std::vector<End> ends;
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    std::vector<Point> points;
    for (std::size_t i = 0; i < chart.names.size(); ++i)
      if (const auto& value = chart.series[s].values[i])
        points.push_back({scale + step * static_cast<double>(i), top + height - *value / most * height, *value});
    content += path(s, points);
    for (const Point& point : points) content += mark(s, point);
    if (!points.empty()) ends.push_back({points.back(), points.back().y});
  }
  draw_ends(std::move(ends), content);
  draw_names(chart, top + height + 20, step, content);
  return drawing(top + height + 28, chart.title, content);
}

}  // namespace ksbx
