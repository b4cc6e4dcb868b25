#include "app/import/row_conflicts.h"

#include "base/digest.h"
#include "base/utf8.h"
#include "policy/roster/recognition.h"

namespace ksbx {
namespace {

std::int64_t key_of_line(int line) {
  return joined(line, 0);
}

}  // namespace

RowConflicts::RowConflicts(const std::string& reading, const std::string& folder, RosterClaims& claims)
    : claims_(claims), text_(std::to_string(fingerprint(reading))), reading_(text_.size()), elsewhere_(folder) {}

void RowConflicts::look_at(const Row& row, std::int64_t print, const ReadIdNumber& id) {
  const std::int64_t line = claims_.count_line(row.line());
  if (has_errors(row.problems())) return;
  if (id.issue == CellIssue::id_precision && !has_rounded_ids_) has_rounded_ids_ = came_too_late_ = true;
  const std::string_view id_number = id.value ? id.value->text() : std::string_view();
  const std::string xueji = read_xueji(row.cell(ColumnName::xueji)).value;
  const bool usual_xueji = !id_number.empty() && xueji.starts_with('G') && xueji.substr(1) == id_number;
  const Claim claim{line, usual_xueji, !id_number.empty(), RosterClaims::print_of(print)};
  Claim first_of_id;
  if (!id_number.empty()) meet(first_of_id = claims_.note(fingerprint(id_number), claim), claim);
  if (!xueji.empty()) note_xueji(xueji, first_of_id, id_number, claim);
  if (id_number.empty() && xueji.empty()) {
    const Claim first = claims_.note(print, claim);
    if (claims_.is_at_hand(first.line)) meet(first, claim);  // without a number nobody is the same elsewhere
  }
}

// Nearly no row is contradicted, so nearly none is taken apart here.
void RowConflicts::compare_contradicted(const Row& row, const ReadIdNumber& id) {
  const std::int64_t line = claims_.line_of(row.line());
  if (claims_.contradicted_by(line) == 0) return;
  const auto birth = read_date(row.cell(ColumnName::birth_date)).value;
  const std::string name = to_utf8(folded_name(read_name(row.cell(ColumnName::name)).value));
  claims_.note_said(line, {name.empty() ? 0 : fingerprint(name), birth ? *birth - Day::first() + 1 : 0,
                           id.value ? fingerprint(id.value->text()) : 0});
}

void RowConflicts::look_at_rest(Sheet& sheet) {
  while (const Row* row = sheet.next()) {
    const ReadIdNumber id = read_id_number(row->cell(ColumnName::id_number));
    look_at(*row, fingerprint_of(*row), id);
    compare_contradicted(*row, id);
  }
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
void RowConflicts::note_xueji(std::string_view xueji, const Claim& first_of_id, std::string_view id_number,
                              const Claim& claim) {
  const std::string_view number = xueji.substr(1);
  const Claim first = xueji.front() == 'G' ? claims_.find(fingerprint(number)) : Claim{};
  if (first.line == claim.line && number == id_number)
    return meet_by_xueji(claims_.find(fingerprint(xueji)), first_of_id, claim);
  if (first.usual_xueji) return meet_by_xueji(first, first_of_id, claim);
  meet_by_xueji(claims_.note(fingerprint(xueji), claim), first_of_id, claim);
}

// Two id numbers are two children; which of them the 学籍号 belongs to cannot be known, unless it is made of one.
void RowConflicts::meet_by_xueji(const Claim& first, const Claim& first_of_id, const Claim& claim) {
  if (first.line == 0 || first.line == claim.line) return;
  if (!first.has_id || !claim.has_id || first_of_id.line == first.line) return meet(first, claim);
  if (!claim.usual_xueji) claims_.doubt_xueji(claim.line);
  if (first.usual_xueji || !claims_.doubt_xueji(first.line)) return;
  if (claims_.is_at_hand(first.line))
    came_too_late_ = true;
  else
    claims_.take_back();
}

void RowConflicts::meet(const Claim& first, const Claim& claim) {
  if (first.line == 0 || first.line == claim.line) return;
  const int line = claims_.number_of(claim.line);
  if (!claims_.is_at_hand(first.line)) {
    elsewhere_.insert(key_of_line(line), first.line);
    return;
  }
  if (first.print == claim.print) {
    if (repeats_.size() <= static_cast<std::size_t>(line)) repeats_.resize(static_cast<std::size_t>(line) + 1);
    repeats_[static_cast<std::size_t>(line)] = true;
    return;
  }
  if (claims_.contradict(first.line, claim.line)) came_too_late_ = true;
}

bool RowConflicts::repeats(int line) const {
  return static_cast<std::size_t>(line) < repeats_.size() && repeats_[static_cast<std::size_t>(line)];
}

std::int64_t RowConflicts::contradicts(int line) const {
  if (doubtful_number(line) != RosterClaims::Number::none) return 0;
  const std::int64_t own = claims_.contradicted_by(claims_.line_of(line));
  const std::int64_t first = elsewhere(line);
  // Whoever repeats a row that contradicts another is not the one who wins.
  return own == 0 && first != 0 && claims_.contradicted_by(first) != 0 ? first : own;
}

std::int64_t RowConflicts::elsewhere(int line) const {
  return elsewhere_.find(key_of_line(line));
}

bool RowConflicts::has_doubtful_xueji(int line) const {
  return claims_.has_doubtful_xueji(claims_.line_of(line)) || doubtful_number(line) == RosterClaims::Number::xueji;
}

}  // namespace ksbx
