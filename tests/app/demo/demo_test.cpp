#include "app/demo/demo.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/problem.h"
#include "files/cell/cell.h"
#include "files/input/decode.h"
#include "files/rulebook/calendar_reader.h"
#include "files/rulebook/rulebook_reader.h"
#include "files/sheet/columns.h"
#include "files/sheet/sheet.h"
#include "model/student.h"
#include "temporary_folder.h"

using namespace ksbx;

namespace {

using Cells = std::vector<std::string>;

// No cell of the sample city holds a comma, a quotation mark or a line break.
Cells split(const std::string& text, char at) {
  Cells parts;
  std::size_t from = 0;
  for (std::size_t to = text.find(at); to != std::string::npos; to = text.find(at, from)) {
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  if (from < text.size() || at == ',') parts.push_back(text.substr(from));
  return parts;
}

// One row as header → cell.
using Entry = std::map<std::string, std::string>;

std::vector<Entry> rows_of(const DemoFile& file) {
  const Cells lines = split(file.content, '\n');
  const Cells header = split(lines.front(), ',');
  std::vector<Entry> rows;
  for (std::size_t n = 1; n < lines.size(); ++n) {
    const Cells cells = split(lines[n], ',');
    REQUIRE(cells.size() == header.size());
    for (Entry& row = rows.emplace_back(); const std::string& name : header)
      row[name] = cells[static_cast<std::size_t>(&name - header.data())];
  }
  return rows;
}

std::vector<Entry> rows_of(const std::vector<DemoFile>& city, DemoKind kind) {
  std::vector<Entry> all;
  for (const DemoFile& file : city)
    if (file.kind == kind)
      for (Entry& row : rows_of(file)) all.push_back(std::move(row));
  return all;
}

std::vector<Entry> records_of(const std::vector<DemoFile>& city, const std::string& kind) {
  for (const DemoFile& file : city)
    if (file.record_kind == kind) return rows_of(file);
  return {};
}

std::vector<Entry> of_name(const std::vector<Entry>& rows, const std::string& name) {
  std::vector<Entry> found;
  for (const Entry& row : rows)
    if (row.at("姓名") == name) found.push_back(row);
  return found;
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string all_of(DecodedFile& file) {
  std::string text;
  std::string part(4096, '\0');
  while (const std::size_t size = file.read(part)) text.append(part, 0, size);
  return text;
}

DemoOptions town_as_exported() {
  DemoOptions options;
  options.extent = DemoOptions::Extent::one_town;
  options.dress = DemoOptions::Dress::office;
  return options;
}

Rulebook shipped_rulebook() {
  return read_rulebook(std::filesystem::path(KSBX_SOURCE_DIR) / "rules" / "kongchuo-2016").rulebook;
}

std::string layout_name(const DemoFile& file) {
  switch (file.kind) {
    case DemoKind::units: return "units";
    case DemoKind::students: return "students";
    case DemoKind::staff: return "staff";
    case DemoKind::attendance: return "attendance";
    case DemoKind::records: return file.record_kind;
  }
  return "";
}

}  // namespace

TEST_SUITE("the sample city") {
  TEST_CASE("has the towns, schools, classes and pupils that the documentation promises") {
    const auto city = demo_city({});
    std::map<std::string, int> units;
    for (const Entry& row : rows_of(city, DemoKind::units)) ++units[row.at("种类")];
    CHECK(units["镇街"] == 3);
    CHECK(units["村"] == 8);
    CHECK(units["派出所"] == 2);
    CHECK(units["教办"] == 3);
    CHECK(units["学校"] == 6);

    int pupils = 0;
    int without_school = 0;
    std::set<std::string> classes;
    for (const Entry& row : rows_of(city, DemoKind::students)) {
      ++(row.at("学校标识码").empty() ? without_school : pupils);
      classes.insert(row.at("学校标识码") + row.at("年级") + row.at("班级"));
    }
    CHECK(pupils == 2400);
    CHECK(without_school == 5);
    CHECK(classes.size() == 59);  // 58, and none
  }

  TEST_CASE("is the same each time, and another one from another seed") {
    DemoOptions other;
    other.seed = 7;
    const auto city = demo_city({});
    const auto again = demo_city({});
    const auto another = demo_city(other);
    REQUIRE(city.size() == again.size());
    for (std::size_t n = 0; n < city.size(); ++n) CHECK(city[n].content == again[n].content);
    CHECK(city[1].content != another[1].content);
  }

  TEST_CASE("the files under examples are one town of it, to the byte") {
    const std::filesystem::path folder = std::filesystem::path(KSBX_SOURCE_DIR) / "examples" / "shiqiao";
    for (const DemoFile& file : demo_city(town_as_exported())) {
      CAPTURE(file.name);
      CHECK(bytes_of(folder / file.name) == file.content);
    }
  }

  TEST_CASE("on disk it is what it is in memory, and writing it again replaces it") {
    const Folder folder;
    std::ofstream(folder.file("units.csv")) << "old";
    write_demo_city(town_as_exported(), folder.file("."));
    const auto written = write_demo_city(town_as_exported(), folder.file("."));
    const auto in_memory = demo_city(town_as_exported());
    REQUIRE(written.size() == in_memory.size());
    for (std::size_t n = 0; n < written.size(); ++n) {
      CAPTURE(written[n].name);
      CHECK(written[n].name == in_memory[n].name);
      CHECK(bytes_of(folder.file(written[n].name)) == in_memory[n].content);
    }
  }

  TEST_CASE("a folder that cannot be made is an I/O error that names the file") {
    const Folder folder;
    std::ofstream(folder.file("taken")) << "a file where the folder should be";
    try {
      write_demo_city({}, folder.file("taken"));
      FAIL("nothing was refused");
    } catch (const Error& error) {
      CHECK(error.failure() == Failure::io);
      CHECK(error.problems().front().what.zh.find("units.csv") != std::string::npos);
    }
  }

  TEST_CASE("a city too small, too large or without a school day is refused") {
    DemoOptions small, large, timeless, reversed;
    small.students = 269;
    large.students = 5'000'001;
    timeless.school_days.clear();
    reversed.school_days = {*Day::parse("2026-10-15"), *Day::parse("2026-10-14")};
    for (const DemoOptions& options : {small, large, timeless, reversed}) CHECK_THROWS_AS(demo_city(options), Error);
  }

  TEST_CASE("every id number belongs to division 99, is valid and given once, but for a few blots") {
    DemoOptions options;
    for (int students : {270, 2400, 20'000}) {
      CAPTURE(students);
      options.students = students;
      std::set<std::string> numbers;
      int blots = 0;
      for (const Entry& row : rows_of(demo_city(options), DemoKind::students)) {
        const std::string& number = row.at("全国学籍号");
        CAPTURE(number);
        CHECK(numbers.insert(number.substr(1)).second);
        CHECK(number.substr(1, 3) == "990");
        const auto id = IdNumber::parse(number.substr(1));
        REQUIRE(id);
        CHECK(id->birth().iso() == row.at("出生日期"));
        CHECK((id->sex() == Sex::male) == (row.at("性别") == "男"));
        if (row.at("身份证件号") != number.substr(1)) ++blots;
      }
      CHECK(blots <= students / 100);
    }
  }

  TEST_CASE("no two of its staff share a name, so that a record shows who made it") {
    DemoOptions options;
    options.students = 20'000;
    std::set<std::string> names;
    for (const Entry& row : rows_of(demo_city(options), DemoKind::staff)) {
      CAPTURE(row.at("姓名"));
      CHECK(names.insert(row.at("姓名")).second);
    }
  }

  TEST_CASE("every class has its class teacher except one, and each grade its leader") {
    const auto city = demo_city({});
    std::map<std::string, int> roles;
    for (const Entry& row : rows_of(city, DemoKind::staff)) ++roles[row.at("职务")];
    CHECK(roles["校长"] == 6);
    CHECK(roles["副校长"] == 6);
    CHECK(roles["年级主任"] == 27);
    CHECK(roles["班主任"] == 57);
    CHECK(roles["任课教师"] == 58);
  }

  TEST_CASE("a class either says that no one was absent or names who was, and no one else's pupil") {
    const auto city = demo_city({});
    std::map<std::string, std::string> class_of;
    for (const Entry& row : rows_of(city, DemoKind::students))
      class_of[row.at("全国学籍号")] = row.at("学校标识码") + row.at("年级") + row.at("班级");
    std::map<std::string, int> full, partial;
    for (const Entry& row : rows_of(city, DemoKind::attendance)) {
      const std::string school_class = row.at("学校标识码") + row.at("年级") + row.at("班级");
      ++(row.at("状态") == "全勤" ? full : partial)[row.at("日期") + school_class];
      if (row.at("状态") != "全勤") CHECK(class_of.at(row.at("全国学籍号")) == school_class);
    }
    for (const auto& returned : full) {
      CAPTURE(returned.first);
      CHECK(returned.second == 1);
      CHECK(partial.count(returned.first) == 0);
    }
    const std::size_t missing = 58 * 10 - full.size() - partial.size();
    CHECK(missing >= 2);
    CHECK(missing <= 12);
  }

  TEST_CASE("about two pupils in a hundred are absent on a day") {
    DemoOptions options;
    options.students = 20'000;
    std::size_t absences = 0;
    for (const Entry& row : rows_of(demo_city(options), DemoKind::attendance))
      if (row.at("状态") != "全勤") ++absences;
    CHECK(absences > 20'000 * 10 * 15 / 1000);
    CHECK(absences < 20'000 * 10 * 30 / 1000);
  }

  TEST_CASE("the pupils of the stories are absent when their story says so") {
    struct Told {
      std::string name;
      std::vector<std::string> rows;  // date without the year, session, status
    };
    const std::vector<Told> table = {
        {"陈立志", {"10-15 上午 缺勤"}},
        {"林小雨", {"10-15 全天 缺勤"}},
        {"许文", {"10-15 全天 待核实"}},
        {"周安平", {"10-14 全天 缺勤", "10-15 全天 缺勤"}},
        {"何家宝", {"10-08 全天 缺勤", "10-09 全天 缺勤"}},
        {"马建国", {"10-13 全天 缺勤", "10-14 全天 缺勤"}},
        {"冯丽", {"10-13 全天 缺勤"}},
        {"邓小军", {"10-12 全天 缺勤", "10-13 全天 事假", "10-14 全天 事假", "10-15 全天 事假"}},
        {"谢婷", {}},
    };
    const auto rows = rows_of(demo_city({}), DemoKind::attendance);
    for (const Told& told : table) {
      CAPTURE(told.name);
      std::vector<std::string> found;
      for (const Entry& row : of_name(rows, told.name))
        found.push_back(row.at("日期").substr(5) + " " + row.at("时段") + " " + row.at("状态"));
      CHECK(found == told.rows);
    }
  }

  TEST_CASE("refused twice across the holiday: absent from 30 September, two visits, persuaded jointly") {
    const auto city = demo_city({});
    const auto absences = of_name(rows_of(city, DemoKind::attendance), "吴春生");
    REQUIRE(absences.size() == 8);
    CHECK(absences.front().at("日期") == "2026-09-30");
    CHECK(absences[1].at("日期") == "2026-10-08");
    const auto visits = of_name(records_of(city, "persuasion"), "吴春生");
    REQUIRE(visits.size() == 2);
    for (const Entry& visit : visits) CHECK(visit.at("结果") == "拒绝返校");
    CHECK(of_name(records_of(city, "joint_persuasion"), "吴春生").size() == 1);
    CHECK(of_name(records_of(city, "order"), "吴春生").size() == 1);
  }

  TEST_CASE("one pupil goes to school in 青石镇 and lives in 白杨镇, which has no police station") {
    const auto city = demo_city({});
    const auto pupil = of_name(rows_of(city, DemoKind::students), "郑晓燕");
    REQUIRE(pupil.size() == 1);
    CHECK(pupil.front().at("学校名称") == "石桥市第一初级中学");
    CHECK(pupil.front().at("现住址").find("白杨镇") != std::string::npos);
    for (const Entry& unit : rows_of(city, DemoKind::units))
      CHECK((unit.at("种类") != "派出所" || unit.at("所在镇街代码") != "990181002"));
  }

  TEST_CASE("nothing is recorded yet of the day to judge") {
    for (const Entry& row : rows_of(demo_city({}), DemoKind::records)) CHECK(row.at("日期") < "2026-10-15");
  }

  TEST_CASE("an office's export is GB18030 with two title rows above the header and a total below") {
    for (const DemoFile& file : demo_city(town_as_exported())) {
      CAPTURE(file.name);
      const bool dressed = file.kind != DemoKind::attendance && file.kind != DemoKind::records;
      DecodedFile decoded = DecodedFile::of_bytes(file.content, file.name);
      CHECK(decoded.encoding() == (dressed ? Encoding::gb18030 : Encoding::utf8));
      if (!dressed) continue;
      const Cells lines = split(all_of(decoded), '\n');
      CHECK(split(lines[0], ',').size() == split(lines[2], ',').size());
      CHECK(lines[1].find("填表单位") == 0);
      CHECK(lines.back().find("合计,") == 0);
      CHECK(lines.back().back() == '\r');
    }
  }

  TEST_CASE("each file is recognised by its headers, and none of its columns is ignored") {
    const std::vector<RecordKind> kinds = shipped_rulebook().records;
    for (const DemoOptions& options : {DemoOptions{}, town_as_exported()})
      for (const DemoFile& file : demo_city(options)) {
        CAPTURE(file.name);
        Sheet sheet = Sheet::of_bytes(file.content, file.name, layouts(kinds));
        CHECK(sheet.layout().name == layout_name(file));
        CHECK_FALSE(sheet.has(ColumnName::document));  // 文号 of an order is the order's own
        int rows = 0;
        while (const Row* row = sheet.next()) {
          CHECK(row->problems().empty());
          ++rows;
        }
        CHECK(rows > 0);
        for (const Problem& problem : sheet.problems()) {
          CAPTURE(problem.code);
          const bool dress = problem.code == "W_SKIPPED_ABOVE_HEADER" || problem.code == "W_FOOTER_SKIPPED";
          CHECK((dress && options.dress == DemoOptions::Dress::office));
        }
      }
  }

  TEST_CASE("every field of a record has a value that the shipped rulebook allows") {
    const Rulebook rulebook = shipped_rulebook();
    for (const DemoFile& file : demo_city({})) {
      if (file.kind != DemoKind::records) continue;
      const RecordKind* kind = rulebook.record(file.record_kind);
      REQUIRE(kind != nullptr);
      for (const Entry& row : rows_of(file))
        for (const Field& field : kind->fields) {
          CAPTURE(file.name);
          CAPTURE(field.label.zh);
          const auto cell = row.find(field.label.zh);
          CHECK((cell != row.end() || !field.required));
          if (cell != row.end()) CHECK(read_field(cell->second, field).issue == CellIssue::none);
        }
    }
  }

  TEST_CASE("every post of its staff is a role of the shipped rulebook") {
    std::set<std::string> labels;
    for (const Role& role : shipped_rulebook().roles) labels.insert(role.label.zh);
    const auto city = demo_city({});
    for (const Entry& row : rows_of(city, DemoKind::staff)) CHECK(labels.count(row.at("职务")) == 1);
    for (const Entry& row : rows_of(city, DemoKind::records)) CHECK(labels.count(row.at("角色")) == 1);
  }

  TEST_CASE("its school days are those of the shipped calendar around National Day") {
    const ReadCalendar read = read_calendar({std::filesystem::path(KSBX_SOURCE_DIR) / "rules" / "calendars"});
    std::vector<Day> days;
    for (Day day = *Day::parse("2026-09-28"); day <= *Day::parse("2026-10-15"); ++day)
      if (read.calendar.is_school_day(day)) days.push_back(day);
    CHECK(days == demo_school_days());
  }
}
