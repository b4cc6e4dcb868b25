#include "app/report/sort_stage.h"

#include "app/office.h"
#include "duties_table.h"
#include "policy/table/column_list.h"

using namespace ksbx;

TEST_CASE("a report is sorted the same, whether its rows fit into memory or not") {
  const Folder folder;
  for (const std::size_t most : {RowRuns::most_in_memory, std::size_t{1}}) {
    CAPTURE(most);
    const Table sorted = row_by_row(sort_stage("-status,-due", duty_choices, folder.file(""), most), duties_table());
    CHECK(shown(with_columns(sorted, "due")) == "2026-12-01 | 2026-11-23 | 2026-11-20 | 2026-11-02");
  }
}

TEST_CASE("an order by a column that is not there is refused, also where there are no rows") {
  Table none = duties_table();
  none.rows.clear();
  CHECK(refusal([&] { through(sort_stage("deu", {}, "/tmp"), none); }) == "unknown-column");
  CHECK(refusal([&] { through(sort_stage("deu", {}, "/tmp"), duties_table()); }) == "unknown-column");
}
