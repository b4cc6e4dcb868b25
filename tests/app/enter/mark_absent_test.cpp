#include "app/enter/mark_absent.h"

#include "app/office.h"

using namespace ksbx;

namespace {

struct WithPupils : Office {
  WithPupils() { enrol(); }
};

}  // namespace

TEST_CASE("a correction keeps both statements; the later one holds") {
  WithPupils office;
  office.absent("2026-11-16", {"钱试二"}, Presence::unexcused, Half::morning);
  office.absent("2026-11-16", {"钱试二"}, Presence::present, Half::morning);
  CHECK(office.rows("SELECT presence, latest FROM attendance_history ORDER BY version") == "unexcused,0\npresent,1\n");
  CHECK(office.rows("SELECT day FROM absences").empty());
}

TEST_CASE("saying the same twice changes nothing") {
  WithPupils office;
  CHECK(office.absent("2026-11-16", {"钱试二"}).marked == 1);
  const std::int64_t entries = office.entries();
  const MarkOutcome again = office.absent("2026-11-16", {"钱试二"});
  CHECK(again.marked == 0);
  CHECK(again.unchanged == 1);
  CHECK(office.entries() == entries);
}

TEST_CASE(
    "a morning missed, a day missed and leave start what they should, and no one is named in "
    "full") {
  WithPupils office;
  const auto started = [&](const MarkOutcome& outcome) {
    std::string rules = outcome.started.front().pupil.zh;
    for (const Duty& duty : outcome.started.front().duties) rules += " " + duty.key.rule;
    return rules.substr(rules.find("）") + std::string("）").size());
  };
  CHECK(started(office.absent("2026-11-16", {"钱试二"}, Presence::unexcused, Half::morning)) == " half-day-report");
  CHECK(started(office.absent("2026-11-16", {"孙试三"})) == " half-day-report first-day-contact");
  CHECK(started(office.absent("2026-11-16", {"李试四"}, Presence::excused)).empty());
  CHECK(office.absent("2026-11-16", {"李试四"}).started.front().pupil.zh.find("李*四（") == 0);
}

TEST_CASE("days to come, weekends and days outside every calendar are refused, and nothing is written") {
  WithPupils office;
  const std::int64_t entries = office.entries();
  MarkRequest request;
  request.absences = {{"钱试二", Half::whole_day, Presence::unexcused, {}}};
  const Workspace workspace = office.on("2026-11-16");
  const auto refused_on = [&](const char* iso) {
    request.day = day(iso);
    return refusal([&] { mark_absent(workspace, request, Keep::changes); });
  };
  CHECK(refused_on("2026-11-17") == "future-date");
  CHECK(refused_on("2026-11-15") == "no-school-day");
  CHECK(refused_on("2026-10-01") == "no-school-day");
  CHECK(refused_on("2019-11-18") == "calendar-gap");
  CHECK(refusal([&] { office.registers("2026-11-15"); }) == "no-school-day");
  CHECK(office.entries() == entries);
}

TEST_CASE(
    "a whole return makes the registers of all classes of the school; nil of a class only its "
    "own") {
  WithPupils office;
  office.import_on("2026-09-01",
                   {office.file("more.csv", "学校名称,年级,班级,姓名\n石桥市第一初级中学,八年级,1班,周大海\n")});
  CHECK(office.registers("2026-11-16", "七年级1班").registers == 1);
  CHECK(office.registers("2026-11-17").registers == 2);
  CHECK(refusal([&] { office.registers("2026-11-17", "青石镇"); }) == "not-a-class");
  MarkRequest request;
  request.day = day("2026-11-18");
  request.complete = true;
  request.absences = {{"钱试二", Half::whole_day, Presence::unexcused, {}}};
  const Workspace workspace = office.on("2026-11-18");
  CHECK(mark_absent(workspace, request, Keep::changes).registers == 2);
}

TEST_CASE("of several pupils on the command line one unclear name stops all") {
  WithPupils office;
  CHECK(refusal([&] { office.absent("2026-11-16", {"钱试二", "无名氏"}); }) == "unknown-pupil");
  CHECK(office.rows("SELECT day FROM absences").empty());
}

TEST_CASE("of a list, lines that cannot be read are collected and the others count") {
  Problems unread;
  const Absence otherwise{"", Half::whole_day, Presence::unexcused, {}};
  const auto list =
      read_list("# 七年级\n钱试二\n\n孙试三,上午,病假\n李试四,夜里\n周试五,,开心\n", "list.txt", otherwise, unread);
  REQUIRE(list.size() == 2);
  CHECK(list[0].half == Half::whole_day);
  CHECK(list[1].half == Half::morning);
  CHECK(list[1].presence == Presence::excused);
  CHECK(list[1].origin == Origin{"list.txt", 4, 1});
  REQUIRE(unread.size() == 2);
  CHECK(unread[0].origin.line == 5);
  CHECK(unread[1].origin.line == 6);
}

TEST_CASE("a list that says of a child who was absent that he came takes the absence back, and that is told") {
  WithPupils office;
  office.absent("2026-11-16", {"钱试二", "孙试三"});
  Problems unread;
  const Absence otherwise{"", Half::whole_day, Presence::unexcused, {}};
  MarkRequest request;
  request.day = day("2026-11-16");
  request.absences = read_list("钱试二,到校\n孙试三,旷课\n李试四,到校\n", "list.txt", otherwise, unread);
  CHECK(unread.empty());
  const Workspace workspace = office.on("2026-11-16");
  const MarkOutcome outcome = mark_absent(workspace, request, Keep::changes);
  REQUIRE(outcome.lifted.size() == 1);
  CHECK(outcome.lifted.front().code == "W_ABSENCE_LIFTED");
  CHECK(outcome.lifted.front().origin.line == 1);
  CHECK(office.rows("SELECT DISTINCT student_name FROM absences") == "孙试三\n");
}

