#include "app/night/storm_watch.h"

#include <doctest/doctest.h>

#include "app/office.h"

using namespace ksbx;

namespace {

const std::string junior = "石桥市第一初级中学", primary = "石桥市青石镇中心小学";

// Two schools: twenty pupils in two classes of the one, a class of five in the other.
struct TwoSchools : Office {
  std::vector<std::string> juniors, primaries;

  TwoSchools() {
    const std::vector<std::string> digits = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    std::string roster = "学校名称,年级,班级,姓名\n";
    for (const char* surname : {"赵", "钱"})
      for (const std::string& digit : digits) {
        juniors.push_back(surname + digit);
        roster += junior + ",七年级," + (surname == std::string("赵") ? "1班," : "2班,") + juniors.back() + "\n";
      }
    for (std::size_t i = 0; i < 5; ++i) {
      primaries.push_back("孙" + digits[i]);
      roster += primary + ",五年级,1班," + primaries.back() + "\n";
    }
    import_on("2026-11-15", {file("roster.csv", roster)});
  }

  // The registers of both schools come in; these pupils of the junior school are missing, entered in one go, and one
  // other.
  void day_with(const std::string& iso, const std::vector<std::string>& missing) {
    registers(iso);
    registers(iso, primary);
    if (!missing.empty()) absent(iso, missing);
    absent(iso, {primaries.front()});
  }
  std::vector<std::string> first(std::size_t count) const {
    return {juniors.begin(), juniors.begin() + static_cast<std::ptrdiff_t>(count)};
  }
  Escalation accept_on(const std::string& iso, const std::string& school, Keep keep = Keep::changes) {
    const Workspace workspace = on(iso);
    EscalateRequest request;
    request.accepted_storms = {school};
    return escalate(workspace, request, keep);
  }
  std::int64_t duties_of(const std::string& school) {
    return count("duties WHERE student_code IS NOT NULL AND school = '" + school + "'");
  }
  // Who, what, when: everything except whether it was found late.
  std::string owed() {
    return rows("SELECT student_code, rule, opened, due FROM duties WHERE student_code IS NOT NULL ORDER BY 1, 2, 3");
  }
  std::string storms() { return rows("SELECT school_code, day, judged, pupils, state FROM storms ORDER BY storm"); }
};

}  // namespace

TEST_CASE("a school of which too many are newly escalated gets nothing; the other school gets its duties") {
  TwoSchools office;
  office.day_with("2026-11-16", office.first(12));
  const Escalation night = office.escalate_on("2026-11-16");
  REQUIRE(night.storms.size() == 1);
  CHECK(night.storms.front().pupils == 12);
  CHECK(night.storms.front().enrolled == 20);
  CHECK(night.documents.empty());
  CHECK(office.duties_of(junior) == 0);
  CHECK(office.duties_of(primary) > 0);
  CHECK(office.storms() == "9990180001,2026-11-16,2026-11-16,12,held\n");
}

TEST_CASE("a few pupils, or a full class of a small school, are no storm") {
  TwoSchools office;
  office.day_with("2026-11-16", office.first(9));
  office.absent("2026-11-16", office.primaries);
  CHECK(office.escalate_on("2026-11-16").storms.empty());
  CHECK(office.duties_of(junior) > 0);
}

TEST_CASE("running again without acceptance changes nothing and says the same") {
  TwoSchools office;
  office.day_with("2026-11-16", office.first(12));
  const Escalation first = office.escalate_on("2026-11-16");
  const std::string before = office.database_bytes();
  const Escalation again = office.escalate_on("2026-11-16");
  REQUIRE(again.storms.size() == 1);
  CHECK(again.storms.front().cause.zh == first.storms.front().cause.zh);
  CHECK(office.database_bytes() == before);
}

TEST_CASE("a rehearsal shows the storm and leaves every byte alone, also if it is accepted") {
  TwoSchools office;
  office.day_with("2026-11-16", office.first(12));
  const std::string before = office.database_bytes();
  CHECK(office.escalate_on("2026-11-16", Keep::nothing).storms.size() == 1);
  CHECK(office.accept_on("2026-11-16", junior, Keep::nothing).accepted_storms.size() == 1);
  CHECK(office.database_bytes() == before);
}

