#include "app/row_conflicts.h"

#include <algorithm>
#include <string_view>

#include "base/digest.h"
#include "files/cell.h"
#include "store/key_map.h"

namespace ksbx {
namespace {

// Rows as texts: how the file is read in front, then each cell with an end that no cell holds.
class RowText {
 public:
  explicit RowText(const std::string& reading) : all_(std::to_string(fingerprint(reading))), reading_(all_.size()) {}

  std::int64_t fingerprint_of(const Row& row) {
    all_.resize(reading_);
    for (const std::string_view cell : row.cells()) {
      all_ += cell;
      all_ += '\x1f';
    }
    return fingerprint(all_);
  }

 private:
  std::string all_;
  std::size_t reading_;
};

}  // namespace

RowConflicts::RowConflicts(Sheet sheet) {
  RowText text(sheet.reading());
  KeyMap firsts;  // the first line with each id number, each 学籍号, and each row that has neither
  const auto note = [&](std::int64_t key, int line) {
    const int first = static_cast<int>(firsts.insert(key, line));
    if (first == line) return;
    if (fingerprint_of(first) == fingerprint_of(line)) {
      repeats_[static_cast<std::size_t>(line)] = true;
      return;
    }
    pairs_[line] = first;
    pairs_.try_emplace(first, line);
  };
  while (const Row* row = sheet.next()) {
    if (has_errors(row->problems())) continue;
    const auto line = static_cast<std::size_t>(row->line());
    if (prints_.size() <= line) {
      prints_.resize(line + 1);
      repeats_.resize(line + 1);
    }
    prints_[line] = text.fingerprint_of(*row);
    const auto [id_number, issue] = read_id_number(row->cell(ColumnName::id_number));
    has_rounded_ids_ = has_rounded_ids_ || issue == CellIssue::id_precision;
    const std::string xueji = read_xueji(row->cell(ColumnName::xueji)).value;
    if (!id_number.empty()) note(fingerprint(id_number), row->line());
    if (!xueji.empty()) note(fingerprint(xueji), row->line());
    if (id_number.empty() && xueji.empty()) note(prints_[line], row->line());
  }
}

int RowConflicts::contradicts(int line) const {
  const auto found = pairs_.find(line);
  return found == pairs_.end() ? 0 : found->second;
}

}  // namespace ksbx
