#include "files/rulebook/calendar_reader.h"

#include <doctest/doctest.h>

#include "day.h"
#include "said.h"

using namespace ksbx;

namespace {

constexpr const char* nation = R"(year = 2026
source = "通知"
[[holiday]]
name = "国庆节"
first = 2026-10-01
last = 2026-10-07
[[makeup_workday]]
name = "国庆节"
day = 2026-10-10
)";

constexpr const char* terms = R"([[term]]
name = "2026-2027-1"
first = 2026-09-01
last = 2027-01-29
)";

ReadCalendar read(const std::string& extra) {
  return read_calendar(std::vector<SourceFile>{{"nation.toml", nation}, {"terms.toml", terms}, {"x.toml", extra}});
}

const ReadCalendar& shipped() {
  static const ReadCalendar result =
      read_calendar(std::vector<std::filesystem::path>{std::filesystem::path(KSBX_SOURCE_DIR) / "rules" / "calendars"});
  return result;
}

}  // namespace

TEST_SUITE("reading calendars") {
  TEST_CASE("holidays, terms and closures of several files make one calendar") {
    const auto [calendar, digest, problems, files, schools] = read(
        "[[closure]]\nschool = \"9990180001\"\nday = 2026-10-12\nreason = \"停电\"\nentered = "
        "2026-10-13\n"
        "[[extra_day]]\nschool = \"9990180001\"\nday = 2026-10-17\nreason = \"补课\"\nentered = "
        "2026-10-13\n");
    CHECK(places_of(problems) == "");
    CHECK_FALSE(calendar.is_school_day(day("2026-10-01")));
    CHECK(calendar.is_school_day(day("2026-10-10")));
    CHECK(calendar.is_school_day(day("2026-10-12")));
    CHECK_FALSE(calendar.is_school_day(day("2026-10-12"), "9990180001"));
    CHECK(calendar.is_school_day(day("2026-10-17"), "9990180001"));
    CHECK(calendar.parts().holiday_names.at(day("2026-10-03")) == "国庆节");
    CHECK(calendar.parts().closures.front().entered == day("2026-10-13"));
    CHECK(digest != read("").digest);
    REQUIRE(schools.size() == 2);
    CHECK(schools.back().code == "9990180001");
    CHECK(schools.back().origin.line > schools.front().origin.line);
  }

  TEST_CASE("a make-up day, a closure and an extra day may be of one session only") {
    const auto [calendar, digest, problems, texts, schools] = read(
        "[[closure]]\nday = 2026-10-12\nsessions = [\"pm\"]\nreason = \"停电\"\nentered = 2026-10-12\n"
        "[[extra_day]]\nday = 2026-10-17\nsessions = [\"am\"]\nreason = \"补课\"\nentered = 2026-10-12\n");
    CHECK(places_of(problems) == "");
    CHECK(calendar.sessions_on(day("2026-10-12")) == Sessions{true, false});
    CHECK(calendar.sessions_on(day("2026-10-17")) == Sessions{true, false});
    const std::string next_year = "year = 2027\nsource = \"通知\"\n[[makeup_workday]]\nname = \"春节\"\n";
    const auto makeup = read(next_year + "day = 2027-01-16\nsessions = [\"am\"]\n");
    CHECK(places_of(makeup.problems) == "");
    CHECK(makeup.calendar.sessions_on(day("2027-01-16")) == Sessions{true, false});
    CHECK(makeup.calendar.is_work_day(day("2027-01-16")));
  }

  TEST_CASE("mistakes are named with their place") {
    struct Case {
      std::string text;
      std::string found;
    };
    for (const Case& one : {
             Case{"[[term]]\nname = \"a\"\nfirst = 2027-01-01\nlast = 2027-03-01\n", "terms-overlap x.toml:1:1"},
             Case{"[[term]]\nname = \"a\"\nfirst = 2025-03-01\nlast = 2025-02-01\n", "bad-range x.toml:1:1"},
             Case{"[[term]]\nname = \"a\"\nfirst = 2023-03-01\nlast = 2025-02-01\n", "bad-range x.toml:1:1"},
             Case{"[[term]]\nname = \"a\"\nfirst = 2025-03-01\n", "missing-key x.toml:1:1"},
             Case{"year = 2026\nsource = \"通知\"\n", "duplicate-year x.toml:1:1"},
             Case{"year = 2027\n", "missing-key x.toml:1:1"},
             Case{"[[holiday]]\nname = \"元旦\"\nday = 2027-01-01\n", "missing-key x.toml:1:1\nother-year x.toml:1:1"},
             Case{"year = 2027\nsource = \"通知\"\n[[holiday]]\nname = \"元旦\"\nday = 2026-12-31\n",
                  "other-year x.toml:3:1"},
             Case{"year = 2027\nsource = \"通知\"\n[[holiday]]\nname = \"节\"\nday = "
                  "2027-05-01\n[[makeup_workday]]\nname = \"节\"\nday = 2027-05-01\n",
                  "holiday-and-workday x.toml:6:1"},
             Case{"[[closure]]\nday = 2026-10-12\nreason = \"停电\"\n", "missing-key x.toml:1:1"},
             Case{"[[closure]]\nday = 2026-10-12\nlast = 2026-10-13\nreason = \"停电\"\nentered = "
                  "2026-10-12\n",
                  "day-and-range x.toml:1:1"},
             Case{"[[closure]]\nday = 2026-10-12\nsessions = [\"evening\"]\nreason = \"停电\"\nentered = 2026-10-12\n",
                  "unknown-word x.toml:3:13"},
             Case{"[[closur]]\nday = 2026-10-12\n", "unknown-key x.toml:1:3"},
             Case{"[[closure]]\nday = \"2026-10-12\"\nreason = \"停电\"\nentered = 2026-10-12\n",
                  "wrong-type x.toml:2:7"},
         }) {
      CAPTURE(one.text);
      const auto result = read(one.text);
      CHECK(places_of(result.problems) == one.found);
      CHECK(result.calendar.parts().terms.empty());
    }
  }

  TEST_CASE(
      "the shipped calendars cover every day from September 2025 through 2026, and nothing of "
      "2027") {
    CHECK(places_of(shipped().problems) == "");
    const Calendar& calendar = shipped().calendar;
    for (Day one = day("2025-09-01"); one <= day("2026-12-31"); ++one) {
      CAPTURE(one.iso());
      CHECK(calendar.covers(one));
    }
    CHECK_FALSE(calendar.covers(day("2025-08-31")));
    CHECK_FALSE(calendar.covers(day("2027-01-01")));
  }

  TEST_CASE("the published holidays and make-up days of 2025 and 2026 are all there") {
    const auto& parts = shipped().calendar.parts();
    CHECK(parts.years == std::set<int>{2025, 2026});
    CHECK(parts.holidays.size() == 28 + 33);
    CHECK(parts.makeup_workdays.size() == 5 + 6);
    for (const char* iso : {"2025-10-08", "2026-02-15", "2026-02-23", "2026-06-19", "2026-09-25"})
      CHECK(parts.holidays.contains(day(iso)));
    for (const char* iso : {"2025-09-28", "2025-10-11", "2026-02-28", "2026-09-20", "2026-10-10"})
      CHECK(parts.makeup_workdays.contains(day(iso)));
  }

  TEST_CASE("a Sunday that makes up for the National Day holiday is a school day") {
    CHECK(shipped().calendar.is_school_day(day("2026-09-20")));
    CHECK_FALSE(shipped().calendar.is_school_day(day("2026-09-19")));
    CHECK_FALSE(shipped().calendar.is_school_day(day("2026-10-07")));
  }
}
