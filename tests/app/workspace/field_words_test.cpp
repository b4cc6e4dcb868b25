#include "app/workspace/field_words.h"

#include <doctest/doctest.h>

using namespace ksbx;

namespace {

Organisation one_village() {
  return Organisation({{{1}, UnitKind::town, "990181001", "青石镇", {}, {}, 0},
                       {{2}, UnitKind::village, "990181001001", "河口村", {1}, {}, 0}},
                      {});
}

std::string shown(std::string_view field, const std::string& stored) {
  return words_of_field(field, stored, one_village(), Masking::normal).zh;
}

}  // namespace

TEST_CASE("a change of a pupil is shown in words, masked as his field asks") {
  CHECK(label_of_field("name").zh == "姓名");
  CHECK(label_of_field("residence").zh == "住所");
  CHECK(label_of_field("since").zh == "起始日期");
  CHECK(shown("residence", "2") == one_village().full_name(UnitId{2}));
  CHECK(shown("boarding", "0") == "否");
  CHECK(shown("enrolment", "suspended") == "休学");
  CHECK(shown("ethnicity", "回族") == "***");
  CHECK(shown("guardian_relation", "父") == "***");  // whatever was typed
  CHECK(shown("guardian_phone", "13800000034") == "138******34");
  CHECK(shown("since", "2026-09-01") == "2026-09-01");
}

TEST_CASE("a sex that is not known is shown as nothing, and not as a girl's") {
  CHECK(shown("sex", "0") == "");
  CHECK(shown("sex", "1") == "男");
  CHECK(shown("sex", "2") == "女");
}

TEST_CASE("a guardian is masked, also one who is called like a standing of the school roll") {
  CHECK(shown("guardian", "enrolled") == masked("enrolled", Privacy::name, Masking::normal));
}
