// Decisions of a person about rows in doubt (app/import/decisions.h). What a row says is taken as it was kept, not from
// the file that came back.
//
// A slip of the hand in such a file makes one child of several, or exchanges two. So all lines are read before any is
// taken: who is none of those whom the row may be, and shares neither name nor number with it, is refused, and so are
// lines that make one pupil of rows that speak of different children.
#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "app/enter/held_back.h"
#include "app/import/decisions.h"
#include "app/import/import_context.h"
#include "app/import/roster_changes.h"
#include "base/ascii.h"
#include "model/id_number.h"
#include "policy/roster/evidence.h"
#include "store/roster/deferral_store.h"
#include "store/roster/repair_store.h"
#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"

namespace ksbx {
namespace {

constexpr int number_field = 0, decision_field = 1, check_field = 6;  // of the layout

class Decisions {
 public:
  explicit Decisions(ImportContext& context)
      : context_(context),
        load_(context.transaction, context.workspace.dates.today, context.namesakes),
        held_back_(context.workspace, context.transaction) {}

  // Each line once, before any is taken.
  void look_at(const Row& row) {
    lines_.emplace_back().keep(row);
    const std::string decided = read_code(row.field(decision_field));
    const auto waiting = deferral_meant(row);
    if (!waiting || decided.empty() || is_new(decided)) return;
    const auto code = student_of_code(decided);
    if (!code && !(is_same(decided) && waiting->candidates.size() == 1)) return;
    Database& database = context_.workspace.database;
    const StudentId pupil = same_child(database, code ? *code : waiting->candidates.front());
    std::map<std::int64_t, Student>& rows = decided_as_[pupil];
    const auto is_another = [&](const auto& one) {
      return one.first != waiting->id && are_other(one.second, *waiting);
    };
    if (std::ranges::any_of(rows, is_another)) one_of_several_.insert(pupil);
    rows.emplace(waiting->id, waiting->pupil);
  }

  void take_all() {
    for (const KeptRow& line : lines_) take(line.row());
  }

  void finish() {
    context_.changes.finish_decisions(context_, load_);
    load_.finish();
  }

 private:
  static bool is_new(const std::string& word) { return word == "新" || word == "new" || word == "NEW"; }
  static bool is_same(const std::string& word) { return word == "同" || word == "same" || word == "SAME"; }

  // Two rows that cannot be one child, whatever else they say.
  static bool are_other(const Student& one, const Deferral& row) {
    const Evidence evidence = evidence_of(description_of(one), description_of(row.pupil));
    return are_two_children(evidence) || evidence.name == Agreement::contradicts ||
           evidence.birth == Agreement::contradicts;
  }

  void take(const Row& row) {
    const std::string decided = read_code(row.field(decision_field));
    if (const auto claim = claim_of_number(context_.organisation, read_code(row.field(number_field))))
      return take_claim(row, *claim, decided);
    const auto waiting = deferral_meant(row);
    if (!waiting)
      return reject(row, "R_UNKNOWN_DEFERRAL", text("没有这个待定号", "no row in doubt has this number"),
                    text("待定号不要改动；重新用 --decisions 导出", "leave the numbers alone; export again"));
    if (is_foreign(row, check_of(context_.workspace.database, *waiting), waiting->pupil.name)) return;
    if (decided.empty()) {
      ++context_.result.deferred;
      return;
    }
    if (!waiting->decision.empty()) return repeat(row, *waiting, decided);
    if (is_new(decided)) return enter(row, *waiting);
    const auto student = student_meant(row, *waiting, decided);
    if (student && may_be_joined(row, *waiting, *student)) join(row, *waiting, *student);
  }

