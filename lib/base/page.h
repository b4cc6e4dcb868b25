// Page: several tables under one title, each with the picture that shows it best. files/render/render_page.h turns it
// into text.
//
// A picture says nothing that its table does not: it is drawn from the table's own cells, so every format that has no
// pictures still has the whole page.
#pragma once

#include <string>
#include <vector>

#include "base/table.h"

namespace ksbx {

// none      the table itself
// cover     the first sheet of papers to hand in: `across` says what, the first of `values` what it is; a line to write
//           on where it is empty
// figures   a few numbers in large print: what is at `across`, the first of `values`, the other columns as a remark
// bar       a bar for each row, in one part for each of `values`; with a mark at `target`
// line      each of `values` over the rows, which are in order
// heat      a calendar of months: `across` is a day, the darker the more
// strip     a square with a letter for each session: `across` is a day, `values` are the sessions
// timeline  what happened, row by row: `across` is a day
enum class Picture { none, cover, figures, bar, line, heat, strip, timeline };

// What a letter of a strip means, and how dark it is drawn: 0 not at all, 1 a frame, 2 grey, 3 dark.
struct Sign {
  std::string letter;
  Text meaning;
  int weight = 0;
};

struct Panel {
  Table table;
  Picture picture = Picture::none;
  std::vector<std::string> across = {};  // columns of the table; their words are joined
  std::vector<std::string> values = {};  // likewise
  std::string target = {};               // likewise; may be empty
  std::vector<Sign> signs = {};          // of a strip
};

struct Page {
  std::string name;
  Text title;
  std::vector<Text> head = {};  // lines under the title
  std::vector<Panel> parts = {};
  std::vector<Text> notes = {};
};

}  // namespace ksbx
