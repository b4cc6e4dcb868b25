#include "store/ledger/duty_store.h"

#include "store/ledger/document_store.h"
#include "store/ledger/ledger_then.h"
#include "store/ledger/night_log.h"
#include "store/store_fixture.h"

using namespace ksbx;

namespace {

Duty leader_visit(const School& school, StudentId pupil) {
  Duty duty;
  duty.key = {"leader-visit", "1", {SubjectKind::student, pupil, school.class_one}, "episode 2026-09-21 am"};
  duty.action = "home_visit_and_persuade";
  duty.clauses = {"P29", "P28"};
  duty.stage = "day_two";
  duty.who = {"school_leader", school.school, "李副校长", true};
  duty.with = {{"police_station", {}, "", false}};
  duty.opened = day("2026-09-22");
  duty.detected = day("2026-09-23");
  duty.due = day("2026-09-22");
  duty.remind = day("2026-09-21");
  duty.why = R"({"day":"2026-09-22"})";
  duty.note = "补发现";
  duty.rulebook = "abc";
  return duty;
}

DutyId opened(School& school, const Duty& duty) {
  std::vector<DutyId> ids;
  Plan plan;
  plan.opened = {duty};
  school.in_transaction("2026-09-23", [&](Transaction& t) { ids = apply(t, plan); });
  REQUIRE(ids.size() == 1);
  return ids[0];
}

Document report(DutyId duty, UnitId issuer, Line line, const char* content) {
  Document document;
  document.duty = duty;
  document.form = "dropout-report";
  document.line = line;
  document.issuer = issuer;
  document.issued = day("2026-09-23");
  document.content = content;
  document.hash = std::string("hash of ") + content;
  document.missing = {"reason"};
  return document;
}

bool same(const Duty& a, const Duty& b) {
  return a.id == b.id && a.key == b.key && a.action == b.action && a.clauses == b.clauses && a.stage == b.stage &&
         a.who == b.who && a.with == b.with && a.opened == b.opened && a.detected == b.detected && a.due == b.due &&
         a.remind == b.remind && a.state == b.state && a.done == b.done && a.proof == b.proof &&
         a.overdue == b.overdue && a.withdrawn == b.withdrawn && a.ended == b.ended && a.why == b.why &&
         a.note == b.note && a.rulebook == b.rulebook;
}

}  // namespace

TEST_CASE("a duty comes back as it was opened") {
  School school;
  Duty wanted = leader_visit(school, school.enrol(school.pupil("王小明")));
  wanted.id = opened(school, wanted);
  const Ledger found = ledger(school.database, wanted.key.subject);
  REQUIRE(found.duties.size() == 1);
  CHECK(same(found.duties[0], wanted));
  CHECK(same(*duty(school.database, wanted.id), wanted));
}

TEST_CASE("a plan amends, withdraws, finishes and marks overdue, each with a journal entry") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  Duty before = leader_visit(school, pupil);
  before.id = opened(school, before);
  struct Case {
    const char* event;
    std::vector<Change> Plan::*list;
    DutyState state;
  };
  for (const Case& one :
       {Case{"duty.amended", &Plan::amended, DutyState::open}, Case{"duty.overdue", &Plan::overdue, DutyState::open},
        Case{"duty.done", &Plan::done, DutyState::done},
        Case{"duty.withdrawn", &Plan::withdrawn, DutyState::withdrawn}}) {
    const std::string event = one.event;
    CAPTURE(event);
    Duty after = before;
    after.state = one.state;
    after.key.period = "episode 2026-09-20 am";
    after.note = "责任人改为 赵校长";
    after.overdue = day("2026-09-24");
    after.done = day("2026-09-25");
    after.withdrawn = day("2026-09-26");
    after.ended = day("2026-09-25");
    Plan plan;
    (plan.*one.list) = {{before, after, {}}};
    const auto entries = school.entries();
    school.in_transaction("2026-09-24", [&](Transaction& t) { CHECK(apply(t, plan).empty()); });
    CHECK(same(*duty(school.database, before.id), after));
    CHECK(school.entries() == entries + 1);
    CHECK(school.database.number("SELECT count(*) FROM t_journal WHERE event = '" + event + "'") == 1);
  }
  CHECK(school.database.number("SELECT count(*) FROM t_journal WHERE detail LIKE '%校长%'") == 0);
}

TEST_CASE("an empty plan writes nothing") {
  School school;
  const auto changes = school.count("t_change");
  const auto entries = school.entries();
  school.in_transaction("2026-09-24", [&](Transaction& t) { apply(t, {}); });
  CHECK(school.entries() == entries);
  CHECK(school.count("t_change") == changes);
}

