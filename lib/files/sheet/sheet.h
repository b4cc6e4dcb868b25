// Sheet: a roster as rows of named cells: the one interface through which every kind of import reads.
//
// Between the bytes and the caller it finds the header row among the first 20, knows which kind of
// roster that header belongs to, skips titles above it and totals below it (and says so), and
// judges the shape of each row. Cells come as they stand; files/cell/cell.h turns them into values.
//
//   Sheet sheet = Sheet::open("七年级.csv", layouts(rulebook.records));
//   while (const Row* row = sheet.next()) {
//     if (has_errors(row->problems())) continue;          // keep row->cells() as a reject
//     Parsed<std::string> name = read_name(row->cell(ColumnName::name));
//   }
//   for (const Problem& problem : sheet.problems()) …     // of the file as a whole; complete after
//   the last row
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "files/input/open_rows.h"
#include "files/sheet/columns.h"
#include "files/sheet/form_of_one.h"
#include "files/sheet/header_search.h"
#include "files/sheet/shape.h"
#include "files/sheet/title_words.h"

namespace ksbx {

// What all rows of a file have in common: where each named cell is in them.
struct Columns {
  FileName file;                            // what messages call it (OpenedRows::place)
  std::array<int, column_names> of_column;  // the place; -1: the file has no such column
  std::vector<int> of_field;                // the same for the fields of a record kind
  int own = 0;                              // headers of the file; places from there on are given
  // What words of a column mean (files/sheet/mapping.h), by its place and the word as it is compared; usually empty.
  std::map<std::pair<int, std::string>, std::string> values = {};
  std::string_view meant(int place, std::string_view cell) const;
  // Those that the file has: which column of the layout, and its place.
  struct Read {
    int rule = 0, place = 0;
  };
  std::vector<Read> read = {};
};

class Row {
 public:
  int line() const { return raw_.line; }
  // As it is in the file, or what a mapping says that its word means; empty if the column or the cell is not there.
  // Valid until the next row is asked for.
  std::string_view cell(ColumnName column) const { return at(place(column)); }
  std::string_view field(int place_in_record_kind) const;
  // The cells of the columns that are read, in the order of the layout, each with its place there.
  template <class Take>
  void each_read(Take take) const {
    for (const Columns::Read& one : columns_->read) take(one.rule, at(one.place));
  }
  // All cells in the order of Sheet::headers(), for rejects.
  const std::vector<std::string_view>& cells() const { return raw_.cells; }

  // File, line and cell number, for a Problem with that cell; the row itself where the column is not there.
  Origin origin(ColumnName column) const { return origin_of(place(column)); }
  Origin field_origin(int place_in_record_kind) const;
  Origin origin() const { return origin_at(-1); }

  // What is wrong with the shape of this row, usually nothing: W_BARE_QUOTE, W_SHORT_ROW, W_FORMULA_NO_VALUE;
  // R_STRAY_QUOTE, R_FIELD_TOO_LONG, R_RECORD_TOO_LONG, R_TOO_MANY_CELLS, R_OTHER_DELIMITER: with one of the latter
  // its cells cannot be trusted and it must be rejected.
  const Problems& problems() const { return problems_; }

 private:
  friend class Sheet;
  friend class KeptRow;
  int place(ColumnName column) const { return columns_->of_column[static_cast<std::size_t>(column)]; }
  int field_place(int place_in_record_kind) const {
    return columns_->of_field[static_cast<std::size_t>(place_in_record_kind)];
  }
  std::string_view at(int place) const {
    if (place < 0 || static_cast<std::size_t>(place) >= raw_.cells.size()) return {};
    const std::string_view cell = raw_.cells[static_cast<std::size_t>(place)];
    return columns_->values.empty() ? cell : columns_->meant(place, cell);
  }
  Origin origin_at(int place) const;
  Origin origin_of(int place) const { return origin_at(place < columns_->own ? place : -1); }

  const Columns* columns_ = nullptr;  // of the sheet
  RawRow raw_;
  Problems problems_;
};

// A row that stays as it was when its sheet goes on, as long as the sheet is there. Used again, it allocates no more.
class KeptRow {
 public:
  KeptRow() = default;
  KeptRow(const KeptRow&) = delete;
  KeptRow& operator=(const KeptRow&) = delete;

  void keep(const Row& row);
  const Row& row() const { return row_; }

