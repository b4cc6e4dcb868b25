// SaidRows: what a table of another shape says of pupils and classes, as the rows of a list of attendance.
//
// A shape reads the table row by row and says what it finds; whatever it says keeps its line and its columns.
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "files/shape/register_block.h"
#include "files/sheet/shape.h"

namespace ksbx {

// The columns of such a list, in their order: who, then which day and half, the state and why.
inline constexpr auto columns_of_list = [] {
  std::array<ColumnName, columns_of_pupils.size() + columns_of_marks.size() + 1> all{};
  std::size_t next = 0;
  for (const ColumnName column : columns_of_pupils) all[next++] = column;
  for (const ColumnName column : columns_of_marks) all[next++] = column;
  all[next] = ColumnName::reason;
  return all;
}();
constexpr std::size_t place_in_list(ColumnName column) {
  std::size_t place = 0;
  while (columns_of_list[place] != column) ++place;
  return place;
}

struct SaidRow {
  int line = 0;
  std::array<std::string, columns_of_list.size()> cells;
  std::array<int, columns_of_list.size()> columns{};  // where they stood, from 1; 0: nowhere
  std::optional<Problem> wrong = {};                  // an error rejects the row

  void say(ColumnName column, std::string words, int at = 0) {
    cells[place_in_list(column)] = std::move(words);
    columns[place_in_list(column)] = at;
  }
  const std::string& cell(ColumnName column) const { return cells[place_in_list(column)]; }
};

class SaidRows : public ShapedRows {
 public:
  bool next(RawRow& row) final;
  Problems take_problems() final { return std::exchange(problems_, {}); }

 protected:
  // `header_line`: where the table has its own header; 1 if it has none.
  SaidRows(RegisterTable table, std::unique_ptr<RowSource> rows, int header_line);

  // One row of the table, and that there are no more. They `say` what they find, or `tell` of it.
  virtual void take(const TopRow& row) = 0;
  virtual void finish() {}
  // Whether enough was read to know that the table can be understood: read before its header is handed out.
  virtual bool is_begun() const = 0;

  void say(SaidRow row) { ready_.push_back(std::move(row)); }
  bool has_said() const { return !ready_.empty(); }
  // As a problem of the file.
  void tell(Problem problem) { problems_.push_back(std::move(problem)); }
  // That a row was taken for a total or a note.
  void tell_note(const TopRow& row);

  const RegisterTable& table() const { return table_; }
  Problems& problems() { return problems_; }
  Origin at(int line, int column = 0) const { return {table_.file, line, column}; }

 private:
  void read_more();

  RegisterTable table_;
  std::unique_ptr<RowSource> rows_;
  std::deque<SaidRow> ready_;
  SaidRow shown_;  // what the caller looks at
  std::vector<std::string> header_;
  int header_line_ = 1;
  bool header_given_ = false;
  Problems problems_;
};

// School, grade, class, date and half that are the same for all rows: what a person gives (--set), then what the
// titles, the name of the sheet and the file say; told as W_FROM_TITLE. `place_of`: the column of the table that says
// it, from 0, or -1. Throws Error (Failure::input): E_SET_COLUMN, E_SESSION_UNCLEAR.
SaidRow same_for_all(const RegisterTable& table, const std::vector<TitleText>& titles,
                     const std::function<int(ColumnName)>& place_of, int header_line, Problems& problems);

// That no date is known, or that two are said. Thrown as Error (Failure::input).
[[noreturn]] void refuse_without_date(const RegisterTable& table, int line);

// The date in the words, also one without a year (11月10日): then the latest that has come. And where it stands in
// them. That of a program's writing (报表生成时间：) is none.
struct DayFound {
  Day day;
  std::size_t begin = 0, end = 0;  // bytes
};
std::optional<DayFound> day_in(std::string_view words, std::optional<Day> today);

// The layout of attendance among `layouts`; nullptr if it is not.
const Layout* attendance_of(const std::vector<Layout>& layouts);

}  // namespace ksbx
