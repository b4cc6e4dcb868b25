#include "app/repair/correct_pupil.h"

#include "app/import/add_child.h"
#include "app/import/import_context.h"
#include "app/import/omitted_fields.h"
#include "app/import/student_reader.h"
#include "app/import/typed_place.h"
#include "app/repair/merge_pupils.h"
#include "app/repair/repair_table.h"
#include "app/workspace/pupils.h"
#include "files/cell/cell.h"
#include "model/id_number.h"
#include "store/roster/repair_store.h"
#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

bool says_class(const TypedRow& row) {
  for (const ColumnName column :
       {ColumnName::school_code, ColumnName::school_name, ColumnName::grade, ColumnName::school_class})
    if (row.has(column)) return true;
  return false;
}

void refuse_taken(const std::optional<Student>& holder, const Student& known, const StudentField& field) {
  if (!holder || holder->id == known.id) return;
  throw Error(Failure::guard, "number-taken",
              text("这个{}是 {} 的", "this {} is that of {}", field.label(), short_code(holder->id)),
              text("是同一个孩子：ksbx pupil merge {0} {1}；那边写错了：先更正 {1}",
                   "if it is one child: ksbx pupil merge {0} {1}; if it is wrong there, correct {1} first",
                   short_code(known.id), short_code(holder->id)));
}

// The number says birthday and sex, so other ones beside it would change nothing: the number is wrong as well.
void refuse_other_than_number(const Student& after, const std::optional<Day>& birth, Sex sex) {
  const auto id = IdNumber::parse(after.id_number);
  const bool is_other_birth = id && birth && *birth != id->birth();
  const bool is_other_sex = id && sex != Sex::unknown && sex != id->sex();
  if (!is_other_birth && !is_other_sex) return;
  throw Error(Failure::usage, is_other_birth ? "birthday-of-number" : "sex-of-number",
              is_other_birth
                  ? text("身份证件号里的出生日期是 {}", "the birthday in the id number is {}", id->birth().iso())
                  : text("身份证件号里的性别不是这个", "the id number says the other sex"),
              text("证件号也错了就一起更正：加上 身份证件号=…；正确的号码还不知道：加上 身份证件号=（留空）",
                   "correct the number with it: add id_number=…; or, if the right one is not known, id_number= to take "
                   "it away"));
}

class Correction {
 public:
  Correction(const Workspace& workspace, const CorrectRequest& request, const Organisation& organisation,
             const Student& known)
      : workspace_(workspace),
        organisation_(organisation),
        known_(known),
        typed_(roster_of_pupils(workspace), request.cells),
        row_(typed_) {}

  Student corrected(Problems& problems) {
    if (says_class(typed_)) settle_class(row_, organisation_, workspace_.dates.today);
    check_residence(typed_, organisation_);
    complete();
    ImportRequest request;
    request.typed = TypedTable{workspace_.command, row_.csv()};
    request.encoding = Encoding::utf8;
    Sheet sheet = open_sheet(request, workspace_.command, {roster_of_pupils(workspace_)},
                             request.how_to_read(workspace_.dates.today));
    const Row* row = sheet.next();
    if (!row)
      throw Error(Failure::usage, "not-a-name", text("不像姓名", "this is no name"), text("请写姓名", "give it"));
    StudentReader reader(sheet, organisation_, workspace_.dates.today, {false, true});
    ReadStudent read = reader.read(*row, reader.id_of_pupil(read_id_number(row->cell(ColumnName::id_number))));
    problems = said_of(read);
    Student after = read.student;
    after.id = known_.id;
    after.school_class = class_after(*row, read.student);
    Residences residences(organisation_);
    keep_omitted({sheet, read.unread}, residences, known_, after);
    empty_numbers(after);
    const std::optional<Day> birth = typed_.has(ColumnName::birth_date) ? read.said_birth : std::nullopt;
    const Sex sex = typed_.has(ColumnName::sex) ? read.said_sex : Sex::unknown;
    refuse_other_than_number(after, birth, sex);
    if (birth) after.birth = birth;  // a number that was taken away says nothing of them any more
    if (sex != Sex::unknown) after.sex = sex;
    return after;
  }

