#include "base/counts.h"

#include <doctest/doctest.h>

using namespace ksbx;

namespace {

struct Sessions {
  int morning = 0, afternoon = 0;
  static constexpr std::array counters = {&Sessions::morning, &Sessions::afternoon};
};

}  // namespace

TEST_CASE("counts add up member by member") {
  Sessions total{1, 2};
  total += Sessions{3, 4};
  total += Sessions{};
  CHECK(total.morning == 4);
  CHECK(total.afternoon == 6);
}
