// Table: the one shape in which every report leaves the program. files/render.h turns it into text, CSV or JSON.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/text.h"

namespace ksbx {

// Nothing, a whole number, a fraction, or text. Identifiers are text, so that no spreadsheet rounds them.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

// What a column holds about a person, and so how it is masked for people who need not know (files/mask.h).
enum class Privacy { none, name, id_number, phone, address };

struct Column {
  std::string name;  // the key in JSON and the header in CSV: lower case ASCII
  Text label;        // the heading in a table
  Privacy privacy = Privacy::none;
};

struct Table {
  std::string name;  // "duties"; the schema name in JSON
  Text title;
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  // each as long as `columns`
  std::vector<Text> notes = {};         // sentences under the table: what is not in it, and why
};

}  // namespace ksbx
