// The day report: a row for each class, with the names of those who were not there in one cell, and why. Read as a list
// of attendance (files/shape/class_report.h).
//
//   日期,学校名称,年级,班级,应到人数,实到人数,缺勤学生姓名及原因
//   2026-11-10,石桥市第一初级中学,七年级,1班,45,43,李四（旷课）、吴六（病假）
#pragma once

#include <memory>

#include "files/sheet/shape.h"

namespace ksbx {

// The day report that the table is; nothing if it is none: it has a column of the absent and none of states, and says
// its classes in a column or has counts.
std::unique_ptr<TableShape> find_day_report(const TableTop& top);

}  // namespace ksbx
