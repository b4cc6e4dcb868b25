#include "policy/roster/evidence.h"

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

const std::string id = "99018120130204103X", near_id = "990181201302041064", other_id = "990181201303071046";
const std::string birth = "2013-02-04", near_birth = "2013-02-05", other_birth = "2014-09-30";

Evidence between(const Student& known, const Student& row) {
  return evidence_of(description_of(known), description_of(row));
}

std::string judged(const Student& known, const Student& row, Where where) {
  const Recognition result = weigh(between(known, row), where);
  switch (result.who) {
    case Recognition::Who::same: return result.is_corrected ? "corrected" : "same";
    case Recognition::Who::in_doubt: return std::string(name_of(result.doubt));
    case Recognition::Who::different: break;
  }
  return "different";
}

}  // namespace

TEST_CASE("a number is nearly another one after one wrong digit or two exchanged, whatever the check character says") {
  const auto numbers = [](const std::string& one, const std::string& other) {
    return between(pupil("王小明", one, ""), pupil("王小明", other, "")).id_number;
  };
  CHECK(numbers(id, id) == Agreement::agrees);
  CHECK(numbers(id, "") == Agreement::missing);
  CHECK(numbers("990181201605070022", "990181201605070049") == Agreement::near);
  CHECK(numbers(id, "990181201302041031") == Agreement::near);  // the check character alone
  CHECK(numbers(id, "99018120130204013X") == Agreement::near);
  CHECK(numbers(id, other_id) == Agreement::contradicts);
}

TEST_CASE("a birthday is nearly another one by a day, by a digit, or with day and month exchanged") {
  const auto days = [](const std::string& one, const std::string& other) {
    return between(pupil("王小明", "", "", one), pupil("王小明", "", "", other)).birth;
  };
  CHECK(days("2013-02-04", "2013-02-04") == Agreement::agrees);
  CHECK(days("2013-02-04", "2013-04-02") == Agreement::near);
  CHECK(days("2013-01-31", "2013-02-01") == Agreement::near);
  CHECK(days("2013-02-04", "2014-02-04") == Agreement::near);
  CHECK(days("2013-02-04", "2014-02-05") == Agreement::contradicts);
  CHECK(days("2013-02-04", "") == Agreement::missing);
}

TEST_CASE("a name is nearly another one by one of three characters; of two characters every other name is another") {
  const auto names = [](const std::string& one, const std::string& other) {
    return between(pupil(one, "", ""), pupil(other, "", "")).name;
  };
  CHECK(names("陳明 二（走读）", "陈明二") == Agreement::agrees);
  CHECK(names("王小明", "王晓明") == Agreement::near);
  CHECK(names("王小明", "王明小") == Agreement::near);
  CHECK(names("买买提·艾力", "买买堤·艾力") == Agreement::near);
  CHECK(names("王明", "王红") == Agreement::contradicts);
  CHECK(names("王小明", "李大明") == Agreement::contradicts);
}

TEST_CASE("a provisional 学籍号 proves nothing, and papers of two types are not compared") {
  CHECK(between(pupil("王小明", "", "L" + id), pupil("王小明", "", "G" + other_id)).xueji == Agreement::missing);
  CHECK(between(pupil("王小明", "", "G" + id), pupil("王小明", "", "G" + near_id)).xueji == Agreement::near);
  Student known = pupil("艾力", "", ""), row = known;
  known.other_id = "护照 E12345678";
  row.other_id = "护照 E12345678";
  CHECK(between(known, row).papers == Agreement::agrees);
  row.other_id = "护照 E12345679";
  CHECK(between(known, row).papers == Agreement::near);
  row.other_id = "港澳居民居住证 E12345678";
  CHECK(between(known, row).papers == Agreement::missing);
}

