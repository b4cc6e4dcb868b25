// Table: the one shape in which every report leaves the program. files/render/render.h turns it into text, CSV or JSON.
//
// A table knows what its columns mean (heading, type, unit, what they say about a person) and nothing of how it will be
// shown. Rows are masked before they are rendered (base/mask.h); a table does not know whether it is. Long ones never
// exist whole: their rows flow through base/row_stage.h in blocks.
//
//   Table table{"duties", text("任务", "duties"), {{"due", text("期限", "due"), Privacy::none, ColumnType::date}}, {}};
//   table.rows.push_back({std::string("2026-11-24")});
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/text.h"

namespace ksbx {

// Nothing, a whole number, a fraction, or text. Identifiers are text, so that no spreadsheet rounds them.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

// What a column holds about a person, and so how it is masked for people who need not know (base/mask.h). Text:
// whatever someone typed, which may say anything of anyone; file: the name of a file, which clerks call after children;
// sentence: our own words, with what someone typed in “quotation marks”; maker: who entered it, as he was typed.
enum class Privacy { none, name, id_number, phone, address, text, file, sentence, maker };

// How the values of a column are to be read: whoever aligns, formats, sorts or adds them up asks this, and guesses
// nothing from the values. A cell may still be empty, or hold words where no value can stand ("<3", a masked date): it
// is shown as it is.
enum class ColumnType {
  text,
  integer,  // a whole number that makes no sense added up: a year, a rank, days open
  count,    // how many of something: may be added up, and hidden where it is small
  decimal,
  percent,  // 98.3 means 98.3 %
  date,     // "2026-11-23"
  moment,   // "2026-11-23 20:00:00", Asia/Shanghai
  code,     // the number of a document, a unit, a file: text that says nothing when it is cut
};

constexpr bool is_number(ColumnType type) {
  return type == ColumnType::integer || type == ColumnType::count || type == ColumnType::decimal ||
         type == ColumnType::percent;
}

// Text, and not the value of anything.
constexpr bool is_text(ColumnType type) {
  return type == ColumnType::text || type == ColumnType::code;
}

// How long a column stays where there is no room for all: 1 to the last, 9 goes first.
constexpr int ordinary_rank = 5;

struct Column {
  std::string name;  // the key in JSON and the header in CSV: lower case ASCII
  Text label;        // the heading in a table
  Privacy privacy = Privacy::none;
  ColumnType type = ColumnType::text;
  Text unit = {};  // 天, days: what a number counts; may be empty
  int rank = ordinary_rank;
};

struct Table {
  std::string name;  // "duties"; the schema name in JSON
  Text title;
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  // each as long as `columns`
  std::vector<Text> notes = {};         // sentences under the table: what is not in it, and why
  std::string city = {};                // whose name may begin those of its units; goes first where there is no room
};

using TableRow = std::vector<Cell>;

// Receives the rows of a table that need not fit into memory: some at a time, in order, on one thread, each time with
// the same title and columns. The block is the receiver's to keep. What it throws ends the report.
using TakeRows = std::function<void(Table block)>;
constexpr std::size_t rows_in_a_block = 1000;

// The heading for people: the label, or the name where there is none; with its unit, as in 逾期（天）.
Text heading_of(const Column& column);

// 转入/男 and 转入/女 next to each other stand under one head, 转入, where a format has heads above heads. A stretch of
// columns that share one, from `first`; `head` is empty for a column on its own.
struct HeadGroup {
  std::string head;
  std::size_t first = 0;
  std::vector<std::string> headings;  // of the columns below it: 男, 女
};
std::vector<HeadGroup> head_groups(const std::vector<std::string>& headings);
// Whether any of them has a head.
bool have_heads(const std::vector<HeadGroup>& groups);

// Whether a row adds up others: its first cell that is no number says 合计 or total.
bool is_total(const std::vector<Cell>& row);

// The number in a cell, also one that is written as text, as in "98.30" (whose places after the point are meant).
// Nothing for an empty cell and for words.
std::optional<double> number_of(const Cell& cell);

// A cell as plain words: empty for nothing and for a fraction that is no number, the shortest decimal fraction
// otherwise.
std::string words_of(const Cell& cell);

// The place of the column of that name; nothing if there is none.
std::optional<std::size_t> place_of(const Table& table, const std::string& name);

}  // namespace ksbx
