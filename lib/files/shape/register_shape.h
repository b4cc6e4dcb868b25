// The class register: pupils down, days across, a mark in each cell. Read as a list of attendance: a row for each pupil
// and half day of which something is said.
//
//   石桥市第一初级中学七年级1班2026年11月考勤表
//   说明：√出勤 ×旷课
//   姓名,1,2,3 …                    →   学校名称,班级,姓名,日期,状态
//   王小明,,√,×                          石桥市第一初级中学,七年级1班,王小明,2026-11-02,出勤
//
// School, class and month come from columns, or from the title, the name of the sheet or of the file, where they can be
// read in one way; what was taken from there is told as W_FROM_TITLE. Several registers may stand below each other,
// each with its head. A cell that is empty means present where the day's column is filled in for the class, and nothing
// where it is not. One class at a time is held in memory.
#pragma once

#include <memory>

#include "files/sheet/shape.h"

namespace ksbx {

// Nothing if the table is no class register, or no kind of list called "attendance" is among those that may be meant
// and none was asked for by name.
std::unique_ptr<TableShape> find_register(const TableTop& top);

}  // namespace ksbx