  // Whether the line is about something else than its number says; then it is rejected.
  bool is_foreign(const Row& row, const std::string& right_check, const std::string& right_name) {
    const std::string check(read_code(row.field(check_field)));
    if (check.empty()) return false;
    if (check != right_check) {
      reject(row, "R_DECISION_FOREIGN",
             text("核对码对不上：是别的数据库的待定表，或待定号被改过",
                  "the check code does not fit: the list is of another store, or the number was altered"),
             text("重新用 --decisions 导出", "export again with --decisions"));
      return true;
    }
    const std::string name = read_name(row.cell(ColumnName::name)).value;
    if (name.empty() || is_one_name(name, right_name)) return false;
    reject(row, "R_DECISION_FOREIGN",
           text("姓名不是待定的那一行的：姓名被改过，或只排了几列的顺序",
                "the name is not that of the row: it was altered, or only some columns were sorted"),
           text("重新用 --decisions 导出；姓名写错了，决定以后用 ksbx pupil correct 更正",
                "export again with --decisions; a wrong name is corrected by ksbx pupil correct afterwards"));
    return true;
  }

  static bool is_stay(const std::string& word) { return word == "留" || word == "stay" || word == "STAY"; }
  static bool is_move(const std::string& word) { return word == "转" || word == "move" || word == "MOVE"; }

  // At which of two schools a pupil is.
  void take_claim(const Row& row, const ClaimMeant& claim, const std::string& decided) {
    const auto known = pupil_of(claim.student);
    if (!known)
      return reject(row, "R_UNKNOWN_PUPIL", text("没有这名学生", "no such pupil"),
                    text("请核对短码", "check the code"));
    if (is_foreign(row, check_of(context_.workspace.database, claim), known->name)) return;
    if (decided.empty()) {
      ++context_.result.deferred;
      return;
    }
    if (!is_stay(decided) && !is_move(decided))
      return reject(row, "R_DECISION_UNREADABLE", text("看不懂的决定", "no such decision"),
                    text("留在“可能是”里的学校填 留，在这一行的学校填 转",
                         "write stay if he is at the school under 可能是, move if he is at that of the line"));
    const auto found = is_stay(decided) ? RosterChanges::Found::stays : RosterChanges::Found::moves;
    if (const auto effect = context_.changes.decide_claim(context_.organisation, known->id, claim.school, found))
      return context_.accept(*effect);
    reject(row, "R_DECISION_SETTLED",
           text("这所学校现在没有和别校同时有他，或者已经决定过",
                "this school does not have him beside another one now, or it is decided"),
           text("重新用 --decisions 导出；决定错了用 ksbx undo 撤销",
                "export again with --decisions; ksbx undo takes a decision back"));
  }

  bool may_be_joined(const Row& row, const Deferral& waiting, const Student& known) {
    if (one_of_several_.contains(known.id)) {
      reject(row, "R_DECISION_SEVERAL",
             text("这个文件把说不同孩子的几行都定为 {}", "lines about different children are all decided as {}",
                  short_code(known.id)),
             text("每行填他自己是谁；确是同一个孩子的，分几次导入",
                  "write for each line who it is; if all are one child, import the lines one by one"));
      return false;
    }
    const Evidence evidence = evidence_of(description_of(known), description_of(waiting.pupil));
    const bool is_meant = std::ranges::find(waiting.candidates, known.id) != waiting.candidates.end();
    const bool is_named =
        evidence.name == Agreement::agrees || (evidence.name == Agreement::near && evidence.birth == Agreement::agrees);
    const bool has_number = evidence.id_number == Agreement::agrees || evidence.xueji == Agreement::agrees ||
                            evidence.papers == Agreement::agrees;
    if (is_meant || is_named || has_number) return true;
    reject(row, "R_DECISION_OTHER",
           text("{} 不在“可能是”里，姓名和号码也都不是他的", "{} is none of 可能是, and name and numbers are not his",
                short_code(known.id)),
           text("确是同一个孩子：先填 新，再用 ksbx pupil merge {} S-… 合并",
                "if it is one child, write new, and then ksbx pupil merge {} S-…", short_code(known.id)));
    return false;
  }

