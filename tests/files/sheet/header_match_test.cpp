#include "files/sheet/header_match.h"

#include <doctest/doctest.h>

using namespace ksbx;

namespace {

RecordKind record_kind(const std::string& kind, const std::string& zh, std::vector<Field> fields) {
  RecordKind made;
  made.kind = kind;
  made.label = {zh, kind};
  made.fields = std::move(fields);
  return made;
}

Field field(const std::string& name, const std::string& zh, bool required) {
  Field made;
  made.name = name;
  made.label = {zh, name};
  made.required = required;
  return made;
}

std::vector<RecordKind> some_records() {
  return {
      record_kind("contact", "家访与联系", {field("mode", "方式", true), field("reached", "见到本人", true)}),
      record_kind("persuasion", "劝复",
                  {field("mode", "方式", true), field("reached", "见到本人", true), field("outcome", "结果", true)})};
}

std::string recognised(const std::vector<std::string>& headers) {
  std::vector<Layout> all = layouts(some_records());
  std::string names;
  for (const HeaderMatch& match : recognise(headers, all))
    names += (names.empty() ? "" : " ") + match.layout->name + (match.unmet.empty() ? "" : "?");
  return names;
}

}  // namespace

TEST_CASE("a header is the same in every way of writing it") {
  for (const char* header :
       {"出生日期", " 出生 日期 ", "出生日期（公历）", "出生\n日期*", "出生日期:", "【出生日期】"}) {
    CAPTURE(std::string(header));
    CHECK(normal_header(header) == "出生日期");
  }
  CHECK(normal_header("是否留守儿童") == "留守儿童");
  CHECK(normal_header("ID Number") == normal_header("id_number"));
  CHECK(normal_header("性别(男/女)") == "性别");
  CHECK(normal_header("（备注）") == "(备注)");
}

TEST_CASE("the headers show which kind of roster a file is") {
  struct Case {
    std::vector<std::string> headers;
    std::string kind;
  };
  const Case cases[] = {
      {{"种类", "代码", "名称", "上级代码", "所在镇街代码"}, "units"},
      {{"kind", "code", "name", "parent", "town"}, "units"},
      {{"姓名", "职务", "单位代码", "年级", "班级", "起始日期"}, "staff"},
      {{"学校标识码", "年级", "班级", "姓名", "性别", "身份证件号"}, "students"},
      {{"school code", "grade", "class", "name", "sex", "id number"}, "students"},
      {{"日期", "学校标识码", "年级", "班级", "姓名", "时段", "状态", "原因"}, "attendance"},
      {{"日期", "学籍号", "姓名", "记录人", "角色", "方式", "见到本人"}, "contact"},
      {{"日期", "学籍号", "姓名", "记录人", "角色", "方式", "见到本人", "结果"}, "persuasion"},
      {{"date", "xueji", "by", "by_role", "mode", "reached", "outcome"}, "persuasion"},
      {{"学校标识码", "年级", "班级", "性别", "身份证件号"}, "students?"},
      {{"甲", "乙", "丙"}, ""},
      {{"姓名", "甲", "乙"}, ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.headers.front());
    CHECK(recognised(c.headers) == c.kind);
  }
}

TEST_CASE("kinds that the headers do not tell apart are all named") {
  std::vector<RecordKind> twins = {record_kind("visit", "走访", {field("note", "说明", true)}),
                                   record_kind("call", "通话", {field("note", "说明", true)})};
  std::vector<Layout> all = layouts(twins);
  CHECK(recognise({"日期", "姓名", "说明"}, all).size() == 2);
}

TEST_CASE("a kind with fewer fields is no better guess than one with more") {
  const std::vector<RecordKind> kinds = {
      record_kind("urging", "督促", {field("told", "督促对象", false)}),
      record_kind("school_report", "汇报", {field("told", "向谁汇报", false), field("note", "备注", false)})};
  const std::vector<Layout> all = layouts(kinds);
  CHECK(recognise({"日期", "姓名", "记录人", "told"}, all).size() == 2);
  CHECK(recognise({"日期", "姓名", "记录人", "told", "备注"}, all).size() == 1);
}

TEST_CASE("a name that could mean two columns goes where no better name stands") {
  Layout students = layouts({}).at(2);
  auto place_of = [&](const HeaderMatch& fit, ColumnName column) {
    for (std::size_t i = 0; i < students.columns.size(); ++i)
      if (students.columns[i].column == column) return fit.places[i];
    return -2;
  };
  HeaderMatch both = match(students, {"姓名", "学校", "联系电话", "家长电话", "现住址", "家庭地址"});
  CHECK(place_of(both, ColumnName::phone) == 2);
  CHECK(place_of(both, ColumnName::guardian_phone) == 3);
  CHECK(place_of(both, ColumnName::address) == 4);
  CHECK(both.ignored == std::vector<int>{5});
  HeaderMatch only = match(students, {"姓名", "学校", "手机", "家庭地址"});
  CHECK(place_of(only, ColumnName::phone) == 2);
  CHECK(place_of(only, ColumnName::address) == 3);
}

TEST_CASE("a column that is there twice is doubled only if it is read") {
  Layout students = layouts({}).at(2);
  HeaderMatch fit = match(students, {"姓名", "学校", "联系电话", "联系电话", "备注", "备注", ""});
  CHECK(fit.doubled == std::vector<int>{3});
  CHECK(fit.ignored == std::vector<int>{4, 5});
}

TEST_CASE("a household register or a poverty list is read by the names that police and town use") {
  const Layout people = people_layout({"户籍名册", "household register"});
  const HeaderMatch fit = match(people, {"户主姓名", "姓名", "公民身份号码", "乡镇", "行政村", "联系电话"});
  CHECK(fit.known == 6);
  CHECK(fit.unmet.empty());
  CHECK(match(people, {"姓名", "乡镇", "行政村"}).unmet.size() == 1);  // a name alone says nothing about who it is
}