TEST_CASE("a rehearsal of marks leaves every byte alone and says the same") {
  WithPupils office;
  MarkRequest request;
  request.day = day("2026-11-16");
  request.absences = {{"钱试二", Half::whole_day, Presence::unexcused, {}}};
  const std::string before = office.database_bytes();
  const Workspace workspace = office.on("2026-11-16");
  CHECK(mark_absent(workspace, request, Keep::nothing).started.front().duties.size() == 2);
  CHECK(office.database_bytes() == before);
}

namespace {

MarkRequest leave_of(const std::string& pupil, const std::string& from, const std::string& last) {
  MarkRequest request;
  request.day = day(from);
  request.last = day(last);
  request.absences = {{pupil, Half::whole_day, Presence::excused, "手术"}};
  return request;
}

}  // namespace

TEST_CASE("leave is entered ahead: every school day of the stretch, and the days without lessons are told") {
  WithPupils office;
  const Workspace workspace = office.on("2026-11-16");
  const MarkOutcome outcome = mark_absent(workspace, leave_of("钱试二", "2026-11-19", "2026-11-24"), Keep::changes);
  CHECK(outcome.marked == 1);
  CHECK(outcome.started.front().duties.empty());
  CHECK(outcome.started.front().days.zh ==
        "共登记 4 个上课日（2026-11-19 至 2026-11-24）；不上课、未登记：2026-11-21至2026-11-22（周末）");
  CHECK(office.rows("SELECT day, count(*), presence, reason FROM absences GROUP BY day") ==
        "2026-11-19,2,excused,手术\n2026-11-20,2,excused,手术\n2026-11-23,2,excused,手术\n2026-11-24,2,excused,手术\n");
}

TEST_CASE("a leave may begin in the afternoon and end in the morning") {
  WithPupils office;
  MarkRequest request = leave_of("钱试二", "2026-11-19", "2026-11-20");
  request.from = Session::afternoon;
  request.to = Session::morning;
  const Workspace workspace = office.on("2026-11-16");
  mark_absent(workspace, request, Keep::changes);
  CHECK(office.rows("SELECT day, session FROM absences ORDER BY 1") == "2026-11-19,pm\n2026-11-20,am\n");
}

TEST_CASE("of days to come nothing but leave can be said, and no register is made") {
  WithPupils office;
  const Workspace workspace = office.on("2026-11-16");
  const auto refused = [&](MarkRequest request) {
    return refusal([&] { mark_absent(workspace, request, Keep::changes); });
  };
  MarkRequest missed = leave_of("钱试二", "2026-11-16", "2026-11-17");
  missed.absences.front().presence = Presence::unexcused;
  CHECK(refused(missed) == "future-date");
  missed.absences.front().presence = Presence::present;
  CHECK(refused(missed) == "future-date");
  MarkRequest tomorrow;
  tomorrow.day = day("2026-11-17");
  tomorrow.nil = {"七年级1班"};
  CHECK(refused(tomorrow) == "future-date");
  MarkRequest several = leave_of("钱试二", "2026-11-16", "2026-11-17");
  several.complete = true;
  CHECK(refused(several) == "contradiction");
  CHECK(office.rows("SELECT day FROM absences UNION ALL SELECT day FROM registers").empty());
}

TEST_CASE("a leave upside down, of holidays alone, longer than a term or beyond the calendars is refused") {
  WithPupils office;
  const Workspace workspace = office.on("2026-11-16");
  const auto refused = [&](const char* first, const char* last) {
    return refusal([&] { mark_absent(workspace, leave_of("钱试二", first, last), Keep::changes); });
  };
  CHECK(refused("2026-11-20", "2026-11-19") == "days-reversed");
  CHECK(refused("2026-11-21", "2026-11-22") == "no-school-day");
  CHECK(refused("2026-11-16", "2027-06-30") == "longer-than-term");
  CHECK(refused("2031-11-16", "2031-11-20") == "calendar-gap");
  CHECK(office.rows("SELECT day FROM absences").empty());
}

TEST_CASE("a leave to come changes nothing before its days, excuses on them, and gives way to what is said later") {
  WithPupils office;
  office.absent("2026-11-16", {"李试四"});
  office.registers("2026-11-16");
  WithPupils without;
  without.absent("2026-11-16", {"李试四"});
  without.registers("2026-11-16");
  {
    const Workspace workspace = office.on("2026-11-16");
    mark_absent(workspace, leave_of("钱试二", "2026-11-17", "2026-11-18"), Keep::changes);
    mark_absent(workspace, leave_of("李试四", "2026-11-18", "2026-11-18"), Keep::changes);
  }
  office.escalate_on("2026-11-16");
  without.escalate_on("2026-11-16");
  CHECK(office.ledger_rows() == without.ledger_rows());
  // On the day he is on leave, though the register of his class is in; what the teacher says later holds.
  office.registers("2026-11-17");
  office.escalate_on("2026-11-17");
  CHECK(office.rows("SELECT count(*) FROM duties WHERE student_name LIKE '钱%'") == "0\n");
  office.absent("2026-11-18", {"钱试二"});
  office.registers("2026-11-18");
  office.escalate_on("2026-11-18");
  CHECK(office.rows("SELECT rule, opened FROM duties WHERE student_name LIKE '钱%' ORDER BY 1 LIMIT 1") ==
        "first-day-contact,2026-11-18\n");
}