TEST_CASE("the same duty cannot be opened twice") {
  School school;
  const Duty wanted = leader_visit(school, school.enrol(school.pupil("王小明")));
  opened(school, wanted);
  CHECK(refusal([&] { opened(school, wanted); }) == "database-internal");
}

TEST_CASE("a pupil's duties are found after he changed class, under the subject that asks") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  opened(school, leader_visit(school, pupil));
  const Subject moved{SubjectKind::student, pupil, school.class_two};
  const Ledger found = ledger(school.database, moved);
  REQUIRE(found.duties.size() == 1);
  CHECK(found.duties[0].key.subject == moved);
}

TEST_CASE("a duty stays with the class in which it arose, whatever is written about it after the pupil moved") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  opened(school, leader_visit(school, pupil));
  Change late;
  late.before = ledger(school.database, {SubjectKind::student, pupil, school.class_two}).duties.front();
  late.after = late.before;
  late.after.overdue = day("2026-09-24");
  Plan plan;
  plan.overdue = {late};
  school.in_transaction("2026-09-24", [&](Transaction& t) { apply(t, plan); });
  const Duty kept = *duty(school.database, late.after.id);
  CHECK(kept.overdue == day("2026-09-24"));
  CHECK(kept.key.subject == Subject{SubjectKind::student, pupil, school.class_one});
}

TEST_CASE("the ledger of then has neither what later nights opened nor what they changed") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  const Subject subject{SubjectKind::student, pupil, school.class_one};
  const NightLog log(school.database);
  const auto night = [&](const char* when, const Plan& plan) {
    school.in_transaction(when, [&](Transaction& t) {
      apply(t, plan);
      Run run;
      run.through = at(when).day();
      run.today = run.through;
      run.recorded = at(when);
      add(t, run);
    });
  };
  Plan first;
  first.opened = {leader_visit(school, pupil)};
  night("2026-09-23T20:00:00", first);
  Plan second;
  Change passed_on{ledger(school.database, subject).duties.front(), {}, {}};
  passed_on.after = passed_on.before;
  passed_on.after.who.person = "周副校长";
  passed_on.after.due = day("2026-09-28");
  passed_on.after.missed = {{passed_on.before.who, day("2026-09-22"), day("2026-09-24")}};
  second.amended = {passed_on};
  second.opened = {leader_visit(school, pupil)};
  second.opened.front().key.period = "episode 2026-09-24 am";
  night("2026-09-24T20:00:00", second);

  const Ledger then = ledger(school.database, subject, at("2026-09-24T12:00:00"));
  REQUIRE(then.duties.size() == 1);
  CHECK(same(then.duties.front(), passed_on.before));
  CHECK(then.duties.front().missed.empty());
  CHECK(ledger(school.database, subject, at("2026-09-23T12:00:00")).duties.empty());
  const Ledger now = ledger(school.database, subject, at("2026-09-25T12:00:00"));
  CHECK(now.duties.size() == 2);
  CHECK(now.duties.front().missed.size() == 1);
  CHECK(ledger(school.database, subject).duties.size() == 2);  // asking changes nothing
}

TEST_CASE("duties of a school and of its city are kept apart") {
  School school;
  Duty monthly;
  monthly.key = {"bulletin", "1", {SubjectKind::school, {}, school.school}, "2026-09"};
  opened(school, monthly);
  monthly.key.subject = {SubjectKind::city, {}, school.city};
  opened(school, monthly);
  Ledgers ledgers(school.database);
  CHECK(ledgers.of({SubjectKind::school, {}, school.school}).duties.size() == 1);
  CHECK(ledgers.of({SubjectKind::city, {}, school.city}).duties.size() == 1);
  CHECK(ledgers.of({SubjectKind::town, {}, school.town}).duties.empty());
}

