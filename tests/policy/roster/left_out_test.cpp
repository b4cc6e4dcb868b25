#include "policy/roster/left_out.h"

#include <doctest/doctest.h>

#include "base/utf8.h"

using namespace ksbx;

namespace {

const UnitId this_school{1}, other_school{2}, one_class{11}, other_class{12};

Student came(int id, const std::string& name, const std::string& birth, UnitId school_class = one_class) {
  Student one;
  one.id = StudentId{id};
  one.name = name;
  if (!birth.empty()) one.birth = Day::parse(birth);
  one.school_class = school_class;
  return one;
}

}  // namespace

TEST_CASE("who came with a corrected character, birthday or both is held against who is missing") {
  LeftOut missing;
  missing.add(came(1, "王小明", "2013-02-04"), this_school);
  missing.add(came(2, "李大红", "2012-09-30"), this_school);
  for (const Student& one :
       {came(0, "王晓明", "2013-02-04"), came(0, "王小明", "2015-11-30"), came(0, "王晓明", "2013-04-02"),
        came(0, "王明小", "2013-02-04"), came(0, "王小明", "2013-02-14", other_class), came(0, "赵珊", "2013-02-04")}) {
    CAPTURE(one.name);
    CHECK(missing.like(one, this_school) == std::vector{StudentId{1}});
  }
  CHECK(missing.like(came(0, "周强", "2011-01-01"), this_school).empty());
}

TEST_CASE("who is missing from the same this_school goes before who is missing elsewhere") {
  LeftOut missing;
  missing.add(came(1, "王小明", "2013-02-04", other_class), other_school);
  CHECK(missing.like(came(0, "王小明", "2013-02-04"), this_school) == std::vector{StudentId{1}});
  missing.add(came(2, "王小明", "2013-02-05"), this_school);
  CHECK(missing.like(came(0, "王小明", "2013-02-04"), this_school) == std::vector{StudentId{2}});
}

TEST_CASE("two thousand newcomers are held against as many missing, each against a few") {
  LeftOut missing;
  const auto one_of = [](int i) {
    const std::u32string name = {static_cast<char32_t>(0x4E00 + i % 97), static_cast<char32_t>(0x5000 + i / 97 % 101),
                                 static_cast<char32_t>(0x6000 + i / 9797)};
    return came(i + 1, to_utf8(name), Day::from_serial(15'000 + i % 3000).iso(), UnitId{100 + i % 1000});
  };
  for (int i = 0; i < 2'000; ++i) missing.add(one_of(i), UnitId{1 + i % 50});
  int found = 0;
  for (int i = 0; i < 2'000; ++i) {
    Student one = one_of(i);
    one.birth = *one.birth + 1;
    found += missing.like(one, UnitId{1 + i % 50}).empty() ? 0 : 1;
  }
  CHECK(found == 2'000);
}

TEST_CASE(
    "a child of another school whose birthday and 学籍号 were both corrected is found by what is left of the number") {
  LeftOut missing;
  Student known = came(1, "王小明", "2013-02-04");
  known.xueji = "G99018120130204103X";
  missing.add(known, this_school);
  Student one = came(0, "王小明", "2014-05-17", other_class);
  one.xueji = "G990181201302041030";
  CHECK(missing.like(one, other_school) == std::vector{StudentId{1}});
  one.xueji = "G990181201405171030";
  CHECK(missing.like(one, other_school).empty());
}
