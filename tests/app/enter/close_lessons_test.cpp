#include "app/enter/close_lessons.h"

#include "app/enter/undo.h"
#include "app/explain/explain.h"
#include "app/office.h"
#include "app/rules/calendar_list.h"
#include "app/workspace/class_register.h"
#include "app/workspace/closures.h"
#include "store/roster/unit_store.h"

using namespace ksbx;

namespace {

// With 七年级1班 of six pupils (Office::enrol) and 八年级1班 of one.
struct WithClasses : Office {
  Calendar known;

  WithClasses() {
    enrol();
    import_on("2026-11-15", {file("more.csv", "学校名称,年级,班级,姓名\n石桥市第一初级中学,八年级,1班,周大海\n")});
  }
  // As the command line has it: with the closures in the store.
  Workspace now(const std::string& iso, const std::string& time = "20:00:00") {
    const Workspace workspace = on(iso, time);
    known = with_closures(calendar, database, workspace.dates.now);
    return {database, rules, known, workspace.dates, "test", "zhang"};
  }
  static CloseRequest flu(const std::string& first, const std::string& last) {
    CloseRequest request;
    request.whom = UnitKind::school_class;
    request.unit = "七年级1班";
    request.days = {day(first), day(last)};
    request.reason = "流感停课";
    request.by = "赵校长";
    return request;
  }
  CloseOutcome close(const std::string& iso, const CloseRequest& request) {
    const Workspace workspace = now(iso);
    return close_lessons(workspace, request, Keep::changes);
  }
  std::string refused(const CloseRequest& request) {
    const std::int64_t before = entries();
    const std::string code = refusal([&] { close("2026-11-16", request); });
    CHECK(entries() == before);
    return code;
  }
  // Class 7.1 misses 钱试二 on Monday and Tuesday, and both nights judge.
  void two_days_missed() {
    for (const char* iso : {"2026-11-16", "2026-11-17"}) {
      absent(iso, {"钱试二"});
      registers(iso);
      escalate_on(iso);
    }
  }
};

}  // namespace

TEST_CASE("a class is closed with author and reason, once, and undo opens it again") {
  WithClasses office;
  const CloseOutcome outcome = office.close("2026-11-16", WithClasses::flu("2026-11-16", "2026-11-22"));
  CHECK(outcome.effect == Effect::written);
  CHECK(outcome.closure == 1);
  CHECK(outcome.school_days == 5);
  CHECK(outcome.judged == 0);
  CHECK(office.close("2026-11-17", WithClasses::flu("2026-11-16", "2026-11-22")).effect == Effect::unchanged);
  CHECK(office.rows("SELECT closure, unit_kind, unit_name, first, last, session, reason, by FROM closures") ==
        "1,class,1班,2026-11-16,2026-11-22,,流感停课,赵校长\n");
  const Workspace workspace = office.now("2026-11-17");
  CHECK(refusal([&] { change_of_closure(workspace, 2); }) == "unknown-closure");
  const UndoOutcome undone =
      undo(workspace, change_of_closure(workspace, 1), Keep::changes, Language::zh, Disclosure{});
  CHECK(undone.effect == Effect::written);
  CHECK(undone.made.closures == 1);
  CHECK(office.rows("SELECT closure FROM closures").empty());
  CHECK(closures_known(office.database, *Moment::parse("2026-11-16T21:00:00")).size() == 1);
}

TEST_CASE("nothing can be marked in a closed class, and its neighbours have lessons") {
  WithClasses office;
  office.close("2026-11-16", WithClasses::flu("2026-11-16", "2026-11-20"));
  MarkRequest request;
  request.day = day("2026-11-16");
  request.absences = {{"钱试二", Half::whole_day, Presence::unexcused, {}}};
  const Workspace workspace = office.now("2026-11-16");
  CHECK(refusal([&] { mark_absent(workspace, request, Keep::changes); }) == "no-school-day");
  MarkRequest nil;
  nil.day = day("2026-11-16");
  nil.nil = {"石桥市第一初级中学"};  // of its other classes
  CHECK(mark_absent(workspace, nil, Keep::changes).registers == 1);
  request.absences.front().pupil = "周大海";
  CHECK(mark_absent(workspace, request, Keep::changes).marked == 1);
}

TEST_CASE("of a closed class no register is asked for") {
  WithClasses office;
  office.registers("2026-11-16");
  office.escalate_on("2026-11-16");
  office.close("2026-11-17", WithClasses::flu("2026-11-17", "2026-11-18"));
  office.escalate_on("2026-11-18");
  CHECK(office.rows("SELECT DISTINCT unit_code FROM duties WHERE rule = 'missing-register'") == "9990180001/8/1\n");
}

TEST_CASE("a closure of days that are judged withdraws what came of them and names itself") {
  WithClasses office;
  office.two_days_missed();
  CHECK(office.rows("SELECT count(*) > 0 FROM duties WHERE rule = 'leader-visit'") == "1\n");
  const CloseOutcome outcome = office.close("2026-11-18", WithClasses::flu("2026-11-16", "2026-11-18"));
  CHECK(outcome.school_days == 3);
  CHECK(outcome.judged == 2);
  const Escalation night = office.escalate_on("2026-11-18");
  CHECK(night.counts.withdrawn > 0);
  for (const Change& change : night.withdrawals)
    CHECK(change.reason.zh == "因流感停课 2026-11-16至2026-11-18，不再成立");
  CHECK(office.rows("SELECT count(*) FROM duties WHERE student_name LIKE '钱%' AND state = 'open'") == "0\n");
  // The next night finds nothing more, and no one has been left asleep.
  CHECK(office.escalate_on("2026-11-18").withdrawals.empty());
}

