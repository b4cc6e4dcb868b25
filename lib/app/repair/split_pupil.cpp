#include "app/repair/split_pupil.h"

#include <algorithm>

#include "app/repair/merge_pupils.h"
#include "app/repair/repair_table.h"
#include "app/workspace/pupils.h"
#include "store/history/fact_move.h"
#include "store/ledger/storm_store.h"
#include "store/roster/namesakes.h"
#include "store/roster/repair_store.h"
#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

bool is_of(Whose whose, Whose child) {
  return whose == child || whose == Whose::both;
}

// What is said of one of the two of a field, in order.
std::vector<FieldSaid> said_of(const SplitParts& parts, Whose child, std::string_view field) {
  std::vector<FieldSaid> said;
  for (const auto& line : parts.fields)
    if (line.part.field == field && is_of(line.whose, child)) said.push_back(line.part);
  return said;
}

Problems nameless(const SplitParts& parts) {
  Problems problems;
  for (const Whose child : {Whose::stays, Whose::added}) {
    if (!said_of(parts, child, "name").empty()) continue;
    Origin where;
    for (const auto& line : parts.fields)
      if (line.part.field == "name") where = line.origin;
    problems.push_back({Severity::error, "split-nameless", where,
                        child == Whose::stays ? text("留下的学生没有姓名", "the pupil who stays has no name")
                                              : text("新学生没有姓名", "the new child has no name"),
                        text("姓名一行填 留、新 或 都", "say 留, 新 or 都 in a line of the name")});
  }
  return problems;
}

Problems numbers_twice(const SplitParts& parts) {
  Problems problems;
  for (const std::string_view field : {"id_number", "xueji"}) {
    const auto stays = said_of(parts, Whose::stays, field), added = said_of(parts, Whose::added, field);
    if (stays.empty() || added.empty() || stays.back().value.empty() || stays.back().value != added.back().value)
      continue;
    for (const auto& line : parts.fields)
      if (line.part.field == field && line.part.value == added.back().value)
        problems.push_back({Severity::error, "split-number-twice", line.origin,
                            text("一个号码不能两人都有", "two children cannot have one number"),
                            text("填 留 或 新；另一人的号码以后用 ksbx pupil correct 补",
                                 "say 留 or 新; the number of the other is added with ksbx pupil correct")});
  }
  return problems;
}

// A document tells of what was said before it; where none of that goes along, it would be about no one.
Problems documents_alone(const SplitParts& parts) {
  Problems problems;
  for (const auto& document : parts.documents) {
    const Whose other = document.whose == Whose::stays ? Whose::added : Whose::stays;
    if (causes_of(parts, document.part, document.whose) > 0 || causes_of(parts, document.part, other) == 0) continue;
    problems.push_back(
        {Severity::error, "split-document-alone", document.origin,
         text("文书 {} 说的考勤和记录没有一条归同一人，它就不知道说的是谁了",
              "none of the marks and records that document {} tells of go to the same child: it would be about no one",
              document.part.number),
         text("文书跟着它说的考勤、记录走：改这一行，或改那些行",
              "a document goes where what it tells of goes: change this line, or those")});
  }
  return problems;
}

// Without a number a roster finds him by class, name and birthday, and without a birthday each one is a row in doubt.
std::optional<Problem> hardly_known(const Student& child) {
  if (!child.id_number.empty() || !child.xueji.empty() || !child.other_id.empty()) return std::nullopt;
  const std::string code = short_code(child.id);
  return Problem{
      Severity::warning,
      "split-hardly-known",
      {},
      child.birth ? text("{} 没有证件号和学籍号：名册里只能按班级、姓名和生日认出",
                         "{} has no number: rosters find the "
                         "child by class, name and birthday only",
                         code)
                  : text("{} 没有证件号、学籍号和出生日期：下一份名册认不准是不是同一人",
                         "{} has no number and no birthday: the next roster cannot tell whether it is the child", code),
      text("查明后补上：ksbx pupil correct {} 身份证件号=… 出生日期=…",
           "find out and add them: ksbx pupil correct {} id_number=… birth=…", code)};
}

void refuse_nonsense(const SplitParts& parts) {
  Problems problems;
  for (Problems more : {nameless(parts), numbers_twice(parts), documents_alone(parts)})
    std::ranges::move(more, std::back_inserter(problems));
  if (!problems.empty()) throw Error(Failure::input, std::move(problems));
}

class Split {
 public:
  Split(const Workspace& workspace, const SplitRequest& request, Transaction& transaction,
        const Organisation& organisation, const SplitParts& parts)
      : workspace_(workspace),
        request_(request),
        transaction_(transaction),
        database_(transaction.database()),
        organisation_(organisation),
        parts_(parts),
        table_(workspace, organisation, request.language, request.shown) {}

