#include "app/night/escalate.h"

#include "app/office.h"

using namespace ksbx;

namespace {

const std::vector<std::string> week = {"2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"};
const std::map<std::string, std::string> refuses_twice = {
    {"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}};

// A week in which one pupil stays away and refuses twice, another comes and goes, and one register is missing.
void happens(Office& office, const std::string& iso) {
  if (iso != "2026-11-18") office.registers(iso);
  office.absent(iso, {"钱试二"});
  if (iso == "2026-11-17" || iso == "2026-11-20") office.absent(iso, {"孙试三"}, Presence::unexcused, Half::morning);
  if (iso == "2026-11-17" || iso == "2026-11-18") office.done(iso, "persuasion", "钱试二", refuses_twice, "赵校长");
}

struct Week : Office {
  Week() { enrol(); }
};

// What is owed but for what has a clock that begins when somebody hears of it: whoever signs for a paper, or is told
// that a step is late, has his days from then on.
std::string owed(Office& office) {
  const auto duties = [&](const char* due, const char* where) {
    return office.rows(formatted(
        "SELECT rule, item, student_code, unit_code, opened, {}, state, done, withdrawn, person FROM duties WHERE {} "
        "ORDER BY rule, item, student_code, unit_code, opened",
        due, where));
  };
  return duties("due", "action <> 'sign_paper' AND action NOT LIKE 'oversee%'") +
         duties("NULL", "action LIKE 'oversee%' AND action NOT LIKE '%sign_paper'");
}

}  // namespace

TEST_CASE("running twice writes nothing the second time") {
  Week office;
  for (const std::string& iso : week) happens(office, iso);
  office.escalate_on("2026-11-20");
  const std::int64_t entries = office.entries();
  const std::string ledger = office.ledger_rows();
  const Escalation again = office.escalate_on("2026-11-20");
  CHECK(again.counts.opened + again.counts.amended + again.counts.withdrawn + again.counts.done +
            again.counts.overdue ==
        0);
  CHECK(again.documents.empty());
  CHECK(again.sendings.empty());
  CHECK(office.ledger_rows() == ledger);
  CHECK(office.entries() == entries);
}

TEST_CASE("catching up after missed nights owes the same as running every night, marked as found late") {
  Week nightly, late;
  for (const std::string& iso : week) {
    happens(nightly, iso);
    nightly.escalate_on(iso);
  }
  for (const std::string& iso : week) happens(late, iso);
  const Escalation caught_up = late.escalate_on("2026-11-20");
  CHECK(caught_up.days == 5);
  CHECK(owed(late) == owed(nightly));
  // What went out on 20 November, a Friday, is to be signed for by the next working day.
  CHECK(late.rows("SELECT DISTINCT due FROM duties WHERE action = 'sign_paper'") == "2026-11-23\n");
  CHECK(nightly.count("duties WHERE detected_late AND student_code IS NOT NULL") == 0);
  CHECK(late.count("duties WHERE detected_late") > 0);
  const char* documents = "SELECT line, student_code, issued, addressee FROM documents ORDER BY 3, 1";
  CHECK(late.rows(documents) == nightly.rows(documents));
  CHECK(nightly.count("sendings") > 0);
  CHECK(caught_up.sendings.empty());  // nobody had time to answer
}

TEST_CASE("a catch-up asks a class that no one attends any more for what it owed while it had pupils") {
  const auto roster = [](Office& office, const char* iso, const char* school_class) {
    office.import_on(iso, {office.file(formatted("{}.csv", iso),
                                       formatted("学校名称,年级,班级,姓名,身份证件号\n石桥市第一初级中学,七年级,{},"
                                                 "周大海,99018120100513108X\n",
                                                 school_class))});
  };
  Week nightly, late;
  for (Office* office : {static_cast<Office*>(&nightly), static_cast<Office*>(&late)}) {
    roster(*office, "2026-11-15", "2班");
    for (const std::string& iso : week) {
      if (iso == "2026-11-18") roster(*office, iso.c_str(), "1班");
      office->absent(iso, {"钱试二"});
      if (office == &nightly || iso == week.back()) office->escalate_on(iso);
    }
  }
  CHECK(nightly.count("duties WHERE rule = 'missing-register' AND item = '1' AND unit_code = '9990180001/7/2'") == 2);
  CHECK(owed(late) == owed(nightly));
}

TEST_CASE("a record about an office counts from its day in a catch-up, and a deadline is missed on the day after it") {
  std::vector<std::string> days = week;
  days.insert(days.end(), {"2026-11-23", "2026-11-24"});
  Week nightly, late;
  for (Office* office : {static_cast<Office*>(&nightly), static_cast<Office*>(&late)})
    for (const std::string& iso : days) {
      office->registers(iso);
      // One meeting more than a year has: the bureau says why by the next working day.
      for (const char* agenda : {"一", "二", "三"}) {
        RecordRequest meeting{"joint_meeting",     "990181E00", {{"parties", "各成员单位"}, {"agenda", agenda}},
                              day("2026-11-19"),   {},          "钱局长",
                              {"education_bureau"}};
        if (iso == "2026-11-19") record(office->on(iso), meeting, Keep::changes);
      }
      if (office == &nightly || iso <= "2026-11-18" || iso == days.back()) office->escalate_on(iso);
    }
  const char* owed = "SELECT opened, due, overdue FROM duties WHERE rule = 'extra-joint-meeting'";
  CHECK(nightly.rows(owed).find("2026-11-19,2026-11-20,2026-11-21\n") != std::string::npos);
  CHECK(late.rows(owed) == nightly.rows(owed));
}

TEST_CASE("rules in which a check finds errors stop the night, whoever runs it, and no day is judged") {
  Week office;
  happens(office, "2026-11-16");
  Rulebook rules = shipped_rules();
  Problems none;
  const std::string never = "unexcused_days > 3 and unexcused_days < 2";
  Rule rule = rules.rules.front();
  rule.id = "nobody";
  rule.when = Condition::parse(never, rules.fact_names, rules.parameter_names, {{"mine.toml", 1, 1}, never}, none);
  REQUIRE(rule.when);
  rules.rules.push_back(rule);
  const Dates evening = office.on("2026-11-16").dates;
  const Workspace workspace{office.database, rules, office.calendar, evening, "test", "zhang"};
  CHECK(refusal([&] { escalate(workspace, {}, Keep::changes); }).find("condition-impossible") != std::string::npos);
  CHECK(refusal([&] { escalate(workspace, {}, Keep::nothing); }).find("condition-impossible") != std::string::npos);
  CHECK(office.count("runs") == 0);
}

TEST_CASE("a rehearsal says what the night will do and leaves every byte alone") {
  Week office;
  for (const std::string& iso : week) happens(office, iso);
  const std::string before = office.database_bytes();
  const Escalation tried = office.escalate_on("2026-11-20", Keep::nothing);
  CHECK(office.database_bytes() == before);
  const Escalation night = office.escalate_on("2026-11-20");
  CHECK(tried.counts.opened == night.counts.opened);
  CHECK(tried.counts.done == night.counts.done);
  CHECK(tried.counts.overdue == night.counts.overdue);
  CHECK(tried.documents.size() == night.documents.size());
}

TEST_CASE("a provisional run in the daytime takes nothing from the night") {
  Week plain, daytime;
  for (Office* office : {static_cast<Office*>(&plain), static_cast<Office*>(&daytime)}) {
    office->absent("2026-11-16", {"钱试二"}, Presence::unexcused, Half::morning);
    if (office == &daytime) {
      Workspace noon = office->on("2026-11-16", "12:30:00");
      EscalateRequest request;
      request.provisional = true;
      CHECK(escalate(noon, request, Keep::changes).counts.opened >= 1);
    }
    office->absent("2026-11-16", {"钱试二"}, Presence::unexcused, Half::afternoon);
    office->registers("2026-11-16");
    office->escalate_on("2026-11-16");
  }
  // At noon the register was still missing: that was asked for and done, and nothing else differs.
  const char* but_registers =
      "SELECT rule, student_code, opened, due, state FROM duties WHERE student_code IS NOT NULL "
      "ORDER BY 1, 2, 3";
  CHECK(daytime.rows(but_registers) == plain.rows(but_registers));
  CHECK(plain.count("duties WHERE rule = 'missing-register' AND state = 'open'") == 0);
  CHECK(daytime.count("duties WHERE rule = 'missing-register' AND state = 'open'") == 0);
}

TEST_CASE(
    "a day outside the calendar stops the run and names the missing file; no day is judged, so a mistyped "
    "year does no harm") {
  Week office;
  happens(office, "2026-11-16");
  office.escalate_on("2026-12-30");
  CHECK(refusal([&] { office.escalate_on("2027-01-05"); }) == "calendar-gap");
  CHECK(refusal([&] { office.escalate_on("2026-12-30"); }) == "");
  CHECK(office.rows("SELECT max(day) FROM doubts").size() > 0);
  CHECK(refusal([&] { office.escalate_on("2026-12-29"); }) == "judged-ahead");
}

TEST_CASE("nobody owes a class teacher for days on which there was one, though he was entered late") {
  Office late, vacant;
  for (Office* office : {&late, &vacant}) {
    office->import_on("2026-11-15", {hazards + "u06_roster_v1.csv"});
    office->registers("2026-11-16");
    office->escalate_on("2026-11-16");
    office->registers("2026-11-17");
    office->escalate_on("2026-11-17");
    CHECK(office->rows("SELECT DISTINCT state FROM t_duty WHERE rule = 'class-without-teacher'") == "open\n");
  }
  const auto teacher_since = [](Office& office, const std::string& since) {
    office.import_on("2026-11-18", {office.file("late.csv",
                                                "姓名,职务,单位,年级,班级,起始日期\n孙老师,班主任,"
                                                "石桥市第一初级中学,七年级,1班," +
                                                    since + "\n")});
    office.escalate_on("2026-11-18");
    return office.rows("SELECT DISTINCT state FROM t_duty WHERE rule = 'class-without-teacher'");
  };
  CHECK(teacher_since(late, "2026-09-01") == "withdrawn\n");
  CHECK(teacher_since(vacant, "2026-11-18") == "done\n");
}

TEST_CASE("a class that no one attends owes no register") {
  Week office;
  const std::string header = "学校名称,年级,班级,姓名,身份证件号\n";
  office.import_on("2026-09-02",
                   {office.file("a.csv", header + "石桥市第一初级中学,,2班,周大海,99018120100513108X\n")});
  office.import_on("2026-09-03",
                   {office.file("b.csv", header + "石桥市第一初级中学,八年级,2班,周大海,99018120100513108X\n")});
  office.absent("2026-11-16", {"钱试二"});
  office.escalate_on("2026-11-16");
  CHECK(office.rows("SELECT DISTINCT unit_code FROM duties WHERE rule = 'missing-register' ORDER BY 1") ==
        "9990180001/7/1\n9990180001/8/2\n");
}

TEST_CASE("the school that a child left hands the case on, though a roster had him elsewhere before anybody said so") {
  Week office;
  for (const std::string iso : {"2026-11-16", "2026-11-17"}) {
    office.registers(iso);
    office.absent(iso, {"钱试二"});
    office.escalate_on(iso);
  }
  office.import_on("2026-11-18", {office.file("other.csv",
                                              "学校名称,年级,班级,姓名,身份证件号\n"
                                              "石桥市青石镇中心小学,七年级,1班,钱试二,99018120130204103X\n")});
  office.escalate_on("2026-11-18");
  office.done("2026-11-20", "transfer_out", "钱试二", {{"destination", "石桥市青石镇中心小学"}}, "赵校长");
  office.escalate_on("2026-11-20");
  CHECK(office.rows("SELECT DISTINCT rule, responsible FROM duties WHERE rule LIKE 'transfer-%' ORDER BY 1") ==
        "transfer-attending,石桥市青石镇中心小学\ntransfer-receipt,石桥市第一初级中学\ntransfer-with-case,"
        "石桥市第一初级中学\n");
  // And he is looked for no more: that roster has received him.
  CHECK(office.rows("SELECT state FROM duties WHERE rule = 'transfer-receipt'") == "done\n");
  for (const std::string iso : {"2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"}) office.escalate_on(iso);
  CHECK(office.rows("SELECT state FROM duties WHERE rule = 'transfer-limbo'").empty());
}

TEST_CASE("who came by a roster and leaves for yet another school is looked for until that one has him") {
  Week office;
  office.import_on("2026-11-18", {office.file("other.csv",
                                              "学校名称,年级,班级,姓名,身份证件号\n"
                                              "石桥市青石镇中心小学,七年级,1班,钱试二,99018120130204103X\n")});
  office.done("2026-11-20", "transfer_out", "钱试二", {{"destination", "白杨镇初级中学"}}, "赵校长");
  office.escalate_on("2026-11-20");
  CHECK(office.rows("SELECT responsible, state FROM duties WHERE rule = 'transfer-receipt'") ==
        "石桥市青石镇中心小学,open\n");
}

TEST_CASE("what a higher number asks no more it asks again as soon as the child has been away for so long") {
  Rulebook rules = shipped_rules();
  for (Parameter& one : rules.parameters)
    if (one.id == "suspected_after") one.values = {{day("2016-08-12"), 2, {}}, {day("2026-11-19"), 4, {}}};
  Office office(rules);
  office.enrol();
  std::string states;
  for (const std::string& iso : week) {
    office.absent(iso, {"钱试二"});
    office.escalate_on(iso);
    states += office.rows("SELECT opened, state FROM duties WHERE rule = 'suspected-dropout'");
  }
  CHECK(states == "2026-11-18,open\n2026-11-18,withdrawn\n2026-11-20,open\n");
}

TEST_CASE("what was entered by a clock that ran ahead is judged by the nights after it, whoever judged before") {
  Week office;
  office.registers("2026-11-17");
  office.absent("2026-11-17", {"钱试二"});
  office.escalate_on("2026-11-16");  // the clock was put back: it knows of nothing yet
  office.escalate_on("2026-11-18");
  CHECK(office.rows("SELECT state FROM duties WHERE rule = 'first-day-contact' AND item = '1'") == "open\n");
}
