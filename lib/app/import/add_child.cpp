#include "app/import/add_child.h"

#include <algorithm>
#include <iterator>

#include "app/import/typed_place.h"
#include "app/workspace/field_words.h"
#include "app/workspace/pupils.h"
#include "base/join.h"
#include "files/cell/cell.h"
#include "files/cell/cell_words.h"
#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

constexpr const char* roster_layout = "students";

Error contradiction(Text what, Text remedy) {
  return Error(Failure::usage, "contradiction", std::move(what), std::move(remedy));
}

void refuse_school(const TypedRow& row) {
  for (const ColumnName column : {ColumnName::school_code, ColumnName::school_name, ColumnName::grade,
                                  ColumnName::school_class, ColumnName::enrolled_month, ColumnName::boarding})
    if (row.has(column))
      throw contradiction(text("社会闲散未成年人不在任何学校，不能写学校、年级、班级",
                               "a minor out of school has no school, grade or class"),
                          text("去掉这几栏；在校的用 ksbx add student", "leave them out, or use ksbx add student"));
}

// Whoever means a child that is known may write his code or number where the name belongs.
void require_name(const TypedRow& row) {
  const std::string_view name = trimmed(row.cell(ColumnName::name));
  if (name.empty())
    throw Error(Failure::usage, "missing-argument", text("没有写姓名", "the name is missing"),
                text("先写姓名，再写各栏，例如 张三 性别=男 出生日期=2012-03-04",
                     "give the name, then the columns, as in: 张三 sex=男 birth=2012-03-04"));
  const bool is_code = name.find('-') != std::string_view::npos && student_of_code(name);
  if (is_code || read_id_number(name).value)
    throw Error(Failure::usage, "not-a-name",
                text("写的是短码或证件号，不是姓名", "this is a code or a number, no name"),
                text("写姓名和出生日期；已在册的会认出来，新内容补在他名下",
                     "give name and birthday: a child who is known is recognised, and what is new is added"));
}

// What the kind of child says of the row.
void complete(TypedRow& row, ChildKind kind, const Organisation& organisation, Day today) {
  require_name(row);
  const auto said = read_enrolment(row.cell(ColumnName::enrolment)).value;
  const bool says_idle = said == Enrolment::idle;
  if (kind == ChildKind::minor) {
    refuse_school(row);
    if (said && !says_idle)
      throw contradiction(text("add minor 登记的就是社会闲散未成年人，不能另写学籍状态",
                               "add minor enters a minor out of school: it has no other status"),
                          text("去掉学籍状态；在校的用 ksbx add student", "leave it out, or use ksbx add student"));
    row.set(ColumnName::enrolment, label_of(Enrolment::idle).zh);
  } else {
    if (says_idle)
      throw contradiction(text("社会闲散未成年人不在任何班级", "a minor out of school is in no class"),
                          text("请用 ksbx add minor", "use ksbx add minor"));
    settle_class(row, organisation, today);
  }
  check_residence(row, organisation);
}

// Of a problem in the typed table: the column as it was typed instead of line and cell. A cell that cannot be read
// refuses the row.
Problem as_typed(Problem problem, const TypedRow& row, const std::bitset<column_names>& unread) {
  const auto column = row.column_at(problem.origin.column);
  problem.origin = {row.name_at(problem.origin.column), 0, 0};
  if (column && unread.test(static_cast<std::size_t>(*column))) {
    problem.severity = Severity::error;
    if (problem.code.starts_with("W_")) problem.code.front() = 'R';
  }
  if (problem.code == "W_DEFERRED")
    problem.remedy = text("是他就用他的短码；不是他：ksbx import --decisions 待定.csv，填“新”再导入",
                          "if it is him, use his code; if not: ksbx import --decisions FILE, fill in new, import it");
  return problem;
}

std::string without_full_stop(std::string sentence) {
  for (const std::string_view stop : {"。", "."})
    if (sentence.ends_with(stop)) sentence.resize(sentence.size() - stop.size());
  return sentence;
}

// One whom a school has on its roll would leave it by being entered as out of school.
void refuse_if_at_school(const TypedFate& fate, const Organisation& organisation) {
  if (!fate.before) return;
  const Enrolment then = fate.before->enrolment;
  if (then == Enrolment::idle || then == Enrolment::transferred_out || then == Enrolment::graduated) return;
  throw Error(
      Failure::guard, "at-school",
      text("{}在学校名册里（{}）", "{} is on the roll of a school ({})",
           described(*fate.before, organisation, Masking::normal), label_of(then)),
      text("直接用短码 {} 登记；确已离校的，请学校先在名册里改学籍状态",
           "use the code {}; if the child has left, let the school say so in its roster", short_code(fate.before->id)));
}

void warn_of_namesakes(Database& database, const Organisation& organisation, const Student& child, Problems& problems) {
  std::vector<Text> others;
  constexpr std::size_t most = 3;
  std::size_t count = 0;
  for (const Student& one : students_named(database, child.name)) {
    if (one.id == child.id || !is_on_the_books(database, one.id)) continue;
    if (++count <= most) others.push_back(described(one, organisation, Masking::normal));
  }
  if (count == 0) return;
  problems.push_back(
      {Severity::warning,
       "namesake",
       {},
       text("册上另有 {} 名同名的，按另一个孩子登记：{}{}",
            "{} of this name on the books already, kept as another child: {}{}", count,
            enumerated(others, {}, {"；", "; "}), count > most ? " ……" : ""),
       text("如是同一人：先 ksbx undo，再用他的短码", "if it is one child: ksbx undo, and use that code")});
}

