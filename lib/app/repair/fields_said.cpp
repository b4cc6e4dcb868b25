#include "app/repair/fields_said.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"

namespace ksbx {
namespace {

constexpr std::string_view standing = "enrolment", class_field = "school_class";

std::vector<FieldSaid> of_field(const std::vector<FieldSaid>& all, std::string_view field) {
  std::vector<FieldSaid> found;
  std::ranges::copy_if(all, std::back_inserter(found), [&](const FieldSaid& one) { return one.field == field; });
  return found;
}

bool says_class(const std::vector<FieldSaid>& all) {
  const std::vector<FieldSaid> classes = of_field(all, class_field);
  return !classes.empty() && !classes.back().value.empty();
}

}  // namespace

bool is_placement(std::string_view field) {
  constexpr std::array placements = {class_field, standing, std::string_view("residence"), std::string_view("boarding"),
                                     std::string_view("special")};
  return std::ranges::find(placements, field) != placements.end();
}

std::vector<FieldSaid> fields_said(Database& database, const Student& student) {
  const std::vector<StudentChange> changes = changes_of(database, student.id);
  Student first = student;
  std::optional<Day> since = on_the_books_since(database, student.id);
  for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
    set_field(first, change->field, change->before);
    if (change->field == "since" && change->before != never.iso()) since = Day::parse(change->before);
  }
  std::vector<FieldSaid> said;
  const std::int64_t arrival = arrival_of(database, student.id);
  for (const FieldDifference& one : differences(Student{}, first))
    said.push_back({arrival, std::string(one.field), one.after, since.value_or(never)});
  if (first.school_class && first.enrolment == Enrolment::enrolled)
    said.push_back({arrival, std::string(standing), std::string(name_of(Enrolment::enrolled)), since.value_or(never)});
  for (const StudentChange& one : changes)
    if (one.lasts && one.field != "since") said.push_back({one.change, one.field, one.after, one.day});
  return said;
}

std::vector<FieldSaid> said_together(const std::vector<FieldSaid>& stays, const std::vector<FieldSaid>& goes) {
  std::vector<FieldSaid> together;
  // Being found out of school takes no one off a roll: his school says who has left.
  const bool is_at_school = says_class(stays) || says_class(goes);
  const auto counts = [&](const FieldSaid& one) {
    return !is_at_school || one.field != standing || one.value != name_of(Enrolment::idle);
  };
  for (const StudentField& field : student_fields) {
    std::vector<FieldSaid> own = of_field(stays, field.name), other = of_field(goes, field.name), all;
    std::erase_if(own, [&](const FieldSaid& one) { return !counts(one); });
    std::erase_if(other, [&](const FieldSaid& one) { return !counts(one); });
    if (other.empty()) continue;
    const std::int64_t from = other.front().change;
    std::ranges::merge(own, other, std::back_inserter(all), {}, &FieldSaid::change, &FieldSaid::change);
    std::erase_if(all, [&](const FieldSaid& one) { return one.change < from; });
    if (!is_placement(field.name)) all.erase(all.begin(), all.end() - 1);
    std::ranges::move(all, std::back_inserter(together));
  }
  std::ranges::stable_sort(together, {}, &FieldSaid::change);
  return together;
}

}  // namespace ksbx
