#include "app/import/recogniser.h"

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

// A number says more than a class and a name, so it decides how the others are read. Without any match, the child may
// still be known in another class, but not before the first roster.
Recognised Recogniser::recognise(const Student& row) {
  auto match = load_.find(row);
  if (!match) return load_.is_first() ? Recognised{} : elsewhere(row);
  const bool was_reverted = match->was_reverted;
  Recognised found = match->identity == RosterLoad::Identity::class_name_birth ? in_class(std::move(*match), row)
                                                                               : by_number(*match, row);
  found.was_reverted = was_reverted && found.known;
  return found;
}

// A number fits, but a number can be mistyped: what else the row says may contradict it. That another row of the file
// is this pupil already comes first, since two rows are two children (decision 24).
Recognised Recogniser::by_number(const RosterLoad::Match& match, const Student& row) {
  const Student& known = match.student;
  if (match.mentioned) return in_doubt(RowDoubt::taken, {known.id});
  if (match.identity == RosterLoad::Identity::xueji) {
    const RowDoubt doubt = doubt_by_xueji(known, row);
    return doubt == RowDoubt::none ? Recognised{known} : in_doubt(doubt, {known.id});
  }
  if (!load_.is_first() && !row.xueji.empty() && row.xueji != known.xueji)
    if (const auto other = student_by_xueji(database_, row.xueji); other && other->id != known.id)
      return in_doubt(RowDoubt::two_pupils, {known.id, other->id});
  // A name is corrected where the child is; name and school both different are likelier a wrong number (decision 25).
  const Unit* then = organisation_.above(known.school_class, UnitKind::school);
  const Unit* now = organisation_.above(row.school_class, UnitKind::school);
  const RowDoubt doubt = doubt_by_id(known, row, then && then == now ? SchoolThen::same : SchoolThen::other);
  return doubt == RowDoubt::none ? Recognised{known} : in_doubt(doubt, {known.id});
}

// Class, name and birthday fit, and no number did: the usual case of a pupil without papers. Twins of one name would
// fit too, so all who fit are counted before one is taken.
Recognised Recogniser::in_class(RosterLoad::Match match, const Student& row) {
  if (match.mentioned) return in_doubt(RowDoubt::taken, {match.student.id});
  if (!may_be_one(match.student, row)) return in_doubt(RowDoubt::two_ids, {match.student.id});
  if (load_.is_first()) return {match.student};
  std::vector<StudentId> all;
  for (const Student& one : load_.alike(row))
    if (may_be_one(one, row) && is_on_the_books(database_, one.id)) all.push_back(one.id);
  if (all.size() > 1) return in_doubt(RowDoubt::several, std::move(all));
  return {match.student};
}

Recognised Recogniser::elsewhere(const Student& row) {
  // Without a date of birth a number still decides: then a namesake of the class is someone else.
  if (!row.birth && !row.xueji.empty()) return {};
  const std::vector<Student> found = elsewhere_named(row);
  if (found.empty()) return {};
  // He left for another school and this is one, and no one else could be meant: the search for him ends here. Anything
  // less is left to a person, since a new pupil entered by mistake cannot be merged later (decision 23).
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

// Those who have the name and the date of birth, or without a date the name and the class, and are no other row of the
// file; enough of them for a person to choose from, since a column that was taken for the name may hold the same word
// in every row.
std::vector<Student> Recogniser::elsewhere_named(const Student& row) {
  constexpr std::size_t enough = 20;
  std::vector<Student> found;
  const auto take = [&](StudentId id) {
    if (load_.mentions(id) || !is_on_the_books(database_, id)) return true;
    Student one = *student(database_, id);
    const bool still =
        one.name == row.name && (row.birth ? one.birth == row.birth : one.school_class == row.school_class);
    if (still && one.enrolment != Enrolment::deceased && may_be_one(one, row)) found.push_back(std::move(one));
    return found.size() < enough;
  };
  row.birth ? namesakes_.born(row.name, *row.birth, take) : namesakes_.of_class(row.name, row.school_class, take);
  return found;
}

// Asked when the whole file is read: a candidate who turned out to be another row is none any more, and without
// candidates the row is a new pupil after all.
Recognised Recogniser::look_again(const Recognised& before) const {
  if (!may_be_answered_by_others(before.doubt)) return before;
  Recognised now = before;
  std::erase_if(now.candidates, [&](StudentId one) { return load_.mentions(one); });
  if (now.candidates.empty()) now.doubt = RowDoubt::none;
  return now;
}

}  // namespace ksbx
