#include "policy/trial/rule_test_world.h"

#include <algorithm>
#include <tuple>

#include "policy/papers/last_word.h"
#include "policy/rulebook/rulebook_words.h"

namespace ksbx {
namespace {

constexpr const char* school_code = "9990180001";
// Deadlines reach beyond the last letter; a year after it is more than any of them.
constexpr int days_after = 366;

bool is_weekend(Day day) {
  return day.weekday() >= Weekday::saturday;
}

std::string class_name(int grade) {
  return formatted("{}年级1班", grade);
}

bool is_under(RoleAt at) {
  switch (at) {
    case RoleAt::pupil:
    case RoleAt::school_class:
    case RoleAt::grade:
    case RoleAt::school:
    case RoleAt::education_office:
    case RoleAt::bureau: return true;
    case RoleAt::village:
    case RoleAt::town:
    case RoleAt::city:
    case RoleAt::school_town:
    case RoleAt::police_station:
    case RoleAt::department:
    case RoleAt::itself: return false;
  }
  return false;
}

// Of the two towns with what lies in them, a test looks at the one in which the pupil lives.
bool is_of_town(UnitKind kind) {
  return kind == UnitKind::town || kind == UnitKind::village || kind == UnitKind::police_station;
}

}  // namespace

TestWorld::TestWorld(const RuleTest& test, const Rulebook& rulebook) : test_(test), rulebook_(rulebook) {
  build_towns();
  fill_roles();
  organisation_ = Organisation(units_, assignments_);
  student_.id = {1};
  student_.name = "学生";
  student_.birth = test.birth;
  student_.special = test.special;
  student_.enrolment = test.idle ? Enrolment::idle : test.enrolment;
  if (!test.idle) student_.school_class = class_;
  const char* home = test.lives == Lives::here ? "甲村" : test.lives == Lives::town ? "甲镇" : "乙村";
  const auto homes = organisation_.named(home);
  if (test.lives != Lives::unknown && !homes.empty()) student_.residence = homes.front()->id;
  choose_subjects();
}

UnitId TestWorld::add(UnitKind kind, std::string name, UnitId parent, UnitId town) {
  Unit unit;
  unit.id = {static_cast<std::int64_t>(units_.size()) + 1};
  unit.kind = kind;
  unit.name = std::move(name);
  unit.parent = parent;
  unit.town = town;
  units_.push_back(unit);
  return units_.back().id;
}

// A role without a person is missing if its unit does not exist.
bool TestWorld::is_missing(RoleAt at) const {
  return std::any_of(rulebook_.roles.begin(), rulebook_.roles.end(), [&](const Role& role) {
    return role.at == at && !role.person && test_.without.contains(role.id);
  });
}

void TestWorld::build_towns() {
  const UnitId city = add(UnitKind::city, "石桥市", {});
  const UnitId bureau = add(UnitKind::bureau, "市教育局", city);
  build_departments(city);
  for (const std::string town_name : {"甲", "乙"}) {
    const UnitId town = add(UnitKind::town, town_name + "镇", city);
    add(UnitKind::village, town_name + "村", town);
    if (!is_missing(RoleAt::police_station)) add(UnitKind::police_station, town_name + "镇派出所", city, town);
    if (town_name == "甲") build_school(town, bureau);
  }
}

void TestWorld::build_departments(UnitId city) {
  for (const Role& role : rulebook_.roles)
    if (role.at == RoleAt::department && !role.named.empty() && !test_.without.contains(role.id))
      add(UnitKind::department, "市" + role.named.front(), city);
}

void TestWorld::build_school(UnitId town, UnitId bureau) {
  const UnitId office = add(UnitKind::education_office, "甲镇教办", bureau, town);
  const UnitId school = add(UnitKind::school, "甲校", office, town);
  units_.back().code = school_code;
  const UnitId grade = add(UnitKind::grade, formatted("{}年级", test_.grade), school);
  units_.back().year = test_.grade;
  class_ = add(UnitKind::school_class, class_name(test_.grade), grade);
}

// Every role that needs a person has one, called by the role's own name. A role that others are counted as is filled by
// them.
void TestWorld::fill_roles() {
  for (const Role& role : rulebook_.roles) {
    if (!role.person || !role.members.empty() || test_.without.contains(role.id)) continue;
    std::optional<Day> last;
    for (const TestDeparture& departure : test_.departures)
      if (departure.role == role.id) last = departure.last;
    for (const Unit& unit : units_) {
      if (unit.kind != kind_at(role.at)) continue;
      const StaffId staff{static_cast<std::int64_t>(assignments_.size()) + 1};
      assignments_.push_back({staff, role.label.zh, role.id, unit.id, test_.first, last});
      if (is_under(role.at)) break;  // there is one school
    }
  }
}

void TestWorld::choose_subjects() {
  const std::set<SubjectKind> spoken_of = rulebook_.subjects();
  const SubjectKind person = test_.idle ? SubjectKind::idle_minor : SubjectKind::student;
  subjects_.push_back({person, student_.id, student_.school_class});
  for (const Unit& unit : units_) {
    if (unit.name.starts_with(test_.lives == Lives::elsewhere ? "甲" : "乙") && is_of_town(unit.kind)) continue;
    const bool of_school = unit.kind == UnitKind::school_class || unit.kind == UnitKind::school;
    const Subject subject = subject_of(unit);
    if (spoken_of.contains(subject.kind) && !(test_.idle && of_school)) subjects_.push_back(subject);
  }
}

Calendar TestWorld::calendar(Day known) const {
  Calendar::Parts parts;
  const Day last = std::max(test_.until, test_.first + static_cast<int>(test_.letters.size()) - 1) + days_after;
  for (int year = test_.first.year(); year <= last.year(); ++year) parts.years.insert(year);
  parts.terms.push_back({"测试学期", {test_.first, last}});
  for (std::size_t i = 0; i < test_.letters.size(); ++i) {
    const Day day = test_.first + static_cast<int>(i);
    const bool school_day = letter_day(test_.letters[i], rulebook_)->school_day;
    if (!school_day && !is_weekend(day)) parts.holidays.insert(day);
    if (school_day && is_weekend(day)) parts.makeup_workdays.insert(day);
  }
  for (Closure closure : test_.closures) {
    if (closure.entered > known) continue;
    closure.school = school_code;
    parts.closures.push_back(closure);
  }
  return Calendar(parts);
}

std::vector<Mark> TestWorld::marks(Day known) const {
  std::vector<Mark> all;
  if (test_.idle) return all;
  const auto say = [&](Day day, Session session, Presence presence, Day entered) {
    all.push_back({student_.id, day, session, presence, {}, {}, Moment::at(entered, 16, 0)});
  };
  for (std::size_t i = 0; i < test_.letters.size(); ++i) {
    const Day day = test_.first + static_cast<int>(i);
    const LetterDay letter = *letter_day(test_.letters[i], rulebook_);
    if (letter.morning) say(day, Session::morning, *letter.morning, day);
    if (letter.afternoon) say(day, Session::afternoon, *letter.afternoon, day);
  }
  for (const TestCorrection& correction : test_.corrections)
    for (const Session session : {Session::morning, Session::afternoon})
      if (!correction.session || correction.session == session)
        say(correction.day, session, correction.presence, correction.entered);
  return as_known(std::move(all), Moment::at(known, 23, 59));
}

std::vector<ReturnedRegister> TestWorld::registers(Day known) const {
  std::vector<ReturnedRegister> returned;
  for (std::size_t i = 0; i < test_.letters.size(); ++i) {
    const Day day = test_.first + static_cast<int>(i);
    if (day <= known && letter_day(test_.letters[i], rulebook_)->has_register) returned.push_back({day, day});
  }
  for (const TestRegister& late : test_.registers)
    if (late.entered <= known) returned.push_back({late.day, late.entered});
  std::sort(returned.begin(), returned.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
  return returned;
}

std::vector<Record> TestWorld::records(Day known, const Ledger& ledger) const {
  std::vector<Record> made;
  for (const TestRecord& entry : test_.records) {
    if (entry.entered > known) continue;
    Record record = entry.record;
    record.id = {(&entry - test_.records.data()) + 1};
    record.student = student_.id;
    record.recorded = Moment::at(entry.entered, 17, 0);
    // The latest that lay there in the morning; one of the same night only if there was none.
    for (const Document& document : ledger.documents) {
      const bool answered = entry.answers == document.line && is_in_force(document) && document.issued <= entry.entered;
      if (!answered || (document.issued == entry.entered && !record.document.empty())) continue;
      record.document = document.number;
      const RecordKind* kind = rulebook_.record(record.kind);
      const std::string& form = rulebook_.meaning.field(Meant::receipt_form);
      if (kind && kind->field(form)) record.fields[form] = document.form;
    }
    if (entry.answers && record.document.empty()) continue;  // nothing was there to be received
    made.push_back(std::move(record));
  }
  std::stable_sort(made.begin(), made.end(), [](const Record& a, const Record& b) {
    return a.day != b.day ? a.day < b.day : a.recorded < b.recorded;
  });
  return made;
}

const TestRecord& TestWorld::entry_of(const Record& record) const {
  return test_.records[static_cast<std::size_t>(record.id.value - 1)];
}

History TestWorld::history(const Subject& subject, Day known, const Ledger& ledger) const {
  History history;
  history.subject = subject;
  history.since = test_.first;
  history.registers = std::make_shared<const std::vector<ReturnedRegister>>(registers(known));
  if (!subject.student) {
    for (Record& record : records(known, ledger)) {
      const RecordKind* kind = rulebook_.record(record.kind);
      if (kind == nullptr || kind->about_document() || !entry_of(record).is_about(*kind, subject.kind)) continue;
      record.student = {};
      record.unit = subject.unit;
      history.records.push_back(std::move(record));
    }
    return history;
  }
  history.student = student_;
  history.marks = marks(known);
  for (Record& record : records(known, ledger)) {
    const RecordKind* kind = rulebook_.record(record.kind);
    if (kind && entry_of(record).is_about(*kind, subject.kind))
      history.records.push_back(std::move(record));
    else if (kind && kind->names_pupil(record, student_.id))
      history.named_in.push_back(std::move(record));
  }
  return history;
}

bool TestWorld::has_register(Day day, Day known) const {
  return std::ranges::count(registers(known), day, &ReturnedRegister::day) > 0;
}

bool TestWorld::calendar_changed(Day since, Day told) const {
  return std::ranges::any_of(test_.closures,
                             [&](const Closure& one) { return one.entered > since && one.entered <= told; });
}

// What store/history/question_store.h finds in life.
bool TestWorld::is_spoken_of(const Subject& subject, Day since, Day told, Day day, const Ledger& ledger) const {
  const History before = history(subject, since, ledger);
  const History now = history(subject, told, ledger);
  if (before.records.size() != now.records.size() || before.named_in.size() != now.named_in.size()) return true;
  if (subject.kind == SubjectKind::school_class && !test_.idle) {
    if (before.registers->size() != now.registers->size()) return true;
    return calendar(told).is_school_day(day, school_code) && !has_register(day, told);
  }
  if (!subject.student) return false;
  const auto told_by = [](const Mark& mark) { return std::tuple(mark.day, mark.session, mark.presence); };
  if (!std::ranges::equal(before.marks, now.marks, {}, told_by, told_by)) return true;
  const bool late_register = std::ranges::any_of(test_.registers, [&](const TestRegister& one) {
    return one.entered > since && one.entered <= told && one.day < day;
  });
  return late_register || std::ranges::count(now.marks, day, &Mark::day) > 0 ||
         std::ranges::count(now.records, day, &Record::day) > 0 ||
         std::ranges::count(now.named_in, day, &Record::day) > 0;
}

}  // namespace ksbx
