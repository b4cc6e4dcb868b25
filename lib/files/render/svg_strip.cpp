// A strip of sessions: the letter says what was, the square how bad it is.
#include <algorithm>

#include "base/utf8.h"
#include "files/render/chart.h"
#include "files/render/svg_marks.h"

namespace ksbx {
namespace {

using namespace svg;

constexpr double week_gap = 6;  // between two weeks

struct Look {
  const char* box;
  const char* letter;
};

Look look_of(int weight) {
  switch (weight) {
    case 0: return {"fill=\"none\"", "cell faint"};
    case 1: return {"fill=\"#fff\" stroke=\"#8a97a5\" stroke-width=\".8\"", "cell"};
    case 2: return {"fill=\"#cfd8e1\" stroke=\"#59636e\" stroke-width=\".8\"", "cell"};
    default: return {"fill=\"#8a2c1b\" stroke=\"#5c1a0e\" stroke-width=\".8\"", "cell inverse"};
  }
}

const Sign* meaning(const std::vector<Sign>& signs, const std::string& written) {
  const auto found = std::find_if(signs.begin(), signs.end(), [&](const Sign& sign) { return sign.letter == written; });
  return found == signs.end() ? nullptr : &*found;
}

int weeks_of(const std::vector<StripDay>& days) {
  return days.empty() ? 0 : (days.back().day.monday() - days.front().day.monday()) / 7;
}

}  // namespace

std::string svg_strip(const std::string& title, const std::vector<std::string>& rows, const std::vector<StripDay>& days,
                      const std::vector<Sign>& signs) {
  int widest = 0;
  for (const std::string& name : rows) widest = std::max(widest, display_width(name));
  const double left = widest * 6.6 + 8;
  const double room = svg::width - left - week_gap * weeks_of(days);
  const double side = std::min(22.0, room / std::max(1.0, static_cast<double>(days.size())));
  std::string content;
  for (std::size_t r = 0; r < rows.size(); ++r)
    content += words(0, 20 + side * (static_cast<double>(r) + 0.5) + 4, rows[r], Anchor::start, "small");
  double x = left;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const Day day = days[i].day;
    const bool new_week = i == 0 || day.monday() != days[i - 1].day.monday();
    if (new_week && i > 0) x += week_gap;
    if (new_week) content += words(x, 12, formatted("{}/{}", day.month(), day.day_of_month()), Anchor::start, "small");
    for (std::size_t r = 0; r < days[i].letters.size(); ++r) {
      const Sign* sign = meaning(signs, days[i].letters[r]);
      const Look look = look_of(sign ? sign->weight : 1);
      const double y = 20 + side * static_cast<double>(r);
      content +=
          box(x + 0.5, y, side - 1.5, side - 1.5, look.box, formatted("{}\u3000{}", day.iso(), days[i].letters[r]));
      content += words(x + side / 2, y + side / 2 + 3.5, days[i].letters[r], Anchor::middle, look.letter);
    }
    x += side;
  }
  return drawing(24 + side * static_cast<double>(rows.size()), title, content);
}

}  // namespace ksbx
