// A town, a school, a class and one pupil, for tests of the engine; and a rulebook with the first steps of the ladder.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "day.h"
#include "model/calendar.h"
#include "model/history.h"
#include "model/unit.h"
#include "policy/judge/decide.h"
#include "policy/ledger/reconcile.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// Weekdays of two school years, without holidays but the first days of October 2026.
inline Calendar plain_calendar() {
  Calendar::Parts parts;
  parts.years = {2026, 2027};
  for (Day holiday = day("2026-10-01"); holiday <= day("2026-10-07"); ++holiday) parts.holidays.insert(holiday);
  parts.terms = {{"2026-2027-1", {day("2026-09-01"), day("2027-01-29")}},
                 {"2026-2027-2", {day("2027-02-22"), day("2027-07-02")}}};
  return Calendar(parts);
}

struct Units {
  static constexpr UnitId city{1}, bureau{2}, town{3}, village{4}, station{5}, other_town{6}, other_village{7},
      office{8}, school{9}, grade{10}, school_class{11};
};

inline std::vector<Unit> units_of_the_city() {
  return {{Units::city, UnitKind::city, "", "石桥市", {}, {}},
          {Units::bureau, UnitKind::bureau, "", "市教育局", Units::city, {}},
          {Units::town, UnitKind::town, "", "青石镇", Units::city, {}},
          {Units::village, UnitKind::village, "", "柳河村", Units::town, {}},
          {Units::station, UnitKind::police_station, "", "青石派出所", Units::city, Units::town},
          {Units::other_town, UnitKind::town, "", "白云镇", Units::city, {}},
          {Units::other_village, UnitKind::village, "", "白云村", Units::other_town, {}},
          {Units::office, UnitKind::education_office, "", "青石镇教办", Units::bureau, Units::town},
          {Units::school, UnitKind::school, "9990180001", "青石中学", Units::office, Units::town},
          {Units::grade, UnitKind::grade, "", "七年级", Units::school, {}, 7},
          {Units::school_class, UnitKind::school_class, "", "七(1)班", Units::grade, {}}};
}

inline Organisation small_city() {
  const Day from = day("2026-09-01");
  return Organisation(units_of_the_city(), {{{1}, "王老师", "class_teacher", Units::school_class, from, {}},
                                            {{2}, "李校长", "principal", Units::school, from, {}}});
}

// A pupil's history, written in a line: pupil().absent("2026-11-20").
struct Told {
  History history;
  std::vector<ReturnedRegister> registers;

  Told& mark(std::string_view iso, Session session, Presence presence) {
    Mark mark{{1}, day(iso), session, presence, {}, {}, Moment::at(day(iso), 16, 0)};
    std::erase_if(history.marks, [&](const Mark& m) { return m.day == mark.day && m.session == session; });
    history.marks.push_back(mark);
    std::sort(history.marks.begin(), history.marks.end(),
              [](const Mark& a, const Mark& b) { return std::pair(a.day, a.session) < std::pair(b.day, b.session); });
    return *this;
  }
  Told& all_day(std::string_view iso, Presence presence) {
    return mark(iso, Session::morning, presence).mark(iso, Session::afternoon, presence);
  }
  Told& absent(std::string_view iso) { return all_day(iso, Presence::unexcused); }
  Told& excused(std::string_view iso) { return all_day(iso, Presence::excused); }
  Told& no_register(std::string_view iso) {
    std::erase_if(registers, [&](const ReturnedRegister& r) { return r.day == day(iso); });
    return share();
  }
  Told& record(std::string kind, std::string_view iso, std::string role,
               std::map<std::string, FieldValue> fields = {}) {
    Record record;
    record.id = {static_cast<std::int64_t>(history.records.size()) + 1};
    record.kind = std::move(kind);
    record.student = {1};
    record.day = day(iso);
    record.recorded = Moment::at(day(iso), 17, 0);
    record.roles = {std::move(role)};
    record.fields = std::move(fields);
    history.records.push_back(std::move(record));
    std::stable_sort(history.records.begin(), history.records.end(),
                     [](const Record& a, const Record& b) { return a.day < b.day; });
    return *this;
  }
  Told& stands_from(std::string_view iso, const std::function<void(Student&)>& change) {
    if (history.placements.empty()) history.placements.push_back(placement_of(*history.student, Day::first()));
    change(*history.student);
    history.placements.push_back(placement_of(*history.student, day(iso)));
    return *this;
  }
  Told& enrolled_from(std::string_view iso, Enrolment enrolment) {
    return stands_from(iso, [&](Student& student) { student.enrolment = enrolment; });
  }
  Told& share() {
    history.registers = std::make_shared<const std::vector<ReturnedRegister>>(registers);
    return *this;
  }
};

// Every register came in on its day.
inline Told pupil() {
  Told told;
  Student student;
  student.id = {1};
  student.name = "学生甲";
  student.school_class = Units::school_class;
  student.residence = Units::village;
  student.birth = day("2013-05-20");
  told.history.subject = {SubjectKind::student, {1}, Units::school_class};
  told.history.student = student;
  told.history.since = day("2026-09-01");
  for (Day one = day("2026-09-01"); one <= day("2027-07-02"); ++one) told.registers.push_back({one, one});
  told.share();
  return told;
}

inline std::string shown(const Duty& duty) {
  return formatted("{} {} due {} {}{}", duty.key.rule, duty.opened.iso(), duty.due ? duty.due->iso() : "—",
                   name_of(duty.state), duty.state == DutyState::open && duty.overdue ? " overdue" : "");
}

