#include "app/workspace/school_names.h"

#include <doctest/doctest.h>

using namespace ksbx;

TEST_CASE("people leave places and the sort of school out of its name, and nothing else") {
  const struct {
    const char* said;
    const char* registered;
    bool fits;
  } names[] = {
      {"云溪中学", "云溪镇初级中学", true},
      {"云溪中学", "石桥市云溪中学", true},
      {"云溪中学", "石桥市云溪镇初级中学", true},
      {"云溪初中", "云溪镇初级中学", true},
      {"云溪小学", "云溪镇中心小学", true},
      {"云溪中心校", "云溪镇中心学校", true},
      {"一中", "石桥市第一初级中学", true},
      {"石桥一中", "石桥市第一初级中学", true},
      {"青石镇小学", "石桥市青石镇中心小学", true},
      {"云溪 中学", "云溪镇初级中学", true},
      {"云溪中学", "云溪中学", false},  // its own name
      {"中学", "云溪镇初级中学", false},
      {"中心小学", "云溪镇中心小学", false},
      {"二中", "石桥市第一初级中学", false},
      {"云溪小学", "云溪镇初级中学", false},
      {"云溪小学", "云溪镇实验小学", false},
      {"溪云中学", "云溪镇初级中学", false},
      {"青石镇初中学", "青石镇初级中学", false},
      {"青石镇第一初级中学", "青石镇初级中学", false},
      {"", "云溪镇初级中学", false},
  };
  for (const auto& [said, registered, fits] : names) {
    CAPTURE(said);
    CAPTURE(registered);
    CHECK(is_short_name(said, registered) == fits);
  }
}