 private:
  Row row_;
  std::string text_;  // of all its cells
};

struct SheetOptions {
  std::optional<Encoding> encoding;  // otherwise found out
  std::string layout;                // the name of the layout that it must be; empty: recognised from the headers
  Mapping mapping = {};              // what a person said of its headers
  // The columns of a file without a header row, in their order (see given_header); empty: it has one.
  std::vector<std::string> columns = {};
  // Columns that the caller knows from elsewhere (the date, from the command line), so that they may be missing.
  std::vector<ColumnName> given = {};
  // Of a workbook: its name or number; for open_all as `--sheet` says it. Empty: the visible ones with a header.
  std::string worksheet = {};
  // For one that is opened again: what it was called in messages, and the workbook.
  std::string place = {};
  std::shared_ptr<const Book> book = {};
  // What a person says of all rows (files/sheet/given_cells.h).
  std::vector<TypedCell> given_cells = {};
  // Knows tables that are no lists (files/shape/find_shape.h); none: every table is read as a list.
  FindShape shape = {};
  std::optional<Day> today = {};  // by which a month without a year is understood
  // Headers of columns that are not read, which is no news: those that ksbx itself adds to what it hands back.
  std::vector<std::string> untold = {};
};

// Cells that are the same in all rows and stand in no column: the place of each in Layout::columns, and the cell.
using Given = std::vector<std::pair<int, std::string>>;

class Sheet {
 public:
  // Reads up to the header row; of a workbook that of one sheet. Throws Error (Failure::input) with what open_rows
  // refuses, and with E_NO_HEADER, E_DUPLICATE_HEADER (a column that is read is there twice), E_MISSING_COLUMN (with
  // what was found and what comes nearest), E_WHICH_ROSTER (the headers fit several kinds), E_OTHER_LIST (its title
  // says that it is of something else, and no one said which kind), E_OTHER_SHAPE (the kind that it must be is no
  // list of that shape), E_SET_COLUMN (a value is given for a column that is there, or that no such list has),
  // E_UNEXPECTED_HEADER (`columns` are given, and there is a header). A layout of an unknown name is a mistake of the
  // caller (Failure::internal).
  static Sheet open(const std::string& path, std::vector<Layout> layouts, const SheetOptions& options = {});
  static Sheet of_bytes(std::string bytes, const std::string& name, std::vector<Layout> layouts,
                        const SheetOptions& options = {});

  // The sheets of a workbook that are read together, at least one; of a text the only one. Unless a person said which,
  // these are the visible ones of one kind of roster: a sheet that looks like another kind but cannot be read as it is
  // reported and left out. Throws what `open` throws, of all sheets together; and E_SHEETS_DIFFER if several kinds
  // could be read, and no one said which.
  static std::vector<Sheet> open_all(const std::string& path, std::vector<Layout> layouts,
                                     const SheetOptions& options = {});
  static std::vector<Sheet> all_of_bytes(std::string bytes, const std::string& name, std::vector<Layout> layouts,
                                         const SheetOptions& options = {});

  const Layout& layout() const { return layout_; }
  const std::string& form() const { return form_; }            // how the file is written: "utf-8", "gb18030", "xlsx"
  const std::string& worksheet() const { return worksheet_; }  // its name; empty for a text
  const std::string& place() const { return name_; }           // as Problem::origin calls it: OpenedRows::place
  const std::shared_ptr<const Book>& book() const { return book_; }  // nullptr for a text
  // As written; of two header rows put together, of given columns by their official names.
  const std::vector<std::string>& headers() const { return headers_; }
  // The headers by which the rows are read as they are now, without a mapping: for files of rejects.
  std::vector<std::string> lasting_headers() const;
  int header_line() const { return header_line_; }  // 0 if the columns were given
  // Which columns are read, in the order of the layout: sheets of one layout that read the same ones can be compared
  // row by row, wherever the columns stand.
  std::string reading() const;
  // Whether who is not in it is not said to be anything (TableShape::names_everyone).
  bool names_everyone() const { return names_everyone_; }
  // Whether all in it missed something (TableShape::names_the_missing).
  bool names_the_missing() const { return names_the_missing_; }
  // Behind its last row: how many empty cells of a register count as present without a legend that says so.
  std::size_t blanks_as_there() const { return shaped_ == nullptr ? 0 : shaped_->blanks_as_there(); }
  bool has(ColumnName column) const { return row_.place(column) >= 0; }
  // The header of that column as written, for messages; its official name if the file has no such column.
  std::string_view header(ColumnName column) const;

