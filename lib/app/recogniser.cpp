#include "app/recogniser.h"

#include <algorithm>

namespace ksbx {
namespace {

Recognised in_doubt(RowDoubt doubt, std::vector<StudentId> candidates) {
  std::ranges::sort(candidates);
  return {std::nullopt, doubt, std::move(candidates)};
}

// Of these doubts the candidates are not other rows of the file, or it would be another doubt.
bool may_be_answered_by_others(RowDoubt doubt) {
  return doubt == RowDoubt::another_class || doubt == RowDoubt::name_and_class;
}

}  // namespace

Recognised Recogniser::recognise(const Student& row) {
  auto match = load_.find(row);
  if (!match) return load_.is_first() ? Recognised{} : elsewhere(row);
  const bool was_taken_back = match->was_taken_back;
  Recognised found = match->identity == RosterLoad::Identity::class_name_birth ? in_class(std::move(*match), row)
                                                                               : by_number(std::move(*match), row);
  found.was_taken_back = was_taken_back && found.known;
  return found;
}

Recognised Recogniser::by_number(RosterLoad::Match match, const Student& row) {
  const Student& known = match.student;
  if (match.mentioned) return in_doubt(RowDoubt::taken, {known.id});
  if (match.identity == RosterLoad::Identity::xueji) {
    const RowDoubt doubt = doubt_by_xueji(known, row);
    return doubt == RowDoubt::none ? Recognised{known} : in_doubt(doubt, {known.id});
  }
  if (!load_.is_first() && !row.xueji.empty() && row.xueji != known.xueji)
    if (const auto other = student_by_xueji(database_, row.xueji); other && other->id != known.id)
      return in_doubt(RowDoubt::two_pupils, {known.id, other->id});
  const Unit* then = organisation_.above(known.school_class, UnitKind::school);
  const Unit* now = organisation_.above(row.school_class, UnitKind::school);
  const RowDoubt doubt = doubt_by_id(known, row, then && then == now ? SchoolThen::same : SchoolThen::other);
  return doubt == RowDoubt::none ? Recognised{known} : in_doubt(doubt, {known.id});
}

Recognised Recogniser::in_class(RosterLoad::Match match, const Student& row) const {
  if (match.mentioned) return in_doubt(RowDoubt::taken, {match.student.id});
  if (!may_be_one(match.student, row)) return in_doubt(RowDoubt::two_ids, {match.student.id});
  if (load_.is_first()) return {match.student};
  std::vector<StudentId> all;
  for (const Student& one : students_named(database_, row.name, {row.school_class}))
    if (one.birth == row.birth && may_be_one(one, row)) all.push_back(one.id);
  if (all.size() > 1) return in_doubt(RowDoubt::several, std::move(all));
  return {match.student};
}

Recognised Recogniser::elsewhere(const Student& row) {
  // Without a date of birth a number still tells: then a namesake of the class is somebody else.
  if (!row.birth && !row.xueji.empty()) return {};
  if (!caught_up_) namesakes_.catch_up();
  caught_up_ = true;
  std::vector<Student> found =
      row.birth ? namesakes_.born(row.name, *row.birth) : students_named(database_, row.name, {row.school_class});
  std::erase_if(found, [&](const Student& one) {
    return load_.mentions(one.id) || one.enrolment == Enrolment::deceased || !may_be_one(one, row);
  });
  if (found.empty()) return {};
  const bool came_over = row.birth && found.size() == 1 && row.enrolment == Enrolment::enrolled &&
                         found.front().enrolment == Enrolment::transferred_out;
  if (came_over) {
    load_.mention(found.front().id);
    return {found.front()};
  }
  std::vector<StudentId> all;
  for (const Student& one : found) all.push_back(one.id);
  return in_doubt(row.birth ? RowDoubt::another_class : RowDoubt::name_and_class, std::move(all));
}

Recognised Recogniser::look_again(const Recognised& before) const {
  if (!may_be_answered_by_others(before.doubt)) return before;
  Recognised now = before;
  std::erase_if(now.candidates, [&](StudentId one) { return load_.mentions(one); });
  if (now.candidates.empty()) now.doubt = RowDoubt::none;
  return now;
}

}  // namespace ksbx
