#include "cli/terminal/clock.h"

#include <doctest/doctest.h>

#include "base/problem.h"

using namespace ksbx;

TEST_CASE("KSBX_CLOCK stands still at the moment it names") {
  Environment environment;
  environment.variables["KSBX_CLOCK"] = "2026-11-23T20:00";
  CHECK(read_clock(environment).iso() == "2026-11-23T20:00:00+08:00");
  environment.variables["KSBX_CLOCK"] = "tomorrow";
  CHECK_THROWS_AS(read_clock(environment), Error);
}
