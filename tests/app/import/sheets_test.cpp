// A workbook with several sheets on its way in: one file, one entry, all of its children.
#include "app/import/import.h"
#include "app/office.h"
#include "files/input/workbook_bytes.h"

using namespace ksbx;

namespace {

const std::string sheet_head = row_of({"学校标识码", "年级", "班级", "姓名", "出生日期"});

std::string pupil_cells(const std::string& name, const std::string& school_class) {
  return row_of({"9990180001", "七年级", school_class, name, "2013-02-04"});
}

// Two classes of three.
Parts two_class_sheets() {
  return workbook_of(
      {{"1班", sheet_head + pupil_cells("钱试一", "1班") + pupil_cells("钱试二", "1班") + pupil_cells("钱试三", "1班")},
       {"2班",
        sheet_head + pupil_cells("孙试四", "2班") + pupil_cells("孙试五", "2班") + pupil_cells("孙试六", "2班")}});
}

struct SheetSchool : Office {
  ImportRequest request(const std::string& name, const Parts& parts) {
    ImportRequest wanted;
    wanted.files = {file(name, zipped(parts))};
    return wanted;
  }
  std::string pupils() { return rows("SELECT count(*) FROM students"); }
};

}  // namespace

TEST_CASE("a sheet for each class is one roster, one entry in the journal, and again it changes nothing") {
  SheetSchool office;
  const ImportRequest request = office.request("r.xlsx", two_class_sheets());
  const ImportOutcome first = office.import_on("2026-09-10", request);
  REQUIRE(first.files.size() == 2);
  CHECK(first.total().added == 6);
  CHECK(first.files[0].file == "r.xlsx[1班]");
  CHECK(first.files[0].import_id == first.files[1].import_id);
  CHECK(office.rows("SELECT file, lines, added FROM imports WHERE kind = 'students'") == "r.xlsx,6,6\n");
  CHECK(office.import_on("2026-09-11", request).total().unchanged == 6);
  CHECK(office.rows("SELECT count(*) FROM imports WHERE kind = 'students'") == "1\n");
}

TEST_CASE("a whole roster on several sheets misses nobody") {
  SheetSchool office;
  ImportRequest request = office.request("r.xlsx", two_class_sheets());
  office.import_on("2026-09-10", request);
  request.snapshot = true;
  CHECK(office.import_on("2026-09-11", request).total().vanished == 0);
  CHECK(office.rows("SELECT count(*) FROM records") == "0\n");
}

TEST_CASE("rows that cannot be taken say on which sheet they are") {
  SheetSchool office;
  Parts parts = workbook_of({{"1班", sheet_head + pupil_cells("钱试一", "1班") + pupil_cells("", "1班")},
                             {"2班", sheet_head + pupil_cells("孙试四", "2班") + pupil_cells("", "2班")}});
  const ImportRequest request = office.request("r.xlsx", parts);
  CHECK(office.import_on("2026-09-10", request).total().rejected == 2);
  CHECK(office.rows("SELECT file, line FROM rejects") == "r.xlsx[1班],3\nr.xlsx[2班],3\n");
  office.import_on("2026-09-11", request);
  CHECK(office.rows("SELECT count(*) FROM imports WHERE kind = 'students'") == "1\n");
}

TEST_CASE("with each file for itself the sheets of one file stand and fall together") {
  SheetSchool office;
  Parts parts = two_class_sheets();
  parts["xl/worksheets/of5.xml"] = "<worksheet><sheetData>" + sheet_head + "</sheetData></worksheet>";
  REQUIRE(parts.size() == two_class_sheets().size());
  ImportRequest request = office.request("empty.xlsx", parts);
  request.files.push_back(office.file("r.xlsx", zipped(two_class_sheets())));
  request.each = true;
  const ImportOutcome outcome = office.import_on("2026-09-10", request);
  REQUIRE(outcome.refused.size() == 1);
  CHECK(outcome.refused[0].problems.front().code == "W_NO_ROWS");
  CHECK(outcome.refused[0].problems.front().origin.file.str().find("empty.xlsx[") != std::string::npos);
  CHECK(outcome.total().added == 6);
  CHECK(office.rows("SELECT file FROM imports WHERE kind = 'students'") == "r.xlsx\n");
}

TEST_CASE("pupils and staff of one workbook come in together when both are asked for") {
  SheetSchool office;
  Parts parts = workbook_of(
      {{"教师", row_of({"姓名", "职务", "单位", "起始日期"}) + row_of({"孙老师", "校长", "9990180001", "2026-09-01"})},
       {"1班", sheet_head + pupil_cells("钱试一", "1班")}});
  ImportRequest request = office.request("r.xlsx", parts);
  request.worksheet = "all";
  const ImportOutcome outcome = office.import_on("2026-09-10", request);
  CHECK(outcome.total().added == 2);
  CHECK(office.rows("SELECT kind FROM imports WHERE kind != 'units' ORDER BY kind") == "staff\nstudents\n");
}
