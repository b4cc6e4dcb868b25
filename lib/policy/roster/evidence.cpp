#include "policy/roster/evidence.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "base/join.h"
#include "base/utf8.h"

namespace ksbx {
namespace {

using enum Agreement;

// Whether one is the other after one slip: a character that is another one, or two neighbours exchanged.
template <class Characters>
bool is_one_slip(const Characters& one, const Characters& other) {
  if (one.size() != other.size()) return false;
  const auto [a, b] = std::ranges::mismatch(one, other);
  if (a == one.end()) return false;
  if (std::equal(a + 1, one.end(), b + 1)) return true;
  return a + 1 != one.end() && a[0] == b[1] && a[1] == b[0] && std::equal(a + 2, one.end(), b + 2);
}

constexpr std::size_t id_length = 18;

Agreement of_birthdays(const std::optional<Day>& one, const std::optional<Day>& other);

std::optional<Day> birthday_in(std::string_view number) {
  return Day::parse(formatted("{}-{}-{}", number.substr(6, 4), number.substr(10, 2), number.substr(12, 2)));
}

// The number of a child whose birthday was corrected by a day, as 0310 to 0309.
bool is_near_birthday(std::string_view digits, std::string_view others) {
  if (digits.substr(0, 6) != others.substr(0, 6) || digits.substr(14) != others.substr(14)) return false;
  return of_birthdays(birthday_in(digits), birthday_in(others)) == near;
}

// The check character follows from the others, so it is no slip of its own.
Agreement of_numbers(std::string_view one, std::string_view other) {
  if (one.empty() || other.empty()) return missing;
  if (one == other) return agrees;
  if (one.size() != id_length || other.size() != id_length) return contradicts;
  const std::string_view digits = one.substr(0, id_length - 1), others = other.substr(0, id_length - 1);
  return digits == others || is_one_slip(digits, others) || is_near_birthday(digits, others) ? near : contradicts;
}

Agreement of_xueji(std::string_view one, std::string_view other) {
  if (!one.empty() && one == other) return agrees;
  if (!one.starts_with('G') || !other.starts_with('G')) return missing;
  return of_numbers(one.substr(1), other.substr(1));
}

// 护照 E12345678: the type, and behind the last blank the number.
Agreement of_papers(std::string_view one, std::string_view other) {
  if (one.empty() || other.empty()) return missing;
  if (one == other) return agrees;
  const std::size_t blank = one.rfind(' '), others = other.rfind(' ');
  if (one.substr(0, blank) != other.substr(0, others)) return missing;
  return is_one_slip(one, other) ? near : contradicts;
}

Agreement of_names(std::string_view one, std::string_view other) {
  if (one.empty() || other.empty()) return missing;
  if (is_one_name(one, other)) return agrees;
  constexpr std::size_t long_enough = 3;
  const std::u32string a = folded_name(one), b = folded_name(other);
  return a.size() >= long_enough && is_one_slip(a, b) ? near : contradicts;
}

Agreement of_birthdays(const std::optional<Day>& one, const std::optional<Day>& other) {
  if (!one || !other) return missing;
  if (*one == *other) return agrees;
  const bool is_exchanged =
      one->year() == other->year() && one->month() == other->day_of_month() && one->day_of_month() == other->month();
  if (is_exchanged || std::abs(*one - *other) == 1) return near;
  const std::string a = one->iso(), b = other->iso();
  const auto differences = std::inner_product(a.begin(), a.end(), b.begin(), 0, std::plus(), std::not_equal_to());
  return differences == 1 ? near : contradicts;
}

bool differs(Agreement part) {
  return part == near || part == contradicts;
}

// Name and birthday both say otherwise.
bool is_denied(const Evidence& evidence) {
  return differs(evidence.name) && differs(evidence.birth);
}

constexpr Recognition same{Recognition::Who::same, RowDoubt::none, false}, different{};

Recognition in_doubt(RowDoubt doubt) {
  return {Recognition::Who::in_doubt, doubt, false};
}

// Nothing but a number says who it is, and the name is another one: whether a name was corrected. It is corrected where
// the child is; name and school both different are likelier a wrong number (decision 25).
bool is_renamed(const Evidence& evidence, Where where) {
  if (where == Where::elsewhere) return evidence.name == near && evidence.birth == agrees;
  return evidence.name == near || evidence.birth == agrees || where == Where::same_class;
}

Recognition by_id_number(const Evidence& evidence, Where where) {
  if (evidence.name == agrees) return same;
  if (is_denied(evidence) || differs(evidence.xueji)) return in_doubt(RowDoubt::other_person);
  return evidence.xueji == agrees || is_renamed(evidence, where) ? same : in_doubt(RowDoubt::other_person);
}

// The number that is not there, or is another one.
Recognition by_xueji(const Evidence& evidence, Where where) {
  if (is_denied(evidence)) return in_doubt(RowDoubt::other_person);
  if (evidence.id_number == near && evidence.name == agrees && evidence.birth != contradicts)
    return {Recognition::Who::same, RowDoubt::none, true};
  if (differs(evidence.id_number)) return in_doubt(RowDoubt::two_ids);
  if (evidence.name == agrees || evidence.name == near || evidence.birth == agrees) return same;
  return where == Where::same_class ? same : in_doubt(RowDoubt::other_person);
}

Recognition by_papers(const Evidence& evidence, Where where) {
  if (is_denied(evidence)) return in_doubt(RowDoubt::other_person);
  if (has_other_number(evidence)) return in_doubt(RowDoubt::two_ids);
  return evidence.name == agrees || is_renamed(evidence, where) ? same : in_doubt(RowDoubt::other_person);
}

Recognition by_name(const Evidence& evidence, Where where) {
  if (evidence.name != agrees) return different;
  const bool is_classmate = where == Where::same_class;
  if (evidence.birth == missing && is_classmate && !has_other_number(evidence))
    return in_doubt(RowDoubt::name_and_class);
  if (evidence.birth != agrees) return different;
  const bool is_near = evidence.id_number == near || evidence.xueji == near;
  if (has_other_number(evidence)) return is_classmate || is_near ? in_doubt(RowDoubt::two_ids) : different;
  return is_classmate ? same : in_doubt(RowDoubt::another_class);
}

}  // namespace

Description description_of(const Student& student) {
  return {student.name, student.id_number, student.xueji, student.other_id, student.birth};
}

Description description_of(const Student& row, const std::optional<Day>& said_birth) {
  Description described = description_of(row);
  if (said_birth) described.birth = said_birth;
  return described;
}

Evidence evidence_of(const Description& one, const Description& other) {
  return {of_numbers(one.id_number, other.id_number), of_xueji(one.xueji, other.xueji),
          of_papers(one.papers, other.papers), of_names(one.name, other.name), of_birthdays(one.birth, other.birth)};
}

Text words_of(const Evidence& evidence) {
  const std::array parts = {std::pair(evidence.name, text("姓名", "name")),
                            std::pair(evidence.birth, text("出生日期", "birthday")),
                            std::pair(evidence.id_number, text("证件号", "id number")),
                            std::pair(evidence.xueji, text("学籍号", "student number")),
                            std::pair(evidence.papers, text("其他证件", "other papers"))};
  std::vector<Text> words;
  for (const auto& [part, label] : parts) switch (part) {
      case missing: break;
      case agrees: words.push_back(text("{}一致", "{} agrees", label)); break;
      case near: words.push_back(text("{}相近", "{} is nearly the same", label)); break;
      case contradicts: words.push_back(text("{}不同", "{} differs", label)); break;
    }
  return enumerated(words, {}, {"，", ", "});
}

Recognition weigh(const Evidence& evidence, Where where) {
  if (evidence.id_number == agrees) return by_id_number(evidence, where);
  if (evidence.xueji == agrees) return by_xueji(evidence, where);
  if (evidence.papers == agrees) return by_papers(evidence, where);
  return by_name(evidence, where);
}

bool are_two_children(const Evidence& evidence) {
  return is_denied(evidence) && (evidence.name == contradicts || evidence.birth == contradicts);
}

bool has_other_number(const Evidence& evidence) {
  return differs(evidence.id_number) || differs(evidence.xueji);
}

bool may_have_changed(const Evidence& evidence, Where where) {
  const auto any = [&](Agreement how) {
    return evidence.id_number == how || evidence.xueji == how || evidence.papers == how;
  };
  if (any(agrees)) return true;
  const bool other_number = evidence.id_number == contradicts || evidence.xueji == contradicts;
  const bool is_classmate = where == Where::same_class, is_here = where != Where::elsewhere;
  switch (evidence.name) {
    case agrees:
      if (is_classmate || evidence.birth == agrees || any(near)) return true;
      if (evidence.birth == near) return is_here || !other_number;
      return evidence.birth == missing && is_here && !other_number;
    case near:
      if (any(near)) return true;
      if (evidence.birth == agrees) return is_here || !other_number;
      if (evidence.birth == near) return is_classmate || (is_here && !other_number);
      return evidence.birth == missing && is_classmate && !other_number;
    case contradicts: return is_classmate && evidence.birth == agrees && !other_number;
    case missing: break;
  }
  return false;
}

}  // namespace ksbx
