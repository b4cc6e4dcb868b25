#include "app/workspace/clock_guard.h"

#include "app/office.h"

using namespace ksbx;

namespace {

// What a command answers whose clock says so, after entries made at 20:00 on 2026-11-15.
std::string told(Office& office, const std::string& now, ClockBack back = ClockBack::refuse) {
  const Moment moment = *Moment::parse(now);
  return refusal([&] { guard_clock(office.database, {moment, "import", "zhang"}, moment, back); });
}

}  // namespace

TEST_CASE(
    "a clock earlier than the last entry is refused from a minute on; accepted once, it is not asked about again") {
  Office office;
  CHECK(told(office, "2026-11-15T20:00:00") == "");
  CHECK(told(office, "2026-11-15T19:59:00") == "");
  CHECK(told(office, "2026-11-15T19:58:59") == "clock-went-back");
  CHECK(told(office, "2020-01-01T00:00:00") == "clock-went-back");
  CHECK(told(office, "2026-11-14T20:00:00", ClockBack::accept) == "");
  CHECK(office.count("journal WHERE event = 'clock.accepted'") == 1);
  CHECK(told(office, "2026-11-14T20:00:00") == "");
  CHECK(told(office, "2026-11-14T20:00:00", ClockBack::accept) == "");
  CHECK(office.count("journal WHERE event = 'clock.accepted'") == 1);
}
