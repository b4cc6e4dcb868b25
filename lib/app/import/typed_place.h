// Where a child of a typed row belongs: the class of a pupil, the village or town of anyone. Whoever types a row can be
// asked at once, so, unlike in a roster, nothing comes into being by a slip of the finger.
#pragma once

#include "files/sheet/typed_row.h"
#include "model/unit.h"

namespace ksbx {

// Puts the school's code, the grade and the class, as they are registered, where the row says a class in any way:
// 班级=七年级1班@石桥市第一初级中学, 班级=七(1)班 with 学校=…, or a class code. Throws Error (Failure::usage):
// "missing-argument" without a class; R_UNKNOWN_UNIT with the nearest school or with the classes that there are;
// R_AMBIGUOUS_UNIT.
void settle_class(TypedRow& row, const Organisation& organisation, Day today);

// Throws Error (Failure::usage, R_UNKNOWN_UNIT), with the nearest name, if the row says a residence in a column of its
// own and there is no such village or town.
void check_residence(const TypedRow& row, const Organisation& organisation);

}  // namespace ksbx