  // The next row of data; nullptr after the last one. Blank rows, repeated header rows and totals
  // are not data. Throws Error where the file turns out to be unreadable further down
  // (E_UNCLOSED_QUOTE, E_ENCODING): nothing of it may be kept then.
  const Row* next();
  int rows() const { return rows_; }      // handed out so far
  int totals() const { return totals_; }  // totals and notes below the table so far, each told as W_FOOTER_SKIPPED

  // Warnings about the file: those of open_rows and of the shape, W_FROM_TITLE, W_SKIPPED_ABOVE_HEADER (one for each
  // row, blank ones included, but not for the title of a workbook, which is in one cell),
  // W_IGNORED_COLUMNS (one for each column, for more than four one in all), W_FOOTER_SKIPPED (one for each row),
  // W_REPEATED_HEADER, W_NO_ROWS, W_DATE_MIDNIGHT (once). The excerpt has the words that were skipped.
  const Problems& problems() const { return problems_; }

 private:
  explicit Sheet(OpenedRows opened);
  friend class SheetsTogether;
  // `name`: of the file; it outlives what is returned, as do the others.
  static RowOptions rows_wanted(const std::string& name, const std::vector<Layout>& layouts,
                                const SheetOptions& options);
  static std::vector<Layout> only_said(std::vector<Layout> layouts, const SheetOptions& options);

  bool reshape(const std::vector<Layout>& layouts, const SheetOptions& options);
  FormOfOne form_in(const std::vector<Layout>& layouts, const SheetOptions& options) const;
  void find_list_header(const std::vector<Layout>& layouts, const SheetOptions& options);
  void find_header(const std::vector<Layout>& layouts, const SheetOptions& options);
  void prefer_attendance(FoundHeader& found, const std::vector<Layout>& layouts, const SheetOptions& options) const;
  bool lists_the_absent(const FoundHeader& found, const HeaderMatch& attendance) const;
  void ask_if_leave(FoundHeader& found, const std::vector<Layout>& layouts, const SheetOptions& options) const;
  // What the rows above the header (of `rows`), the sheet and the file are called.
  std::vector<TitleText> titles_above(std::size_t rows) const;
  std::size_t rows_of_title() const;
  void refuse_other_list(const Layout& taken_for, const std::vector<Layout>& layouts, const SheetOptions& options,
                         const std::vector<TitleText>& titles, const std::vector<std::string>& headers) const;
  void refuse_if_unusable(const FoundHeader& found, const SheetOptions& options, const Given& given) const;
  Given given_cells(const FoundHeader& found, const SheetOptions& options);
  void take_from_titles(const FoundHeader& found, const SheetOptions& options, Given& given);
  void adopt_given(Given given);
  void add_given();
  void adopt(const FoundHeader& found, const SheetOptions& options);
  void tell_what_is_not_read(const FoundHeader& found, const SheetOptions& options);
  void tell_ignored_columns(const std::vector<int>& places, const std::vector<std::string>& untold);
  bool advance();
  bool is_data();
  void fill_merged();
  void tell_rounded_dates();
  bool is_numbered_blank(std::size_t filled) const;
  bool is_total(std::size_t filled) const;
  void judge_shape();
  void warn(const char* code, int line, int column, Text what, Text remedy, std::string excerpt);

  std::string name_;  // in messages
  std::string form_;
  std::string worksheet_;
  std::shared_ptr<const Book> book_;
  std::unique_ptr<RowSource> source_;
  std::unique_ptr<Columns> columns_ =
      std::make_unique<Columns>();  // where its rows find it, wherever the sheet is moved
  Layout layout_;
  std::vector<std::string> headers_;
  int header_line_ = 0;
  std::size_t width_ = 0;           // cells up to the last header with a name
  std::vector<std::size_t> read_;   // the places of the columns that are read
  std::vector<std::size_t> dates_;  // of those that hold dates, until one was rounded
  bool is_mapped_ = false;
  ShapedRows* shaped_ = nullptr;  // `source_`, if the table was no list
  bool names_everyone_ = false, names_the_missing_ = false;
  std::vector<std::string> given_;  // at the end of each row, where the file has no such column
  std::vector<TopRow> read_ahead_;
  std::size_t next_kept_ = 0;
  Row row_;
  int rows_ = 0;
  int totals_ = 0;
  bool finished_ = false;
  Problems problems_;
};

}  // namespace ksbx
