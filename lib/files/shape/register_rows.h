// RegisterRows: a class register with days across as the rows of a list of attendance.
//
// It reads on until a class is complete, settles its empty cells, and hands out a row for each mark. Of a table of all
// classes of a city about four hundred pupils are in memory.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "files/cell/half_cells.h"
#include "files/shape/legend.h"
#include "files/shape/register_pupils.h"
#include "files/sheet/shape.h"

namespace ksbx {

class RegisterRows : public ShapedRows {
 public:
  RegisterRows(RegisterTable table, std::unique_ptr<RowSource> rows);

  // Throws Error (Failure::input) where a heading cannot be understood (register_block) or legends contradict each
  // other (E_LEGENDS_DIFFER).
  bool next(RawRow& row) override;
  Problems take_problems() override { return std::exchange(problems_, {}); }
  std::size_t blanks_as_there() const override { return blanks_; }

 private:
  bool read_more();
  void look_ahead();
  bool may_be_heading(const TopRow& row) const;
  void begin_block(RegisterHeading heading);
  void take(const TopRow& row);
  void take_note(const TopRow& row, bool is_total);
  void tell_notes(std::size_t count);
  bool take_legend(const std::string& words, int line, int column);
  void take_remarks(const TopRow& row);
  void take_pupil(const TopRow& row, bool goes_on);
  void take_clock_row(const TopRow& row, RegisterPupil pupil);
  void read_who(const TopRow& row, bool goes_on, RegisterPupil& pupil) const;
  void read_marks(const TopRow& row, RegisterPupil& pupil) const;
  void explain_marks(RegisterPupil& pupil);
  std::optional<HalfCells> halves_in(const SaidMark& mark) const;
  std::vector<RegisterPupil> cut_halves(RegisterPupil& pupil);
  void judge_width(const TopRow& row, RegisterPupil& pupil) const;
  DayWords part_of_day(const TopRow& row, int& column) const;
  void refuse_unnamed_marks(const TopRow& row) const;
  void refuse_impossible_day(const RegisterPupil& pupil) const;
  void refuse_lone_ticks(const std::vector<RegisterPupil*>& pupils) const;
  void refuse_unclear_marks(const std::vector<RegisterPupil*>& pupils) const;
  [[noreturn]] void refuse_mark(const RegisterPupil& pupil, std::size_t day, Text what, Text remedy) const;
  bool is_mapped(std::string_view mark) const;
  bool is_word(const TopRow& row, ColumnName column) const;
  bool is_total_of_class(const TopRow& row, std::string_view name) const;

  bool are_explained() const;
  void settle(std::size_t count);
  void settle_all_but_last_class();
  void finish();
  void hand_out(RawRow& row);
  void hand_out_header(RawRow& row);
  [[noreturn]] void refuse_legends(const LegendEntry& one, const LegendEntry& other) const;

  RegisterTable table_;
  std::unique_ptr<RowSource> rows_;
  std::vector<TopRow> ahead_;  // rows that were read while headings are looked for
  bool at_end_ = false;

  std::shared_ptr<const RegisterBlock> block_;
  std::vector<TitleText> titles_;  // notes since the last pupil, perhaps titles of the next block
  std::size_t footers_ = 0;        // of them above a blank row
  Legend legend_;
  std::set<std::string> unexplained_;  // marks that were used before any legend explained them
  bool told_no_lessons_ = false, told_halves_ = false;
  std::size_t blanks_ = 0;

  std::deque<RegisterPupil> waiting_;  // for the rest of their class
  std::deque<RegisterPupil> ready_;
  std::size_t next_day_ = 0;  // of the first one that is ready
  bool header_given_ = false, was_handed_out_ = false;

  std::vector<std::string> header_;
  Problems problems_;
};

}  // namespace ksbx
