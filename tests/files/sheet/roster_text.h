// What the tests of reading share: a roster as text, and the codes of the problems that came of it.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/problem.h"

namespace ksbx {

inline const std::string student_header =
    "学校标识码,学校名称,年级,班级,姓名,性别,身份证件号,出生日期,现住址,监护人姓名,联系电话\n";

// A pupil's row as an office writes it.
inline std::string student_row(const std::string& name, const std::string& address = "青石镇柳树村1号") {
  return "9990180001,石桥市第一初级中学,七年级,1班," + name + ",男,99018120130204103X,2013-02-04," + address +
         ",钱家长二,10000000001\n";
}

// "W_SHORT_ROW W_SHORT_ROW": sorted.
inline std::string codes_of(const Problems& problems) {
  std::vector<std::string> codes;
  for (const Problem& problem : problems) codes.push_back(problem.code);
  std::sort(codes.begin(), codes.end());
  std::string all;
  for (const std::string& code : codes) all += (all.empty() ? "" : " ") + code;
  return all;
}

// The codes of the Error that `action` throws; "nothing" if it throws none.
template <class Action>
std::string refusal_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return codes_of(error.problems());
  }
  return "nothing";
}

}  // namespace ksbx
