// What people typed is text wherever it shows: each view, each column.
#include <map>
#include <set>

#include "base/mask.h"
#include "store/history/record_store.h"
#include "store/query/ad_hoc_query.h"
#include "store/query/query.h"
#include "store/schema/views.h"
#include "store/store_fixture.h"

using namespace ksbx;

namespace {

constexpr const char* typed = "王小明的爸爸，青石镇人，13812345679";

// What each view may say of the town, the telephone and the names, with everything that people type filled in.
struct Typed : School {
  Rulebook rulebook;

  Typed() {
    RecordKind visit;
    visit.kind = "visit";
    Type words, choice;
    words.kind = Type::Kind::text;
    choice.kind = Type::Kind::choice;
    choice.choices = {"home", "phone"};
    visit.fields = {{"note", {}, words, {}, false}, {"mode", {}, choice, {}, false}};
    rulebook.records = {visit};
    const StudentId child = enrol(pupil("王小明"));
    mark({child, day("2026-09-21"), Session::afternoon, Presence::excused, typed, typed, at("2026-09-21T17:30:00")});
    Record record;
    record.kind = "visit";
    record.student = child;
    record.day = day("2026-09-22");
    record.recorded = at("2026-09-22T18:00:00");
    record.fields = {{"note", std::string(typed)}, {"mode", std::string("home")}};
    in_transaction("2026-09-22T18:00:00", [&](Transaction& transaction) {
      add(transaction, record);
      const std::string reason = formatted(R"({{"masking":"none","reason":"{}","rows":1}})", typed);
      append(transaction, "report.unmasked", "duties", reason);
    });
  }

  Table ask(const std::string& sql, Masking masking) {
    const Masker masker = [masking](std::string_view words, Privacy privacy) {
      return masked(words, privacy, masking);
    };
    const AdHocQuery asking(database, rulebook, masker, {{}, day("2026-09-22")}, sql, "SQL");
    return query(database, "sql", sql);
  }
};

}  // namespace

TEST_CASE("every column of every view says whether it is private, and what it says fits the column") {
  Typed school;
  std::map<std::string, Privacy> stated;
  for (const AskableView& view : askable_views(school.database, school.rulebook, day("2026-09-22")))
    for (const Column& column : view.columns) {
      CAPTURE(view.name);
      CAPTURE(column.name);
      CHECK((is_stated(view.name, column.name) || school.rulebook.record(view.name.substr(7)) != nullptr));
      stated[view.name + "." + column.name] = column.privacy;
    }
  for (const char* text :
       {"absences.reason", "attendance_history.reason", "documents.content", "exports.reason", "journal.detail",
        "record_visit.note", "records.fields", "rejects.cells", "rejects.header", "student_changes.before"})
    CHECK_MESSAGE(stated[text] == Privacy::text, text);
  for (const char* file : {"data_issues.file", "deferrals.file", "imports.file", "rejects.file"})
    CHECK_MESSAGE(stated[file] == Privacy::file, file);
  CHECK(stated["record_visit.mode"] == Privacy::none);
}

TEST_CASE("no view shows what someone typed to whoever may not read names") {
  Typed school;
  for (const Masking masking : {Masking::normal, Masking::strict})
    for (const AskableView& view : askable_views(school.database, school.rulebook, day("2026-09-22")))
      for (const TableRow& row : school.ask("SELECT * FROM " + view.name, masking).rows)
        for (const Cell& cell : row) {
          CAPTURE(view.name);
          CHECK(words_of(cell).find("王小明") == std::string::npos);
          CHECK(words_of(cell).find("13812345679") == std::string::npos);
        }
}

TEST_CASE("a text field that a rulebook turns into a list does not uncover what was typed") {
  Typed school;
  school.rulebook.records.front().fields.front().type = school.rulebook.records.front().fields.back().type;
  for (const Masking masking : {Masking::normal, Masking::strict}) {
    CHECK(school.ask("SELECT note FROM record_visit", masking).rows.front().front() == Cell(std::string("***")));
    CHECK(school.ask("SELECT mode FROM record_visit", masking).rows.front().front() == Cell(std::string("home")));
    CHECK(words_of(school.ask("SELECT fields FROM records", masking).rows.front().front()) ==
          R"({"mode":"home","note":"***"})");
  }
}

TEST_CASE("a rulebook that calls a record of a child one of a school does not uncover it") {
  Typed school;
  school.rulebook.records.front().subjects = {SubjectKind::school};
  for (const Masking masking : {Masking::normal, Masking::strict}) {
    CHECK(school.ask("SELECT note FROM record_visit", masking).rows.front().front() == Cell(std::string("***")));
    CHECK(words_of(school.ask("SELECT fields FROM records", masking).rows.front().front()) ==
          R"({"mode":"home","note":"***"})");
  }
}

TEST_CASE("who entered attendance is shown if he is on the list of staff") {
  Typed school;
  CHECK(school.ask("SELECT by FROM absences", Masking::strict).rows.front().front() == Cell(std::string("***")));
  school.in_transaction("2026-09-22T19:00:00", [&](Transaction& transaction) {
    transaction.database().execute("INSERT INTO t_person(name, unit) SELECT by, 1 FROM t_mark");
  });
  CHECK(words_of(school.ask("SELECT by FROM absences", Masking::strict).rows.front().front()) == typed);
}

TEST_CASE("a record shows what comes from a list, and not what was typed beside it") {
  Typed school;
  CHECK(words_of(school.ask("SELECT fields FROM records", Masking::normal).rows.front().front()) ==
        R"({"mode":"home","note":"***"})");
  CHECK(school.ask("SELECT json_extract(fields, '$.mode') FROM records", Masking::strict).rows.front().front() ==
        Cell(std::string("home")));
}

TEST_CASE("what is typed beside a child's code in a list of a class is masked, and the code is not") {
  Typed school;
  Rulebook& rulebook = school.rulebook;
  rulebook.records.push_back(rulebook.records.front());
  RecordKind& list = rulebook.records.back();
  list.kind = "list";
  list.subjects = {SubjectKind::school_class};
  list.fields.back() = list.fields.front();
  list.fields.back().name = "child";
  list.fields.back().pupil = true;
  Record record;
  record.kind = "list";
  record.unit = school.class_one;
  record.day = day("2026-09-23");
  record.recorded = at("2026-09-23T18:00:00");
  record.fields = {{"note", std::string(typed)}, {"child", short_code({1})}};
  school.in_transaction("2026-09-23T18:00:00", [&](Transaction& transaction) { add(transaction, record); });
  for (const Masking masking : {Masking::normal, Masking::strict}) {
    CHECK(school.ask("SELECT note FROM record_list", masking).rows.front().front() == Cell(std::string("***")));
    CHECK(words_of(school.ask("SELECT child FROM record_list", masking).rows.front().front()) == short_code({1}));
    CHECK(words_of(school.ask("SELECT fields FROM records WHERE kind = 'list'", masking).rows.front().front()) ==
          formatted(R"({{"child":"{}","note":"***"}})", short_code({1})));
  }
}
