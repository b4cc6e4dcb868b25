#include "app/site/site_lists.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/report/report.h"
#include "app/report/report_words.h"
#include "base/join.h"

namespace ksbx {
namespace {

// What the cut goes by; each class has one of them.
constexpr const char* same_in_a_class[] = {"school", "grade", "class", "class_code", "school_code"};

std::size_t required_place(const Table& table, const std::string& column) {
  if (const auto place = place_of(table, column)) return *place;
  throw Error(Failure::rules, "report-column",
              text("报表“{}”没有“{}”一列，做不成网页", "the report {} has no column {}: it cannot become pages",
                   table.name, column),
              text("在报表文件里补上这一列", "add the column to the file of the report"));
}

void drop_column(Table& table, const std::string& name) {
  const auto place = place_of(table, name);
  if (!place) return;
  const auto at = static_cast<std::ptrdiff_t>(*place);
  table.columns.erase(table.columns.begin() + at);
  for (TableRow& row : table.rows) row.erase(row.begin() + at);
}

Table without_rows(const Table& table) {
  return {table.name, table.title, table.columns, {}};
}

Column count_column(const char* name, Text label) {
  return {name, std::move(label), Privacy::none, ColumnType::count};
}

std::int64_t number_in(const Cell& cell) {
  const auto* number = std::get_if<std::int64_t>(&cell);
  return number ? *number : 0;
}

}  // namespace

std::string ClassLists::class_name(const TableRow& row) const {
  const std::string grade = words_of(row[grade_]);
  return (grade.empty() ? "" : grade + " ") + words_of(row[class_]);
}

std::int64_t ClassLists::open_duties(const TableRow& row) const {
  return number_in(row[open_]);
}

Table ClassLists::rows_where(Text title, const std::function<bool(const TableRow& row)>& is_meant) const {
  Table table = without_rows(all);
  table.title = std::move(title);
  std::ranges::copy_if(all.rows, std::back_inserter(table.rows), is_meant);
  drop_column(table, "class_code");
  drop_column(table, "school_code");
  return table;
}

Table ClassLists::class_counts(const std::string& school) const {
  Table table{"classes",
              text("班级", "Classes"),
              {{"class", text("班级", "class")},
               {"class_code", text("代码", "code"), Privacy::none, ColumnType::code},
               count_column("pupils", text("名单上的学生", "pupils listed")),
               count_column("cases", text("有任务没有办结的", "with something to be done")),
               count_column("open_duties", text("未完成", "open duties")),
               count_column("overdue_duties", text("逾期", "overdue"))},
              {}};
  for (const auto& [code, of_class] : classes) {
    std::int64_t pupils = 0, cases = 0, open = 0, overdue = 0;
    std::string name;
    for (const TableRow& row : all.rows) {
      if (words(row, class_code_) != code || words(row, school_code_) != school) continue;
      name = class_name(row);
      ++pupils;
      cases += open_duties(row) > 0 ? 1 : 0;
      open += open_duties(row);
      overdue += number_in(row[overdue_]);
    }
    if (pupils > 0) table.rows.push_back({name, code, pupils, cases, open, overdue});
  }
  return table;
}

ClassLists class_lists(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                       const Disclosure& shown, Language language) {
  ReportRequest wanted{"class-lists", shown, language};
  const Table columns = columns_of(workspace.database, report_named(reports, wanted.name));
  wanted.shape.columns = join(columns.columns, ",", [](const Column& column) { return column.name; });
  ClassLists lists;
  lists.all = report(workspace, reports, wanted).table;
  lists.student_code_ = required_place(lists.all, "student_code");
  lists.class_code_ = required_place(lists.all, "class_code");
  lists.school_code_ = required_place(lists.all, "school_code");
  lists.town_ = required_place(lists.all, "town");
  lists.grade_ = required_place(lists.all, "grade");
  lists.class_ = required_place(lists.all, "class");
  lists.open_ = required_place(lists.all, "open_duties");
  lists.overdue_ = required_place(lists.all, "overdue_duties");
  for (const TableRow& row : lists.all.rows)
    if (const std::string code = lists.class_code(row); !code.empty())
      lists.classes.try_emplace(code, without_rows(lists.all)).first->second.rows.push_back(row);
  for (auto& [code, of_class] : lists.classes)
    for (const char* column : same_in_a_class) drop_column(of_class, column);
  return lists;
}

Table unit_list(const std::vector<const Unit*>& units, const std::string& column, Text title) {
  Table table{
      column + "s",
      std::move(title),
      {{column, text("名称", "name")}, {column + "_code", text("代码", "code"), Privacy::none, ColumnType::code}},
      {}};
  for (const Unit* unit : units) table.rows.push_back({unit->name, unit->code});
  return table;
}

Table people_list(const std::vector<Parcel>& parcels) {
  Table table{"people",
              text("有事要办的责任人", "Who has something to do"),
              {{"recipient", text("责任人", "who")},
               count_column("duties", text("任务", "duties")),
               count_column("overdue", text("其中逾期", "overdue")),
               count_column("today", text("今天到期", "due today")),
               count_column("papers", text("等待签收的文书", "papers to sign for")),
               count_column("registers", text("缺点名册的班", "registers missing"))},
              {}};
  const auto count = [](std::size_t number) { return Cell(static_cast<std::int64_t>(number)); };
  for (const Parcel& parcel : parcels)
    table.rows.push_back({parcel.name, count(parcel.duties.rows.size()), count(parcel.overdue), count(parcel.today),
                          count(parcel.unsigned_papers.rows.size()), count(parcel.registers.size())});
  return table;
}

}  // namespace ksbx
