// The list of a chat group: lines as class teachers type them. Read as a list of attendance
// (files/shape/class_report.h).
//
//   #接龙 11月10日缺勤
//   1. 王老师 七(1)班 李四 旷课 吴六 病假
//   2. 七(2)班 全勤
#pragma once

#include <memory>

#include "files/sheet/shape.h"

namespace ksbx {

// The chat list that the text is; nothing if it is none: a text without a header in which at least one line says of a
// class that a pupil was not there, or that nobody was missing. Lists that name pupils as name@class are none.
std::unique_ptr<TableShape> find_chat_list(const TableTop& top);

}  // namespace ksbx
