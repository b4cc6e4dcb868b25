#include "app/import/row_conflicts.h"

#include <doctest/doctest.h>

using namespace ksbx;

namespace {

const std::string one = "99018120130204103X", other = "990181201303071046";

RowConflicts conflicts(const std::string& rows) {
  Sheet sheet = Sheet::of_bytes("学校名称,年级,班级,姓名,身份证件号,全国学籍号\n" + rows, "roster.csv", layouts({}));
  RowConflicts found(sheet.reading(), "/tmp");
  found.look_at_rest(sheet);
  return found;
}

std::string row(const std::string& name, const std::string& id_number, const std::string& xueji = "") {
  return "一中,七年级,1班," + name + "," + id_number + "," + xueji + "\n";
}

}  // namespace

TEST_CASE("two lines that claim one number with other words contradict each other, wherever they stand") {
  const RowConflicts found = conflicts(row("甲", one) + row("乙", other) + row("丙", one));
  CHECK(found.contradicts(2) == 4);
  CHECK(found.contradicts(3) == 0);
  CHECK(found.contradicts(4) == 2);
  CHECK_FALSE(found.repeats(4));
}

TEST_CASE("one 学籍号 for two children is a contradiction, too") {
  const std::string xueji = "G" + other;
  const RowConflicts found = conflicts(row("甲", one, xueji) + row("乙", "", xueji));
  CHECK(found.contradicts(2) == 3);
  CHECK(found.contradicts(3) == 2);
}

TEST_CASE("a 学籍号 made of the id number is claimed by whoever writes it, in whatever order the lines stand") {
  const std::string usual = "G" + one;
  const RowConflicts later = conflicts(row("甲", one, usual) + row("乙", other, usual));
  CHECK(later.contradicts(3) == 2);
  const RowConflicts earlier = conflicts(row("乙", other, usual) + row("甲", one, usual));
  CHECK(earlier.contradicts(3) == 2);
  const RowConflicts third = conflicts(row("甲", one) + row("乙", one, usual) + row("丙", other, usual));
  CHECK(third.contradicts(2) == 3);
  CHECK(third.contradicts(4) == 3);
}

TEST_CASE("to say it twice does not settle a contradiction") {
  const RowConflicts found = conflicts(row("甲", one) + row("甲", one) + row("乙", one));
  CHECK(found.contradicts(2) == 4);
  CHECK(found.repeats(3));
  CHECK(found.contradicts(4) == 2);
}

TEST_CASE("the two lines that claim one number are found a quarter of a million children apart") {
  std::string rows = row("甲", one) + row("丁", "");
  for (int child = 0; child < 250'000; ++child) rows += row("丙" + std::to_string(child), "");
  const RowConflicts found = conflicts(rows + row("乙", one) + row("丁", ""));
  CHECK(found.contradicts(2) == 250'004);
  CHECK(found.contradicts(250'004) == 2);
  CHECK(found.repeats(250'005));
  CHECK_FALSE(found.repeats(250'003));
}

TEST_CASE("a line that says the same again is a repetition, with a number or without") {
  const RowConflicts found = conflicts(row("甲", one) + row("乙", "") + row("甲", one) + row("乙", "") + row("丙", ""));
  for (int line : {2, 3, 6}) CHECK_FALSE(found.repeats(line));
  for (int line : {4, 5}) {
    CHECK(found.repeats(line));
    CHECK(found.contradicts(line) == 0);
  }
}
