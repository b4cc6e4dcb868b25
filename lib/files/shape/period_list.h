// The list by periods in one cell: a row for each pupil, and which lessons he missed (缺课节次: 1、2、3). Read as a
// list of attendance, a row for each half day. A table with a column for each lesson is a class register.
//
//   日期,班级,姓名,缺课节次,状态
//   2026-11-10,七年级1班,张三,第1-3节,旷课      →   上午 旷课（第1、2、3节）
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "files/shape/register_block.h"
#include "files/sheet/shape.h"

namespace ksbx {

// Nothing if no column beside 姓名 says which lessons were missed. Its `read` throws Error (Failure::input) E_PERIODS
// if the rulebook does not say what they make (lesson_count.h).
std::unique_ptr<TableShape> find_period_list(const TableTop& top);

// Which lessons a cell says: 1,2,3; 第1-3节; 上午第1、2节 下午第1节; 上午; 全天. Nothing if it says anything else, or
// counts them (三节). A number behind 下午 counts from the afternoon's first lesson, unless it is one of the
// afternoon's by itself.
std::optional<std::vector<int>> read_lessons(std::string_view cell, const LessonRule& rule, Day day);

}  // namespace ksbx
