// form_of_one: a form that is about one child, labels with what they say to their right, as a list of one row.
//
//   家访记录单                                           家访记录单
//   学生姓名 | 李子豪    | 班级     | 七(1)班     →     学生姓名 | 班级    | 家访时间   | 家访教师
//   家访时间 | 2026-10-14 | 家访教师 | 苏老师           李子豪   | 七(1)班 | 2026-10-14 | 苏老师
//
// Only forms of records and of leave: a roster of one pupil says that the school has no other.
#pragma once

#include <vector>

#include "base/problem.h"
#include "files/sheet/header_search.h"

namespace ksbx {

struct FormOfOne {
  // Titles, the labels, what they say, and the lines for signatures below; empty if it is no form, or none that can be
  // read.
  std::vector<TopRow> rows;
  bool is_unclear = false;  // labels with something beside them, and not only that
  int line = 0;             // of the first of them
};

// `rows`: all of the table.
FormOfOne form_of_one(const std::vector<TopRow>& rows, const std::vector<Layout>& layouts, const Mapping& mapping);

// That a table looks like such a form, and how to write it instead.
Problem unclear_form(const std::string& file, int line);

}  // namespace ksbx
