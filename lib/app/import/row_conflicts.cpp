#include "app/import/row_conflicts.h"

#include "base/digest.h"

namespace ksbx {
namespace {

constexpr int line_bits = 31, print_bits = 31;

std::int64_t lowest(std::int64_t value, int bits) {
  return value & ((std::int64_t{1} << bits) - 1);
}

std::int64_t key_of_line(int line) {
  return joined(line, 0);
}

}  // namespace

std::int64_t RowConflicts::Claim::packed() const {
  return (print << 1 | (usual_xueji ? 1 : 0)) << line_bits | line;
}

RowConflicts::Claim RowConflicts::Claim::unpacked(std::int64_t value) {
  return {static_cast<int>(lowest(value, line_bits)), (value >> line_bits & 1) != 0, value >> (line_bits + 1)};
}

RowConflicts::RowConflicts(const std::string& reading, const std::string& folder)
    : text_(std::to_string(fingerprint(reading))), reading_(text_.size()), firsts_(folder), others_(folder) {}

void RowConflicts::look_at(const Row& row, std::int64_t print, const ReadIdNumber& id) {
  if (has_errors(row.problems())) return;
  if (id.issue == CellIssue::id_precision && !has_rounded_ids_) has_rounded_ids_ = came_too_late_ = true;
  const std::string_view id_number = id.value ? id.value->text() : std::string_view();
  const std::string xueji = read_xueji(row.cell(ColumnName::xueji)).value;
  const bool usual_xueji = !id_number.empty() && xueji.starts_with('G') && xueji.substr(1) == id_number;
  const Claim claim{row.line(), usual_xueji, lowest(print, print_bits)};
  if (!id_number.empty()) meet(note(fingerprint(id_number), claim), claim);
  if (!xueji.empty()) note_xueji(xueji, id_number, claim);
  if (id_number.empty() && xueji.empty()) meet(note(print, claim), claim);
}

void RowConflicts::look_at_rest(Sheet& sheet) {
  while (const Row* row = sheet.next())
    look_at(*row, fingerprint_of(*row), read_id_number(row->cell(ColumnName::id_number)));
  know_all_ = true;
  stop_looking();
}

std::int64_t RowConflicts::fingerprint_of(const Row& row) {
  text_.resize(reading_);
  row.each_read([this](int, std::string_view cell) {
    text_ += cell;
    text_ += '\x1f';
  });
  return fingerprint(text_);
}

// Nearly every 学籍号 is a G before the id number: then the key of the number stands for both, unless an earlier line
// claims the number without it.
void RowConflicts::note_xueji(std::string_view xueji, std::string_view id_number, const Claim& claim) {
  const std::string_view number = xueji.substr(1);
  const Claim first = xueji.front() == 'G' ? Claim::unpacked(firsts_.find(fingerprint(number))) : Claim{};
  if (first.line == claim.line && number == id_number)
    return meet(Claim::unpacked(firsts_.find(fingerprint(xueji))), claim);
  if (first.usual_xueji) return meet(first, claim);
  meet(note(fingerprint(xueji), claim), claim);
}

// The first claim to the key, which may be this one.
RowConflicts::Claim RowConflicts::note(std::int64_t key, const Claim& claim) {
  return Claim::unpacked(firsts_.insert(key, claim.packed()));
}

void RowConflicts::meet(const Claim& first, const Claim& claim) {
  if (first.line == 0 || first.line == claim.line) return;
  if (first.print == claim.print) {
    const auto line = static_cast<std::size_t>(claim.line);
    if (repeats_.size() <= line) repeats_.resize(line + 1);
    repeats_[line] = true;
    return;
  }
  came_too_late_ = true;
  others_.insert(key_of_line(claim.line), first.line);
  others_.insert(key_of_line(first.line), claim.line);
}

bool RowConflicts::repeats(int line) const {
  return static_cast<std::size_t>(line) < repeats_.size() && repeats_[static_cast<std::size_t>(line)];
}

int RowConflicts::contradicts(int line) const {
  return static_cast<int>(others_.find(key_of_line(line)));
}

}  // namespace ksbx
