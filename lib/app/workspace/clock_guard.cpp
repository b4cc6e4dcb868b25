#include "app/workspace/clock_guard.h"

#include "base/problem.h"
#include "store/journal/journal.h"

namespace ksbx {
namespace {

std::string to_the_minute(Moment moment) {
  return moment.iso().substr(0, std::string_view("2026-11-23T20:00").size());
}

}  // namespace

void guard_clock(Database& database, const Occasion& occasion, Moment now, ClockBack back) {
  const std::optional<Moment> last = last_entry(database);
  if (!last || last->seconds <= now.seconds + clock_tolerance) return;
  if (back == ClockBack::refuse)
    throw Error(
        Failure::guard, "clock-went-back",
        text("时钟是 {}，而日志最后一条是 {} 写的：两个时间必有一个不对，什么都没有写入",
             "the clock says {}, but the last entry of the journal was made at {}: one of them is wrong; nothing was "
             "written",
             to_the_minute(now), to_the_minute(*last)),
        text("时钟不对的，请先校准；现在的时钟是对的，加 --accept-clock，并用 ksbx undo 撤销当时登记和判断的内容",
             "if the clock is wrong, set it; if it is right, add --accept-clock, and undo with ksbx undo what was "
             "entered and judged then"));
  Transaction transaction(database, occasion);
  append(transaction, "clock.accepted", {}, formatted(R"({{"last":"{}","now":"{}"}})", last->iso(), now.iso()));
  transaction.commit();
}

}  // namespace ksbx
