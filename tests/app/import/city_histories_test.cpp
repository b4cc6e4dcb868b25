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

TEST_CASE("no child is lost in the cities that once lost one") {
  check_cities(1'048, 1);  // read again: the roster behind the one with a doubtful newcomer
  check_cities(1'058, 1);  // in doubt: a child who is in the sixth grade for another year
  check_cities(1'132, 1);  // moved up with a corrected birthday, when everybody had been promoted
  check_cities(1'171, 1);  // moved up under a classmate's number
  check_cities(1'117, 1);  // read again: the first row of a new class is one of a child claimed by two schools
}

TEST_SUITE("long") {
  TEST_CASE("nor is one in any of a thousand cities") {
    const auto said = [](const char* name, unsigned otherwise) {
      const char* words = std::getenv(name);
      return words ? static_cast<unsigned>(std::atoi(words)) : otherwise;
    };
    check_cities(said("KSBX_FIRST_CITY", 1'000), said("KSBX_CITIES", 1'000));
  }
}
