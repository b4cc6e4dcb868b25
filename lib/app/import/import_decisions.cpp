// Decisions of a person about rows in doubt (app/import/decisions.h). What a row says is taken as it was kept, not from
// the file that came back.
#include <algorithm>

#include "app/import/decisions.h"
#include "app/import/import_context.h"
#include "app/import/roster_changes.h"
#include "base/ascii.h"
#include "model/id_number.h"
#include "policy/roster/recognition.h"
#include "store/roster/deferral_store.h"
#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"

namespace ksbx {
namespace {

constexpr int number_field = 0, decision_field = 1;  // of the layout

class Decisions {
 public:
  explicit Decisions(ImportContext& context)
      : context_(context), load_(context.transaction, context.workspace.dates.today, context.namesakes) {}

  void take(const Row& row) {
    const std::string decided = read_code(row.field(decision_field));
    const auto waiting = deferral_meant(row);
    if (!waiting)
      return reject(row, "R_UNKNOWN_DEFERRAL", text("没有这个待定号", "no row in doubt has this number"),
                    text("待定号不要改动；重新用 --decisions 导出", "leave the numbers alone; export again"));
    if (decided.empty()) {
      ++context_.result.deferred;
      return;
    }
    if (!waiting->decision.empty()) return repeat(row, *waiting, decided);
    if (is_new(decided)) return enter(row, *waiting);
    const auto student = student_meant(row, *waiting, decided);
    if (student) join(row, *waiting, *student);
  }

  void finish() {
    context_.changes.finish_decisions(context_, load_);
    load_.finish();
  }

 private:
  static bool is_new(const std::string& word) { return word == "新" || word == "new" || word == "NEW"; }
  static bool is_same(const std::string& word) { return word == "同" || word == "same" || word == "SAME"; }

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
    reject(row, "R_DECISION_SETTLED",
           text("已经决定过：是 {}", "already decided: it is {}", short_code(waiting.student)),
           text("确实决定错了，请在学生名下更正", "if that was wrong, correct the pupil"));
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
      found = student(context_.workspace.database, waiting.candidates.front());
    } else if (const auto code = student_of_code(decided)) {
      found = student(context_.workspace.database, *code);
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
    const auto other = student_by_xueji(database, after.xueji);
    if (other && other->id != known.id) after.xueji = known.xueji;
    load_.mention(known.id);
    context_.changes.updating(context_.organisation, known, after, place_of(after));
    load_.update(known, after, waiting.fingerprint);
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
};

}  // namespace

void import_decisions(ImportContext& context) {
  refuse_part_of_roster(context);
  Decisions decisions(context);
  while (const Row* row = context.next()) decisions.take(*row);
  decisions.finish();
}

}  // namespace ksbx
