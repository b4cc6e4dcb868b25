#include "app/explain/explain.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "app/explain/typed_words.h"
#include "app/papers/duty_words.h"
#include "app/workspace/closures.h"
#include "app/workspace/pupils.h"
#include "app/workspace/why_not.h"
#include "base/join.h"
#include "policy/judge/route.h"
#include "store/history/attendance_store.h"
#include "store/history/history_store.h"
#include "store/ledger/ledger_then.h"
#include "store/roster/roster_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

constexpr int days_shown = 30;

std::string chain_up(const Organisation& organisation, UnitId from) {
  std::string chain;
  for (const Unit* unit : organisation.chain(from)) chain.insert(0, chain.empty() ? unit->name : unit->name + " → ");
  return chain;
}

// The people who hold a post at the unit that day: 班主任 孙老师, 班主任 吴老师（代理）.
std::vector<Text> people_at(const Rulebook& rulebook, const Organisation& organisation, UnitId unit, Day day) {
  std::vector<Text> people;
  for (const Assignment& one : organisation.assignments()) {
    if (one.unit != unit || one.from > day || (one.until && *one.until < day)) continue;
    people.push_back(text("{} {}{}", "{} {}{}", label_of_role(rulebook, one.role), one.person,
                          one.acting ? text("（代理）", " (acting)") : Text{}));
  }
  return people;
}

Text with(const Text& chain, const std::vector<Text>& people) {
  return people.empty() ? chain : text("{}（{}）", "{} ({})", chain, enumerated(people));
}

// Who answered for the child on that day.
std::vector<Text> chains_of(const Rulebook& rulebook, const History& history, const Organisation& organisation,
                            Day day) {
  const Organisation then = organisation.on(day);
  const Placement here = history.placement_on(day);
  const Unit* home = then.successor(here.residence);
  const std::string government = chain_up(then, here.residence);
  const std::string education = chain_up(then, here.school_class);
  std::vector<Text> on_government_line = people_at(rulebook, then, home ? home->id : UnitId{}, day);
  if (const Unit* station = unit_at(RoleAt::police_station, organisation, history, day, day))
    on_government_line.push_back(text("{}", "{}", station->name));
  return {government.empty()
              ? text("政府线：现住址没有落实到镇街和村（社区）", "government line: the residence is not known")
              : with(text("政府线：{} → 家庭", "government line: {} → family", government), on_government_line),
          education.empty() ? text("教育线：不在校", "education line: not at school")
                            : with(text("教育线：{} → 学生", "education line: {} → pupil", education),
                                   people_at(rulebook, then, here.school_class, day))};
}

// By his code also a child whose import was undone since: what was decided before can still be asked.
Student child_meant(const Workspace& workspace, const Organisation& organisation, const std::string& words, Day day) {
  if (const auto id = student_of_code(words))
    if (std::optional<Student> found = student(workspace.database, *id)) return std::move(*found);
  return required_pupil(workspace.database, organisation, words, day);
}

std::vector<Duty> not_in(const std::vector<Duty>& after, const std::vector<Duty>& before) {
  std::vector<Duty> fresh;
  for (const Duty& duty : after)
    if (std::none_of(before.begin(), before.end(), [&](const Duty& other) { return other.key == duty.key; }))
      fresh.push_back(duty);
  return fresh;
}

// What is on record of him up to that day, lists about a unit that name him included, in the order of a history.
std::vector<Record> records_of(const Rulebook& rulebook, const History& past, Day day) {
  std::vector<Record> records;
  for (const Record& record : past.records)
    if (record.day <= day) records.push_back(record);
  const auto own = static_cast<std::ptrdiff_t>(records.size());
  for (const Record& record : past.named_in) {
    const RecordKind* kind = rulebook.record(record.kind);
    if (record.day <= day && kind && kind->names_pupil(record, past.subject.student)) records.push_back(record);
  }
  std::inplace_merge(records.begin(), records.begin() + own, records.end(), [](const Record& one, const Record& other) {
    return std::tie(one.day, one.recorded) < std::tie(other.day, other.recorded);
  });
  return records;
}

