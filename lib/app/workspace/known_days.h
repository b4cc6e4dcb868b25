// Of some days nothing can be told: the books had not begun, or no calendar says what kind of day it is. Whoever asks
// about one is told so; a 0 or an empty list would say that nothing was, or that nothing is to be done.
#pragma once

#include <optional>

#include "app/workspace/workspace.h"

namespace ksbx {

// Throws Error unless something can be told of `day`: Failure::rules ("calendar-gap") of a day that the calendars do
// not cover, as a night does; Failure::usage ("before-books") if the latest day asked about (Dates::today) lies before
// the books. In an empty store no day does: reports say there what is to be imported.
void refuse_unknown_day(const Workspace& workspace, Day day);

// A sentence for who compares with a day before the books began; nothing of other days.
std::optional<Text> before_books(const Workspace& workspace, Day day);

}  // namespace ksbx