  void reject(const Row& row, const char* code, Text what, Text remedy) {
    context_.reject(row, {Severity::error, code, row.field_origin(decision_field), std::move(what), std::move(remedy)});
  }

  std::optional<Deferral> deferral_meant(const Row& row) const {
    const std::string words = read_code(row.field(number_field));
    std::int64_t number = 0;
    for (const char c : words) {
      if (!is_ascii_digit(c) || number > 1'000'000'000) return std::nullopt;
      number = number * 10 + (c - '0');
    }
    return deferral(context_.workspace.database, number);
  }

  // The same answer again changes nothing; another one would have to undo what followed from the first.
  void repeat(const Row& row, const Deferral& waiting, const std::string& decided) {
    const auto code = student_of_code(decided);
    const bool agrees = (is_new(decided) && waiting.decision == "new") ||
                        (is_same(decided) && waiting.decision == "same") || (code && *code == waiting.student);
    if (agrees) return context_.accept(Effect::unchanged);
    reject(
        row, "R_DECISION_SETTLED", text("已经决定过：是 {}", "already decided: it is {}", short_code(waiting.student)),
        text("确实决定错了：用 ksbx undo 撤销那次决定再填；那以后已有登记的，同一人用 ksbx pupil merge 合并，两个人用 "
             "ksbx pupil split 拆开",
             "if that was wrong: ksbx undo takes the decision back; where something was entered since, ksbx pupil "
             "merge joins two entries of one child and ksbx pupil split parts one of two"));
  }

  // Nobody who is off the books; whoever was merged is the one that stayed.
  std::optional<Student> pupil_of(StudentId code) const {
    Database& database = context_.workspace.database;
    const StudentId id = same_child(database, code);
    return is_on_the_books(database, id) ? student(database, id) : std::nullopt;
  }

  std::optional<Student> student_meant(const Row& row, const Deferral& waiting, const std::string& decided) {
    std::optional<Student> found;
    if (is_same(decided)) {
      if (waiting.candidates.size() != 1) {
        reject(row, "R_DECISION_AMBIGUOUS",
               text("可能是的学生不止一人，“同”说不清是谁", "there are several pupils: “same” does not say which"),
               text("请填其中一人的短码（S-…）", "write the short code (S-…) of one of them"));
        return std::nullopt;
      }
      found = pupil_of(waiting.candidates.front());
    } else if (const auto code = student_of_code(decided)) {
      found = pupil_of(*code);
    } else {
      reject(row, "R_DECISION_UNREADABLE", text("看不懂的决定", "no such decision"),
             text("填 同、新 或学生短码（S-…）", "write same, new or a short code (S-…)"));
      return std::nullopt;
    }
    if (!found)
      reject(row, "R_UNKNOWN_PUPIL", text("没有这名学生", "no such pupil"), text("请核对短码", "check the code"));
    return found;
  }

  // What the id number says of birthday and sex holds, once it is the pupil's.
  static void follow_id_number(Student& pupil) {
    const auto id = IdNumber::parse(pupil.id_number);
    if (!id) return;
    pupil.birth = id->birth();
    pupil.sex = id->sex();
  }

  // Someone no one knew. A number that is another pupil's stays that pupil's.
  void enter(const Row& row, const Deferral& waiting) {
    Student pupil = waiting.pupil;
    Database& database = context_.workspace.database;
    if (student_by_id_number(database, pupil.id_number)) pupil.id_number = give_up(row, pupil.id_number);
    if (student_by_xueji(database, pupil.xueji)) pupil.xueji = give_up(row, pupil.xueji);
    follow_id_number(pupil);
    pupil.id = load_.insert(pupil, waiting.fingerprint);
    context_.changes.came(context_, pupil.id, pupil);
    settle(context_.transaction, waiting.id, "new", pupil.id);
    ++(pupil.provisional() ? context_.result.counts.provisional : context_.result.counts.accepted);
    ++context_.result.counts.added;
  }

  std::string give_up(const Row& row, const std::string& number) {
    if (!number.empty())
      context_.warn({Severity::warning, "W_NUMBER_TAKEN", row.field_origin(number_field),
                     text("号码已是另一名学生的，先不登记", "the number is another pupil's: not entered"),
                     text("核对户口簿后补上", "compare with the household register and add the right one")});
    return {};
  }

  // The row is this pupil: what it says is entered, what it does not say stays; a number that is the other one's of
  // whom the doubt was, too.
  void join(const Row& row, const Deferral& waiting, const Student& known) {
    Database& database = context_.workspace.database;
    const auto holder = student_by_id_number(database, waiting.pupil.id_number);
    const bool is_other = holder && holder->id != known.id;
    const auto may_be = [&](StudentId one) {
      return std::ranges::find(waiting.candidates, one) != waiting.candidates.end();
    };
    if (is_other && !(may_be(holder->id) && may_be(known.id)))
      return reject(row, "R_DECISION_CONFLICT",
                    text("这一行的证件号是 {} 的", "the row's id number is that of {}", short_code(holder->id)),
                    text("请决定为那名学生，或填 新", "decide for that pupil, or write new"));
    Student after = known;
    // A list of another office says that he is there, not what is right about him.
    if (waiting.doubt == name_of(RowDoubt::listed)) return say_same(waiting, known);
    for (const FieldDifference& one : differences(Student{}, waiting.pupil)) set_field(after, one.field, one.after);
    if (is_other) {
      give_up(row, after.id_number);
      after.id_number = known.id_number;
      after.birth = waiting.pupil.birth ? waiting.pupil.birth : known.birth;
    }
    follow_id_number(after);
    if (after.school_class != known.school_class) after.enrolment = waiting.pupil.enrolment;
    // Being found out of school takes no one off a roll: his school says who has left.
    if (after.school_class && after.enrolment == Enrolment::idle) after.enrolment = known.enrolment;
    const bool is_held_back = held_back_.names_old_class(context_.organisation, known, waiting.pupil);
    if (is_held_back) after = HeldBack::as_held_back(std::move(after), waiting.pupil.school_class);
    const auto other = student_by_xueji(database, after.xueji);
    if (other && other->id != known.id) after.xueji = known.xueji;
    load_.mention(known.id);
    context_.changes.updating(context_.organisation, known, after, place_of(after));
    load_.update(known, after, waiting.fingerprint);
    if (is_held_back) {
      note_held_back(context_.transaction, known.id);
      context_.warn(HeldBack::told(known.id, row.field_origin(number_field)));
    }
    settle(context_.transaction, waiting.id, "same", known.id);
    ++(after.provisional() ? context_.result.counts.provisional : context_.result.counts.accepted);
    ++context_.result.counts.changed;
  }

  void say_same(const Deferral& waiting, const Student& known) {
    settle(context_.transaction, waiting.id, "same", known.id);
    ++(known.provisional() ? context_.result.counts.provisional : context_.result.counts.accepted);
    ++context_.result.counts.unchanged;
  }

  ClassRegister::Found place_of(const Student& student) const {
    ClassRegister::Found place;
    if (const Unit* school = context_.organisation.above(student.school_class, UnitKind::school))
      place.school = school->id;
    if (const Unit* one = context_.organisation.find(student.school_class)) place.year = one->year;
    place.school_class = student.school_class;
    return place;
  }

  ImportContext& context_;
  RosterLoad load_;
  HeldBack held_back_;
  std::deque<KeptRow> lines_;
  std::map<StudentId, std::map<std::int64_t, Student>> decided_as_;  // what the rows say, by their numbers
  std::set<StudentId> one_of_several_;
};

}  // namespace

void import_decisions(ImportContext& context) {
  refuse_part_of_roster(context);
  Decisions decisions(context);
  while (const Row* row = context.next()) decisions.look_at(*row);
  decisions.take_all();
  decisions.finish();
}

}  // namespace ksbx
