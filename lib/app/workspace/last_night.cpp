#include "app/workspace/last_night.h"

#include <algorithm>

#include "store/ledger/duty_store.h"

namespace ksbx {

std::optional<Text> nights_behind(const Workspace& workspace, Day day) {
  constexpr int one_night_a_day = 1;
  const std::optional<Run> last = last_run(workspace.database);
  const Day over = std::min(day, workspace.dates.closed);
  if (!last || over - last->through <= one_night_a_day) return std::nullopt;
  return text(
      "上一次夜间判断只到 {}，此后的缺课、记录和到期还没有判断；请运行 ksbx escalate",
      "the last night judged is {}: absences, records and deadlines since are not judged yet; run ksbx escalate",
      last->through.iso());
}

}  // namespace ksbx
