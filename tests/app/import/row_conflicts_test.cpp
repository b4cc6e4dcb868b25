#include "app/import/row_conflicts.h"

#include <doctest/doctest.h>

#include <memory>

using namespace ksbx;

namespace {

const std::string one = "99018120130204103X", other = "990181201303071046";

struct Found {
  RosterClaims claims{1, "/tmp", RosterClaims::Earlier::may_be_dropped};
  std::unique_ptr<RowConflicts> rows;
  std::int64_t contradicts(int line) const { return rows->contradicts(line); }
  bool repeats(int line) const { return rows->repeats(line); }
  bool has_doubtful_xueji(int line) const { return rows->has_doubtful_xueji(line); }
};

std::unique_ptr<Found> look_at(const std::string& rows) {
  Sheet sheet = Sheet::of_bytes("学校名称,年级,班级,姓名,身份证件号,全国学籍号\n" + rows, "roster.csv", layouts({}));
  auto found = std::make_unique<Found>();
  found->claims.begin("roster.csv", {});
  found->rows = std::make_unique<RowConflicts>(sheet.reading(), "/tmp", found->claims);
  found->rows->look_at_rest(sheet);
  return found;
}

std::string row(const std::string& name, const std::string& id_number, const std::string& xueji = "",
                const std::string& school_class = "1班") {
  return "一中,七年级," + school_class + "," + name + "," + id_number + "," + xueji + "\n";
}

}  // namespace

TEST_CASE("two lines that claim one number with other words contradict each other, wherever they stand") {
  const auto found = look_at(row("甲", one) + row("乙", other) + row("甲", one, "", "2班"));
  CHECK(found->contradicts(2) == 4);
  CHECK(found->contradicts(3) == 0);
  CHECK(found->contradicts(4) == 2);
  CHECK_FALSE(found->repeats(4));
}

TEST_CASE("one 学籍号 in two lines that say other things of one child is a contradiction, too") {
  const std::string xueji = "G" + other;
  const auto found = look_at(row("甲", one, xueji) + row("甲", "", xueji));
  CHECK(found->contradicts(2) == 3);
  CHECK(found->contradicts(3) == 2);
}

TEST_CASE("a 学籍号 in two rows with two id numbers is in doubt, unless it is made of one of them") {
  const std::string some = "G990181201305131081", usual = "G" + one;
  const auto found = look_at(row("甲", one, some) + row("乙", other, some));
  for (int line : {2, 3}) {
    CHECK(found->has_doubtful_xueji(line));
    CHECK(found->contradicts(line) == 0);
  }
  const auto later = look_at(row("甲", one, usual) + row("乙", other, usual));
  CHECK_FALSE(later->has_doubtful_xueji(2));
  CHECK(later->has_doubtful_xueji(3));
  const auto earlier = look_at(row("乙", other, usual) + row("甲", one, usual));
  CHECK(earlier->has_doubtful_xueji(2));
  CHECK_FALSE(earlier->has_doubtful_xueji(3));
  const auto third = look_at(row("甲", one) + row("甲", one, usual) + row("丙", other, usual));
  CHECK(third->contradicts(2) == 3);
  CHECK(third->has_doubtful_xueji(4));
}

TEST_CASE("to say it twice does not settle a contradiction") {
  const auto found = look_at(row("甲", one) + row("甲", one) + row("甲", one, "", "2班"));
  CHECK(found->contradicts(2) == 4);
  CHECK(found->repeats(3));
  CHECK(found->contradicts(4) == 2);
}

TEST_CASE("the two lines that claim one number are found a quarter of a million children apart") {
  std::string rows = row("甲", one) + row("丁", "");
  for (int child = 0; child < 250'000; ++child) rows += row("丙" + std::to_string(child), "");
  const auto found = look_at(rows + row("甲", one, "", "2班") + row("丁", ""));
  CHECK(found->contradicts(2) == 250'004);
  CHECK(found->contradicts(250'004) == 2);
  CHECK(found->repeats(250'005));
  CHECK_FALSE(found->repeats(250'003));
}

TEST_CASE("a line that says the same again is a repetition, with a number or without") {
  const auto found = look_at(row("甲", one) + row("乙", "") + row("甲", one) + row("乙", "") + row("丙", ""));
  for (int line : {2, 3, 6}) CHECK_FALSE(found->repeats(line));
  for (int line : {4, 5}) {
    CHECK(found->repeats(line));
    CHECK(found->contradicts(line) == 0);
  }
}
