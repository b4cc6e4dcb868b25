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

}  // namespace ksbx
