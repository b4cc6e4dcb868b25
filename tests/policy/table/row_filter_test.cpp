#include "policy/table/row_filter.h"

#include <doctest/doctest.h>

#include "base/problem.h"
#include "duties_table.h"
#include "policy/table/column_list.h"
#include "policy/table/suppress_stage.h"

using namespace ksbx;

namespace {

Table kept(Table table, const std::string& condition) {
  RowFilter filter(table, condition, duty_choices);
  filter.keep(table);
  filter.add_note(table);
  return table;
}

std::string dues(const std::string& condition) {
  return shown(with_columns(kept(duties_table(), condition), "due"));
}

Problem refused(const std::string& condition) {
  try {
    kept(duties_table(), condition);
  } catch (const Error& error) {
    CHECK(error.failure() == Failure::usage);
    return error.problems().front();
  }
  return {};
}

}  // namespace

TEST_CASE("a condition picks rows by days, numbers and words") {
  CHECK(dues("due < '2026-11-23'") == "2026-11-02 | 2026-11-20");
  CHECK(dues("status = 'overdue' and days_late > 7") == "2026-11-02");
  CHECK(dues("days_late is not known") == "2026-11-23 | 2026-12-01");
  CHECK(dues("role in ('leader')") == "2026-11-20");
}

TEST_CASE("per cent is compared with its places after the point") {
  CHECK(dues("percent > 98") == "2026-11-02 | 2026-11-23");
  CHECK(dues("percent <= 97") == "2026-11-20 | 2026-12-01");
  CHECK(dues("percent < 98 and pupils > 1") == "2026-11-20");
  CHECK(refused("percent < pupils").code == "condition-type");
}

TEST_CASE("a name or a value that does not exist is answered with the nearest, and a caret") {
  const Problem column = refused("statsu = 'overdue'");
  CHECK(column.code == "unknown-name");
  CHECK(column.origin == Origin{"--where", 1, 1});
  CHECK(column.remedy.en.find("status") != std::string::npos);
  CHECK(refused("status = 'overdeu'").code == "unknown-choice");
  CHECK(refused("due > 3").code == "condition-type");
}

TEST_CASE("a value that no list has can be asked for where a row has it") {
  Table with_old = duties_table();
  with_old.rows[3][1] = std::string("waived");
  CHECK(shown(with_columns(kept(with_old, "status = 'waived'"), "due")) == "2026-12-01");
  const Choices more = with_values(with_old, duty_choices);
  CHECK(more.at("status") == std::vector<std::string>{"overdue", "today", "soon", "open", "waived"});
}

TEST_CASE("what is hidden cannot be judged: such rows are left out and counted") {
  const Table hidden = through(suppress_stage(3), duties_table());
  const Table asked = kept(hidden, "pupils < 3");
  CHECK(shown(with_columns(asked, "pupils")) == "0");
  CHECK(asked.notes.size() == 2);
}
