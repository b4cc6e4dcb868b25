#include "app/import/residences.h"

#include <doctest/doctest.h>

using namespace ksbx;

namespace {

// Two towns, each with a 王家村; 李家村 only in one.
Organisation two_towns() {
  return {{{{1}, UnitKind::city, "990181", "石桥市", {}, {}},
           {{2}, UnitKind::town, "990181003", "青石镇", {1}, {}},
           {{3}, UnitKind::village, "990181003001", "王家村", {2}, {}},
           {{4}, UnitKind::village, "990181003002", "李家村", {2}, {}},
           {{5}, UnitKind::town, "990181004", "白杨镇", {1}, {}},
           {{6}, UnitKind::village, "990181004001", "王家村", {5}, {}},
           {{7}, UnitKind::village, "990181004002", "河口社区", {5}, {}}},
          {}};
}

}  // namespace

TEST_CASE("an address leads to its village, else its town, and never to a guess") {
  struct Case {
    const char* address;
    const char* code;  // "" if the residence stays unknown
  };
  const Case cases[] = {
      {"石桥市青石镇王家村1号", "990181003001"},
      {"白杨镇王家村", "990181004001"},
      {"王家村3组", ""},
      {"李家村12号", "990181003002"},
      {"石桥市青石镇人民路5号", "990181003"},
      {"青石镇李家村王家巷", "990181003002"},
      {"白杨镇河口社区2栋", "990181004002"},
      {"青石镇赵家村", "990181003"},
      {"990181003002", "990181003002"},
      {"外省某市某路", ""},
      {"", ""},
  };
  const Organisation organisation = two_towns();
  Residences residences(organisation);
  for (const Case& one : cases) {
    CAPTURE(one.address);
    const Unit* found = organisation.find(residences.find(one.address));
    CHECK((found ? found->code : "") == one.code);
  }
}