TEST_CASE("what follows from the evidence") {
  struct Example {
    Student known, row;
    Where where;
    const char* judged;
  };
  using enum Where;
  const std::vector<Example> examples = {
      // by id number
      {pupil("王小明", id, "", birth), pupil("王小明", id, "", birth), elsewhere, "same"},
      {pupil("王小明", id, "", birth), pupil("王小明", id, "", other_birth), elsewhere, "same"},
      {pupil("王小明", id, "G1"), pupil("王小明", id, "G2"), elsewhere, "same"},
      {pupil("王小明", id, ""), pupil("王晓明", id, ""), same_school, "same"},
      {pupil("王小明", id, ""), pupil("王晓明", id, ""), elsewhere, "other_person"},
      {pupil("王小明", id, "", birth), pupil("王晓明", id, "", birth), elsewhere, "same"},
      {pupil("王小明", id, "G1"), pupil("王晓明", id, "G1"), elsewhere, "same"},
      {pupil("王小明", id, "", birth), pupil("李大红", id, "", birth), same_school, "same"},
      {pupil("王小明", id, ""), pupil("李大红", id, ""), same_class, "same"},
      {pupil("王小明", id, ""), pupil("李大红", id, ""), same_school, "other_person"},
      {pupil("王小明", id, ""), pupil("李大红", id, ""), elsewhere, "other_person"},
      {pupil("王小明", id, "G1"), pupil("李大红", id, "G2"), same_class, "other_person"},
      // a number alone never overrides a name and a birthday
      {pupil("王小明", id, "", birth), pupil("李大红", id, "", other_birth), same_class, "other_person"},
      {pupil("王小明", id, "G1", birth), pupil("李大红", id, "G1", other_birth), same_class, "other_person"},
      {pupil("王小明", id, "", birth), pupil("王晓明", id, "", near_birth), same_class, "other_person"},
      // by 学籍号
      {pupil("王小明", "", "G1"), pupil("王小明", other_id, "G1"), elsewhere, "same"},
      {pupil("王小明", id, "G1", birth), pupil("王小明", near_id, "G1", birth), elsewhere, "corrected"},
      {pupil("王小明", id, "G1", birth), pupil("王晓明", near_id, "G1", birth), same_class, "two_ids"},
      {pupil("王小明", id, "G1", birth), pupil("王小明", other_id, "G1", birth), same_class, "two_ids"},
      {pupil("王小明", "", "G1", birth), pupil("王晓明", "", "G1", birth), elsewhere, "same"},
      {pupil("王小明", "", "G1", birth), pupil("李大红", "", "G1", other_birth), same_class, "other_person"},
      {pupil("王小明", "", "G1"), pupil("李大红", "", "G1"), same_school, "other_person"},
      // by name and birthday
      {pupil("王小明", "", "", birth), pupil("王小明", "", "", birth), same_class, "same"},
      {pupil("王小明", id, "", birth), pupil("王小明", "", "", birth), same_class, "same"},
      {pupil("王小明", id, "", birth), pupil("王小明", other_id, "", birth), same_class, "two_ids"},
      {pupil("王小明", id, "", birth), pupil("王小明", near_id, "", birth), elsewhere, "two_ids"},
      {pupil("王小明", id, "", birth), pupil("王小明", other_id, "", birth), elsewhere, "different"},
      {pupil("王小明", id, "", birth), pupil("王小明", "", "", birth), elsewhere, "another_class"},
      {pupil("王小明", "", "", birth), pupil("王小明", "", ""), same_class, "name_and_class"},
      {pupil("王小明", "", "", birth), pupil("王小明", "", ""), same_school, "different"},
      {pupil("王小明", "", "", birth), pupil("王晓明", "", "", birth), same_class, "different"},
  };
  for (std::size_t i = 0; i < examples.size(); ++i) {
    CAPTURE(i);
    CHECK(judged(examples[i].known, examples[i].row, examples[i].where) == examples[i].judged);
  }
}

TEST_CASE("the passport of a child is a number of his like any other") {
  Student known = pupil("艾力", "", "", birth), row = known;
  known.other_id = row.other_id = "护照 E12345678";
  CHECK(judged(known, row, Where::elsewhere) == "same");
  row.name = "王小明";
  row.birth = Day::parse(other_birth);
  CHECK(judged(known, row, Where::same_class) == "other_person");
}

TEST_CASE("two rows with one number are two children if name and birthday both differ, and one of them plainly") {
  CHECK(are_two_children(between(pupil("王小明", id, "", birth), pupil("李大红", id, "", other_birth))));
  CHECK(are_two_children(between(pupil("王明", id, "", birth), pupil("王红", id, "", near_birth))));
  CHECK_FALSE(are_two_children(between(pupil("王小明", id, "", birth), pupil("王晓明", id, "", near_birth))));
  CHECK_FALSE(are_two_children(between(pupil("王小明", id, "", birth), pupil("李大红", id, "", birth))));
  CHECK_FALSE(are_two_children(between(pupil("王小明", id, ""), pupil("李大红", id, ""))));
}

TEST_CASE("one who came and one who is missing may be one child after a correction of any part") {
  struct Example {
    Student gone, come;
    Where where;
    bool may;
  };
  using enum Where;
  const std::vector<Example> examples = {
      {pupil("王小明", "", "", birth), pupil("王晓明", "", "", birth), same_class, true},
      {pupil("王小明", "", "", birth), pupil("王小明", "", "", other_birth), same_class, true},
      {pupil("王小明", "", "", birth), pupil("王晓明", "", "", near_birth), same_class, true},
      {pupil("张三", "", "", birth), pupil("张珊", "", "", birth), same_class, true},
      {pupil("王小明", id, "", birth), pupil("王小明", other_id, "", birth), elsewhere, true},
      {pupil("王小明", id, "", birth), pupil("王小明", near_id, "", near_birth), elsewhere, true},
      {pupil("王小明", id, "", birth), pupil("王晓明", near_id, "", birth), elsewhere, true},
      {pupil("王小明", "", "", birth), pupil("王晓明", "", "", birth), elsewhere, true},
      {pupil("王小明", "", "", birth), pupil("王小明", "", "", near_birth), elsewhere, true},
      {pupil("王小明", "", ""), pupil("王小明", "", ""), same_school, true},
      {pupil("王小明", "", ""), pupil("王小明", "", ""), elsewhere, false},
      {pupil("王小明", "", "", birth), pupil("王小明", "", "", other_birth), same_school, false},
      {pupil("王小明", id, "", birth), pupil("王晓明", other_id, "", birth), elsewhere, false},
      {pupil("王小明", "", "", birth), pupil("李大红", "", "", birth), same_school, false},
      {pupil("王小明", id, "", birth), pupil("李大红", other_id, "", birth), same_class, false},
      {pupil("王小明", "", "", birth), pupil("李大红", "", "", other_birth), same_class, false},
  };
  for (std::size_t i = 0; i < examples.size(); ++i) {
    CAPTURE(i);
    CHECK(may_have_changed(between(examples[i].gone, examples[i].come), examples[i].where) == examples[i].may);
  }
}

TEST_CASE("the evidence is said in words, part by part") {
  CHECK(words_of(between(pupil("王小明", id, "", birth), pupil("王晓明", near_id, "", birth))).zh ==
        "姓名相近，出生日期一致，证件号相近");
  CHECK(words_of(Evidence{}).empty());
}
