#include "policy/table_shape.h"

#include <doctest/doctest.h>

#include "base/problem.h"
#include "policy/stretch.h"

using namespace ksbx;

namespace {

// Four duties of two roles.
Table duties() {
  Table table{"duties",
              text("任务", "duties"),
              {{"due", text("期限", "due"), Privacy::none, ColumnType::date},
               {"status", text("状态", "status")},
               {"role", text("职责", "role")},
               {"days_late", text("逾期", "late"), Privacy::none, ColumnType::integer},
               {"pupils", text("人数", "pupils"), Privacy::none, ColumnType::count},
               {"percent", text("比例", "share"), Privacy::none, ColumnType::percent}},
              {}};
  const auto row = [&](const char* due, const char* status, const char* role, Cell late, int pupils,
                       const char* percent) {
    table.rows.push_back(
        {std::string(due), std::string(status), std::string(role), late, std::int64_t{pupils}, std::string(percent)});
  };
  row("2026-11-02", "overdue", "teacher", std::int64_t{21}, 2, "98.32");
  row("2026-11-20", "overdue", "leader", std::int64_t{3}, 10, "97.00");
  row("2026-11-23", "today", "teacher", {}, 4, "100.00");
  row("2026-12-01", "open", "teacher", {}, 0, "9.50");
  return table;
}

const Choices choices = {{"status", {"overdue", "today", "soon", "open"}}};

std::string shown(const Cell& cell) {
  if (const auto* words = std::get_if<std::string>(&cell)) return *words;
  const auto number = number_of(cell);
  return number ? format("{}", *number) : "-";
}

// "overdue 2 12 | today 1 4"
std::string shown(const Table& table) {
  std::string all;
  for (const auto& row : table.rows) {
    if (!all.empty()) all += " | ";
    for (std::size_t i = 0; i < row.size(); ++i) all += (i > 0 ? " " : "") + shown(row[i]);
  }
  return all;
}

std::string roles(const std::string& condition) {
  return shown(with_columns(rows_where(duties(), condition, choices), "due"));
}

Problem refused(const Shape& shape) {
  try {
    shaped(duties(), shape, choices);
  } catch (const Error& error) {
    CHECK(error.failure() == Failure::usage);
    return error.problems().front();
  }
  return {};
}

}  // namespace

TEST_CASE("a condition picks rows by days, numbers and words") {
  CHECK(roles("due < '2026-11-23'") == "2026-11-02 | 2026-11-20");
  CHECK(roles("status = 'overdue' and days_late > 7") == "2026-11-02");
  CHECK(roles("days_late is not known") == "2026-11-23 | 2026-12-01");
  CHECK(roles("role in ('leader')") == "2026-11-20");
}

TEST_CASE("per cent is compared with its places after the point") {
  CHECK(roles("percent > 98") == "2026-11-02 | 2026-11-23");
  CHECK(roles("percent <= 97") == "2026-11-20 | 2026-12-01");
  CHECK(roles("percent < 98 and pupils > 1") == "2026-11-20");
  CHECK(refused({.where = "percent < pupils"}).code == "condition-type");
}

TEST_CASE("a column or a value that does not exist is answered with the nearest, and a caret") {
  const Problem column = refused({.where = "statsu = 'overdue'"});
  CHECK(column.code == "unknown-name");
  CHECK(column.origin == Origin{"--where", 1, 1});
  CHECK(column.remedy.en.find("status") != std::string::npos);
  CHECK(refused({.where = "status = 'overdeu'"}).code == "unknown-choice");
  CHECK(refused({.where = "due > 3"}).code == "condition-type");
  const Problem sort = refused({.sort = "-due,rolle"});
  CHECK(sort.code == "unknown-column");
  CHECK(sort.origin == Origin{"--sort", 1, 6});
  CHECK(sort.remedy.en == "did you mean role?");
  CHECK(refused({.group_by = ""}).code == "");
  CHECK(refused({.columns = "due,,role"}).code == "unknown-column");
}

