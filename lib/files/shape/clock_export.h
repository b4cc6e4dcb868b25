// The daily export of a clock-in program (DingTalk, WeCom): a row for each pupil and day, with the results of his
// clock-ins. Read as a list of attendance, two rows where the halves differ.
//
// The first result of the day is the morning's, the last the afternoon's. One result of the whole day is of both, and
// of a missing clock-in the times beside it (最早, 最晚) say of which. A missing clock-in (缺卡) is not surely an
// absence: it is 待核实, and so is 正常 where these times are empty. Days of rest and rows without a result say
// nothing. The department (部门) says school and class.
#pragma once

#include <memory>

#include "files/sheet/shape.h"

namespace ksbx {

// The export that the table is; nothing if it has no columns 姓名, 日期 and 打卡结果.
std::unique_ptr<TableShape> find_clock_export(const TableTop& top);

}  // namespace ksbx
