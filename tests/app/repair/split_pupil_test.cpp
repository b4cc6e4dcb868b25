// One entry that is two children, in an office with nights.
#include "app/repair/split_pupil.h"

#include "app/enter/undo.h"
#include "app/office.h"
#include "app/repair/merge_pupils.h"
#include "store/journal/facts.h"
#include "store/roster/roster_store.h"
#include "store/roster/unit_store.h"
#include "store/undo/undo_store.h"

using namespace ksbx;

namespace {

const std::string other_head = "学校标识码,年级,班级,姓名,身份证件号,出生日期,联系电话\n";

// 钱试二's entry is taken for another child: somebody corrected name, birthday and number of the wrong pupil.
struct Eaten : Office {
  Eaten() {
    enrol();
    escalate_on("2026-11-15");
    code = rows("SELECT student_code FROM students WHERE student_name = '钱试二'").substr(0, 6);
  }

  void eaten_on(const std::string& iso) {
    const Workspace workspace = on(iso);
    Transaction transaction(database, workspace.occasion());
    const Student before = *student(database, *student_of_code(code));
    Student after = before;
    after.name = "张来了";
    after.birth = day("2014-09-09");
    after.id_number = "990181201309090336";
    after.phone = "10000000066";
    update(transaction, before, after, workspace.dates.today);
    transaction.commit();
  }
  std::string written(const std::string& iso) {
    const Workspace workspace = on(iso);
    RenderOptions options;
    options.raw_cells = true;
    return render(split_to_decide(workspace, code, std::nullopt, Disclosure::to_fill_in()), Format::csv, options);
  }
  SplitOutcome split_on(const std::string& iso, const std::string& decided, Keep keep = Keep::changes) {
    const Workspace workspace = on(iso);
    return split_pupil(workspace, {code, file("decided.csv", decided), std::nullopt, "两户人家", {}, Language::zh},
                       keep);
  }
  void undo_on(const std::string& iso) {
    const Workspace workspace = on(iso);
    undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  }
  std::string books() {
    std::string all;
    for (const char* view : {"students", "absences", "records", "duties", "documents", "doubts"})
      all += rows(formatted("SELECT * FROM {} ORDER BY 1, 2, 3, 4", view)) + "\n";
    return all;
  }
  std::string asked_of(const std::string& name) {
    return rows("SELECT rule, item, opened, state, done FROM duties WHERE state <> 'withdrawn' AND student_name = '" +
                name + "' ORDER BY rule, item, opened");
  }

