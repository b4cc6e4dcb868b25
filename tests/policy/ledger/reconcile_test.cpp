#include "policy/ledger/reconcile.h"

#include <doctest/doctest.h>

#include "policy/small_world.h"

namespace ksbx {
namespace {

// Nights of one pupil under the small rules.
struct Nights {
  SmallRules rules;
  Calendar calendar = plain_calendar();
  Organisation organisation = small_city();
  Books books;

  Plan night(const Told& told, std::string_view judged, std::string_view today = {}) {
    const Day on = day(judged);
    const Judge judge(rules.book, calendar, organisation, on);
    return books.night(judge, told.history, {on, on, today.empty() ? on : day(today)});
  }
  std::string ledger() const { return all_shown(books.ledger.duties); }
};

TEST_CASE("the same night again changes nothing") {
  Nights nights;
  const Told told = pupil().absent("2026-11-16");
  CHECK_FALSE(nights.night(told, "2026-11-16").empty());
  CHECK(nights.night(told, "2026-11-16").empty());
}

TEST_CASE("a duty is overdue from the day after its deadline, not on it") {
  Nights nights;
  const Told told = pupil().mark("2026-11-16", Session::morning, Presence::unexcused);
  nights.night(told, "2026-11-16");
  CHECK(nights.ledger() == "half-day 2026-11-16 due 2026-11-16 open");
  CHECK(nights.night(told, "2026-11-17").overdue.size() == 1);
  CHECK(nights.ledger() == "half-day 2026-11-16 due 2026-11-16 open overdue");
}

TEST_CASE("a deadline that moves to another day in the past is overdue in the same night") {
  Nights nights;
  nights.night(pupil().absent("2026-11-17"), "2026-11-17");
  nights.night(pupil().absent("2026-11-17"), "2026-11-25");
  const Told earlier = pupil().absent("2026-11-16").absent("2026-11-17");
  nights.night(earlier, "2026-11-25");
  CHECK(nights.night(earlier, "2026-11-25").empty());
  CHECK(nights.ledger().find("half-day 2026-11-16 due 2026-11-16 open overdue") != std::string::npos);
}

TEST_CASE("a rulebook that changes only the reminder moves the reminders of open duties") {
  Nights nights;
  const Told told = pupil().absent("2026-11-16").absent("2026-11-17");
  nights.night(told, "2026-11-17");
  for (Rule& rule : nights.rules.book.rules)
    if (rule.id == "day-two") rule.duties.front().remind_before = Due{Due::Kind::within, 1, -1, DayUnit::day};
  const Plan plan = nights.night(told, "2026-11-17");
  REQUIRE(plan.amended.size() == 1);
  CHECK(plan.amended.front().after.remind == day("2026-11-18"));
  CHECK(plan.amended.front().after.due == day("2026-11-19"));
  CHECK(plan.amended.front().reason.zh == "提醒日由 — 改为 2026-11-18");
  CHECK(nights.night(told, "2026-11-17").empty());
}

TEST_CASE("an earlier absence entered late moves the episode and duplicates no duty") {
  Nights nights;
  nights.night(pupil().absent("2026-11-17"), "2026-11-17");
  const Plan plan = nights.night(pupil().absent("2026-11-16").absent("2026-11-17"), "2026-11-17");
  CHECK(plan.amended.size() == 2);
  CHECK(plan.withdrawn.empty());
  CHECK(all_shown(plan.opened) == "day-two 2026-11-17 due 2026-11-19 open");
}

TEST_CASE("an absence after an attended day is no moved episode: the old duty goes, a new one comes") {
  Nights nights;
  nights.night(pupil().absent("2026-11-16"), "2026-11-18");
  const Plan plan = nights.night(pupil().excused("2026-11-16").absent("2026-11-18"), "2026-11-18");
  CHECK(plan.amended.empty());
  CHECK(plan.withdrawn.size() == 2);
  CHECK(plan.opened.size() == 2);
}

TEST_CASE(
    "leave entered late withdraws with a reason, and the cause back in force restores the same "
    "duty") {
  Nights nights;
  const Told absent = pupil().absent("2026-11-17");
  nights.night(absent, "2026-11-17");
  const Plan plan = nights.night(pupil().excused("2026-11-17"), "2026-11-17");
  CHECK(plan.withdrawn.size() == 2);
  CHECK_FALSE(plan.withdrawn.front().reason.zh.empty());
  CHECK(nights.night(absent, "2026-11-17").opened.empty());
  CHECK(nights.books.ledger.duties.size() == 2);
  CHECK(nights.ledger() == "day-one 2026-11-17 due 2026-11-18 open; half-day 2026-11-17 due 2026-11-17 open");
}

TEST_CASE("a duty that was done is never withdrawn") {
  Nights nights;
  Told told = pupil().absent("2026-11-17");
  told.record("visit", "2026-11-17", "principal", {{"reached", true}});
  nights.night(told, "2026-11-17");
  CHECK(nights.ledger() == "day-one 2026-11-17 due 2026-11-18 done; half-day 2026-11-17 due 2026-11-17 done");
  CHECK(nights.night(told.excused("2026-11-17"), "2026-11-18").empty());
}

TEST_CASE("a document duty is done once every line has its receipt, on the day of the last") {
  Nights nights;
  Told told = pupil().absent("2026-11-17");
  nights.rules.book.rules.erase(nights.rules.book.rules.begin() + 1, nights.rules.book.rules.end());
  nights.rules.book.rules.front().duties.front().document = DocumentOrder{};
  nights.night(told, "2026-11-17");
  for (const char* number : {"G-1", "E-1"}) {
    Document document;
    document.duty = nights.books.ledger.duties.front().id;
    document.number = number;
    document.line = *number == 'G' ? Line::government : Line::education;
    nights.books.ledger.documents.push_back(document);
  }
  Document supplement = nights.books.ledger.documents.front();
  supplement.number = "G-2";  // needs no receipt of its own
  supplement.kind = DocumentKind::supplement;
  nights.books.ledger.documents.push_back(supplement);
  told.record("receipt", "2026-11-18", "town").history.records.back().document = "G-1";
  nights.night(told, "2026-11-18");
  CHECK(nights.books.ledger.duties.front().state == DutyState::open);
  supplement.number = "E-2";  // whoever signs for the whole text has signed for the report
  supplement.line = Line::education;
  nights.books.ledger.documents.push_back(supplement);
  told.record("receipt", "2026-11-20", "education_bureau").history.records.back().document = "E-2";
  nights.night(told, "2026-11-20");
  CHECK(nights.books.ledger.duties.front().state == DutyState::done);
  CHECK(nights.books.ledger.duties.front().done == day("2026-11-20"));
}

// The small rules, where the duty of the second day stands only while no attended day has ended the run.
struct WhileAway : Nights {
  WhileAway() {
    std::erase_if(rules.book.rules, [](const Rule& rule) { return rule.id != "day-two"; });
    rules.book.rules.front().stands_while = rules.condition("days >= 2", rules.book.fact_names);
  }
};

TEST_CASE("a duty that stands while something holds is withdrawn when it ends, with the day of the return") {
  WhileAway nights;
  Told told = pupil().absent("2026-11-16").absent("2026-11-17").no_register("2026-11-18");
  nights.night(told, "2026-11-17");
  CHECK(nights.night(told, "2026-11-18").empty());  // no one knows whether he came
  CHECK(nights.ledger() == "day-two 2026-11-17 due 2026-11-19 open");
  const Plan plan = nights.night(told, "2026-11-19");
  REQUIRE(plan.withdrawn.size() == 1);
  CHECK(plan.withdrawn.front().reason.zh == "学生已于 2026-11-19 返校");
  CHECK(nights.night(told, "2026-11-20").empty());
  WhileAway late;
  CHECK(late.night(told, "2026-11-20").empty());  // found after he was back: nothing is asked for
}

TEST_CASE("a duty whose cause ends without a return says what does not hold any more") {
  WhileAway nights;
  Told told = pupil().absent("2026-11-16").absent("2026-11-17");
  nights.rules.book.rules.front().stands_while = nights.rules.condition("days < 3", nights.rules.book.fact_names);
  nights.night(told, "2026-11-17");
  told.absent("2026-11-18");
  const Plan plan = nights.night(told, "2026-11-18");
  REQUIRE(plan.withdrawn.size() == 1);
  CHECK(plan.withdrawn.front().reason.zh.starts_with("自 2026-11-18 起条件不再成立；"));
}

TEST_CASE("a duty whose cause ends with a leave says so, and no facts that have not changed") {
  WhileAway nights;
  Told told = pupil().absent("2026-11-16").absent("2026-11-17");
  nights.rules.book.rules.front().stands_while =
      nights.rules.condition("sessions_today >= 1", nights.rules.book.fact_names);
  nights.night(told, "2026-11-17");
  told.excused("2026-11-18");
  const Plan plan = nights.night(told, "2026-11-18");
  REQUIRE(plan.withdrawn.size() == 1);
  CHECK(plan.withdrawn.front().reason.zh == "自 2026-11-18 起请假");
}

// Five days missed, back on the Monday; the step of the second day was due on Thursday.
struct LateStep : WhileAway {
  Told told = pupil();
  LateStep() {
    for (const char* iso : {"2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"}) told.absent(iso);
    for (const char* iso : {"2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"}) night(told, iso);
  }
  const Duty& step() const { return books.ledger.duties.front(); }
};

TEST_CASE("a step that was overdue when the pupil came back is asked for no more, and stays missed") {
  LateStep nights;
  const Plan plan = nights.night(nights.told, "2026-11-23");
  REQUIRE(plan.withdrawn.size() == 1);
  CHECK(plan.withdrawn.front().reason.zh == "学生已于 2026-11-23 返校；此前逾期未办的仍记为未按期完成");
  CHECK(nights.step().state == DutyState::withdrawn);
  CHECK(nights.step().ended == day("2026-11-23"));
  REQUIRE(nights.step().missed.size() == 1);
  CHECK(nights.step().missed.front().due == day("2026-11-19"));
  CHECK(nights.step().missed.front().passed_on == day("2026-11-23"));
  CHECK(nights.night(nights.told, "2026-11-23").empty());
  CHECK(nights.night(nights.told, "2026-11-24").empty());
}

TEST_CASE("a step that still had time when the pupil came back was missed by nobody") {
  WhileAway nights;
  const Told told = pupil().absent("2026-11-16").absent("2026-11-17").absent("2026-11-18");
  for (const char* iso : {"2026-11-17", "2026-11-18", "2026-11-19"}) nights.night(told, iso);
  CHECK(nights.ledger() == "day-two 2026-11-17 due 2026-11-19 withdrawn");
  CHECK(nights.books.ledger.duties.front().missed.empty());
  CHECK(nights.books.ledger.duties.front().ended == day("2026-11-19"));
}

TEST_CASE("what turns out never to have been asked for was missed by nobody, also after it ended") {
  LateStep nights;
  nights.night(nights.told, "2026-11-23");
  Told excused = pupil();
  for (const char* iso : {"2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"}) excused.excused(iso);
  CHECK(nights.night(excused, "2026-11-24").amended.size() == 1);
  CHECK_FALSE(nights.step().ended);
  CHECK(nights.step().missed.empty());
  CHECK(nights.night(excused, "2026-11-24").empty());
  CHECK(nights.night(nights.told, "2026-11-25").amended.size() == 1);
  CHECK(nights.step().missed.size() == 1);
}

TEST_CASE("what was done before its cause ended stays done; what is done after it is too late") {
  const auto visited = [](const char* on) {
    WhileAway nights;
    Told told = pupil().absent("2026-11-16").absent("2026-11-17");
    told.record("visit", on, "principal", {{"reached", true}});
    for (const char* iso : {"2026-11-17", "2026-11-18", "2026-11-19"}) nights.night(told, iso);
    return nights.ledger();
  };
  CHECK(visited("2026-11-18") == "day-two 2026-11-17 due 2026-11-19 done");
  CHECK(visited("2026-11-19") == "day-two 2026-11-17 due 2026-11-19 withdrawn");
}

TEST_CASE("when the teacher leaves, his open duties pass to the next one") {
  Nights nights;
  const Told told = pupil().absent("2026-11-17");
  nights.night(told, "2026-11-17");
  nights.organisation = Organisation(
      units_of_the_city(), {{{1}, "王老师", "class_teacher", Units::school_class, day("2026-09-01"), day("2026-11-17")},
                            {{2}, "赵老师", "class_teacher", Units::school_class, day("2026-11-18"), {}}});
  CHECK(nights.night(told, "2026-11-18").amended.size() == 2);
  for (const Duty& duty : nights.books.ledger.duties) CHECK(duty.who.person == "赵老师");
}

TEST_CASE("a rule that is switched off withdraws what it asked for") {
  Nights nights;
  nights.night(pupil().absent("2026-11-17"), "2026-11-17");
  std::erase_if(nights.rules.book.rules, [](const Rule& rule) { return rule.id == "day-one"; });
  const Plan plan = nights.night(pupil().absent("2026-11-17"), "2026-11-17");
  REQUIRE(plan.withdrawn.size() == 1);
  CHECK(plan.withdrawn.front().reason.zh == "规则“day-one”已停用");
}

}  // namespace
}  // namespace ksbx
