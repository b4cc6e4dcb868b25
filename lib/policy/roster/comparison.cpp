#include "policy/roster/comparison.h"

#include <algorithm>

namespace ksbx {
namespace {

constexpr int last_compulsory_grade = 9;

enum class Age { unknown, too_young, school_age, too_old };

// Schools count from the 31 August before lessons begin; until then the year before is still running.
Day start_of_school_year(Day today) {
  const Day this_year = Day::nearest(today.year(), 8, 31);
  return today < this_year ? Day::nearest(today.year() - 1, 8, 31) : this_year;
}

Age age_of(const std::optional<Day>& birth, SchoolAge school_age, Day today) {
  if (!birth) return Age::unknown;
  const int years = age_in_years(*birth, start_of_school_year(today), AgeReached::on_birthday);
  if (years < school_age.from) return Age::too_young;
  return years > school_age.until ? Age::too_old : Age::school_age;
}

Standing of_enrolled(const OnRoll& entry, bool in_household) {
  if (!entry.has_school) return Standing::no_school;
  switch (entry.last_seen) {
    case LastSeen::not_seen: return Standing::not_seen;
    case LastSeen::unknown: return Standing::attendance_unknown;
    case LastSeen::seen: break;
  }
  return in_household ? Standing::in_class : Standing::not_in_household;
}

Standing on_roll(const OnRoll& entry, bool in_household, Age age) {
  switch (entry.enrolment) {
    case Enrolment::enrolled: return of_enrolled(entry, in_household);
    case Enrolment::suspended: return Standing::suspended;
    case Enrolment::transferred_out: return entry.received ? Standing::transferred : Standing::transferred_unreceived;
    case Enrolment::graduated: {
      const bool completed = entry.grade >= last_compulsory_grade || age == Age::too_old;
      return completed ? Standing::graduated : Standing::not_moved_up;
    }
    case Enrolment::dropped_out: return Standing::dropped_out;
    case Enrolment::deceased: return Standing::deceased;
    case Enrolment::idle: return Standing::no_school;
  }
  return Standing::unclear;
}

Standing on_no_roll(bool poor, Age age, Basis basis) {
  const bool is_near = basis == Basis::near_miss;
  switch (age) {
    case Age::unknown: return is_near ? Standing::unclear : Standing::age_unknown;
    case Age::too_young: return Standing::too_young;
    case Age::too_old: return Standing::too_old;
    case Age::school_age: break;
  }
  if (is_near) return Standing::unclear;
  return poor ? Standing::poor_on_no_roll : Standing::on_no_roll;
}

const Listed& listed(const Lists& lists, ListKind list, std::size_t line) {
  switch (list) {
    case ListKind::roll: return lists.roll[line].person;
    case ListKind::household: return lists.household[line];
    case ListKind::poverty: break;
  }
  return lists.poverty[line];
}

std::optional<Day> birth_of(const Lists& lists, const Compared& person) {
  std::optional<Day> birth;
  for (const ListKind list : {ListKind::roll, ListKind::household, ListKind::poverty}) {
    if (!person.in(list)) continue;
    const Listed& line = listed(lists, list, *person.in(list));
    if (!line.id_number.empty()) return line.birth;
    if (!birth) birth = line.birth;
  }
  return birth;
}

Standing standing_of(const Lists& lists, const Compared& person, SchoolAge school_age, Day today) {
  if (person.basis == Basis::unclear) return Standing::unclear;
  const Age age = age_of(birth_of(lists, person), school_age, today);
  if (const auto& entry = person.in(ListKind::roll))
    return on_roll(lists.roll[*entry], person.in(ListKind::household).has_value(), age);
  return on_no_roll(person.in(ListKind::poverty).has_value(), age, person.basis);
}

Basis less_certain(Basis one, Basis other) {
  if (one == Basis::nobody) return other;
  if (other == Basis::nobody) return one;
  return std::max(one, other);
}

void take(Comparison& found, People& people, ListKind list, const std::vector<Listed>& lines) {
  const std::vector<Joined> joined = people.join(lines);
  found.people.resize(static_cast<std::size_t>(people.count()));
  for (std::size_t i = 0; i < joined.size(); ++i) {
    Compared& person = found.people[static_cast<std::size_t>(joined[i].person)];
    person.basis = less_certain(person.basis, joined[i].basis);
    if (joined[i].basis == Basis::near_miss) {
      person.may_be = static_cast<std::uint32_t>(joined[i].may_be);
      person.evidence = joined[i].evidence;
    }
    std::optional<std::uint32_t>& first = person.line[static_cast<std::size_t>(list)];
    if (!first)
      first = static_cast<std::uint32_t>(i);
    else
      found.repeated.push_back({list, i, *first});
  }
}

}  // namespace

Text label_of(ListKind list) {
  switch (list) {
    case ListKind::roll: return text("学籍", "school roll");
    case ListKind::household: return text("户籍", "household register");
    case ListKind::poverty: return text("贫困", "poverty lists");
  }
  return {};
}

std::string_view name_of(Standing standing) {
  switch (standing) {
    case Standing::poor_on_no_roll: return "poor_on_no_roll";
    case Standing::on_no_roll: return "on_no_roll";
    case Standing::unclear: return "unclear";
    case Standing::age_unknown: return "age_unknown";
    case Standing::not_seen: return "not_seen";
    case Standing::dropped_out: return "dropped_out";
    case Standing::no_school: return "no_school";
    case Standing::transferred_unreceived: return "transferred_unreceived";
    case Standing::not_moved_up: return "not_moved_up";
    case Standing::attendance_unknown: return "attendance_unknown";
    case Standing::not_in_household: return "not_in_household";
    case Standing::in_class: return "in_class";
    case Standing::suspended: return "suspended";
    case Standing::transferred: return "transferred";
    case Standing::graduated: return "graduated";
    case Standing::deceased: return "deceased";
    case Standing::too_young: return "too_young";
    case Standing::too_old: return "too_old";
  }
  return {};
}

Text label_of(Standing standing) {
  switch (standing) {
    case Standing::poor_on_no_roll: return text("贫困适龄儿童，没有学籍", "poor, of school age, on no roll");
    case Standing::on_no_roll: return text("户籍适龄儿童，没有学籍", "of school age, on no roll");
    case Standing::unclear: return text("分不清是谁，需核对", "identity unclear");
    case Standing::age_unknown: return text("没有学籍，出生日期不明", "on no roll, birth date unknown");
    case Standing::not_seen: return text("有学籍，近期不在课堂", "enrolled, not seen in class");
    case Standing::dropped_out: return text("学籍登记为辍学", "dropped out");
    case Standing::no_school: return text("登记在册，没有学校", "on the books without a school");
    case Standing::transferred_unreceived:
      return text("已转出，没有学校接收", "transferred out, not received anywhere");
    case Standing::not_moved_up: return text("毕业后没有升学", "finished a stage, did not move up");
    case Standing::attendance_unknown: return text("有学籍，缺点名册，不知是否在课堂", "enrolled, registers missing");
    case Standing::not_in_household: return text("在校在课堂，没有本地户籍", "in class, not in the household register");
    case Standing::in_class: return text("在校在课堂", "in class");
    case Standing::suspended: return text("休学", "suspended");
    case Standing::transferred: return text("已转出并有学校接收", "transferred and received");
    case Standing::graduated: return text("已完成义务教育", "completed compulsory education");
    case Standing::deceased: return text("死亡", "deceased");
    case Standing::too_young: return text("未到入学年龄", "too young");
    case Standing::too_old: return text("超过义务教育年龄", "too old");
  }
  return {};
}

bool needs_visit(Standing standing) {
  return standing < Standing::attendance_unknown;
}

bool is_in_class(Standing standing) {
  return standing == Standing::in_class || standing == Standing::not_in_household;
}

Comparison compare(const Lists& lists, SchoolAge school_age, Day today) {
  People people;
  Comparison found;
  for (const OnRoll& entry : lists.roll)
    found.people.emplace_back().line[static_cast<std::size_t>(ListKind::roll)] =
        static_cast<std::uint32_t>(people.enter(entry.person));
  take(found, people, ListKind::household, lists.household);
  take(found, people, ListKind::poverty, lists.poverty);
  for (Compared& person : found.people) person.standing = standing_of(lists, person, school_age, today);
  return found;
}

}  // namespace ksbx
