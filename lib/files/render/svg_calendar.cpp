// A calendar of school days, the darker the more; the number is in the square where it fits.
#include <algorithm>
#include <map>

#include "files/render/chart.h"
#include "files/render/svg_marks.h"

namespace ksbx {
namespace {

using namespace svg;

constexpr double weekdays = 24, months = 20;

struct Shade {
  const char* fill;
  const char* kind;  // of the number in it
};
constexpr Shade fills[shades + 1] = {{"#ffffff", "cell"},
                                     {"#dbe6f1", "cell"},
                                     {"#a3bfda", "cell"},
                                     {"#5583b0", "cell inverse"},
                                     {"#173b5c", "cell inverse"}};

std::string square(double x, double y, double side, double value, double most, const std::string& title) {
  const Shade& shade = fills[shade_of(value, most)];
  std::string out =
      box(x, y, side, side, formatted("fill=\"{}\" stroke=\"#8a97a5\" stroke-width=\".6\"", shade.fill), title);
  const std::string shown = spoken(value);
  if (side >= 13 && static_cast<double>(shown.size()) * 5.2 <= side)
    out += words(x + side / 2, y + side / 2 + 3, shown, Anchor::middle, shade.kind);
  return out;
}

void draw_weekdays(double side, Language language, std::string& out) {
  constexpr const char* zh[] = {"一", "二", "三", "四", "五", "六", "日"};
  constexpr const char* en[] = {"M", "T", "W", "T", "F", "S", "S"};
  for (int day = 0; day < 7; ++day)
    out +=
        words(0, months + side * (day + 0.5) + 4, language == Language::zh ? zh[day] : en[day], Anchor::start, "small");
}

std::string day_legend(double y, double most) {
  std::string out = words(weekdays, y + 10, "0", Anchor::end, "small");
  double x = weekdays + 6;
  for (const Shade& shade : fills) {
    out += box(x, y, 13, 13, formatted("fill=\"{}\" stroke=\"#8a97a5\" stroke-width=\".6\"", shade.fill));
    x += 16;
  }
  return out + words(x + 4, y + 10, spoken(most), Anchor::start, "small");
}

}  // namespace

std::string svg_calendar(const std::string& title, const std::vector<DayValue>& days, Language language) {
  if (days.empty()) return {};
  const auto [first, last] =
      std::minmax_element(days.begin(), days.end(), [](const DayValue& a, const DayValue& b) { return a.day < b.day; });
  const Day monday = first->day.monday();
  const int weeks = (last->day.monday() - monday) / 7 + 1;
  const double side = std::clamp((svg::width - weekdays) / weeks, 7.0, 26.0);
  double most = 1;
  for (const DayValue& one : days) most = std::max(most, one.value);
  std::string content;
  draw_weekdays(side, language, content);
  int month = 0;
  for (int week = 0; week < weeks; ++week) {
    const Day begins = std::max(monday + week * 7, first->day);  // a month stands over the first week that begins in it
    if (begins.month() == month) continue;
    month = begins.month();
    content +=
        words(weekdays + week * side, 12, language == Language::zh ? formatted("{}月", month) : formatted("{}", month),
              Anchor::start, "small");
  }
  for (const DayValue& one : days) {
    const int week = (one.day.monday() - monday) / 7;
    content += square(weekdays + week * side + 1, months + (one.day - one.day.monday()) * side + 1, side - 2, one.value,
                      most, formatted("{}\u3000{}", one.day.iso(), spoken(one.value)));
  }
  const double bottom = months + 7 * side + 8;
  return drawing(bottom + 16, title, content + day_legend(bottom, most));
}

}  // namespace ksbx