  SplitOutcome run() {
    set_back();  // first: the number of the other child must be free
    enter();
    move_facts();
    note(transaction_, Repair::split, parts_.student.id, outcome_.added, request_.reason);
    outcome_.stays = parts_.student.id;
    const Student stays = *student(database_, outcome_.stays), added = *student(database_, outcome_.added);
    outcome_.who = described(stays, organisation_, request_.shown);
    outcome_.other = described(added, organisation_, request_.shown);
    for (const Student& child : {stays, added})
      if (auto warning = hardly_known(child)) outcome_.problems.push_back(std::move(*warning));
    outcome_.difference = table_.take();
    return std::move(outcome_);
  }

 private:
  // From the first value that is not his on: what he had before, and then what is his of the rest.
  void set_back() {
    Student now = parts_.student;
    for (const StudentField& field : student_fields) {
      std::string last;
      bool foreign = false;
      for (const auto& line : parts_.fields) {
        if (line.part.field != field.name) continue;
        const bool is_his = is_of(line.whose, Whose::stays);
        if (is_his) last = line.part.value;
        foreign = foreign || !is_his;
        if (foreign) say(now, field.name, last, line.part.day);
      }
    }
    table_.fields(parts_.student, now);
    forget_roster_row(transaction_, parts_.student.id);
  }

  void say(Student& now, std::string_view field, const std::string& value, Day day) {
    Student next = now;
    set_field(next, field, value);
    outcome_.fields += update(transaction_, now, next, day) == Effect::written;
    now = next;
  }

  void enter() {
    Student first;
    first.enrolment = parts_.student.enrolment;
    Day since = workspace_.dates.today;
    for (const StudentField& field : student_fields) {
      const std::vector<FieldSaid> said = said_of(parts_, Whose::added, field.name);
      if (said.empty()) continue;
      set_field(first, field.name, is_placement(field.name) ? said.front().value : said.back().value);
      if (field.name == "name") since = said.front().day;
    }
    Namesakes namesakes(database_);
    RosterLoad load(transaction_, since, namesakes);
    outcome_.added = load.insert(first, 0);
    load.finish();
    first.id = outcome_.added;
    const Text books = text("在册", "on the books");
    Student now = first;
    for (const StudentField& field : student_fields)
      if (is_placement(field.name))
        for (const FieldSaid& one : said_of(parts_, Whose::added, field.name)) say(now, field.name, one.value, one.day);
    table_.row(books, now.id, text("起", "since"), text("—", "—"), same_text(since.iso()));
    Student nobody;
    nobody.id = now.id;
    table_.fields(nobody, now);
  }

  void move_facts() {
    FactMove move(transaction_);
    for (const auto& line : parts_.marks) {
      if (line.whose != Whose::added) continue;
      outcome_.marks += move.mark(line.part, outcome_.added) == Effect::written;
      table_.mark(line.part, outcome_.added);
    }
    for (const auto& line : parts_.records) {
      if (line.whose != Whose::added) continue;
      outcome_.records += move.record(line.part, outcome_.added) == Effect::written;
      table_.record(line.part, outcome_.added);
    }
    for (const auto& line : parts_.named_in) {
      if (line.whose != Whose::added) continue;
      outcome_.records += move.name(line.part, parts_.student.id, outcome_.added) == Effect::written;
      table_.named(line.part, parts_.student.id, outcome_.added);
    }
    move.finish();
    for (const auto& line : parts_.documents)
      if (line.whose == Whose::added)
        table_.document(line.part.number, line.part.issued, parts_.student.id, outcome_.added,
                        text("由下一夜更正或撤回，另为新学生行文",
                             "the next night corrects or withdraws it, and writes about the new child"));
  }

  const Workspace& workspace_;
  const SplitRequest& request_;
  Transaction& transaction_;
  Database& database_;
  const Organisation& organisation_;
  const SplitParts& parts_;
  RepairTable table_;
  SplitOutcome outcome_;
};

}  // namespace

Table split_to_decide(const Workspace& workspace, const std::string& pupil, std::optional<std::int64_t> change,
                      const Disclosure& shown) {
  const Snapshot one_moment(workspace.database);
  const Organisation organisation = load_organisation(workspace.database);
  const Student student = required_pupil(workspace.database, organisation, pupil, workspace.dates.today);
  return split_table(workspace, organisation, proposed_split(workspace.database, student, change), shown);
}

SplitOutcome split_pupil(const Workspace& workspace, const SplitRequest& request, Keep keep) {
  require_reason(request.reason);
  Transaction transaction(workspace.database, workspace.occasion());
  const Organisation organisation = load_organisation(workspace.database);
  const Student student = required_pupil(workspace.database, organisation, request.pupil, workspace.dates.today);
  SplitParts parts = proposed_split(workspace.database, student, request.change);
  decide_split(parts, request.decisions);
  refuse_nonsense(parts);
  SplitOutcome outcome = Split(workspace, request, transaction, organisation, parts).run();
  if (keep == Keep::changes) transaction.commit();
  return outcome;
}

}  // namespace ksbx
