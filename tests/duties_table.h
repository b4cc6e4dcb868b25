// A small table of duties, for the tests of what a reader may ask of a report.
#pragma once

#include <string>

#include "base/row_stage.h"
#include "base/table.h"
#include "policy/table/table_shape.h"

namespace ksbx {

// Four duties of two roles.
inline Table duties_table() {
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

inline const Choices duty_choices = {{"status", {"overdue", "today", "soon", "open"}}};

// "overdue 2 12 | today 1 4"; nothing is "-".
inline std::string shown(const Table& table) {
  std::string all;
  for (const TableRow& row : table.rows) {
    if (!all.empty()) all += " | ";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool nothing = std::holds_alternative<std::monostate>(row[i]);
      all += (i > 0 ? " " : "") + (nothing ? "-" : words_of(row[i]));
    }
  }
  return all;
}

// After a stage, the rows coming one by one: the answer must not depend on how they come.
inline Table row_by_row(std::unique_ptr<RowStage> stage, Table table) {
  RowStages stages;
  stages.add(std::move(stage));
  return collected([&](const TakeRows& take) {
    std::vector<TableRow> rows = std::move(table.rows);
    table.rows.clear();
    for (TableRow& row : rows) {
      Table block = table;
      block.rows.push_back(std::move(row));
      stages.pass(std::move(block), take);
    }
    return stages.end(table, take);
  });
}

}  // namespace ksbx
