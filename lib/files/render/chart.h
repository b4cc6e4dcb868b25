// chart: small charts from values to pictures: SVG, drawn for paper as much as for a screen, and blocks for a terminal.
//
// Every series has a fill or a stroke of its own besides its grey, so a black and white print shows them apart;
// every number that a bar shows stands next to it. A chart is as wide as a phone (400 units) and grows with its frame.
// `title` and the values in words are in the markup for screen readers. In blocks the numbers stand before the bar, so
// they stay under each other also where a terminal draws a block as wide as a Chinese character.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/page.h"
#include "files/render/render.h"

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

// The chart that a part of a page asks for. A column that the table has not is no series. `id` as in Chart.
Chart chart_of(const Panel& part, Language language, const std::string& id);
// What names a row: the words of its `across` columns.
std::string name_of_row(const Panel& part, const TableRow& row);
// Whether the column at this place is one of them.
bool names_rows(const Panel& part, std::size_t column);

// A bar for each row, its parts one after the other, the sum at its end if there are several.
std::string svg_bars(const Chart& chart);
// A line for each series over the rows.
std::string svg_lines(const Chart& chart);

struct DayValue {
  Day day;
  double value = 0;
};
// What a calendar shows: the first of `values` on the day that `across` names; rows without both are left out.
std::vector<DayValue> days_of(const Panel& part);
// How dark a value is where the greatest is `most`: 0 not at all, for nothing; 4 darkest.
constexpr int shades = 4;
int shade_of(double value, double most);
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

// A bar, line or heat as a table whose last column is drawn in blocks of as many columns as the width leaves: bars, each
// part with a filling of its own; a sparkline for each series, from 0 to its greatest value; weeks with a shade behind
// each number. Where there is no room for all values of a line the last ones are drawn, and a note says so.
bool is_drawn_in_blocks(Picture picture);
Table drawn_in_blocks(const Panel& part, const RenderOptions& options);

}  // namespace ksbx
