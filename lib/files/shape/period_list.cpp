#include "files/shape/period_list.h"

#include "base/ascii.h"
#include "files/cell/cell_words.h"
#include "files/shape/said_rows.h"
#include "files/sheet/header_match.h"

namespace ksbx {
namespace {

// 第1节, 第一节, 第1节课, 上午第1节
bool is_period(std::string_view header) {
  const std::string normal = normal_header(header);
  std::string_view words = normal;
  for (std::string_view half : {"上午", "下午"})
    if (const auto rest = behind(words, half)) words = *rest;
  const auto rest = behind(words, "第");
  if (!rest) return false;
  for (std::string_view unit : {"节课", "节"})
    if (rest->ends_with(unit)) return small_number(rest->substr(0, rest->size() - unit.size())).has_value();
  return false;
}

class PeriodList : public TableShape {
 public:
  PeriodList(std::string file, std::string worksheet, int line, int column)
      : file_(std::move(file)), worksheet_(std::move(worksheet)), line_(line), column_(column) {}

  std::string_view layout() const override { return name_of(RosterKind::attendance); }
  Text label() const override { return text("按节次的考勤表", "attendance by periods"); }
  std::unique_ptr<ShapedRows> read(std::unique_ptr<RowSource>) const override {
    throw Error(
        Failure::input,
        {Problem{Severity::error,
                 "E_PERIODS",
                 {file_, line_, column_},
                 text("{}这张表按节次记考勤，不知道哪几节是上午、缺几节算缺半天。",
                      "{}attendance by periods: which of them are the morning, and how many make half a day, is "
                      "not known",
                      in_sheet(worksheet_)),
                 text("请换算成半天：一名学生一行，“时段”写上午或下午，“状态”写旷课、病假等。",
                      "Turn it into half days: a row for each pupil, 时段 上午 or 下午, 状态 旷课, 病假 …")}});
  }
  Text described() const override {
    return text("# 按节次的考勤表，不能读。\n", "# Attendance by periods: not read.\n");
  }

 private:
  std::string file_, worksheet_;
  int line_, column_;
};

}  // namespace

std::unique_ptr<TableShape> find_period_list(const TableTop& top) {
  if (attendance_of(top.layouts) == nullptr) return nullptr;
  for (const TopRow& row : top.rows) {
    int periods = 0, first = 0;
    bool names_pupils = false;
    for (std::size_t place = 0; place < row.cells.size(); ++place) {
      const std::string normal = normal_header(row.cells[place]);
      names_pupils = names_pupils || normal == "姓名" || normal == "学生姓名";
      if (is_period(row.cells[place]) && periods++ == 0) first = static_cast<int>(place) + 1;
    }
    if (names_pupils && periods > 1) return std::make_unique<PeriodList>(top.file, top.worksheet, row.line, first);
  }
  return nullptr;
}

}  // namespace ksbx
