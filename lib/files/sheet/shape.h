// TableShape: how a table says what it says. Usually it is a list, one thing a row, and read as it stands. A class
// register has days across; a day report has several names in one cell. Whoever knows such a shape (files/shape) gives
// its rows as those of a list, header first, so that everything after it (columns, mapping, rejects) sees a list.
//
//   SheetOptions options;
//   options.shape = find_shape;         // files/shape/find_shape.h
//   Sheet::open("考勤.xlsx", layouts, options).next();   // one pupil on one half day
//
// A shape never loses where a cell stood: each row names its physical line, and RawRow::columns the columns.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/problem.h"
#include "files/input/row_source.h"
#include "files/sheet/columns.h"
#include "files/sheet/header_search.h"
#include "files/sheet/mapping.h"
#include "files/sheet/typed_row.h"

namespace ksbx {

// All that is known of a table before its rows are read. What it points to outlives the TableShape that is made of it
// only until its rows are asked for; a TableShape keeps what it needs.
struct TableTop {
  std::string file;                     // as it is named in messages
  std::string worksheet;                // empty for a text
  const std::vector<TopRow>& rows;      // the first ones, as many as a header is looked for in
  const std::vector<Layout>& layouts;   // the kinds of list that may be meant
  const Mapping& mapping;               // what a person said of its headers
  const std::vector<TypedCell>& given;  // what a person said that the table does not (--set): class, month, date …
  std::optional<Day> today;             // a month without a year is the latest that has begun; none: it needs its year
};

// The rows of a list: first its header, then the data.
class ShapedRows : public RowSource {
 public:
  // What there is to say of the table since this was asked last: what was taken from a title, what was left out.
  // Complete after the last row.
  virtual Problems take_problems() = 0;
  // How many empty cells were taken for presence, though nothing in the table says that they mean it. Complete after
  // the last row.
  virtual std::size_t blanks_as_there() const { return 0; }
};

class TableShape {
 public:
  virtual ~TableShape() = default;
  // The name of the kind of list that its rows make: "attendance".
  virtual std::string_view layout() const = 0;
  // What it is called in messages.
  virtual Text label() const = 0;
  // Whether it is meant to name every pupil, so that one who is not in it is not said to have come: a class register,
  // clock-ins; not a list of the absent.
  virtual bool names_everyone() const { return false; }
  // Whether it names those who missed something: one of them who counts as present is no sign of a list of those who
  // came.
  virtual bool names_the_missing() const { return false; }
  // `rows` is the table from its first row on. Throws Error (Failure::input) where the table cannot be understood; so
  // may `next` of what it returns, further down.
  virtual std::unique_ptr<ShapedRows> read(std::unique_ptr<RowSource> rows) const = 0;
  // How it is read, as comments and [values.…] of a mapping file (files/sheet/inspection.h): which column is which day,
  // which mark means what. Only of the first rows.
  virtual Text described() const = 0;
};

// All rows again, of which the first were read ahead.
std::unique_ptr<RowSource> replayed(std::vector<TopRow> first, std::unique_ptr<RowSource> rest);

// The shape of a table; none of a list.
using FindShape = std::function<std::unique_ptr<TableShape>(const TableTop&)>;

}  // namespace ksbx
