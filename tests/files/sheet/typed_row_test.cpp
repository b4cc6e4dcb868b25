#include "files/sheet/typed_row.h"

#include <doctest/doctest.h>

#include <string>

#include "files/sheet/roster_text.h"

using namespace ksbx;

namespace {

Layout pupil_layout() {
  return layouts({}).at(2);
}

std::string mistakes_in(const std::vector<TypedCell>& cells) {
  try {
    TypedRow row(pupil_layout(), cells);
  } catch (const Error& error) {
    return codes_of(error.problems());
  }
  return {};
}

}  // namespace

TEST_CASE("a cell is typed as column=value, also with the sign of a Chinese keyboard") {
  CHECK(typed_cell("性别=男")->column == "性别");
  CHECK(typed_cell("性别＝男")->value == "男");
  CHECK(typed_cell(" address = 青石镇 a=b ")->value == "青石镇 a=b");
  CHECK(typed_cell("现住址=")->value.empty());
  CHECK_FALSE(typed_cell("张三"));
  CHECK_FALSE(typed_cell("=男"));
}

TEST_CASE("a typed column has any name that a roster or a mapping gives it") {
  for (const char* name : {"出生日期", "出生年月", "birth", "date of birth", "birth_date", "Birth Date"}) {
    CAPTURE(std::string(name));
    const TypedRow row(pupil_layout(), {{"姓名", "张三"}, {name, "2012-03-04"}});
    CHECK(row.cell(ColumnName::birth_date) == "2012-03-04");
    CHECK(row.csv() == "\"姓名\",\"出生日期\"\n\"张三\",\"2012-03-04\"\n");
    CHECK(row.name_at(2) == name);
  }
}

TEST_CASE("two telephones typed by names that both columns know are two columns, as in a roster") {
  const TypedRow row(pupil_layout(), {{"姓名", "张三"}, {"家长电话", "1"}, {"电话", "2"}});
  CHECK(row.cell(ColumnName::guardian_phone) == "1");
  CHECK(row.cell(ColumnName::phone) == "2");
}

TEST_CASE("the same row typed in another order is the same table") {
  const TypedRow one(pupil_layout(), {{"性别", "男"}, {"姓名", "张三"}});
  const TypedRow other(pupil_layout(), {{"name", "张三"}, {"sex", "男"}});
  CHECK(one.csv() == other.csv());
}

TEST_CASE("no sign in a value can break out of its cell") {
  const TypedRow row(pupil_layout(), {{"姓名", "张,\"三\";\n李四"}, {"性别", "男"}});
  CHECK(row.csv() == "\"姓名\",\"性别\"\n\"张,\"\"三\"\";\n李四\",\"男\"\n");
}

TEST_CASE("a column that no roster has, or that is typed twice, is refused with what was meant") {
  CHECK(mistakes_in({{"姓名", "张三"}, {"出生日其", "x"}}) == "unknown-column");
  CHECK(mistakes_in({{"姓名", "张三"}, {"性别", "男"}, {"性别", "女"}}) == "given-twice");
  CHECK(mistakes_in({{"姓名", "张三"}, {"name", "李四"}}) == "given-twice");
  CHECK(mistakes_in({{"姓名", "张三"}, {"性别", "男"}, {"sex", "女"}, {"呵呵", "x"}}) == "given-twice unknown-column");
  try {
    TypedRow row(pupil_layout(), {{"出生日其", "x"}});
    FAIL("not refused");
  } catch (const Error& error) {
    CHECK(error.problems().front().remedy.zh == "是不是 birth_date（出生日期）？");
  }
}