// The pupil stays away for the whole next school day.
std::optional<Explanation::WhatIf> imagine_absence(const Workspace& workspace, const Organisation& organisation,
                                                   const History& history, Day day, const Decision& now) {
  const auto next = workspace.calendar.next_school_day(day, organisation.calendar_place(history.subject.unit));
  if (!next || !history.student->school_class) return std::nullopt;
  History imagined = history;
  // In the order of their days, like all marks; what is known of that day already gives way.
  auto at = imagined.marks.erase(std::ranges::lower_bound(imagined.marks, *next, {}, &Mark::day),
                                 std::ranges::upper_bound(imagined.marks, *next, {}, &Mark::day));
  for (const Session session : {Session::afternoon, Session::morning})
    at = imagined.marks.insert(at, {history.subject.student, *next, session, Presence::unexcused, {}, {}, {}});
  const Judge judge(workspace.rulebook, workspace.calendar, organisation, *next);
  return Explanation::WhatIf{
      text("如果 {} 全天仍无故缺课", "if he is absent without reason all day on {}", next->iso()),
      not_in(judge.decide(imagined).duties, now.duties)};
}

// One more persuasion is refused today, if the rulebook says what that is.
std::optional<Explanation::WhatIf> imagine_refusal(const Workspace& workspace, const Organisation& organisation,
                                                   const History& history, Day day, const Decision& now) {
  const Meanings& meaning = workspace.rulebook.meaning;
  if (!meaning.find(Meant::refusal)) return std::nullopt;
  History imagined = history;
  Record refused;
  refused.id = RecordId{-1};
  refused.student = history.subject.student;
  refused.day = day;
  meaning.put(refused, Meant::refusal);
  meaning.put(refused, Meant::refusal_mode);
  meaning.put(refused, Meant::refusal_reached, true);
  const auto after = std::upper_bound(imagined.records.begin(), imagined.records.end(), day,
                                      [](Day its_day, const Record& record) { return its_day < record.day; });
  imagined.records.insert(after, refused);
  const Judge judge(workspace.rulebook, workspace.calendar, organisation, day);
  return Explanation::WhatIf{text("如果今天再劝复一次仍被拒绝", "if one more persuasion is refused today"),
                             not_in(judge.decide(imagined).duties, now.duties)};
}

void explain(const Workspace& workspace, const Judge& judge, const History& past, Explanation& result) {
  const Decision now = judge.decide(past);
  if (const Stage* stage = workspace.rulebook.stage(now.stage)) result.stage = stage->label;
  result.facts = judge.facts(past);
  result.rules = judge.judge(past);
  for (auto* imagine : {imagine_absence, imagine_refusal})
    if (auto what_if = imagine(workspace, result.organisation, past, result.day, now))
      result.what_if.push_back(std::move(*what_if));
}

}  // namespace

Surroundings surroundings(const Workspace& workspace, Moment known_at) {
  Organisation organisation = load_organisation(workspace.database, known_at);
  Calendar calendar = with_closures(workspace.calendar, workspace.database, organisation, known_at);
  return {std::move(organisation), std::move(calendar)};
}

Explanation explain(const Workspace& workspace, const std::string& pupil, Day day, Moment known_at,
                    const Disclosure& shown) {
  const Snapshot one_moment(workspace.database);
  return explain(workspace, surroundings(workspace, known_at), pupil, day, known_at, shown);
}

Explanation explain(const Workspace& workspace, const Surroundings& around, const std::string& pupil, Day day,
                    Moment known_at, const Disclosure& shown) {
  const Snapshot one_moment(workspace.database);
  Explanation result;
  result.organisation = around.organisation;
  const Subject subject = subject_of(child_meant(workspace, result.organisation, pupil, day));
  const History past = history(workspace.database, result.organisation, subject, known_at);
  result.student = past.student_on(day);
  const Organisation then = result.organisation.on(day);
  result.who = described(result.student, then, shown);
  result.day = day;
  result.chains = chains_of(workspace.rulebook, past, result.organisation, day);
  for (Mark& mark : marks_of(workspace.database, result.student.id, known_at))
    if (mark.day <= day && day - mark.day <= days_shown) result.marks.push_back(std::move(mark));
  result.ledger = ledger(workspace.database, subject, known_at);
  for (Duty& duty : result.ledger.duties) duty = as_on(std::move(duty), day);
  std::erase_if(result.ledger.documents, [&](const Document& document) { return document.issued > day; });
  result.records = records_of(workspace.rulebook, past, day);
  const Workspace as_known{workspace.database, workspace.rulebook, around.calendar,
                           workspace.dates,    workspace.command,  workspace.actor};
  const Judge judge(workspace.rulebook, around.calendar, result.organisation, day);
  result.not_judged = why_not([&] { explain(as_known, judge, past, result); });
  result.history = past;
  const TypedWords typed(workspace.rulebook, shown);
  typed.cover(result.marks);
  typed.cover(result.records, result.organisation);
  typed.cover(result.facts);
  for (Judgement& judgement : result.rules) typed.cover(judgement.leaves);
  return result;
}

}  // namespace ksbx
