#include "policy/judge/stretch.h"

#include <doctest/doctest.h>

#include "day.h"

using namespace ksbx;

TEST_CASE("a month before the 31st of March is the last day of February") {
  const Calendar none;
  CHECK(same_day_before(Per::month, day("2026-03-31"), none) == day("2026-02-28"));
  CHECK(same_day_before(Per::quarter, day("2026-01-15"), none) == day("2025-10-15"));
  CHECK(same_day_before(Per::year, day("2024-02-29"), none) == day("2023-02-28"));
  CHECK(stretch_until(Per::quarter, day("2026-11-23"), none)->first == day("2026-10-01"));
  CHECK(stretch_until(Per::month, day("2026-11-23"), none)->last == day("2026-11-23"));
  CHECK(stretch_until(Per::term, day("2026-11-23"), none) == std::nullopt);
}
