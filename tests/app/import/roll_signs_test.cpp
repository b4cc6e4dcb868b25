// What a roster shows by a word under 学籍状态: it goes on record as if somebody had said so.
#include <doctest/doctest.h>

#include <sstream>

#include "app/enter/undo.h"
#include "app/office.h"

using namespace ksbx;

namespace {

const std::string columns = "学校标识码,年级,班级,姓名,身份证件号,学籍状态\n";

struct Rolls : Office {
  // Rows of the first school or another: 年级,班级,姓名,证件号,学籍状态.
  ImportedFile rows_of(const std::string& iso, const std::string& lines, const std::string& school = "9990180001") {
    std::string content = columns;
    std::istringstream in(lines);
    for (std::string line; std::getline(in, line);) content += school + "," + line + "\n";
    return imported_on(iso, file("rows.csv", content));
  }
  // 赵小一 with that standing on the roster of his school, or of another.
  ImportedFile roster(const std::string& iso, const std::string& standing, const std::string& school = "9990180001",
                      const std::string& grade = "七年级") {
    return imported_on(
        iso, file("roster.csv", columns + school + "," + grade + ",1班,赵小一,99018120130204103X," + standing + "\n"));
  }
  std::string records() { return rows("SELECT kind, by, day FROM records ORDER BY record"); }
};

std::string codes_of(const ImportedFile& imported) {
  std::string codes;
  for (const Problem& problem : imported.problems) codes += (codes.empty() ? "" : " ") + problem.code;
  return codes;
}

}  // namespace

TEST_CASE("a pupil whom the roster now calls gone, suspended, dropped out or dead is on record as such, once") {
  const std::pair<const char*, const char*> standings[] = {{"转出", "transfer_out"},
                                                           {"休学", "suspension"},
                                                           {"辍学", "roll_dropout"},
                                                           {"毕业", "graduation"},
                                                           {"死亡", "death"}};
  for (const auto& [standing, kind] : standings) {
    CAPTURE(standing);
    Rolls office;
    office.roster("2026-11-16", "在读");
    CHECK(codes_of(office.roster("2026-11-17", standing)) == "W_STANDING_ON_RECORD");
    CHECK(office.records() == std::string(kind) + ",,2026-11-17\n");
    CHECK(codes_of(office.roster("2026-11-18", standing)) == "");
    CHECK(office.records() == std::string(kind) + ",,2026-11-17\n");
  }
}

TEST_CASE("who comes on the books as gone or dropped out is no sign: no one answers for the time before") {
  for (const char* standing : {"转出", "休学", "辍学", "毕业", "死亡"}) {
    CAPTURE(standing);
    Rolls office;
    CHECK(codes_of(office.roster("2026-11-16", standing)) == "");
    CHECK(office.records() == "");
  }
}

const std::string known_pupil = "七年级,1班,赵小一,99018120130204103X,在读\n";
const std::string newcomer = "七年级,1班,新小生,99018120130420105X,";

TEST_CASE("a child whom no one knew, among pupils who were known, is on record as what the roster calls him, once") {
  const std::pair<const char*, const char*> standings[] = {{"转出", "transfer_out"},
                                                           {"休学", "suspension"},
                                                           {"辍学", "roll_dropout"},
                                                           {"毕业", "graduation"},
                                                           {"死亡", "death"}};
  for (const auto& [standing, kind] : standings) {
    CAPTURE(standing);
    Rolls office;
    office.rows_of("2026-11-16", known_pupil);
    const std::string roster = known_pupil + newcomer + standing + "\n";
    CHECK(codes_of(office.rows_of("2026-11-17", roster)) == "W_STANDING_ON_RECORD");
    CHECK(office.records() == std::string(kind) + ",,2026-11-17\n");
    CHECK(codes_of(office.rows_of("2026-11-18", roster)) == "");
    CHECK(office.records() == std::string(kind) + ",,2026-11-17\n");
  }
}

TEST_CASE("a class or a school that comes on the books with pupils who left it begins: they are no sign") {
  Rolls office;
  office.rows_of("2026-11-16", known_pupil);
  CHECK(codes_of(office.rows_of("2026-11-17",
                                "七年级,2班,钱小二,990181201303071046,在读\n"
                                "七年级,2班,新小生,99018120130420105X,转出\n")) == "");
  CHECK(codes_of(office.rows_of("2026-11-18", "六年级,1班,新小友,990181201404091089,转出\n", "9990180002")) == "");
  CHECK(office.records() == "");
}

TEST_CASE("a class that holds none but children who left, at a school that was known, is no beginning") {
  Rolls office;
  office.rows_of("2026-11-16", known_pupil);
  CHECK(codes_of(office.rows_of("2026-11-17", "七年级,9班,新小生,99018120130420105X,转出\n")) ==
        "W_STANDING_ON_RECORD");
}

TEST_CASE("graduates of the last grade who come on the books later are no sign: they may have left in any year") {
  Rolls office;
  office.rows_of("2026-11-16", "九年级,1班,赵小一,99018120130204103X,在读\n");
  CHECK(codes_of(office.rows_of("2026-11-17",
                                "九年级,1班,赵小一,99018120130204103X,在读\n"
                                "九年级,1班,新小生,990181201104201055,毕业\n"
                                "九年级,1班,新小友,990181201104211050,转出\n")) == "W_STANDING_ON_RECORD");
  CHECK(office.records() == "transfer_out,,2026-11-17\n");
}

