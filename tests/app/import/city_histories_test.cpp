// Over two years of rosters, whatever was typed into them, every child is one entry and every entry one child.
#include <cstdlib>

#include "app/roster_city.h"

using namespace ksbx;

namespace {

void check_cities(unsigned first, unsigned cities) {
  for (unsigned seed = first; seed < first + cities; ++seed) {
    const RosterCity::Counts found = RosterCity(seed).live();
    CAPTURE(seed);
    CAPTURE(found.first_fault);
    CHECK(found.merges == 0);
    CHECK(found.splits == 0);
    CHECK(found.accused == 0);
    CHECK(found.misplaced == 0);
    CHECK(found.lost == 0);
    CHECK(found.rows > 800);
    CHECK(found.doubts * 1000 <= found.rows * 15);
  }
}

}  // namespace

TEST_CASE("over two years of careless rosters no child is split, merged, lost, misplaced or accused") {
  check_cities(1, 10);
}

TEST_SUITE("long") {
  TEST_CASE("nor is one in any of a thousand cities") {
    const char* cities = std::getenv("KSBX_CITIES");
    check_cities(1'000, cities ? static_cast<unsigned>(std::atoi(cities)) : 1'000);
  }
}