void warn_of_residence(const Student& child, Problems& problems) {
  if (child.school_class || child.residence) return;
  problems.push_back({Severity::warning,
                      "no-residence",
                      {},
                      text("不知道住在哪个镇或村：派出所、镇政府的任务没有承办人",
                           "the town or village is not known: no police station or town answers for the child"),
                      text("知道后用同样的话再登记一次，加上 现住址=青石镇柳树村",
                           "once it is known, add the child again with address=TOWN VILLAGE")});
}

void warn_of_no_birthday(const Student& child, Problems& problems) {
  if (child.birth || !child.xueji.empty()) return;
  problems.push_back({Severity::warning,
                      "no-birthday",
                      {},
                      text("没有出生日期，也没有号码：以后再登记或导入，认不出是他",
                           "without a birthday or a number the child is not recognised next time"),
                      text("问到了就先 ksbx undo，带上出生日期重新登记",
                           "once it is known: ksbx undo, and add the child again with birth=DATE")});
}

std::vector<Text> changes_of(const TypedFate& fate, const Student& now, const Organisation& organisation,
                             Masking masking) {
  std::vector<Text> changes;
  const Text none = text("无", "none");
  for (const FieldDifference& one : differences(*fate.before, now)) {
    const Text before = words_of_field(one.field, one.before, organisation, masking);
    const Text after = words_of_field(one.field, one.after, organisation, masking);
    changes.push_back(text("{}：{} → {}", "{}: {} → {}", label_of_field(one.field), before.empty() ? none : before,
                           after.empty() ? none : after));
  }
  return changes;
}

// Who he is now, and what is new about him.
void tell_child(const Workspace& workspace, const TypedFate& fate, const AddRequest& request, Keep keep,
                AddOutcome& outcome) {
  const Organisation organisation = load_organisation(workspace.database);
  Student child = *student(workspace.database, fate.student);
  outcome.student = child.id;
  outcome.provisional = child.provisional();
  warn_of_residence(child, outcome.problems);
  if (!fate.before) {
    warn_of_no_birthday(child, outcome.problems);
    warn_of_namesakes(workspace.database, organisation, child, outcome.problems);
    outcome.standing = AddOutcome::Standing::added;
  } else {
    outcome.changes = changes_of(fate, child, organisation, request.shown);
    outcome.standing = outcome.changes.empty() ? AddOutcome::Standing::known : AddOutcome::Standing::changed;
  }
  // What is not kept has no code.
  const bool has_code = fate.before || keep == Keep::changes;
  outcome.who = has_code ? described(child, organisation, request.shown)
                         : same_text(masked(child.name, Privacy::name, request.shown));
}

}  // namespace

Layout roster_of_pupils(const Workspace& workspace) {
  std::vector<Layout> all = layouts(workspace.rulebook.records);
  return *std::ranges::find(all, roster_layout, &Layout::name);
}

Problems typed_problems(const Problems& problems, const TypedRow& row, const std::bitset<column_names>& unread) {
  Problems all, errors;
  for (const Problem& problem : problems) {
    // That a column was not typed is no news.
    if (problem.code == "W_ID_MISSING" && !row.has(ColumnName::id_number)) continue;
    all.push_back(as_typed(problem, row, unread));
    if (all.back().severity == Severity::error) errors.push_back(all.back());
  }
  if (errors.empty()) return all;
  for (Problem& error : errors)
    error.remedy = text("{}；不知道就不写这一栏", "{}; leave the column out if it is not known",
                        Text{without_full_stop(error.remedy.zh), without_full_stop(error.remedy.en)});
  throw Error(Failure::usage, std::move(errors));
}

AddOutcome add_child(const Workspace& workspace, const AddRequest& request, Keep keep) {
  TypedRow row(roster_of_pupils(workspace), request.cells);
  Transaction transaction(workspace.database, workspace.occasion());
  const Organisation organisation = load_organisation(workspace.database);
  complete(row, request.kind, organisation, workspace.dates.today);

  ImportRequest typed;
  typed.typed = TypedTable{workspace.command, row.csv()};
  typed.layout = roster_layout;
  typed.encoding = Encoding::utf8;
  typed.allow_empty = true;  // a word for a total is no name; said below
  const ImportOutcome imported = import_in(transaction, workspace, typed);

  const ImportedFile& file = imported.files.front();
  AddOutcome outcome;
  outcome.problems = typed_problems(file.problems, row, file.fate.unread);
  outcome.counts = file.counts;
  outcome.deferred = file.deferred;
  if (!file.fate.student && file.deferred == 0)
    throw Error(Failure::usage, "not-a-name", text("“{}”不像姓名", "{} is no name", row.cell(ColumnName::name)),
                text("请写孩子的姓名", "give the name of the child"));
  if (request.kind == ChildKind::minor) refuse_if_at_school(file.fate, organisation);
  if (file.fate.student)
    tell_child(workspace, file.fate, request, keep, outcome);
  else
    outcome.standing = AddOutcome::Standing::in_doubt;
  if (keep == Keep::changes) transaction.commit();
  return outcome;
}

}  // namespace ksbx
