// slip: what one person has to do, taken out of a report as a sheet to hand over.
//
//   ksbx report duties --for 班主任:王老师
#pragma once

#include <optional>
#include <string>

#include "base/table.h"
#include "policy/rulebook/rulebook.h"
#include "store/sqlite/database.h"

namespace ksbx {

// The rows of the report that fall to `whom`, or in which he takes part: a role by its id or label (班主任,
// class_teacher), after a colon the person or unit if there are several; or a person or unit alone (":王老师", "青石镇"
// where no role is called so). Title and notes make it
// a slip: for whom, and where to sign. Throws Error (Failure::usage): "unknown-role" with the nearest; "not-assigned"
// if the report has no columns role and responsible.
Table slip_for(Table table, const Rulebook& rulebook, const std::string& whom);

// `whom` with the name of the unit in place of its code, and with a colon before a person or unit that stands alone
// where no role is called so; as it is if nobody is called so.
std::string holder_meant(Database& database, const Rulebook& rulebook, const std::string& whom);

// What an empty slip has to say: that no one of this name holds or held a post and no unit is called so, with the
// nearest name. Nothing if someone does, or if `whom` is a role alone.
std::optional<Text> stranger(Database& database, const std::string& whom);

}  // namespace ksbx
