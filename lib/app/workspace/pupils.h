// Pupils: how people point at a child, and which one they mean.
//
// Short code (S-7K3Q), id number, 学籍号, or a name, with or without the class: "王小明", "王小明@七(1)班",
// "王小明@石桥市第一初级中学七(1)班". A name that fits several children is never decided for the user.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/mask.h"
#include "base/problem.h"
#include "model/history.h"
#include "model/student.h"
#include "model/unit.h"
#include "store/sqlite/database.h"

namespace ksbx {

// Everyone whom the words can mean: no one, one, or several namesakes, by id.
std::vector<Student> pupils_meant(Database& database, const Organisation& organisation, std::string_view words,
                                  Day today);

// The one who is meant, or the problem to show: "unknown-pupil", "pupil-taken-back" (store/undo/undo_store.h), or
// "ambiguous-pupil" with class and short code of each candidate.
struct PupilFound {
  std::optional<Student> student;
  std::optional<Problem> problem;
};
PupilFound pupil(Database& database, const Organisation& organisation, std::string_view words, Day today);

// The same; throws Error (Failure::usage) with the problem.
Student required_pupil(Database& database, const Organisation& organisation, std::string_view words, Day today);

// 王*明（石桥市第一初级中学 七年级 1班，S-7K3Q）: enough to know who is meant.
Text described(const Student& student, const Organisation& organisation, Masking masking);

// Whom a history is asked of: a pupil of a class, or an idle minor.
Subject subject_of(const Student& student);

}  // namespace ksbx