TEST_CASE("an accepted storm owes the same by the same days as if nothing had been held back, marked as found late") {
  TwoSchools plain, held;
  for (TwoSchools* office : {&plain, &held}) office->day_with("2026-11-16", office->first(12));
  plain.accept_on("2026-11-16", junior);
  held.escalate_on("2026-11-16");
  for (TwoSchools* office : {&plain, &held}) office->day_with("2026-11-17", {});
  plain.escalate_on("2026-11-17");
  CHECK(held.escalate_on("2026-11-17").storms.size() == 1);  // they came back: it is still not settled
  CHECK(held.duties_of(junior) == 0);
  const Escalation accepted = held.accept_on("2026-11-17", "9990180001");
  CHECK(accepted.storms.empty());
  CHECK(accepted.accepted_storms.size() == 1);
  CHECK(held.owed() == plain.owed());
  // But for what arises only now, since others were late.
  CHECK(
      held.count("duties WHERE student_code IS NOT NULL AND (detected_late OR action LIKE 'oversee%') AND school = '" +
                 junior + "'") == held.duties_of(junior));
  CHECK(held.storms() == "9990180001,2026-11-16,2026-11-17,12,accepted\n");
  CHECK(held.count("journal WHERE event = 'storm.accepted' AND subject = '9990180001' AND actor = 'zhang'") == 1);
  const std::string before = held.database_bytes();
  const Escalation twice = held.accept_on("2026-11-17", junior);
  CHECK(twice.counts.opened == 0);
  CHECK(twice.without_storm.size() == 1);
  CHECK(held.database_bytes() == before);
}

TEST_CASE("once a wrong entry is corrected the storm comes to rest, and no one else was forgotten") {
  TwoSchools office;
  office.day_with("2026-11-16", office.first(12));
  office.escalate_on("2026-11-16");
  std::vector<std::string> wrong(office.juniors.begin() + 1, office.juniors.begin() + 12);
  office.absent("2026-11-16", wrong, Presence::present);
  for (const char* iso : {"2026-11-17", "2026-11-18", "2026-11-19"}) office.day_with(iso, {});
  CHECK(office.escalate_on("2026-11-19").storms.empty());
  CHECK(office.rows("SELECT DISTINCT student_name FROM duties WHERE school = '" + junior + "' AND stage <> ''") ==
        "赵一\n");
  CHECK(office.storms() == "9990180001,2026-11-16,2026-11-16,12,mended\n");
}

TEST_CASE("while a storm holds back what comes back into force, no one hears that a withdrawn report holds again") {
  TwoSchools office;
  const std::vector<std::string> pupils = office.first(12);
  const auto are = [&](const char* today, Presence presence) {
    for (const char* iso : {"2026-11-16", "2026-11-17"}) {
      MarkRequest request;
      request.day = day(iso);
      for (const std::string& pupil : pupils) request.absences.push_back({pupil, Half::whole_day, presence, {}});
      const Workspace workspace = office.on(today);
      mark_absent(workspace, request, Keep::changes);
    }
  };
  are("2026-11-17", Presence::unexcused);
  for (const std::string& pupil : pupils)
    for (const char* mode : {"home_visit", "phone"})
      office.done("2026-11-17", "persuasion", pupil, {{"mode", mode}, {"reached", "yes"}, {"outcome", "refused"}}, "");
  office.accept_on("2026-11-17", junior);
  are("2026-11-18", Presence::excused);
  office.escalate_on("2026-11-18");
  REQUIRE(office.count("documents WHERE kind = 'withdrawal' AND rule = 'dual-report'") == 24);
  are("2026-11-19", Presence::unexcused);
  CHECK(office.escalate_on("2026-11-19").storms.size() == 1);
  CHECK(office.count("documents WHERE kind = 'reinstatement'") == 0);
  office.accept_on("2026-11-19", junior);
  CHECK(office.count("documents WHERE kind = 'reinstatement' AND rule = 'dual-report'") == 24);
}

