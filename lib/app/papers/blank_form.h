// Blank forms: an empty workbook for each kind of list that can be imported, for schools to fill in and send back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "files/render/blank_form.h"
#include "files/sheet/columns.h"
#include "files/sheet/title_words.h"
#include "files/sheet/typed_row.h"

namespace ksbx {

// The form of that kind: every column of the layout by its official name, with the choices it has.
BlankForm blank_form(const Layout& layout);

// The class register of a month with a column for each day. School and class stand in the title if `given` has them,
// else in columns of their own. Throws Error (Failure::usage) "bad-month" for a month that is none, "unknown-column"
// for a column that a register has not.
BlankForm blank_register(const Layout& attendance, const std::vector<TypedCell>& given, Day today);

// The registers that a class still owes: its pupils, and a column for each of the days, by their dates.
struct OwedRegister {
  std::string school, grade, school_class;
  std::vector<Day> days;
  std::vector<std::string> pupils;  // empty: whoever fills it in writes the names
};
BlankForm owed_register(const Layout& attendance, const OwedRegister& owed);

inline constexpr std::string_view register_form = "register";

}  // namespace ksbx
