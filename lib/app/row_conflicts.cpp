#include "app/row_conflicts.h"

#include <string_view>

#include "base/digest.h"
#include "files/cell.h"

namespace ksbx {

RowConflicts::RowConflicts(const std::string& reading)
    : text_(std::to_string(fingerprint(reading))), reading_(text_.size()) {}

void RowConflicts::look_at(const Row& row) {
  if (has_errors(row.problems())) return;
  const auto line = static_cast<std::size_t>(row.line());
  if (prints_.size() <= line) {
    prints_.resize(line + 1);
    repeats_.resize(line + 1);
    usual_xueji_.resize(line + 1);
  }
  prints_[line] = print_of(row);
  const auto [id_number, issue] = read_id_number(row.cell(ColumnName::id_number));
  if (issue == CellIssue::id_precision && !has_rounded_ids_) has_rounded_ids_ = came_too_late_ = true;
  const std::string xueji = read_xueji(row.cell(ColumnName::xueji)).value;
  if (!id_number.empty()) note(fingerprint(id_number), row.line());
  if (!xueji.empty()) note_xueji(xueji, id_number, row.line());
  if (id_number.empty() && xueji.empty()) note(prints_[line], row.line());
}

void RowConflicts::look_at_rest(Sheet& sheet) {
  while (const Row* row = sheet.next()) look_at(*row);
  know_all_ = true;
  stop_looking();
}

std::int64_t RowConflicts::print_of(const Row& row) {
  text_.resize(reading_);
  for (const std::string_view cell : row.cells()) {
    text_ += cell;
    text_ += '\x1f';
  }
  return fingerprint(text_);
}

// Nearly every 学籍号 is a G before the id number: then the key of the number stands for both, unless an earlier line claims the
// number without it.
void RowConflicts::note_xueji(const std::string& xueji, const std::string& id_number, int line) {
  const std::string_view number = std::string_view(xueji).substr(1);
  const bool is_usual = xueji.front() == 'G';
  const int first = is_usual ? static_cast<int>(firsts_.find(fingerprint(number))) : 0;
  if (first == line && number == id_number) {
    usual_xueji_[static_cast<std::size_t>(line)] = true;
    return meet(static_cast<int>(firsts_.find(fingerprint(xueji))), line);
  }
  if (first != 0 && usual_xueji_[static_cast<std::size_t>(first)]) return meet(first, line);
  note(fingerprint(xueji), line);
}

void RowConflicts::note(std::int64_t key, int line) {
  meet(static_cast<int>(firsts_.insert(key, line)), line);
}

// `first`: the first line that claims the same; 0 if there is none.
void RowConflicts::meet(int first, int line) {
  if (first == 0 || first == line) return;
  if (fingerprint_of(first) == fingerprint_of(line)) {
    repeats_[static_cast<std::size_t>(line)] = true;
    return;
  }
  came_too_late_ = true;
  pairs_[line] = first;
  pairs_.try_emplace(first, line);
}

int RowConflicts::contradicts(int line) const {
  const auto found = pairs_.find(line);
  return found == pairs_.end() ? 0 : found->second;
}

}  // namespace ksbx
