// Bars that lie: Chinese names are before them in full, and any number of rows fits.
#include <algorithm>

#include "base/utf8.h"
#include "files/render/chart.h"
#include "files/render/svg_marks.h"

namespace ksbx {
namespace {

using namespace svg;

constexpr double row = 26;
constexpr double thick = 16;
constexpr double letter = 7.2;        // of half a Chinese character in ordinary print
constexpr int longest_bar_name = 24;  // in columns of a terminal
constexpr const char* doubt_sign = "！";

struct Measures {
  double left;    // where bars begin
  double length;  // of the longest bar
  double most;    // the value that it stands for
};

double sum_of(const Chart& chart, std::size_t i) {
  double sum = 0;
  for (const Chart::Series& series : chart.series) sum += std::max(0.0, series.values[i].value_or(0));
  return sum;
}

bool has_targets(const Chart& chart) {
  return std::any_of(chart.targets.begin(), chart.targets.end(), [](const auto& target) { return target.has_value(); });
}

Measures measured(const Chart& chart) {
  int widest = 0;
  double most = 0;
  for (std::size_t i = 0; i < chart.names.size(); ++i) {
    widest = std::max(widest, std::min(display_width(chart.names[i]), longest_bar_name));
    most = std::max(most, sum_of(chart, i));
    if (i < chart.targets.size()) most = std::max(most, chart.targets[i].value_or(0));
  }
  const double left = widest * letter + 10;
  return {left, svg::width - left - 58, most > 0 ? most : 1};
}

// What the fillings mean, from left to right, on as many lines as they need; returns where the bars may begin.
double bar_legend(const Chart& chart, std::string& out) {
  if (chart.series.size() < 2 && !has_targets(chart) && chart.doubtful.empty()) return 4;
  double x = 0, y = 6;
  const auto entry = [&](const std::string& name, const std::string& mark) {
    const double needed = 18 + display_width(name) * letter + 14;
    if (x > 0 && x + needed > svg::width) {
      x = 0;
      y += 20;
    }
    out += formatted("<g transform=\"translate({} {})\">{}</g>\n", number(x), number(y), mark);
    out += words(x + 18, y + 10, name, Anchor::start, "small");
    x += needed;
  };
  for (std::size_t i = 0; i < chart.series.size(); ++i)
    entry(chart.series[i].name, box(0, 0, 12, 12, filling(chart.id, i)));
  if (has_targets(chart)) entry(chart.target_name, stroke(6, -2, 6, 14, "mark"));
  if (!chart.doubtful.empty()) entry(chart.doubt_name, words(6, 10, doubt_sign, Anchor::middle, "strong"));
  return y + 24;
}

// The parts of a bar, each with its number in it if there is room and there are several.
double draw_parts(const Chart& chart, const Measures& at, std::size_t i, double y, std::string& out) {
  double x = at.left;
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    const auto& value = chart.series[s].values[i];
    if (!value || *value <= 0) continue;
    const double length = std::max(1.0, *value / at.most * at.length);
    const std::string shown = spoken(*value);
    out += box(x, y, length, thick, filling(chart.id, s),
               formatted("{}\u3000{}\u3000{}", chart.names[i], chart.series[s].name, shown));
    const double needed = display_width(shown) * 7.0 + 6;
    if (chart.series.size() > 1 && length >= needed) {
      if (s % 4 != 0) out += box(x + length / 2 - needed / 2 + 1, y + 2, needed - 2, thick - 4, "fill=\"#fff\"");
      out += words(x + length / 2, y + 12, shown, Anchor::middle, s % 4 == 0 ? "small inverse" : "small");
    }
    x += length;
  }
  return x;
}

std::string end_of(const Chart& chart, std::size_t i) {
  const bool known = std::any_of(chart.series.begin(), chart.series.end(),
                                 [i](const Chart::Series& series) { return series.values[i].has_value(); });
  if (!known) return "—";
  const std::string sign = std::ranges::count(chart.doubtful, i) > 0 ? doubt_sign : "";
  return spoken(chart.series.size() == 1 ? *chart.series.front().values[i] : sum_of(chart, i)) + sign;
}

}  // namespace

std::string svg_bars(const Chart& chart) {
  const Measures at = measured(chart);
  std::string content = fillings(chart.id);
  const double top = bar_legend(chart, content);
  double y = top;
  for (std::size_t i = 0; i < chart.names.size(); ++i, y += row) {
    content += words(at.left - 8, y + 13, truncate_to_width(chart.names[i], longest_bar_name), Anchor::end);
    double end = draw_parts(chart, at, i, y, content);
    if (i < chart.targets.size() && chart.targets[i]) {
      const double x = at.left + *chart.targets[i] / at.most * at.length;
      content += stroke(x, y - 3, x, y + thick + 3, "mark");
      end = std::max(end, x);
    }
    content += words(end + 6, y + 13, end_of(chart, i), Anchor::start, "strong");
  }
  content += stroke(at.left, top - 3, at.left, y - row + thick + 3, "axis");
  return drawing(y, chart.title, content);
}

}  // namespace ksbx
