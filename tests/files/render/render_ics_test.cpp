#include <doctest/doctest.h>

#include <sstream>

#include "base/problem.h"
#include "files/render/render.h"

using namespace ksbx;

namespace {

Table due_table() {
  return {"duties",
          {"待办任务", "Duties"},
          {{"due", {"到期日", "due"}}, {"action", {"任务", "duty"}}, {"student_code", {"短码", "code"}}},
          {}};
}

Cell words(std::string text) {
  return text;
}

// Every occurrence of what follows `head` on its line.
std::vector<std::string> values(const std::string& calendar, const std::string& head) {
  std::vector<std::string> found;
  std::istringstream lines(calendar);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with(head)) found.push_back(line.substr(head.size(), line.size() - head.size() - 1));
  return found;
}

std::string unfolded(std::string calendar) {
  for (std::size_t at = calendar.find("\r\n "); at != std::string::npos; at = calendar.find("\r\n "))
    calendar.erase(at, 3);
  return calendar;
}

}  // namespace

TEST_CASE("each duty is an entry on the whole day on which it falls due") {
  Table table = due_table();
  table.rows = {{words("2026-11-24"), words("家访"), words("S-7K3Q")},
                {words("2026-11-25"), words("报告"), words("S-9A0B")}};
  const std::string calendar = render(table, Format::ics);
  CHECK(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  CHECK(calendar.ends_with("END:VCALENDAR\r\n"));
  CHECK(values(calendar, "DTSTART;VALUE=DATE:") == std::vector<std::string>{"20261124", "20261125"});
  CHECK(values(calendar, "SUMMARY:") == std::vector<std::string>{"家访 S-7K3Q", "报告 S-9A0B"});
}

TEST_CASE("a calendar rings on the afternoon before a duty falls due and on the morning of the day") {
  Table table = due_table();
  table.rows = {{words("2026-11-24"), words("家访"), words("S-7K3Q")}};
  const std::string calendar = render(table, Format::ics);
  CHECK(values(calendar, "TRIGGER:") == std::vector<std::string>{"-PT8H", "PT8H"});
  CHECK(values(calendar, "ACTION:") == std::vector<std::string>{"DISPLAY", "DISPLAY"});
  CHECK(calendar.find("END:VALARM\r\nEND:VEVENT\r\n") != std::string::npos);
}

TEST_CASE("a duty whose deadline moves keeps its entry, and the same duty of two months has two") {
  Table before = due_table(), after = due_table(), months = due_table();
  before.rows = {{words("2026-11-24"), words("家访"), words("S-7K3Q")}};
  after.rows = {{words("2026-11-26"), words("家访"), words("S-7K3Q")}};
  months.rows = {before.rows[0], after.rows[0]};
  const auto uid = [](const Table& table) { return values(render(table, Format::ics), "UID:"); };
  CHECK(uid(before) == uid(after));
  CHECK(uid(months).size() == 2);
  CHECK(uid(months)[0] != uid(months)[1]);
}

TEST_CASE("no line of a calendar is longer than 75 bytes, and unfolded it says the whole") {
  Table table = due_table();
  std::string longest;
  for (int i = 0; i < 40; ++i) longest += "劝复，问明原因;";
  table.rows = {{words("2026-11-24"), words(longest), words("S-7K3Q")}};
  const std::string calendar = render(table, Format::ics);
  std::istringstream lines(calendar);
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 76);  // with the carriage return
  CHECK(unfolded(calendar).find("劝复，问明原因\\;劝复") != std::string::npos);
}

TEST_CASE("a name cannot forge an entry of a calendar") {
  Table table = due_table();
  table.rows = {{words("2026-11-24"), words("a\r\nEND:VEVENT\r\nBEGIN:VEVENT"), words("S-7K3Q")}};
  CHECK(values(render(table, Format::ics), "BEGIN:VEVENT").size() == 1);
}

TEST_CASE("a report without due dates is no calendar, and says so") {
  Table table = due_table();
  table.columns[0].name = "day";
  CHECK_THROWS_AS(render(table, Format::ics), Error);
}