TEST_CASE("a newcomer's standing is on record again when the import is undone and the same file comes again") {
  Rolls office;
  office.rows_of("2026-11-16", known_pupil);
  const std::string roster = known_pupil + newcomer + "转出\n";
  office.rows_of("2026-11-17", roster);
  const Workspace workspace = office.on("2026-11-17");
  undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  CHECK(office.records() == "");
  CHECK(codes_of(office.rows_of("2026-11-18", roster)) == "W_STANDING_ON_RECORD");
  CHECK(office.records() == "transfer_out,,2026-11-18\n");
}

TEST_CASE("a newcomer who waits as a row in doubt is on record once he is decided to be another child") {
  Rolls office;
  const std::string head = "学校标识码,年级,班级,姓名,出生日期,学籍状态\n9990180002,三年级,1班,";
  const std::string other = "9990180002,三年级,1班,李大红,2016-09-30,在读\n";
  office.imported_on("2026-11-19", office.file("first.csv", head + "王小明,2016-05-07,在读\n" + other));
  office.imported_on("2026-11-20", office.file("second.csv", head + "王晓明,2016-05-07,转出\n" + other));
  CHECK(office.records() == "");
  const std::string decisions = office.file("decisions.csv", "待定号,决定,姓名\n1,新,x\n");
  CHECK(codes_of(office.imported_on("2026-11-22", decisions)) == "W_STANDING_ON_RECORD");
  CHECK(office.records() == "transfer_out,,2026-11-22\n");
}

TEST_CASE("a newcomer who is marked as gone is asked for as anyone who left: the proof, and the bureau looks for him") {
  Rolls office;
  office.rows_of("2026-11-16", known_pupil);
  office.rows_of("2026-11-17", known_pupil + newcomer + "转出\n");
  office.escalate_on("2026-11-23");
  CHECK(office.rows("SELECT rule, due FROM duties WHERE rule LIKE 'transfer%' ORDER BY rule") ==
        "transfer-limbo,2026-11-24\ntransfer-receipt,2026-11-20\n");
}

TEST_CASE("what somebody has recorded before the roster said it is not recorded again") {
  Rolls office;
  office.roster("2026-11-16", "在读");
  office.done("2026-11-16", "transfer_out", "赵小一", {{"destination", "外县某校"}}, "赵校长");
  office.roster("2026-11-17", "转出");
  CHECK(office.records() == "transfer_out,赵校长,2026-11-16\n");
}

TEST_CASE("who is back on the roll of the school that he left was received there") {
  Rolls office;
  office.roster("2026-11-16", "在读");
  office.roster("2026-11-17", "转出");
  CHECK(codes_of(office.roster("2026-11-19", "在读")) == "W_TRANSFERRED_IN");
  CHECK(office.records() == "transfer_out,,2026-11-17\ntransfer_in,,2026-11-19\n");
  CHECK(office.rows("SELECT number FROM record_transfer_in") == "名册 2026-11-19\n");
  office.roster("2026-11-20", "转出");
  CHECK(office.count("records WHERE kind = 'transfer_out'") == 2);
}

TEST_CASE("an import that is undone takes what it put on record with it, and the same file says it again") {
  Rolls office;
  office.roster("2026-11-16", "在读");
  office.roster("2026-11-17", "转出");
  const Workspace workspace = office.on("2026-11-17");
  undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  CHECK(office.records() == "");
  CHECK(codes_of(office.roster("2026-11-18", "转出")) == "W_STANDING_ON_RECORD");
}

TEST_CASE("a school that marks a pupil as gone is asked for the proof, and the bureau looks for him") {
  Rolls office;
  office.roster("2026-11-16", "在读");
  office.roster("2026-11-17", "转出");
  office.escalate_on("2026-11-23");
  CHECK(office.rows("SELECT rule, due FROM duties WHERE rule LIKE 'transfer%' ORDER BY rule") ==
        "transfer-limbo,2026-11-24\ntransfer-receipt,2026-11-20\n");
}

TEST_CASE("a drop-out by the roll stays a case: his class's register does not bring him back") {
  Office office;
  office.enrol();
  office.absent("2026-11-16", {"钱试二"});
  office.registers("2026-11-16");
  office.imported_on("2026-11-17", office.file("dropped.csv",
                                               "学校标识码,年级,班级,姓名,学籍状态,身份证件号\n"
                                               "9990180001,七年级,1班,钱试二,辍学," +
                                                   office.rows("SELECT id_number FROM students WHERE student_name = "
                                                               "'钱试二'")));
  office.registers("2026-11-18");
  office.registers("2026-11-19");
  office.escalate_on("2026-11-19");
  CHECK(office.count("duties WHERE rule = 'roll-dropout' AND item = 'ledger' AND state = 'open'") == 1);
  CHECK(office.count("documents WHERE form = 'roll-dropout-report'") == 2);
}
