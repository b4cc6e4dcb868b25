#include "app/import/roster_claims.h"

#include <algorithm>

namespace ksbx {
namespace {

constexpr int line_bits = 31, print_bits = 30;
constexpr int name_bits = 28, birth_bits = 18, id_bits = 16;

std::int64_t lowest(std::int64_t value, int bits) {
  return value & ((std::int64_t{1} << bits) - 1);
}

}  // namespace

std::int64_t RosterClaims::Claim::packed() const {
  return ((print << 1 | (has_id ? 1 : 0)) << 1 | (usual_xueji ? 1 : 0)) << line_bits | line;
}

RosterClaims::Claim RosterClaims::Claim::unpacked(std::int64_t value) {
  return {lowest(value, line_bits), (value >> line_bits & 1) != 0, (value >> (line_bits + 1) & 1) != 0,
          value >> (line_bits + 2)};
}

std::int64_t RosterClaims::print_of(std::int64_t fingerprint) {
  return lowest(fingerprint, print_bits);
}

std::int64_t RosterClaims::Said::packed() const {
  return (lowest(name, name_bits) << birth_bits | lowest(birth, birth_bits)) << id_bits | lowest(id_number, id_bits);
}

RosterClaims::Said RosterClaims::Said::unpacked(std::int64_t value) {
  return {value >> (birth_bits + id_bits), lowest(value >> id_bits, birth_bits), lowest(value, id_bits)};
}

// Two lines are compared once each has been read again: the earlier one knows what the later one says, since all is
// read again when that one is found.
void RosterClaims::note_said(std::int64_t line, const Said& said) {
  const std::int64_t other = contradicted_by(line);
  if (other == 0) return;
  const Said mine = Said::unpacked(said_.insert(key_of(line), said.packed()));
  const Said its = Said::unpacked(said_.find(key_of(other)));
  const auto differ = [](std::int64_t a, std::int64_t b) { return a != 0 && b != 0 && a != b; };
  if (!differ(mine.name, its.name) || !differ(mine.birth, its.birth)) return;
  const bool same_id = mine.id_number != 0 && mine.id_number == its.id_number;
  set_apart(line, same_id ? Number::id_number : Number::xueji);
  if (contradicted_by(other) == line) set_apart(other, same_id ? Number::id_number : Number::xueji);
}

void RosterClaims::set_apart(std::int64_t line, Number number) {
  apart_.insert(key_of(line), static_cast<std::int64_t>(number));
}

RosterClaims::Number RosterClaims::doubtful_number(std::int64_t line) const {
  return static_cast<Number>(apart_.find(key_of(line)));
}

void RosterClaims::begin(std::string name, const std::bitset<column_names>& columns) {
  if (begun_++ == files_.size()) files_.emplace_back();
  at_hand() = {std::move(name), columns, last_, false};
}

void RosterClaims::drop_from(std::size_t n) {
  for (; n < begun_; ++n) files_[n].dropped = true;
}

void RosterClaims::begin_again() {
  for (const auto& [earlier, line] : disagreeing_) contradict(earlier, line);
  disagreeing_.clear();
  came_too_late_ = false;
  begun_ = 0;
  firsts_.clear();
  taken_.clear();
  last_ = 0;
}

std::int64_t RosterClaims::count_line(int line) {
  const std::int64_t counted = line_of(line);
  last_ = std::max(last_, counted);
  return counted;
}

RosterClaims::Claim RosterClaims::note(std::int64_t key, const Claim& claim) {
  Claim first = Claim::unpacked(firsts_.insert(key, claim.packed()));
  while (file_of(first.line).dropped) first = Claim::unpacked(firsts_.insert(key = joined(key, 1), claim.packed()));
  return first;
}

RosterClaims::Claim RosterClaims::find(std::int64_t key) const {
  Claim first = Claim::unpacked(firsts_.find(key));
  while (first.line != 0 && file_of(first.line).dropped) first = Claim::unpacked(firsts_.find(key = joined(key, 1)));
  return first;
}

bool RosterClaims::contradict(std::int64_t one, std::int64_t other) {
  const bool is_new = contradicted_by(one) == 0 || contradicted_by(other) == 0;
  others_.insert(key_of(one), other);
  others_.insert(key_of(other), one);
  return is_new;
}

bool RosterClaims::doubt_xueji(std::int64_t line) {
  const bool is_new = !has_doubtful_xueji(line);
  doubtful_.insert(key_of(line), line);
  return is_new;
}

bool RosterClaims::take_back() {
  came_too_late_ = came_too_late_ || earlier_ == Earlier::may_be_dropped;
  return earlier_ == Earlier::may_be_dropped;
}

void RosterClaims::note_taken(std::int64_t line) {
  const auto at = static_cast<std::size_t>(line);
  if (taken_.size() <= at) taken_.resize(at + 1);
  taken_[at] = true;
}

bool RosterClaims::was_taken(std::int64_t line) const {
  const auto at = static_cast<std::size_t>(line);
  return at < taken_.size() && taken_[at];
}

bool RosterClaims::disagree(std::int64_t earlier, std::int64_t line) {
  if (earlier_ == Earlier::is_committed) return false;
  disagreeing_.emplace_back(earlier, line);
  return true;
}

const RosterClaims::File& RosterClaims::file_of(std::int64_t line) const {
  const auto after = std::ranges::upper_bound(files_, line - 1, {}, &File::base);
  return *std::prev(after);
}

}  // namespace ksbx
