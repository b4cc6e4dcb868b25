#include "cli/terminal/clock.h"

#include <chrono>

#include "base/problem.h"

namespace ksbx {

Moment read_clock(const Environment& environment) {
  if (const auto said = environment.variable("KSBX_CLOCK")) {
    if (const auto moment = Moment::parse(*said)) return *moment;
    throw Error(Failure::usage, "bad-clock",
                text("环境变量 KSBX_CLOCK 不能是“{}”", "KSBX_CLOCK cannot be \"{}\"", *said),
                text("请写成 2026-11-23T20:00，或者取消这个变量", "write it as 2026-11-23T20:00, or unset it"));
  }
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::seconds>(since_1970).count()};
}

std::int64_t monotonic_milliseconds() {
  const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_start).count();
}

}  // namespace ksbx
