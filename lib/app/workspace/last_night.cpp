#include "app/workspace/last_night.h"

#include <algorithm>

#include "store/ledger/duty_store.h"

namespace ksbx {

std::optional<Text> nights_behind(const Workspace& workspace, Day day) {
  // The night of a day runs in its evening or early on the next morning, so it is not missed before the day after.
  constexpr int comes_within = 2;
  const std::optional<Run> last = last_run(workspace.database);
  const bool is_judged = !last || std::min(day, workspace.dates.closed) <= last->through;
  if (is_judged || workspace.dates.now.day() - last->through < comes_within) return std::nullopt;
  return text(
      "上一次夜间判断只到 {}，此后的缺课、记录和到期还没有判断；请运行 ksbx escalate",
      "the last night judged is {}: absences, records and deadlines since are not judged yet; run ksbx escalate",
      last->through.iso());
}

std::optional<Text> nobody_looked(const Workspace& workspace, Day day) {
  const std::optional<Run> last = last_run_even_provisional(workspace.database);
  if (!last)
    return text("还没有做过夜间判断，有没有要办的还不知道；请运行 ksbx escalate",
                "no night was judged yet: whether anything is to be done is not known; run ksbx escalate");
  // A run writes down each night that it catches up, so the first of them is the first day that anybody looked at.
  const Day first = std::min(first_day_judged(workspace.database).value_or(last->through), last->through);
  if (day < first)
    return text("夜间判断从 {} 开始，{} 没有判断过，有没有要办的不知道",
                "nights are judged from {} on, {} was not: whether anything is to be done is not known", first.iso(),
                day.iso());
  if (day <= workspace.dates.now.day()) return std::nullopt;
  return text("{} 还没有到，有没有要办的还不知道；判断到 {}",
              "{} is still to come: whether anything is to be done is not known; judged up to {}", day.iso(),
              last->through.iso());
}

}  // namespace ksbx
