// Empty workbooks that schools fill in and send back.
#include "app/papers/blank_form.h"

#include <algorithm>

#include "app/office.h"
#include "files/cell/cell.h"
#include "files/shape/find_shape.h"
#include "files/sheet/sheet.h"

using namespace ksbx;

namespace {

std::vector<Sheet> sheets_of(const BlankForm& form, Day today, const std::string& kind = {}) {
  SheetOptions options;
  options.layout = kind;
  options.shape = find_shape;
  options.today = today;
  return Sheet::all_of_bytes(render_form(form, {}), "表.xlsx", layouts_of(shipped_rules()), options);
}

const Layout& known_layout(const std::vector<Layout>& all, std::string_view name) {
  return *std::find_if(all.begin(), all.end(), [&](const Layout& one) { return one.name == name; });
}

}  // namespace

TEST_CASE("the empty form of every kind is read as that kind, and its explanations are no data") {
  for (const Layout& layout : layouts_of(shipped_rules())) {
    CAPTURE(layout.name);
    std::vector<Sheet> sheets = sheets_of(blank_form(layout), day("2026-11-13"), layout.name);
    REQUIRE(sheets.size() == 1);
    CHECK(sheets.front().layout().name == layout.name);
    CHECK(sheets.front().worksheet() != "说明");
    CHECK(sheets.front().headers().size() == layout.columns.size());
    CHECK(sheets.front().next() == nullptr);
  }
}

TEST_CASE("every choice that a form offers is understood when it comes back") {
  for (const Layout& layout : layouts_of(shipped_rules())) {
    const BlankForm form = blank_form(layout);
    REQUIRE(form.columns.size() == layout.columns.size());
    for (std::size_t i = 0; i < layout.columns.size(); ++i)
      if (!layout.columns[i].choices.empty())
        for (const std::string& choice : form.columns[i].choices) {
          CAPTURE(layout.name);
          CAPTURE(choice);
          CHECK(is_understood(layout.columns[i], choice));
        }
  }
}

TEST_CASE("the form of units offers the kinds of units, and each is read as one") {
  const std::vector<Layout> all = layouts_of(shipped_rules());
  const BlankForm form = blank_form(known_layout(all, "units"));
  const auto kind = std::ranges::find(form.columns, "种类", &FormColumn::heading);
  REQUIRE(kind != form.columns.end());
  CHECK(kind->choices.size() == 9);
  CHECK(kind->about.zh.find("教育局") != std::string::npos);
  for (const std::string& choice : kind->choices) {
    CAPTURE(choice);
    CHECK(read_unit_kind(choice));
  }
}

TEST_CASE("a roster that was filled in on the form comes into the store") {
  Office office;
  const std::vector<Layout> all = layouts_of(shipped_rules());
  const BlankForm form = blank_form(known_layout(all, "students"));
  std::string headers, row;
  for (const FormColumn& column : form.columns) {
    headers += column.heading + ",";
    const bool is_place = column.heading == "学校名称" || column.heading == "年级" || column.heading == "班级";
    const bool is_said =
        is_place || column.heading == "姓名" || column.heading == "性别" || column.heading == "出生日期";
    row += (is_said ? column.example : "") + ",";
  }
  headers.back() = row.back() = '\n';
  const ImportedFile file = office.imported_on("2026-11-13", office.file("花名册.csv", headers + row));
  CHECK(file.kind == "students");
  CHECK(file.counts.rejected == 0);
  CHECK(office.rows("SELECT student_name FROM students") == "张小明\n");
}

TEST_CASE("the form of a class register is a register of its month, with school and class in its title or in columns") {
  const std::vector<Layout> all = layouts_of(shipped_rules());
  const Layout& attendance = known_layout(all, "attendance");
  const Day today = day("2026-11-23");
  const BlankForm titled =
      blank_register(attendance, {{"月份", "2026-10"}, {"学校", "石桥市第一初级中学"}, {"班级", "七年级1班"}}, today);
  CHECK(titled.above.front() == "石桥市第一初级中学七年级1班2026年10月考勤表");
  CHECK(titled.columns.size() == 1 + 31);
  CHECK(titled.columns[1].heading == "1(四)");
  const BlankForm open = blank_register(attendance, {}, today);
  CHECK(open.columns.size() == 4 + 30);
  for (const BlankForm& form : {titled, open}) {
    std::vector<Sheet> sheets = sheets_of(form, today);
    REQUIRE(sheets.size() == 1);
    CHECK(sheets.front().layout().name == "attendance");
    CHECK(sheets.front().next() == nullptr);
  }
}

TEST_CASE("a class register that was filled in on the form enters its marks") {
  Office office;
  office.enrol();
  const std::vector<Layout> all = layouts_of(shipped_rules());
  const BlankForm form = blank_register(known_layout(all, "attendance"),
                                        {{"学校", "石桥市第一初级中学"}, {"班级", "七年级1班"}}, day("2026-11-23"));
  std::string text;
  for (const std::string& line : form.above) text += line + "\n";
  for (const FormColumn& column : form.columns) text += column.heading + ",";
  text.back() = '\n';
  text += "钱试二";
  for (std::size_t i = 1; i < form.columns.size(); ++i) text += form.columns[i].heading == "10(二)" ? ",×" : ",";
  const ImportedFile file = office.imported_on("2026-11-13", office.file("考勤.csv", text + "\n"));
  CHECK(file.counts.rejected == 0);
  CHECK(office.rows("SELECT DISTINCT day, presence FROM absences") == "2026-11-10,unexcused\n");
}

TEST_CASE("the registers that a class owes name its pupils and the days, and come back as registers of these days") {
  Office office;
  office.enrol();
  const std::vector<Layout> all = layouts_of(shipped_rules());
  BlankForm form = owed_register(
      known_layout(all, "attendance"),
      {"石桥市第一初级中学", "七年级", "1班", {day("2026-10-30"), day("2026-11-10")}, {"钱试二", "孙试三"}});
  std::vector<Sheet> sheets = sheets_of(form, day("2026-11-13"));
  REQUIRE(sheets.size() == 1);
  CHECK(sheets.front().layout().name == "attendance");
  for (std::vector<std::string>& row : form.rows) row.insert(row.end(), {"√", row.front() == "钱试二" ? "×" : "√"});
  std::ofstream(office.folder.file("点名册.xlsx"), std::ios::binary) << render_form(form, {});
  const ImportedFile file = office.imported_on("2026-11-13", office.folder.file("点名册.xlsx"));
  CHECK(file.counts.rejected == 0);
  CHECK(office.rows("SELECT DISTINCT day, student_name FROM absences") == "2026-11-10,钱试二\n");
}

TEST_CASE("a month that is none is refused") {
  const std::vector<Layout> all = layouts_of(shipped_rules());
  CHECK(refusal([&] {
          blank_register(known_layout(all, "attendance"), {{"月份", "冬月"}}, day("2026-11-23"));
        }) == "bad-month");
}