TEST_CASE("rows are put together with their number and the sum of what can be added up") {
  CHECK(shown(grouped(duties(), "role")) == "teacher 3 6 | leader 1 10");
  const Table two = grouped(duties(), "status, role");
  CHECK(two.columns.size() == 4);
  CHECK(shown(two) == "overdue teacher 1 2 | overdue leader 1 10 | today teacher 1 4 | open teacher 1 0");
}

TEST_CASE("an order goes by size, by the order of choices, and leaves what is empty for the end") {
  const auto order = [](const char* by) { return shown(with_columns(sorted(duties(), by, choices), "due")); };
  CHECK(order("-due") == "2026-12-01 | 2026-11-23 | 2026-11-20 | 2026-11-02");
  CHECK(order("days_late") == "2026-11-20 | 2026-11-02 | 2026-11-23 | 2026-12-01");
  CHECK(order("-days_late") == "2026-11-02 | 2026-11-20 | 2026-11-23 | 2026-12-01");
  CHECK(order("percent") == "2026-12-01 | 2026-11-20 | 2026-11-02 | 2026-11-23");
  CHECK(order("-status,-due") == "2026-12-01 | 2026-11-23 | 2026-11-20 | 2026-11-02");
}

TEST_CASE("a limit says how many rows there were, and columns come in the order asked for") {
  const Table cut = shaped(duties(), {.limit = 2, .columns = "role,due"}, choices);
  CHECK(shown(cut) == "teacher 2026-11-02 | leader 2026-11-20");
  REQUIRE(cut.notes.size() == 1);
  CHECK(cut.notes[0].en == "the first 2 of 4 rows (--limit).");
  CHECK(shaped(duties(), {.limit = 4}).notes.empty());
}

TEST_CASE("two periods stand side by side, with what is new and what is gone") {
  Table then = grouped(duties(), "role"), now = then;
  then.rows = {{std::string("teacher"), std::int64_t{5}, std::int64_t{9}},
               {std::string("bureau"), std::int64_t{1}, std::int64_t{1}}};
  const Table both = compared(now, then);
  CHECK(both.columns[1].name == "rows_then");
  CHECK(both.columns[3].name == "rows_change");
  CHECK(shown(both) == "teacher 5 3 -2 9 6 -3 | leader - 1 - - 10 - | bureau 1 - - 1 - -");
}

TEST_CASE("a list of children cannot be compared before it is counted") {
  Table list = with_columns(duties(), "due,role,pupils");
  CHECK_THROWS_AS(compared(list, list), Error);
  CHECK_THROWS_AS(compared(with_columns(duties(), "status"), with_columns(duties(), "status")), Error);
}

TEST_CASE("small figures are hidden, with the shares beside them, and stay hidden in sums and conditions") {
  const Table hidden = suppressed(duties(), 3);
  CHECK(shown(with_columns(hidden, "pupils,percent")) == "<3 - | 10 97.00 | 4 100.00 | 0 9.50");
  CHECK(hidden.notes.size() == 1);
  CHECK(shown(grouped(hidden, "role")) == "teacher 3  | leader 1 10");
  const Table asked = rows_where(hidden, "pupils < 3");
  CHECK(shown(with_columns(asked, "pupils")) == "0");
  CHECK(asked.notes.size() == 2);
}

TEST_CASE("a month before the 31st of March is the last day of February") {
  const Calendar none;
  const auto day = [](const char* iso) { return *Day::parse(iso); };
  CHECK(same_day_before(Per::month, day("2026-03-31"), none) == day("2026-02-28"));
  CHECK(same_day_before(Per::quarter, day("2026-01-15"), none) == day("2025-10-15"));
  CHECK(same_day_before(Per::year, day("2024-02-29"), none) == day("2023-02-28"));
  CHECK(stretch_until(Per::quarter, day("2026-11-23"), none)->first == day("2026-10-01"));
  CHECK(stretch_until(Per::month, day("2026-11-23"), none)->last == day("2026-11-23"));
  CHECK(stretch_until(Per::term, day("2026-11-23"), none) == std::nullopt);
}