 private:
  // Who he is stands in the row as it is known, so that what is typed is held against it.
  void complete() {
    if (!typed_.has(ColumnName::name)) row_.set(ColumnName::name, known_.name);
    if (!typed_.has(ColumnName::id_number) && !known_.id_number.empty())
      row_.set(ColumnName::id_number, known_.id_number);
    if (!says_class(typed_)) {
      if (known_.school_class) row_.set(ColumnName::school_code, organisation_.school_code_of(known_.school_class));
      if (!typed_.has(ColumnName::enrolment)) row_.set(ColumnName::enrolment, label_of(known_.enrolment).zh);
    }
    if (typed_.has(ColumnName::birth_date) || typed_.has(ColumnName::id_number) || !known_.birth) return;
    row_.set(ColumnName::birth_date, known_.birth->iso());
  }

  // Of what was typed, and of nothing else.
  Problems said_of(ReadStudent& read) {
    Problems of_typed = std::move(read.warnings);
    if (read.refusal) of_typed.push_back(std::move(*read.refusal));
    std::erase_if(of_typed, [&](const Problem& problem) {
      const auto column = row_.column_at(problem.origin.column);
      return column && !typed_.has(*column);
    });
    return typed_problems(of_typed, row_, read.unread);
  }

  UnitId class_after(const Row& row, const Student& read) {
    if (read.enrolment == Enrolment::idle) return {};
    if (!says_class(typed_)) return known_.school_class;
    ClassRegister classes(organisation_, workspace_.dates.today);
    return classes
        .find({row.cell(ColumnName::school_code), row.cell(ColumnName::school_name), row.cell(ColumnName::grade),
               row.cell(ColumnName::school_class)})
        .school_class;
  }

  // A roster that does not have a number takes none away; a person does.
  void empty_numbers(Student& after) {
    const auto is_emptied = [&](ColumnName column) { return typed_.has(column) && typed_.cell(column).empty(); };
    if (is_emptied(ColumnName::id_number)) after.id_number.clear();
    if (is_emptied(ColumnName::xueji)) after.xueji.clear();
  }

  const Workspace& workspace_;
  const Organisation& organisation_;
  const Student& known_;
  const TypedRow typed_;  // as it was typed
  TypedRow row_;          // and as it is read
};

}  // namespace

CorrectOutcome correct_pupil(const Workspace& workspace, const CorrectRequest& request, Keep keep) {
  require_reason(request.reason);
  if (request.cells.empty())
    throw Error(Failure::usage, "missing-argument", text("没有写要更正哪一栏", "nothing to correct is given"),
                text("例如 姓名=张三 身份证件号=…", "as in name=张三 id_number=…"));
  Transaction transaction(workspace.database, workspace.occasion());
  Database& database = workspace.database;
  const Organisation organisation = load_organisation(database);
  const Student known = required_pupil(database, organisation, request.pupil, workspace.dates.today);
  CorrectOutcome outcome;
  outcome.student = known.id;
  const Student after = Correction(workspace, request, organisation, known).corrected(outcome.problems);
  refuse_taken(student_by_id_number(database, after.id_number), known, *student_field("id_number"));
  refuse_taken(student_by_xueji(database, after.xueji), known, *student_field("xueji"));
  RepairTable table(workspace, organisation, request.language, request.shown);
  table.fields(known, after);
  outcome.difference = table.take();
  outcome.fields = static_cast<std::int64_t>(outcome.difference.rows.size());
  outcome.effect = update(transaction, known, after, request.from);
  if (outcome.effect == Effect::written) note(transaction, Repair::corrected, known.id, {}, request.reason);
  outcome.who = described(after, organisation, request.shown);
  if (keep == Keep::changes) transaction.commit();
  return outcome;
}

}  // namespace ksbx
