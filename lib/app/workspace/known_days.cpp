#include "app/workspace/known_days.h"

#include <utility>

#include "base/problem.h"
#include "store/history/question_store.h"

namespace ksbx {

void refuse_unknown_day(const Workspace& workspace, Day day) {
  workspace.calendar.require(day);
  if (auto before = before_books(workspace, workspace.dates.today))
    throw Error(Failure::usage, "before-books", std::move(*before),
                text("用 --as-of 指定这一天或以后的日子", "name that day or a later one by --as-of"));
}

std::optional<Text> before_books(const Workspace& workspace, Day day) {
  const std::optional<Day> began = first_day_of_books(workspace.database);
  if (!began || day >= *began) return std::nullopt;
  return text("账从 {} 开始，{} 的情况不知道", "the books begin on {}: nothing is known of {}", began->iso(),
              day.iso());
}

}  // namespace ksbx