TEST_CASE(
    "both lines get a number of their own, counted by year and issuing unit, and a second issue changes nothing") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  const DutyId duty = opened(school, leader_visit(school, pupil));
  const DutyId other_duty = opened(school, leader_visit(school, school.enrol(school.pupil("李小红"))));
  Document town, bureau, again, correction, next_year, towns_own;
  school.in_transaction("2026-09-23", [&](Transaction& t) {
    town = issue(t, report(duty, school.school, Line::government, "一"));
    bureau = issue(t, report(duty, school.school, Line::education, "一"));
  });
  CHECK(town.number == "控辍〔2026〕9990180001-政-0001");
  CHECK(bureau.number == "控辍〔2026〕9990180001-教-0001");
  const auto entries = school.entries();
  school.in_transaction("2026-09-24",
                        [&](Transaction& t) { again = issue(t, report(duty, school.school, Line::government, "一")); });
  CHECK(again.number == town.number);
  CHECK(again.id == town.id);
  CHECK(school.entries() == entries);
  school.in_transaction("2026-09-25", [&](Transaction& t) {
    Document changed = report(duty, school.school, Line::government, "二");
    changed.corrects = town.number;
    correction = issue(t, changed);
    Document late = report(duty, school.school, Line::government, "三");
    late.corrects = correction.number;
    late.issued = day("2027-01-05");
    next_year = issue(t, late);
    Document of_town = report(other_duty, school.town, Line::government, "四");
    towns_own = issue(t, of_town);
  });
  CHECK(correction.number == "控辍〔2026〕9990180001-政-0002");
  CHECK(next_year.number == "控辍〔2027〕9990180001-政-0001");
  CHECK(towns_own.number == "控辍〔2026〕990181001-政-0001");
  school.in_transaction("2026-09-26", [&](Transaction& t) {
    t.database().execute("INSERT INTO t_barred_number(number) VALUES ('控辍〔2026〕990181001-政-0002')");
    Document next = report(other_duty, school.town, Line::government, "五");
    next.corrects = towns_own.number;
    CHECK(issue(t, next).number == "控辍〔2026〕990181001-政-0003");
  });
  CHECK(document(school.database, town.number)->issuer == school.school);
  CHECK(documents_of(school.database, duty).size() == 4);
  CHECK(ledger(school.database, {SubjectKind::student, pupil, school.class_one}).documents.size() == 4);
  CHECK(document(school.database, town.number)->content == "一");
  CHECK(document(school.database, town.number)->missing == std::vector<std::string>{"reason"});
  CHECK_FALSE(document(school.database, "控辍〔2026〕9990180001-政-9999").has_value());
}

TEST_CASE("a document that is issued cannot be given another text") {
  School school;
  const DutyId duty = opened(school, leader_visit(school, school.enrol(school.pupil("王小明"))));
  school.in_transaction("2026-09-23",
                        [&](Transaction& t) { issue(t, report(duty, school.school, Line::government, "一")); });
  CHECK(refusal([&] {
          school.in_transaction("2026-09-23",
                                [&](Transaction& t) { issue(t, report(duty, school.school, Line::government, "二")); });
        }) == "document-changed");
}

TEST_CASE("doubts are replaced by their difference") {
  School school;
  const Subject subject{SubjectKind::student, school.enrol(school.pupil("王小明")), school.class_one};
  const Leaf leaf{"unexcused_days >= 2", Truth::unknown, {{"unexcused_days", {"连续天数", "days"}, {"1…2", "1…2"}}}};
  const Doubt first{"leader-visit", subject, day("2026-09-22"), {leaf}};
  const Doubt second{"dual-report", subject, day("2026-09-22"), {}};
  const auto set = [&](const std::vector<Doubt>& doubts) {
    Effect effect = Effect::unchanged;
    school.in_transaction("2026-09-23", [&](Transaction& t) { effect = Doubts(t.database()).set(t, subject, doubts); });
    return effect;
  };
  CHECK(set({first, second}) == Effect::written);
  CHECK(set({second, first}) == Effect::unchanged);
  CHECK(school.count("doubts") == 2);
  CHECK(set({second}) == Effect::written);
  CHECK(school.count("doubts") == 1);
  CHECK(set({}) == Effect::written);
  CHECK(set({}) == Effect::unchanged);
}

TEST_CASE("the last run is remembered, and a run that found nothing new is not written again") {
  School school;
  CHECK_FALSE(last_run(school.database).has_value());
  Run run;
  run.through = day("2026-09-22");
  run.today = day("2026-09-23");
  run.rulebook = "rules";
  run.calendar = "calendar";
  run.seen = seen_now(school.database, *Moment::parse("2030-01-01T00:00:00"));
  run.recorded = at("2026-09-23T02:00:00");
  run.counts.opened = 3;
  const auto add_run = [&](const Run& one) {
    Effect effect = Effect::unchanged;
    school.in_transaction("2026-09-23", [&](Transaction& t) { effect = add(t, one); });
    return effect;
  };
  CHECK(add_run(run) == Effect::written);
  CHECK(last_run(school.database)->counts.opened == 3);
  run.counts.opened = 0;
  CHECK(add_run(run) == Effect::unchanged);
  Run partial = run;
  partial.provisional = true;
  partial.through = day("2026-09-23");
  CHECK(add_run(partial) == Effect::written);
  CHECK(last_run(school.database)->through == day("2026-09-22"));
  CHECK(last_run_even_provisional(school.database)->through == day("2026-09-23"));
  Run other_rules = run;
  other_rules.rulebook = "other rules";
  CHECK(add_run(other_rules) == Effect::written);
}
