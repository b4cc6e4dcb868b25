// svg: small charts from values to markup, drawn for paper as much as for a screen.
//
// Every series has a fill or a stroke of its own besides its grey, so a black and white print shows them apart;
// every number that a bar shows stands next to it. A chart is as wide as a phone (400 units) and grows with its frame.
// `title` and the values in words are in the markup for screen readers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/page.h"

namespace ksbx {

// Values in rows: names[i] belongs to values[i] of every series. A value that is not known is not drawn.
struct Chart {
  std::string id;     // letters and digits, one of its kind on the page: fillings are named after it
  std::string title;  // plain words, as all names here: they are escaped where they are drawn
  std::vector<std::string> names;
  struct Series {
    std::string name;
    std::vector<std::optional<double>> values;
  };
  std::vector<Series> series;
  std::vector<std::optional<double>> targets = {};  // of bars: a mark for each row; empty: none
  std::string target_name = {};
  std::vector<std::size_t> doubtful = {};  // of bars: rows whose value cannot be; their numbers get a sign
  std::string doubt_name = {};             // what the sign says
};

// A bar for each row, its parts one after the other, the sum at its end if there are several.
std::string svg_bars(const Chart& chart);
// A line for each series over the rows.
std::string svg_lines(const Chart& chart);

struct DayValue {
  Day day;
  double value = 0;
};
// A calendar: a column for each week, Monday on top. Days without a value stay empty: they were no school days, or
// nothing is known. Days must be different; their order does not matter.
std::string svg_calendar(const std::string& title, const std::vector<DayValue>& days, Language language);

// A strip of days: for each a square with a letter for each session, weeks set apart.
struct StripDay {
  Day day;
  std::vector<std::string> letters;  // one for each row
};
std::string svg_strip(const std::string& title, const std::vector<std::string>& rows, const std::vector<StripDay>& days,
                      const std::vector<Sign>& signs);

}  // namespace ksbx
