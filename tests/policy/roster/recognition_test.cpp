#include "policy/roster/recognition.h"

#include <doctest/doctest.h>

using namespace ksbx;

namespace {

Student pupil(const std::string& name, const std::string& id, const std::string& xueji, const std::string& birth = "") {
  Student one;
  one.name = name;
  one.id_number = id;
  one.xueji = xueji;
  if (!birth.empty()) one.birth = Day::parse(birth);
  return one;
}

const std::string id = "99018120130204103X", other_id = "990181201303071046";

}  // namespace

TEST_CASE("the same id number is the same child, also under a corrected name at his school") {
  CHECK(doubt_by_id(pupil("王小明", id, ""), pupil("王小明", id, ""), SchoolThen::other) == RowDoubt::none);
  CHECK(doubt_by_id(pupil("王小明", id, ""), pupil("王晓明", id, ""), SchoolThen::same) == RowDoubt::none);
  CHECK(doubt_by_id(pupil("王小明", id, "G1"), pupil("王晓明", id, "G1"), SchoolThen::other) == RowDoubt::none);
}

TEST_CASE("the same id number with another name at another school is in doubt, and so is another 学籍号") {
  CHECK(doubt_by_id(pupil("王小明", id, ""), pupil("李小红", id, ""), SchoolThen::other) == RowDoubt::other_person);
  CHECK(doubt_by_id(pupil("王小明", id, "G1"), pupil("李小红", id, "G2"), SchoolThen::same) == RowDoubt::other_person);
}

TEST_CASE("one 学籍号 under two id numbers is in doubt, whatever the names") {
  CHECK(doubt_by_xueji(pupil("王小明", id, "G1"), pupil("王小明", other_id, "G1")) == RowDoubt::two_ids);
  CHECK(doubt_by_xueji(pupil("王小明", "", "G1"), pupil("王小明", other_id, "G1")) == RowDoubt::none);
  CHECK(doubt_by_xueji(pupil("王小明", "", "G1", "2013-02-04"), pupil("王晓明", "", "G1", "2013-02-04")) ==
        RowDoubt::none);
  CHECK(doubt_by_xueji(pupil("王小明", "", "G1", "2013-02-04"), pupil("李小红", "", "G1", "2013-03-07")) ==
        RowDoubt::other_person);
}

TEST_CASE("two different numbers of one kind are two children; a provisional 学籍号 proves nothing") {
  CHECK_FALSE(may_be_one(pupil("王小明", id, ""), pupil("王小明", other_id, "")));
  CHECK_FALSE(may_be_one(pupil("王小明", "", "G1"), pupil("王小明", id, "G2")));
  CHECK(may_be_one(pupil("王小明", "", "L1"), pupil("王小明", id, "G2")));
  CHECK(may_be_one(pupil("王小明", "", ""), pupil("王小明", id, "")));
}

TEST_CASE("every doubt has a name by which it is kept") {
  for (const RowDoubt one : {RowDoubt::other_person, RowDoubt::two_ids, RowDoubt::two_pupils, RowDoubt::several,
                             RowDoubt::taken, RowDoubt::another_class, RowDoubt::name_and_class})
    CHECK(row_doubt(name_of(one)) == one);
  CHECK_FALSE(row_doubt("none").has_value());
}