TEST_CASE("a deadline that a closure puts off is told with the closure") {
  WithClasses office;
  office.two_days_missed();
  office.close("2026-11-18", WithClasses::flu("2026-11-18", "2026-11-19"));
  office.escalate_on("2026-11-18");
  const std::string notes = office.rows("SELECT DISTINCT note FROM duties WHERE rule = 'bond-class' AND note <> ''");
  CHECK(notes.starts_with("因流感停课 2026-11-18至2026-11-19，期限由 2026-12-"));
}

TEST_CASE("when a closure is taken back, the days count again") {
  WithClasses office;
  office.two_days_missed();
  const std::string before = office.rows("SELECT rule, opened, state FROM duties WHERE student_name LIKE '钱%'");
  office.close("2026-11-17", WithClasses::flu("2026-11-16", "2026-11-17"));
  office.escalate_on("2026-11-17");
  CHECK(office.rows("SELECT rule, opened, state FROM duties WHERE student_name LIKE '钱%'") != before);
  const Workspace workspace = office.now("2026-11-17");
  undo(workspace, change_of_closure(workspace, 1), Keep::changes, Language::zh, Disclosure{});
  office.escalate_on("2026-11-17");
  CHECK(office.rows("SELECT rule, opened, state FROM duties WHERE student_name LIKE '钱%'") == before);
}

TEST_CASE("what was known before a closure was entered is told without it") {
  WithClasses office;
  office.two_days_missed();
  office.close("2026-11-18", WithClasses::flu("2026-11-16", "2026-11-18"));
  const Workspace workspace = office.now("2026-11-18", "21:00:00");
  const auto days_at = [&](const std::string& moment) {
    const Explanation why = explain(workspace, "钱试二", day("2026-11-17"), *Moment::parse(moment), Disclosure{});
    for (const FactValue& fact : why.facts)
      if (fact.name == "unexcused_days") return fact.value.least();
    return std::int64_t{-1};
  };
  CHECK(days_at("2026-11-17T21:00:00") == 2);
  CHECK(days_at("2026-11-18T21:00:00") == 0);
}

TEST_CASE("a closure of nobody, of no day or beyond the calendars is refused, and nothing is written") {
  WithClasses office;
  const auto with = [](auto change) {
    CloseRequest request = WithClasses::flu("2026-11-16", "2026-11-20");
    change(request);
    return request;
  };
  CHECK(office.refused(with([](CloseRequest& one) { one.unit = "九年级9班"; })) == "R_UNKNOWN_UNIT");
  CHECK(office.refused(with([](CloseRequest& one) { one.unit = "石桥市第一初级中学"; })) == "other-unit-kind");
  CHECK(office.refused(with([](CloseRequest& one) { one.days.last = day("2026-11-13"); })) == "days-reversed");
  CHECK(office.refused(with([](CloseRequest& one) { one.days.last = day("2027-06-30"); })) == "longer-than-term");
  CHECK(office.refused(with([](CloseRequest& one) {
    one.days = {day("2031-11-17"), day("2031-11-17")};
  })) == "outside-calendar");
  CHECK(office.refused(with([](CloseRequest& one) {
    one.days = {day("2026-11-21"), day("2026-11-22")};
  })) == "no-school-day");
  CHECK(office.refused(with([](CloseRequest& one) { one.reason = ""; })) == "no-reason");
}

TEST_CASE("a grade, a school, a town and everybody are closed by one line, mornings alone if need be") {
  WithClasses office;
  const Organisation organisation = load_organisation(office.database);
  const auto open = [&](const char* words) {
    const Calendar known = with_closures(office.calendar, office.database, *Moment::parse("2026-12-31T00:00:00"));
    const UnitId one = ClassRegister(organisation, day("2026-11-16")).matching(words).front();
    const Sessions lessons = known.sessions_on(day("2026-11-16"), organisation.calendar_place(one));
    return std::string(lessons.morning ? "a" : "-") + (lessons.afternoon ? "p" : "-");
  };
  CloseRequest request = WithClasses::flu("2026-11-16", "2026-11-16");
  request.session = Session::morning;
  request.whom = UnitKind::grade;
  request.unit = "八年级@石桥市第一初级中学";
  office.close("2026-11-16", request);
  CHECK(open("七年级1班") == "ap");
  CHECK(open("八年级1班") == "-p");
  request.session = Session::afternoon;
  request.whom = UnitKind::school;
  request.unit = "石桥市第一初级中学";
  office.close("2026-11-16", request);
  CHECK(open("七年级1班") == "a-");
  CHECK(open("八年级1班") == "--");
  request.session = {};
  request.whom = {};
  CHECK(office.close("2026-11-16", request).whom.zh == "全市所有学校");
  CHECK(open("七年级1班") == "--");
}

TEST_CASE("the list of the calendar has files and closures by their days") {
  WithClasses office;
  office.close("2026-11-16", WithClasses::flu("2026-11-16", "2026-11-20"));
  const Table table =
      calendar_list(office.calendar, office.database, *Moment::parse("2026-11-16T21:00:00"), Language::zh);
  const std::string csv = render(table, Format::csv, {});
  CHECK(csv.find("2026-10-01,2026-10-07,放假,,,国庆节,,") != std::string::npos);
  CHECK(csv.find("2026-11-16,2026-11-20,停课,石桥市第一初级中学 七年级 1班,,流感停课,2026-11-16,1") !=
        std::string::npos);
}
