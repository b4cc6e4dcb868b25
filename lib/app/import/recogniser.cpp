#include "app/import/recogniser.h"

#include <algorithm>
#include <functional>

namespace ksbx {
namespace {

Recognised in_doubt(RowDoubt doubt, std::vector<StudentId> candidates) {
  std::ranges::sort(candidates);
  return {std::nullopt, doubt, std::move(candidates)};
}

}  // namespace

Recognised Recogniser::recognise(const RowOfPupil& row) {
  Recognised found = find(row);
  if (found.known) load_.mention(found.known->id);
  return found;
}

// A number says more than a class and a name, so it decides how the others are read. Without any match, the child may
// still be known in another class or under another number, but not before the first roster.
Recognised Recogniser::find(const RowOfPupil& row) {
  auto match = load_.find(row.student);
  if (!match) return load_.is_first() ? Recognised{} : by_name(row);
  const bool was_reverted = match->was_reverted;
  Recognised found = match->identity == RosterLoad::Identity::class_name_birth ? in_class(std::move(*match), row)
                                                                               : by_number(*match, row);
  found.was_reverted = was_reverted && found.known;
  return found;
}

Where Recogniser::where(const Student& known, const RowOfPupil& row) const {
  if (known.school_class == row.student.school_class) return Where::same_class;
  const Unit* then = organisation_.above(known.school_class, UnitKind::school);
  return then && then->id == row.school ? Where::same_school : Where::elsewhere;
}

// A number fits, but a number can be mistyped: what else the row says may contradict it. That another row of the file
// is this pupil already comes first, since two rows are two children (decision 24).
Recognised Recogniser::by_number(const RosterLoad::Match& match, const RowOfPupil& row) {
  const Student& known = match.student;
  if (match.mentioned) return in_doubt(RowDoubt::taken, {known.id});
  const std::string& xueji = row.student.xueji;
  if (match.identity == RosterLoad::Identity::id_number && !xueji.empty() && xueji != known.xueji)
    if (const auto other = student_by_xueji(database_, xueji); other && other->id != known.id)
      return in_doubt(RowDoubt::two_pupils, {known.id, other->id});
  Description said = row.description();
  const bool is_from_number = match.identity == RosterLoad::Identity::id_number && !row.said_birth;
  if (is_from_number) said.birth.reset();  // one number says it of both: it is no second witness
  const Evidence evidence = evidence_of(description_of(known), said);
  if (evidence.name != Agreement::agrees)
    if (const auto other = classmate_named(row, known.id)) return in_doubt(RowDoubt::two_pupils, {known.id, *other});
  const Recognition result = weigh(evidence, where(known, row));
  if (result.who != Recognition::Who::same) {
    std::vector<StudentId> all{known.id};
    if (result.doubt == RowDoubt::other_person) {  // it may be someone who is known, under the number of another child
      Description without = row.description();
      without.id_number = without.xueji = {};
      for (const Candidate& one : candidates_of(row, without))
        if (one.student.id != known.id) all.push_back(one.student.id);
    }
    return in_doubt(result.doubt, std::move(all));
  }
  Recognised found{known};
  found.is_corrected = result.is_corrected;
  return found;
}

// The number is another child's, and a classmate of it has the name and, as far as it is said, the birthday of the row.
std::optional<StudentId> Recogniser::classmate_named(const RowOfPupil& row, StudentId other) const {
  if (!row.student.school_class) return std::nullopt;
  for (const Student& one : students_named(database_, row.student.name, {row.student.school_class})) {
    const Agreement birth = evidence_of(description_of(one), row.description()).birth;
    if (one.id != other && !load_.mentions(one.id) && birth != Agreement::contradicts) return one.id;
  }
  return std::nullopt;
}

// Class, name and birthday fit, and no number did: the usual case of a pupil without papers. Twins of one name would
// fit too, so all who fit are counted before one is taken.
Recognised Recogniser::in_class(RosterLoad::Match match, const RowOfPupil& row) {
  if (match.mentioned) return in_doubt(RowDoubt::taken, {match.student.id});
  const auto is_other = [&](const Student& one) {
    return has_other_number(evidence_of(description_of(one), description_of(row.student)));
  };
  if (is_other(match.student)) return in_doubt(RowDoubt::two_ids, {match.student.id});
  if (load_.is_first()) return {match.student};
  std::vector<StudentId> all;
  for (const Student& one : load_.alike(row.student))
    if (!is_other(one) && is_on_the_books(database_, one.id)) all.push_back(one.id);
  if (all.size() > 1) return in_doubt(RowDoubt::several, std::move(all));
  return {match.student};
}

Recognised Recogniser::by_name(const RowOfPupil& row) {
  // Without a date of birth a number still decides: then a namesake of the class is someone else.
  if (!row.description().birth && !row.student.xueji.empty()) return {};
  std::vector<Candidate> found = candidates_of(row, row.description());
  if (found.empty()) return {};
  // He left for another school and this is one, and no one else could be meant: the search for him ends here. Anything
  // less is left to a person, since a new pupil entered by mistake is two entries (decision 23).
  const Candidate& first = found.front();
  const bool came_over = found.size() == 1 && first.doubt == RowDoubt::another_class &&
                         row.student.enrolment == Enrolment::enrolled &&
                         first.student.enrolment == Enrolment::transferred_out;
  if (came_over) return {first.student};
  std::vector<StudentId> all;
  for (const Candidate& one : found) all.push_back(one.student.id);
  Recognised doubt = in_doubt(first.doubt, std::move(all));
  doubt.others_may_answer = true;
  return doubt;
}

// Those who have the name and the date of birth, or without a date the name and the class, and are no other row of the
// file: those of the class alone, if there are any. Enough of them for a person to choose from, since a column that was
// taken for the name may hold the same word in every row.
std::vector<Recogniser::Candidate> Recogniser::candidates_of(const RowOfPupil& row, Description said) {
  constexpr std::size_t enough = 20;
  std::vector<Candidate> found;
  const auto take = [&](StudentId id) {
    if (load_.mentions(id) || !is_on_the_books(database_, id)) return true;
    Student one = *student(database_, id);
    const Where there = where(one, row);
    const Recognition result = weigh(evidence_of(description_of(one), said), there);
    if (result.who == Recognition::Who::in_doubt && one.enrolment != Enrolment::deceased)
      found.push_back({std::move(one), result.doubt, there});
    return found.size() < enough;
  };
  const auto& [student, said_birth, school] = row;
  if (!said.birth) {
    namesakes_.of_class(student.name, student.school_class, take);
  } else {
    namesakes_.born(student.name, *said.birth, take);
    if (found.empty() && student.birth && student.birth != said.birth) {
      said.birth = student.birth;  // that of its id number
      namesakes_.born(student.name, *said.birth, take);
    }
  }
  const auto is_classmate = [](const Candidate& one) { return one.where == Where::same_class; };
  if (std::ranges::any_of(found, is_classmate)) std::erase_if(found, std::not_fn(is_classmate));
  return found;
}

// Asked when the whole file is read: a candidate who turned out to be another row is none any more, and without
// candidates the row is a new pupil after all.
Recognised Recogniser::look_again(const Recognised& before) const {
  if (!before.others_may_answer) return before;
  Recognised now = before;
  std::erase_if(now.candidates, [&](StudentId one) { return load_.mentions(one); });
  if (now.candidates.empty()) now.doubt = RowDoubt::none;
  return now;
}

}  // namespace ksbx