template <class Duties>
std::string all_shown(const Duties& duties) {
  std::vector<std::string> lines;
  for (const Duty& duty : duties) lines.push_back(shown(duty));
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "; ") + line;
  return text;
}

// The first steps of the ladder in a few lines of C++; the shipped rules have their own tests.
struct SmallRules {
  Rulebook book;

  SmallRules() {
    book.id = "small";
    book.digest = "0";
    book.roles = {role("class_teacher", RoleAt::school_class, true),
                  role("principal", RoleAt::school, true),
                  role("town", RoleAt::town, false),
                  role("school_town", RoleAt::school_town, false),
                  role("village", RoleAt::village, false),
                  role("police_station", RoleAt::police_station, false),
                  role("education_bureau", RoleAt::bureau, false),
                  role("education_office", RoleAt::education_office, false),
                  role("pupil_teacher", RoleAt::pupil, true)};
    book.meaning.set(Meant::class_teacher, {"class_teacher", {}, {}});
    book.stages = {{"one", {"一", "one"}}, {"two", {"二", "two"}}};
    RecordKind visit;
    visit.kind = "visit";
    visit.fields = {Field{"reached", {}, Type{Type::Kind::boolean}, {}, true}};
    book.records = {visit};
    book.records.front().names.add({"reached", Type{Type::Kind::boolean}, {}});
    book.records.front().names.add({"came_back", Type{Type::Kind::boolean}, {}});
    add_fact(streak("days", true));
    FactDefinition sessions = streak("sessions_today", false);
    sessions.kind = FactDefinition::Kind::count;
    sessions.skips = {};
    sessions.window = 1;
    add_fact(sessions);
    FactDefinition teacher;
    teacher.name = "has_class_teacher";
    teacher.kind = FactDefinition::Kind::attribute;
    teacher.attribute = Attribute::has_class_teacher;
    add_fact(teacher);
    FactDefinition failed;
    failed.name = "failed";
    failed.kind = FactDefinition::Kind::count;
    failed.type = {Type::Kind::integer};
    failed.record = "visit";
    failed.where = condition("reached and not came_back", book.records.front().names);
    failed.within = Within::episode;
    add_fact(failed);
    FactDefinition stage;
    stage.name = "stage";
    stage.kind = FactDefinition::Kind::attribute;
    stage.attribute = Attribute::stage;
    stage.type = {Type::Kind::choice, {"one", "two"}, true};
    add_fact(stage);
    add_rule("half-day", "sessions_today >= 1", Per::episode, "one", DayUnit::day, 0);
    add_rule("day-one", "days >= 1", Per::episode, "", DayUnit::school_day, 1);
    add_rule("day-two", "days >= 2", Per::episode, "two", DayUnit::school_day, 2);
    add_rule("failed-visits", "failed >= 2", Per::episode, "", DayUnit::work_day, 1);
    add_rule("no-teacher", "not has_class_teacher", Per::month, "", DayUnit::work_day, 1);
    book.rules.back().duties.front().done_by.clear();
    book.rules.back().duties.front().done_when = condition("has_class_teacher", book.fact_names);
  }

  std::optional<Condition> condition(std::string_view source, const Vocabulary& names) const {
    Problems problems;
    auto parsed = Condition::parse(source, names, book.parameter_names, {}, problems);
    if (!parsed) throw Error(Failure::internal, problems);
    return parsed;
  }

  void add_rule(std::string id, std::string_view when, Per per, std::string stage, DayUnit unit, int within) {
    Rule rule;
    rule.id = std::move(id);
    rule.when = condition(when, book.fact_names);
    rule.per = per;
    rule.enter = std::move(stage);
    DutyItem item;
    item.id = "1";
    item.who = "class_teacher";
    item.action = "visit";
    item.due = {Due::Kind::within, within, -1, unit};
    item.done_by = {{"visit", condition("reached", book.records.front().names), {}, true}};
    rule.duties = {item};
    book.rules.push_back(std::move(rule));
  }

 private:
  static Role role(std::string id, RoleAt at, bool person) {
    Role role;
    role.id = std::move(id);
    role.at = at;
    role.person = person;
    return role;
  }
  static FactDefinition streak(std::string name, bool whole_day) {
    FactDefinition fact;
    fact.name = std::move(name);
    fact.kind = FactDefinition::Kind::streak;
    fact.type = {Type::Kind::integer};
    fact.status = {Presence::unexcused, Presence::unverified};
    fact.skips = {Presence::excused};
    fact.whole_day = whole_day;
    return fact;
  }
  void add_fact(FactDefinition fact) {
    book.fact_names.add({fact.name, fact.type, {}});
    book.facts.push_back(std::move(fact));
  }
};

// The ledger of one subject, kept as `escalate` keeps it.
struct Books {
  Ledger ledger;

  // One pass; what it changed.
  Plan night(const Judge& judge, const History& history, const Night& night) {
    Plan plan = reconcile(judge, judge.decide(history), ledger, history, night);
    apply(plan);
    return plan;
  }

  void apply(const Plan& plan) {
    for (const auto* changes : {&plan.amended, &plan.withdrawn, &plan.done, &plan.overdue})
      for (const Change& change : *changes)
        for (Duty& duty : ledger.duties)
          if (duty.id == change.before.id) duty = change.after;
    for (Duty duty : plan.opened) {
      duty.id = {static_cast<std::int64_t>(ledger.duties.size()) + 1};
      ledger.duties.push_back(std::move(duty));
    }
  }
};

}  // namespace ksbx
