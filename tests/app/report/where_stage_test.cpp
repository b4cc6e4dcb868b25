#include "app/report/where_stage.h"

#include "app/office.h"
#include "duties_table.h"
#include "policy/table/column_list.h"

using namespace ksbx;

namespace {

std::string dues(const std::string& condition, const Table& table, std::size_t most = RowRuns::most_in_memory) {
  return shown(with_columns(row_by_row(where_stage(condition, duty_choices, "/tmp", most), table), "due"));
}

// Rows that went on before the last had come.
std::size_t at_once(const std::string& condition) {
  RowStages stages;
  stages.add(where_stage(condition, duty_choices, "/tmp"));
  std::size_t rows = 0;
  stages.pass(duties_table(), [&](const Table& block) { rows += block.rows.size(); });
  return rows;
}

}  // namespace

TEST_CASE("rows that fit a condition go on at once") {
  CHECK(at_once("status = 'overdue'") == 2);
  CHECK(dues("status = 'overdue'", duties_table()) == "2026-11-02 | 2026-11-20");
}

TEST_CASE("where a condition names a value that no list knows, rows wait until all have been seen") {
  Table with_old = duties_table();
  with_old.rows[3][1] = std::string("waived");
  CHECK(at_once("status = 'waived'") == 0);
  CHECK(dues("status = 'waived'", with_old) == "2026-12-01");
  CHECK(dues("status != 'waived'", with_old, 1) == "2026-11-02 | 2026-11-20 | 2026-11-23");
  CHECK(refusal([] { dues("status = 'waived'", duties_table()); }) == "unknown-choice");
}

TEST_CASE("a condition that is wrong is refused where there are no rows") {
  Table none = duties_table();
  none.rows.clear();
  CHECK(refusal([&] { dues("due > 3", none); }) == "condition-type");
  CHECK(dues("due > '2026-11-01'", none).empty());
}
