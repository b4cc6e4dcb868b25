#include "files/sheet/inspection.h"

#include <doctest/doctest.h>

#include <fstream>

#include "files/sheet/roster_text.h"
#include "temporary_folder.h"

using namespace ksbx;

namespace {

Inspection inspected(const std::string& text) {
  Folder folder;
  const std::string path = folder.file("名册.csv");
  std::ofstream(path, std::ios::binary) << text;
  return inspect(path, layouts({}), {});
}

// The guess as a mapping, whose mistakes would be ours.
Mapping guessed(const Inspection& inspection) {
  Problems problems;
  Mapping mapping = read_mapping({"对应.toml", inspection.toml.zh}, problems);
  for (const Problem& problem : check_mapping(mapping, layouts({}))) problems.push_back(problem);
  CHECK(codes_of(problems) == "");
  return mapping;
}

}  // namespace

TEST_CASE("what is guessed of a file is a mapping file that reads it the same way") {
  const Inspection inspection = inspected("一中花名册,,,\n学校,班级,学生姓名,备注\n一中,1班,钱试二,\n");
  CHECK(inspection.problems.empty());
  const Mapping mapping = guessed(inspection);
  CHECK(mapping.kind == "students");
  REQUIRE(mapping.headers.size() == 3);
  CHECK(mapping.headers[2].header == "学生姓名");
  CHECK(mapping.headers[2].column == "name");
  CHECK(inspection.toml.zh.find("表头在第 2 行") != std::string::npos);
  CHECK(inspection.toml.zh.find("# \"备注\" = \"-\"") != std::string::npos);
  CHECK(inspection.toml.zh.find("一中花名册") != std::string::npos);
}

TEST_CASE("what the title of a file says is not missing in its inspection") {
  const Inspection inspection =
      inspected("石桥市第一初级中学七年级1班花名册,,\n姓名,性别,出生日期\n钱试二,男,2013-02-04\n");
  CHECK(inspection.problems.empty());
  CHECK(inspection.toml.zh.find("还缺少") == std::string::npos);
  guessed(inspection);
}

TEST_CASE("a file that an import refuses is inspected all the same") {
  const Inspection missing = inspected("学校,班级,学生姓各,性别\n一中,1班,钱试二,男\n");
  CHECK(codes_of(missing.problems) == "E_MISSING_COLUMN");
  CHECK(missing.toml.zh.find("# \"学生姓各\" = \"-\"  # 是不是 name（姓名）？") != std::string::npos);
  CHECK(missing.toml.zh.find("# 还缺少：name（姓名）") != std::string::npos);
  guessed(missing);
  const Inspection doubled = inspected("学校,姓名,联系电话,联系电话\n一中,钱试二,1,2\n");
  CHECK(codes_of(doubled.problems) == "E_DUPLICATE_HEADER");
  CHECK(doubled.toml.zh.find("# \"联系电话#1\" = \"phone\"") != std::string::npos);
  CHECK(doubled.toml.zh.find("# \"联系电话#2\" = \"phone\"") != std::string::npos);
  guessed(doubled);
  const Inspection none = inspected("a,b,c\n1,2,3\n");
  CHECK(codes_of(none.problems) == "E_NO_HEADER");
  CHECK(none.toml.zh.find("认不出是哪一种表") != std::string::npos);
  guessed(none);
  const Inspection pupils = inspected("一中,1班,钱试二,99018120130204103X\n一中,1班,孙试三,990181201303071046\n");
  CHECK(pupils.toml.zh.find("没有表头") != std::string::npos);
  CHECK(pupils.toml.zh.find("钱试二") == std::string::npos);
}

TEST_CASE("words of a status that are not understood are lines to fill in") {
  const Inspection inspection =
      inspected("日期,班级,姓名,状态\n2026-11-10,1班,钱试二,○\n2026-11-10,1班,孙试三,○\n2026-11-10,1班,李试四,旷课\n");
  CHECK(inspection.toml.zh.find("\n[values.attendance]\n# \"○\" = \"\"  # 2 行\n") != std::string::npos);
  CHECK(inspection.toml.zh.find("旷课\" = ") == std::string::npos);
  guessed(inspection);
}
