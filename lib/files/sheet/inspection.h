// inspection: how a file would be read, as a mapping file to correct and keep (files/sheet/mapping.h), before anything
// is read of it.
//
// It helps most where an import is refused, so it never is refused itself as long as the file is a table: what cannot
// be determined is left for the person to fill in.
//
//   # 七年级.csv：学生花名册，gb18030，分隔符“,”，表头在第 2 行
//   kind = "students"
//   [columns]
//   "学生姓名" = "name"  # 姓名
//   # "家庭电活" = "-"  # 是不是 address（现住址）？
//
// Of columns that hold one of some words, the words that are not understood follow as lines to fill in.
#pragma once

#include <string>
#include <vector>

#include "base/problem.h"
#include "files/sheet/sheet.h"

namespace ksbx {

struct Inspection {
  Text toml;
  Problems problems;  // for which an import would refuse the file as it stands
};

// Throws Error (Failure::input) where the file is no table at all.
Inspection inspect(const std::string& path, std::vector<Layout> layouts, const SheetOptions& options);

}  // namespace ksbx