  std::string code;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("as it is proposed: the child is what he was before, the other has what came with him") {
  Eaten town;
  town.absent("2026-11-16", {town.code});
  town.done("2026-11-16", "contact", town.code, {{"mode", "phone"}, {"reached", "yes"}}, "孙老师");
  town.eaten_on("2026-11-17");
  town.absent("2026-11-17", {town.code});
  const SplitOutcome outcome = town.split_on("2026-11-18", town.written("2026-11-18"));
  CHECK(outcome.marks == 2);
  CHECK(town.rows("SELECT student_name, id_number, birth, phone, class, since FROM students WHERE student_code = '" +
                  town.code + "'") == "钱试二,99018120130204103X,2013-02-04,10000000001,1班,2026-11-15\n");
  CHECK(town.rows("SELECT student_name, id_number, birth, phone, class, since FROM students WHERE student_code = '" +
                  short_code(outcome.added) + "'") ==
        "张来了,990181201309090336,2014-09-09,10000000066,1班,2026-11-17\n");
  CHECK(town.rows("SELECT student_name, day FROM absences WHERE session = 'am' ORDER BY day") ==
        "钱试二,2026-11-16\n张来了,2026-11-17\n");
  CHECK(town.rows("SELECT student_name FROM records WHERE kind = 'contact'") == "钱试二\n");
}

TEST_CASE("a list that named the other child names him after the split") {
  Eaten town;
  const std::map<std::string, std::string> named = {{"listing", "risk"}, {"student", town.code}};
  town.done("2026-11-16", "listed_pupil", "9990180001/7/1", {{"listing", "hardship"}, {"student", town.code}},
            "孙老师");
  town.eaten_on("2026-11-17");
  town.done("2026-11-17", "listed_pupil", "9990180001/7/1", named, "孙老师");
  const SplitOutcome outcome = town.split_on("2026-11-18", town.written("2026-11-18"));
  CHECK(town.rows("SELECT listing, student FROM record_listed_pupil ORDER BY day") ==
        "hardship," + town.code + "\nrisk," + short_code(outcome.added) + "\n");
}

TEST_CASE("after the split and its night each child has the duties of one who always had his own entry") {
  Eaten town, two;
  for (Eaten* office : {&town, &two}) {
    office->absent("2026-11-16", {"钱试二"});
    office->escalate_on("2026-11-16");
    if (office == &town)
      town.eaten_on("2026-11-17");
    else
      two.import_on("2026-11-17", {two.file("other.csv", other_head + "9990180001,七年级,1班,张来了,990181201309090336,"
                                                                      "2014-09-09,10000000066\n")});
    office->absent("2026-11-17", {"张来了"});
    office->escalate_on("2026-11-17");
    if (office == &town) town.split_on("2026-11-18", town.written("2026-11-18"));
    office->absent("2026-11-18", {"张来了"});
    office->escalate_on("2026-11-18");
  }
  CHECK(two.asked_of("张来了") != "");
  CHECK(town.asked_of("张来了") == two.asked_of("张来了"));
  CHECK(town.asked_of("钱试二") == two.asked_of("钱试二"));
  const Escalation again = town.escalate_on("2026-11-18");
  CHECK(again.counts.opened + again.counts.withdrawn + again.counts.amended == 0);
  CHECK(verify_facts(town.database).problems.empty());
}

TEST_CASE("undone, a split leaves everything as it was, and a wrong split is a merge again") {
  Eaten town;
  town.absent("2026-11-16", {town.code});
  town.eaten_on("2026-11-17");
  town.absent("2026-11-17", {town.code});
  town.escalate_on("2026-11-17");
  const std::string before = town.books(), bytes = town.database_bytes(), file = town.written("2026-11-18");
  town.split_on("2026-11-18", file, Keep::nothing);
  CHECK(town.database_bytes() == bytes);
  town.split_on("2026-11-18", file);
  town.undo_on("2026-11-18");
  CHECK(town.books() == before);
  const SplitOutcome again = town.split_on("2026-11-18", town.written("2026-11-18"));
  const Workspace workspace = town.on("2026-11-18");
  merge_pupils(workspace, {town.code, short_code(again.added), "还是一人", false, {}, Language::zh}, Keep::changes);
  CHECK(town.rows("SELECT student_name, id_number FROM students WHERE student_code = '" + town.code + "'") ==
        "张来了,990181201309090336\n");
  CHECK(town.rows("SELECT count(DISTINCT student_code), count(*) FROM absences") == "1,4\n");
}

TEST_CASE("a person decides otherwise than proposed, line by line") {
  Eaten town;
  town.absent("2026-11-16", {town.code});
  town.eaten_on("2026-11-17");
  std::string decided = town.written("2026-11-18");
  const std::size_t line = decided.find("M-2026-11-16-am");
  decided = decided.substr(0, line) + replaced(decided.substr(line), "留", "新");
  CHECK(town.split_on("2026-11-18", decided).marks == 1);
  CHECK(town.rows("SELECT student_name, session FROM absences ORDER BY session") == "张来了,am\n钱试二,pm\n");
}

TEST_CASE("the file of another store, an altered or an old one, and an undecided line are refused with their place") {
  Eaten town, other;
  for (Eaten* office : {&town, &other}) {
    office->absent("2026-11-16", {office->code});
    office->eaten_on("2026-11-17");
  }
  const std::string file = town.written("2026-11-18"), bytes = town.database_bytes();
  const auto refused = [&](const std::string& decided) {
    const std::string codes = refusal([&] { town.split_on("2026-11-18", decided); });
    return codes.substr(0, codes.find(' '));
  };
  other.registers("2026-11-16");
  CHECK(refused(replaced(file, "M-2026-11-16-am-", "M-2026-11-16-am-0")) == "split-file-foreign");
  CHECK(refused(file.substr(0, file.rfind('\n', file.size() - 2) + 1)) == "split-file-old");
  CHECK(refused(file + file.substr(file.rfind('\n', file.size() - 2) + 1)) == "split-file-old");
  CHECK(refused(replaced(file, ",留,", ",,")) == "split-undecided");
  CHECK(refused(replaced(file, ",留,", ",大概,")) == "split-undecided");
  CHECK(town.database_bytes() == bytes);
  town.absent("2026-11-18", {town.code});
  CHECK(refused(file) == "split-file-old");
}

TEST_CASE("a split that leaves a child without a name, or gives both one number, is refused") {
  Eaten town;
  town.eaten_on("2026-11-17");
  const std::string file = town.written("2026-11-18");
  const auto line_with = [&](const std::string& value, const std::string& whose) {
    std::string decided = file;
    const std::size_t line = decided.rfind('\n', decided.find(value)) + 1;
    const std::size_t from = decided.find(',', line) + 1;
    return decided.replace(from, decided.find(',', from) - from, whose);
  };
  const auto refused = [&](const std::string& decided) {
    return refusal([&] { town.split_on("2026-11-18", decided); });
  };
  CHECK(refused(line_with("张来了", "留")) == "split-nameless");
  CHECK(refused(line_with("990181201309090336", "都")) == "split-number-twice");
}

TEST_CASE("a split warns of a child whom the next roster will hardly recognise, and of nobody else") {
  Eaten town;
  town.eaten_on("2026-11-17");
  const std::string file = town.written("2026-11-18");
  CHECK(town.split_on("2026-11-18", file, Keep::nothing).problems.empty());
  const auto without = [](std::string decided, const std::string& value) {
    const std::size_t line = decided.rfind('\n', decided.find(value)) + 1;
    const std::size_t from = decided.find(',', line) + 1;
    return decided.replace(from, decided.find(',', from) - from, "无");
  };
  const auto warned = [&](const std::string& decided) {
    std::string all;
    for (const Problem& one : town.split_on("2026-11-18", decided, Keep::nothing).problems)
      all += one.code + " " + one.what.zh.substr(one.what.zh.find("没有")) + "\n";
    return all;
  };
  const std::string unnumbered = without(file, "990181201309090336");
  CHECK(warned(unnumbered) == "split-hardly-known 没有证件号和学籍号：名册里只能按班级、姓名和生日认出\n");
  CHECK(warned(without(unnumbered, "2014-09-09")) ==
        "split-hardly-known 没有证件号、学籍号和出生日期：下一份名册认不准是不是同一人\n");
}

TEST_CASE("a document that would be about no one stops a split; it goes where what it tells of goes") {
  Eaten town;
  const std::map<std::string, std::string> refused = {
      {"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}};
  town.eaten_on("2026-11-16");
  for (const char* iso : {"2026-11-16", "2026-11-17", "2026-11-18"}) {
    town.registers(iso);
    town.absent(iso, {town.code});
    town.done(iso, "persuasion", town.code, refused, "赵校长");
    town.escalate_on(iso);
  }
  REQUIRE(town.count("documents") > 0);
  const std::string file = town.written("2026-11-19");
  const std::size_t line = file.rfind('\n', file.find(",文书,")) + 1;
  const std::string alone = file.substr(0, line) + replaced(file.substr(line), ",新,", ",留,");
  const std::string codes = refusal([&] { town.split_on("2026-11-19", alone); });
  CHECK(codes.find("split-document-alone") == 0);
  try {
    town.split_on("2026-11-19", alone);
  } catch (const Error& error) {
    const Problem& told = error.problems().front();
    CHECK(told.origin.line == 1 + std::count(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(line), '\n'));
    CHECK(told.remedy.zh == "文书跟着它说的考勤、记录走：改这一行，或改那些行");
  }
  const SplitOutcome outcome = town.split_on("2026-11-19", file);
  town.escalate_on("2026-11-19");
  CHECK(town.rows("SELECT count(*) FROM documents WHERE kind = 'withdrawal' AND student_code = '" + town.code + "'") !=
        "0\n");
  CHECK(town.rows("SELECT count(*) FROM documents WHERE kind = 'original' AND student_code = '" +
                  short_code(outcome.added) + "'") != "0\n");
}

TEST_CASE("with documents about both children, each goes where what it tells of goes") {
  Eaten town;
  const std::map<std::string, std::string> refused = {
      {"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}};
  const auto stays_away = [&](const std::vector<const char*>& days) {
    for (const char* iso : days) {
      town.registers(iso);
      town.absent(iso, {town.code});
      town.done(iso, "persuasion", town.code, refused, "赵校长");
      town.escalate_on(iso);
    }
  };
  stays_away({"2026-11-16", "2026-11-17", "2026-11-18"});
  town.registers("2026-11-19");
  town.eaten_on("2026-11-19");
  town.absent("2026-11-19", {town.code}, Presence::present);
  town.escalate_on("2026-11-19");
  stays_away({"2026-11-23", "2026-11-24", "2026-11-25"});
  const std::string file = town.written("2026-11-26");
  CHECK(file.find(",留,文书,2026-11-19,") != std::string::npos);
  CHECK(file.find(",新,文书,2026-11-19,") == std::string::npos);
  CHECK(file.find(",新,文书,2026-11-24,") != std::string::npos);
  CHECK(file.find(",留,文书,2026-11-24,") == std::string::npos);
  const SplitOutcome outcome = town.split_on("2026-11-26", file);
  town.escalate_on("2026-11-26");
  const auto reports = [&](StudentId whose, const std::string& kind) {
    return town.rows("SELECT count(*) FROM documents WHERE form = 'dropout-report' AND kind = '" + kind +
                     "' AND student_code = '" + short_code(whose) + "'");
  };
  CHECK(reports(outcome.added, "original") == "2\n");  // one for each line
  CHECK(reports(outcome.stays, "original") == "4\n");
  CHECK(reports(outcome.stays, "withdrawal") == "2\n");  // those about the other child; those about himself stand
}