TEST_CASE(
    "missed nights are caught up the same way: each day is looked at, and the last one reports what is held back") {
  TwoSchools nightly, late;
  for (const char* iso : {"2026-11-16", "2026-11-17"}) {
    nightly.day_with(iso, nightly.first(12));
    nightly.escalate_on(iso);
    late.day_with(iso, late.first(12));
  }
  const Escalation caught_up = late.escalate_on("2026-11-17");
  CHECK(caught_up.days == 2);
  CHECK(caught_up.storms.size() == 1);
  CHECK(late.storms() == nightly.storms());
  CHECK(late.owed() == nightly.owed());
  nightly.accept_on("2026-11-17", junior);
  late.accept_on("2026-11-17", junior);
  CHECK(late.owed() == nightly.owed());
}

TEST_CASE("pupils who were looked at climb on without a second storm") {
  TwoSchools office;
  office.day_with("2026-11-16", office.first(12));
  office.accept_on("2026-11-16", junior);
  office.day_with("2026-11-17", office.first(12));
  CHECK(office.escalate_on("2026-11-17").storms.empty());
  CHECK(office.count("duties WHERE rule = 'leader-visit' AND school = '" + junior + "'") == 12);
}

TEST_CASE("the likely cause is named with its figures") {
  struct Example {
    const char* what;
    bool in_one_go;
    std::size_t missing;
    const char* words;
  };
  const std::vector<Example> examples = {{"one entry", true, 12, "12 人的缺课是 2026-11-16T20:00 一次录入的"},
                                         {"whole class", false, 10, "有 1 个班全班缺课，共 10 人"},
                                         {"nothing", false, 9, "核对点名册"}};
  for (const Example& example : examples) {
    CAPTURE(example.what);
    TwoSchools office;
    const bool scattered = example.missing == 9;  // nine of one class and two of the other: no class is away
    const auto missing = office.first(example.missing);
    office.day_with("2026-11-16", example.in_one_go ? missing : std::vector<std::string>{});
    if (!example.in_one_go)
      for (const std::string& one : missing) office.absent("2026-11-16", {one});
    if (scattered)
      for (const char* one : {"钱一", "钱二"}) office.absent("2026-11-16", {one});
    const Escalation night = office.escalate_on("2026-11-16");
    REQUIRE(night.storms.size() == 1);
    CAPTURE(night.storms.front().cause.zh);
    CHECK(night.storms.front().cause.zh.find(example.words) != std::string::npos);
  }
}

TEST_CASE("a changed calendar is named first, and still named when the run is repeated") {
  TwoSchools office;
  office.day_with("2026-11-16", {});
  const auto night = [&](const std::string& iso, const std::string& digest) {
    const Workspace workspace = office.on(iso);
    EscalateRequest request;
    request.calendar_digest = digest;
    return escalate(workspace, request, Keep::changes);
  };
  night("2026-11-16", "before");
  office.day_with("2026-11-17", office.first(12));
  for (int times = 0; times < 2; ++times) {
    const Escalation told = night("2026-11-17", "after");
    REQUIRE(told.storms.size() == 1);
    CHECK(told.storms.front().cause.zh.starts_with("校历与上次运行时不同"));
  }
  CHECK(night("2026-11-17", "before").storms.front().cause.zh.find("校历与上次") == std::string::npos);
}

TEST_CASE("an accepted school that does not exist, or is no school, is refused before anything is judged") {
  TwoSchools office;
  office.day_with("2026-11-16", office.first(12));
  CHECK(refusal([&] { office.accept_on("2026-11-16", "石桥市第一初级中字"); }) == "R_UNKNOWN_UNIT");
  CHECK(refusal([&] { office.accept_on("2026-11-16", "青石镇"); }) == "not-a-school");
  CHECK(office.count("runs") == 0);
}
