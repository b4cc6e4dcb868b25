#include "app/deliver/slip_page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/report/report.h"
#include "app/report/report_words.h"
#include "base/join.h"
#include "base/mask.h"

namespace ksbx {
namespace {

Text blank_line() {
  return text("签收：＿＿＿＿＿＿　日期：＿＿＿＿＿＿", "Received by: ____________   Date: ____________");
}

void drop_column(Table& table, const std::string& name) {
  const auto place = place_of(table, name);
  if (!place) return;
  const auto at = static_cast<std::ptrdiff_t>(*place);
  table.columns.erase(table.columns.begin() + at);
  for (TableRow& row : table.rows) row.erase(row.begin() + at);
}

// A place to write in is no empty column, and needs some width.
constexpr const char* to_write_in = "filled_in";

Table with_room(Table table) {
  if (const auto place = place_of(table, to_write_in))
    for (TableRow& row : table.rows) row[*place] = std::string("　　　　　　　　");
  return table;
}

Table without_room(Table table) {
  drop_column(table, to_write_in);
  return table;
}

void drop_empty_columns(Table& table) {
  const std::vector<Column> columns = table.columns;
  for (const Column& column : columns) {
    const auto place = place_of(table, column.name);
    if (column.name != to_write_in &&
        std::ranges::all_of(table.rows, [&](const TableRow& row) { return words_of(row[*place]).empty(); }))
      drop_column(table, column.name);
  }
}

void add(Page& page, Table table, Text title) {
  table.title = std::move(title);
  page.parts.push_back({std::move(table)});
}

Table registers(const Parcel& parcel) {
  Table table{"registers", {}, {{"class", text("班级", "class")}, {"days", text("日期", "days")}}, {}};
  for (const OwedRegister& owed : parcel.registers)
    table.rows.push_back({owed.school + " " + owed.grade + " " + owed.school_class,
                          join(owed.days, "、", [](Day day) { return day.iso(); })});
  return table;
}

}  // namespace

SlipPages::SlipPages(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                     const DeliveryRequest& request)
    : workspace_(workspace),
      request_(request),
      slips_(report_named(reports, "slips")),
      unsigned_(report_named(reports, "unsigned")) {}

Page SlipPages::read(const Parcel& parcel) const {
  return page_of(parcel, without_room(for_people(slips_, parcel.duties)));
}

Page SlipPages::signed_for(const Parcel& parcel) const {
  Page page = page_of(parcel, with_room(for_people(slips_, parcel.duties)));
  page.notes.push_back(blank_line());
  return page;
}

Table SlipPages::calendar(const Parcel& parcel) const {
  Table table = for_people(slips_, mask(parcel.duties, Masking::strict));
  constexpr std::array kept_at_home = {"guardian", "guardian_phone", "address", to_write_in};
  for (const char* column : kept_at_home) drop_column(table, column);
  table.title = text("交办单：{}", "For {}", parcel.name);
  return table;
}

Page SlipPages::page_of(const Parcel& parcel, const Table& duties) const {
  Page page{"slip", text("交办单：{}", "For {}", parcel.name)};
  page.head.push_back(text("{}；任务 {} 项，其中逾期 {} 项、今天到期 {} 项", "{}; {} duties, {} overdue, {} due today",
                           workspace_.dates.today.iso(), parcel.duties.rows.size(), parcel.overdue, parcel.today));
  if (parcel.earlier > 0)
    page.head.push_back(text("此前已经送达、还没有办结的另有 {} 项",
                             "{} more were handed out before and are still open", parcel.earlier));
  if (!duties.rows.empty()) add(page, duties, text("要办的任务", "To be done"));
  if (!parcel.registers.empty()) add(page, registers(parcel), text("要补交的点名册", "Registers to return"));
  if (!parcel.unsigned_papers.rows.empty())
    add(page, for_people(unsigned_, parcel.unsigned_papers), text("等待签收的文书", "Papers to sign for"));
  if (!parcel.withdrawn.rows.empty()) add(page, parcel.withdrawn, text("不再要求的任务", "No longer to be done"));
  return page;
}

Table SlipPages::for_people(const ReportDefinition& report, const Table& rows) const {
  Table table = in_words(report, workspace_.rulebook, request_.language, without_unnamed(report, {}, Table(rows)));
  table.title = report.title;
  drop_empty_columns(table);
  // A person knows what he is.
  if (request_.by == Cut::person) drop_column(table, "role");
  return table;
}

}  // namespace ksbx
