// Pupils from a roster. A child is never lost over a bad number: whoever has no usable id number is kept as provisional
// and matched by 学籍号, or by class, name and birth date. No one is merged on a name alone, and where one id number
// is in two different rows neither wins.
//
// The way of a row: read and checked on a thread of its own as far as that needs no one else (CheckedRow), then
// recognised and stored (Roster). A sheet of which the rows turn out to contradict each other goes that way a second
// time, from the beginning.
#include <bitset>
#include <set>
#include <unordered_set>

#include "app/enter/held_back.h"
#include "app/import/import_context.h"
#include "app/import/omitted_fields.h"
#include "app/import/read_ahead.h"
#include "app/import/roster_changes.h"
#include "app/import/roster_claims.h"
#include "app/import/row_conflicts.h"
#include "app/import/row_doubts.h"
#include "app/import/student_reader.h"
#include "base/ascii.h"
#include "base/digest.h"
#include "store/roster/issue_store.h"
#include "store/roster/roster_store.h"
#include "store/spill/key_map.h"
#include "store/sqlite/savepoint.h"

namespace ksbx {
namespace {

std::bitset<column_names> columns_of(const Sheet& sheet) {
  std::bitset<column_names> columns;
  for (int i = 0; i < column_names; ++i)
    if (sheet.has(static_cast<ColumnName>(i))) columns.set(static_cast<std::size_t>(i));
  return columns;
}

constexpr std::size_t id_length = 18;

// Whatever in a cell, or in a row that was not cut, is an id number or a 学籍号 that can be one.
std::vector<std::string> numbers_in(std::string_view cell) {
  std::vector<std::string> numbers;
  for (std::size_t at = 0; at < cell.size();) {
    std::size_t end = at;
    while (end < cell.size() && (is_ascii_digit(cell[end]) || is_ascii_letter(cell[end]))) ++end;
    const std::string_view word = cell.substr(at, end - at);
    if (const auto id = IdNumber::parse(word))
      numbers.emplace_back(id->text());
    else if (word.size() == id_length + 1 && !read_xueji(word).value.empty())
      numbers.push_back(read_xueji(word).value);
    at = end + 1;
  }
  return numbers;
}

// A row and what can be said of it without the store.
struct CheckedRow {
  // `misshapen`: its cells cannot be trusted. `known`: the row of a pupil is as it was last time.
  enum class Standing { misshapen, contradicted, repeated, known, read };
  KeptRow kept;
  Standing standing = Standing::misshapen;
  std::int64_t print = 0;
  ReadIdNumber id;  // if it can be a pupil's
  // If contradicted, the line that does; otherwise one of an earlier roster that is about the same child, or 0
  // (app/import/roster_claims.h).
  std::int64_t other = 0;
  StudentId student;  // if known
  ReadStudent read;   // if read

  const Row& row() const { return kept.row(); }
};

class RowCheck {
 public:
  RowCheck(const ImportContext& context, RowConflicts& conflicts, const RosterLoad& load)
      : sheet_(context.sheet),
        conflicts_(conflicts),
        load_(load),
        reader_(context.sheet, context.organisation, context.workspace.dates.today,
                {conflicts.has_rounded_ids(), context.request.strict}) {}

  // The next row of the sheet; false at its end, or where it shows that what came before must be read again.
  bool next(CheckedRow& checked) {
    const Row* row = sheet_.next();
    if (row == nullptr) return false;
    checked.print = conflicts_.fingerprint_of(*row);
    const ReadIdNumber id = read_id_number(row->cell(ColumnName::id_number));
    if (!knows_its_place(*row, checked.print, id)) return false;
    checked.kept.keep(*row);
    checked.id = reader_.id_of_pupil(id);
    checked.standing = standing_of(*row, checked);
    if (checked.standing != CheckedRow::Standing::read) return true;
    checked.read = reader_.read(*row, checked.id);
    if (conflicts_.has_doubtful_xueji(row->line())) drop_xueji(*row, checked.read);
    if (conflicts_.doubtful_number(row->line()) == RosterClaims::Number::id_number) drop_id_of(*row, checked.read);
    return true;
  }

  static void drop_xueji(const Row& row, ReadStudent& read) {
    read.student.xueji.clear();
    read.unread.set(static_cast<std::size_t>(ColumnName::xueji));
    read.warnings.push_back(
        {Severity::warning, "W_XUEJI_DOUBTFUL", row.origin(ColumnName::xueji),
         text("另有一名学生也写了这个学籍号，证件号不同：两人都按证件号保存，这里的学籍号没有采用",
              "a child with another id number has this 学籍号, too: both are kept by id number, here without it"),
         text("查明学籍号是谁的，改正后再导入", "find out whose it is, correct it and import again")});
  }

  // Another row has the number with another name or another birthday: two children, and whose it is no one can tell.
  static void drop_id_of(const Row& row, ReadStudent& read) {
    drop_id_number(read);
    std::erase_if(read.warnings, [](const Problem& one) {
      return one.code == "W_BIRTH_MISMATCH" || one.code == "W_SEX_MISMATCH";  // with a number that is not taken
    });
    read.warnings.push_back(
        {Severity::warning, "W_ID_DOUBTFUL", row.origin(ColumnName::id_number),
         text("另一行也写了这个证件号，姓名或出生日期不同：两人都收下，这个号码没有采用",
              "a row with another name or birthday has this id number, too: both children are kept, without it"),
         text("查明号码是谁的，改正后再导入", "find out whose it is, correct it and import again")});
  }

 private:
  bool knows_its_place(const Row& row, std::int64_t print, const ReadIdNumber& id) {
    const bool is_news = !conflicts_.know_all();
    if (is_news) conflicts_.look_at(row, print, id);
    conflicts_.compare_contradicted(row, id);
    if (!is_news || !conflicts_.came_too_late()) return true;
    conflicts_.look_at_rest(sheet_);
    return false;
  }

  CheckedRow::Standing standing_of(const Row& row, CheckedRow& checked) const {
    using enum CheckedRow::Standing;
    if (has_errors(row.problems())) return misshapen;
    if ((checked.other = conflicts_.contradicts(row.line())) != 0) return contradicted;
    if (conflicts_.doubtful_number(row.line()) != RosterClaims::Number::none) return CheckedRow::Standing::read;
    if (conflicts_.repeats(row.line())) return repeated;
    // What another roster says of the child is compared with what is read, also where the row is an old one.
    if ((checked.other = conflicts_.elsewhere(row.line())) != 0) return CheckedRow::Standing::read;
    checked.student = load_.known(checked.print);
    return checked.student ? known : CheckedRow::Standing::read;
  }

  Sheet& sheet_;
  RowConflicts& conflicts_;
  const RosterLoad& load_;
  StudentReader reader_;
};

class Roster {
 public:
  Roster(ImportContext& context, RowConflicts& conflicts)
      : context_(context),
        load_(context.transaction, context.workspace.dates.today, context.namesakes),
        issues_(context.transaction, context.result.file),
        recogniser_(context.workspace.database, context.organisation, load_, context.namesakes),
        doubts_(context, load_, recogniser_),
        residences_(context.organisation),
        held_back_(context.workspace, context.transaction),
        conflicts_(conflicts) {}

  void take_all() {
    RowCheck check(context_, conflicts_, load_);
    ReadAhead<CheckedRow> rows([&check](CheckedRow& row) { return check.next(row); });
    while (CheckedRow* row = rows.next())
      if (context_.admits(row->row()))
        take(*row);
      else
        keep_from_vanishing(*row);
  }

  void finish() {
    conflicts_.stop_looking();  // building the indexes takes memory as well
    doubts_.finish([this](const Student& student, std::int64_t print, const ClassRegister::Found& place) {
      insert(student, print, place);
    });
    settle_held_back();
    if (context_.is_part()) classes_.clear();
    context_.changes.finish_file(context_, load_, classes_);
    context_.changes.note(load_.close());
  }

 private:
  void take(CheckedRow& checked) {
    switch (checked.standing) {
      case CheckedRow::Standing::misshapen: return;  // rejected already
      case CheckedRow::Standing::contradicted: return reject_conflict(checked);
      case CheckedRow::Standing::repeated: return leave_out(checked.row());
      case CheckedRow::Standing::known: return take_unchanged(checked);
      case CheckedRow::Standing::read: return take_read(checked);
    }
  }

  // `other`: the row of an earlier roster that says the same; 0 for one of this roster.
  void leave_out(const Row& row, std::int64_t other = 0) {
    if (other != 0)
      return context_.warn({Severity::warning, "W_DUPLICATE_SAME", row.origin(),
                            text("{} 第 {} 行已有同一名学生，要读的各列都相同，已略过",
                                 "{}, line {} has the same child and says the same: skipped",
                                 context_.claims.name_of(other), context_.claims.number_of(other)),
                            text("同一份名册只导入一次", "import a roster once")});
    context_.warn({Severity::warning, "W_DUPLICATE_SAME", row.origin(),
                   text("要读的各列都与前面的一行相同，已略过",
                        "the same as an earlier row in every column that is read: skipped"),
                   text("可以从表里删去", "it can be deleted from the roster")});
  }

  void take_read(CheckedRow& checked) {
    const Row& row = checked.row();
    Student& student = checked.read.student;
    context_.result.fate.unread = checked.read.unread;
    if (checked.read.refusal) {
      add_warnings(checked.read.warnings);
      context_.reject(row, std::move(*checked.read.refusal));
      return keep_from_vanishing(checked);
    }
    if (!find_place(row, student)) return keep_from_vanishing(checked);
    if (checked.other != 0 && !agrees(checked)) return;
    add_warnings(checked.read.warnings);
    note_namesakes(row, student);
    store(row, checked.read, checked.print);
  }

  // With the row of an earlier roster that is about the same child: true if this one is to be taken as well, because it
  // says more. A child whom one school lists as gone and another as its own went from the one to the other.
  bool agrees(CheckedRow& checked) {
    const auto known = taken_elsewhere(checked);
    if (!known) return true;
    const Student& row = checked.read.student;
    const bool left = (known->enrolment == Enrolment::enrolled) != (row.enrolment == Enrolment::enrolled);
    const Unit* then = context_.organisation.above(known->school_class, UnitKind::school);
    const auto& place = place_of(checked.row(), row);
    if (left && then && then->id != place.school) return true;
    const std::bitset<column_names>& there = context_.claims.columns_of(checked.other);
    Student same = row;
    same.id = known->id;
    keep_known_class(place, *known, same);
    keep_omitted({context_.sheet, checked.read.unread | ~there}, residences_, *known, same);
    const bool is_other =
        are_two_children(evidence_of(description_of(*known), description_of(row, checked.read.said_birth)));
    if (is_other) return set_apart(checked);
    if (same != *known) {
      disagree(checked);
      return false;
    }
    if ((columns_ & ~there).any()) return true;
    load_.mention(known->id);
    leave_out(checked.row(), checked.other);
    return false;
  }

  std::optional<Student> taken_elsewhere(const CheckedRow& checked) {
    if (!context_.claims.was_taken(checked.other)) return std::nullopt;
    Database& database = context_.workspace.database;
    std::optional<Student> known;
    if (checked.id.value) known = student_by_id_number(database, checked.id.value->text());
    if (!known && !checked.read.student.xueji.empty()) known = student_by_xueji(database, checked.read.student.xueji);
    return known;
  }

  // Two children with one number on two rosters: true if this one is to be taken now, without it.
  bool set_apart(CheckedRow& checked) {
    const bool by_id = checked.id.value.has_value();
    const auto number = by_id ? RosterClaims::Number::id_number : RosterClaims::Number::xueji;
    if (context_.claims.take_back()) {
      context_.claims.set_apart(checked.other, number);
      context_.claims.set_apart(context_.claims.line_of(checked.row().line()), number);
      return false;  // when all is taken again
    }
    by_id ? RowCheck::drop_id_of(checked.row(), checked.read) : RowCheck::drop_xueji(checked.row(), checked.read);
    return true;
  }

  void disagree(const CheckedRow& checked) {
    const bool neither = context_.claims.disagree(checked.other, context_.claims.line_of(checked.row().line()));
    reject_conflict(checked, neither ? Winner::none : Winner::earlier);
  }

  void note_taken(const Row& row) { context_.claims.note_taken(context_.claims.line_of(row.line())); }

  void add_warnings(Problems& warnings) {
    for (Problem& warning : warnings) context_.warn(std::move(warning));
  }

  void take_unchanged(const CheckedRow& checked) {
    load_.mention(checked.student);
    note_taken(checked.row());
    if (context_.request.typed) note_fate(checked.student, student(context_.workspace.database, checked.student));
    count(!checked.id.value);
    ++context_.result.counts.unchanged;
    const auto& place = context_.classes.find(context_.class_words(checked.row()));
    if (place.school_class) classes_.insert(place.school_class);
    if (load_.was_promoted(checked.student) && place.school_class)
      held_back_.wait({checked.student, place.school_class, false});
    else
      context_.changes.unchanged(place);
    ++as_before_;
  }

  // A row that cannot be taken still says that its pupil is there. Where its cells may have shifted, a number is one
  // wherever it stands; and a number may be another child's, so whoever has the name in the class is meant as well,
  // unless the number is that of such a one or the birthday says otherwise.
  void keep_from_vanishing(const CheckedRow& checked) {
    if (load_.is_first()) return;  // no one was there
    const Row& row = checked.row();
    const std::string name = read_name(row.cell(ColumnName::name)).value;
    const UnitId school_class = context_.classes.find(context_.class_words(row)).school_class;
    const auto birth = read_date(row.cell(ColumnName::birth_date)).value;
    const auto has_birthday = [&](const Student& one) { return !birth || !one.birth || *birth == *one.birth; };
    bool is_found = false;
    for (const std::string_view cell : row.cells())
      for (const std::string& number : numbers_in(cell)) {
        const bool is_xueji = number.size() > id_length;
        const auto one = is_xueji ? student_by_xueji(context_.workspace.database, number)
                                  : student_by_id_number(context_.workspace.database, number);
        mention(one);
        is_found = is_found ||
                   (one && one->school_class == school_class && is_one_name(one->name, name) && has_birthday(*one));
      }
    if (is_found || name.empty() || !school_class) return;
    for (const Student& one : students_named(context_.workspace.database, name, {school_class}))
      if (has_birthday(one)) mention(one);
  }

  void mention(const std::optional<Student>& one) {
    if (one && is_on_the_books(context_.workspace.database, one->id)) load_.mention(one->id);
  }

  enum class Winner { none, earlier };
  void reject_conflict(const CheckedRow& checked, Winner winner = Winner::none) {
    const Row& row = checked.row();
    keep_from_vanishing(checked);
    const RosterClaims& claims = context_.claims;
    const bool is_here = claims.is_at_hand(checked.other);
    const int line = claims.number_of(checked.other);
    const std::string& file = claims.name_of(checked.other);
    const Text what =
        is_here ? text("同一证件号或学籍号在第 {} 行又出现，内容不同，两行都不收",
                       "line {} has the same id with other contents: neither is used", line)
        : winner == Winner::earlier
            ? text("同一证件号或学籍号已按 {} 第 {} 行收下，这里内容不同，不收",
                   "{}, line {} has the same id with other contents and was taken: this row is not", file, line)
            : text("同一证件号或学籍号在 {} 第 {} 行又出现，内容不同，两行都不收",
                   "{}, line {} has the same id with other contents: neither is used", file, line);
    context_.reject(row, {Severity::error, "R_DUPLICATE_CONFLICT", row.origin(ColumnName::id_number), what,
                          text("核对孩子在哪所学校、哪个班，只留一行再导入",
                               "find out which school and class is right, keep that row and import again")});
  }

  // A new school needs both its code and its name.
  Text way_to_school(const ClassWords& words) const {
    if (!names_school(words))
      return text("请填写学校名称或学校标识码；整份名册是一所学校的，用 --set 学校=学校名称",
                  "fill in the school's name or code; of a whole roster give it with --set school=NAME");
    if (!context_.request.create_units)
      return text("先导入单位表；确是新学校可加 --create-units", "import the units first, or add --create-units");
    const Text lacks = read_text(words.school_name).value.empty() ? text("学校名称", "the school's name")
                                                                  : text("学校标识码", "the school's code");
    return text("--create-units 建新学校要有{0}：请补上这一列，或用 --set {0}=… 指明；也可先导入单位表",
                "--create-units needs {0} of a new school: add the column or give it with --set, or import the units",
                lacks);
  }

  // An out-of-school minor has no school to name; everyone else must have a registered one.
  bool find_place(const Row& row, Student& student) {
    const ClassWords words = context_.class_words(row);
    if (student.enrolment == Enrolment::idle) return true;
    const auto what = context_.request.create_units ? ClassRegister::New::school_too : ClassRegister::New::classes;
    const auto& place = context_.classes.find_or_enter(words, context_.transaction, what);
    if (place.is_other_code) {
      context_.reject(
          row,
          {Severity::error, "R_SCHOOL_CODE", row.origin(ColumnName::school_code), place.unknown,
           text("是这所学校的新代码，先导入写明“原代码”的单位表；代码写错的，改成登记的代码，或用 --map 学校标识码=- "
                "不读这一列；是另一所的，先导入单位表",
                "if it is that school under a new code, import the units with its former code; if the code is "
                "wrong, write the registered one, or leave the column out with --map school_code=-; if it is "
                "another school, import the units first")});
      return false;
    }
    if (!place.school) {
      context_.reject(row, {Severity::error, "R_UNKNOWN_UNIT", row.origin(ColumnName::school_code), place.unknown,
                            way_to_school(words)});
      return false;
    }
    context_.warn(row, ColumnName::grade, place.grade_issue);
    context_.warn(row, ColumnName::school_class, place.class_issue);
    student.school_class = place.school_class;
    if (place.school_class) classes_.insert(place.school_class);
    return true;
  }

  void note_namesakes(const Row& row, const Student& student) {
    if (!load_.has_namesake(student)) return;
    const std::int64_t key = joined(fingerprint(student.name), student.school_class.value);
    if (namesakes_.insert(key).second)
      context_.warn({Severity::warning, "W_NAMESAKE", row.origin(ColumnName::name),
                     text("同班有同名学生，按两人保存", "a namesake in the same class: kept as two children"),
                     text("确是同一人请删去一行", "if it is one child, delete one row")});
  }

  void store(const Row& row, ReadStudent& read, std::int64_t print) {
    const Student& student = read.student;
    Recognised who = recogniser_.recognise({student, read.said_birth, place_of(row, student).school});
    if (who.doubt != RowDoubt::none) {
      who = doubts_.decided_before(std::move(who), print);
      if (who.known) leave_numbers_of_others(row, *who.known, read);
    }
    if (!who.known && who.doubt == RowDoubt::none) who = doubts_.waits_still(print);
    if (who.doubt != RowDoubt::none)
      doubts_.wait(row, as_said(read), std::move(who), print);
    else if (who.known)
      update(row, who, read, print);
    else
      insert(row, student, print);
  }

  // A person has decided who the row is, and it comes again with a number that is another child's.
  void leave_numbers_of_others(const Row& row, const Student& known, ReadStudent& read) {
    Database& database = context_.workspace.database;
    const auto is_of_another = [&](const std::optional<Student>& holder) { return holder && holder->id != known.id; };
    if (is_of_another(student_by_xueji(database, read.student.xueji))) {
      read.student.xueji.clear();
      read.unread.set(static_cast<std::size_t>(ColumnName::xueji));
    }
    if (!is_of_another(student_by_id_number(database, read.student.id_number))) return;
    drop_id_number(read);
    context_.warn({Severity::warning, "W_NUMBER_TAKEN", row.origin(ColumnName::id_number),
                   text("号码已是另一名学生的，先不登记", "the number is another pupil's: not entered"),
                   text("核对户口簿后补上", "compare with the household register and add the right one")});
  }

  // For a person to decide about: what the id number says of birthday and sex follows once it is taken.
  static Student as_said(const ReadStudent& read) {
    Student said = read.student;
    if (read.said_birth) said.birth = read.said_birth;
    if (read.said_sex != Sex::unknown) said.sex = read.said_sex;
    return said;
  }

  void insert(const Row& row, const Student& student, std::int64_t print) {
    // Only whole rosters ask for it, and a first load has a million rows.
    const ClassRegister::Found place = context_.request.snapshot ? place_of(row, student) : ClassRegister::Found{};
    const StudentId id = insert(student, print, place);
    if (!load_.is_first() && !context_.is_part()) context_.changes.newcomer(context_, row, id, print);
    note_taken(row);
    if (!context_.row_codes.empty()) issues_.set(id, row.line(), context_.row_codes);
  }

  StudentId insert(const Student& student, std::int64_t print, const ClassRegister::Found& place) {
    count(student.provisional());
    ++context_.result.counts.added;
    const StudentId id = load_.insert(student, print);
    if (context_.request.typed) note_fate(id, std::nullopt);
    doubts_.answered(print, id, "new");
    if (context_.request.snapshot) context_.changes.added(id, student, place);
    if (!load_.is_first()) context_.changes.came(context_, id, student);
    return id;
  }

  void update(const Row& row, const Recognised& who, const ReadStudent& read, std::int64_t print) {
    Student student = read.student;
    count(student.provisional());
    const Student& known = *who.known;
    const auto& place = place_of(row, student);
    student.id = known.id;
    if (auto told = context_.changes.claimed_elsewhere(context_, row, known, student, place))
      return leave_where_he_is(row, known, std::move(*told));
    if (left_here_before(place, known, student)) student = known;
    keep_known_class(place, known, student);
    keep_omitted({context_.sheet, read.unread}, residences_, known, student);
    if (who.is_corrected)
      context_.warn({Severity::warning, "W_ID_CORRECTED", row.origin(ColumnName::id_number),
                     text("证件号和原来的差一位，学籍号、姓名和生日相同：按更正登记",
                          "the id number differs from the known one by one slip, 学籍号 and name agree: corrected"),
                     text("请核对户口簿，确是笔误改正", "compare with the household register")});
    Student said = student;
    said.enrolment = read.student.enrolment;  // a roster that says nothing of it means those who come
    const bool is_in_old_class = held_back_.names_old_class(context_.organisation, known, said);
    const UnitId old_class = student.school_class;
    if (is_in_old_class) {  // until it is known of which year the roster is
      student.school_class = known.school_class;
      student.enrolment = known.enrolment;
    } else {
      context_.changes.updating(context_.organisation, known, student, place);
    }
    const Effect effect = load_.update(known, student, print);
    if (who.was_reverted) context_.changes.came_back(context_, known.id, student);
    if (is_in_old_class) held_back_.wait({known.id, old_class, effect == Effect::written});
    note_taken(row);
    if (context_.request.typed) note_fate(known.id, who.was_reverted ? std::nullopt : std::optional(known));
    issues_.set(known.id, row.line(), context_.row_codes);
    doubts_.answered(print, known.id, "same");
    if (who.was_reverted)
      ++context_.result.counts.added;
    else
      ++(effect == Effect::written ? context_.result.counts.changed : context_.result.counts.unchanged);
  }

  // Another school has him, and this one names him again: whose he is, is for the two to find out.
  void leave_where_he_is(const Row& row, const Student& known, Problem told) {
    load_.unmention(known.id);
    note_taken(row);
    if (context_.request.typed) note_fate(known.id, known);
    ++context_.result.counts.unchanged;
    context_.warn(std::move(told));
  }

  // When every row was read, it shows of which year the roster is.
  void settle_held_back() {
    const std::int64_t rows = context_.result.counts.rows;
    const bool is_old = !context_.request.typed && held_back_.is_of_last_year(rows);
    for (const HeldBack::Waiting& one : held_back_.waiting()) is_old ? leave_in_new_class(one) : hold_back(one);
    if (is_old)
      context_.warn({Severity::warning,
                     "W_LAST_YEARS_ROSTER",
                     {context_.path, 0, 0},
                     text("名册里多数学生还在上一学年的班，这些班没有采用",
                          "most pupils are in their classes of last year here: these were not taken"),
                     text("请导入新学年的名册", "import the roster of the new year")});
    const bool is_new = !load_.is_first() && !context_.is_part() && 2 * as_before_ <= rows;
    if (!is_old && is_new) held_back_.keep_in_class(classes_, [this](StudentId id) { return load_.mentions(id); });
  }

  void leave_in_new_class(const HeldBack::Waiting& one) {
    context_.changes.unchanged(place_of(one.old_class));
    note_promoted(context_.transaction, one.student);
  }

  void hold_back(const HeldBack::Waiting& one) {
    const Student before = *student(context_.workspace.database, one.student);
    const Student after = HeldBack::as_held_back(before, one.old_class);
    context_.changes.updating(context_.organisation, before, after, place_of(one.old_class));
    if (ksbx::update(context_.transaction, before, after, context_.workspace.dates.today) == Effect::written &&
        !one.was_changed) {
      --context_.result.counts.unchanged;
      ++context_.result.counts.changed;
    }
    note_held_back(context_.transaction, one.student);
    context_.warn(HeldBack::told(one.student, {context_.path, 0, 0}));
  }

  ClassRegister::Found place_of(UnitId school_class) const {
    const Unit* one = context_.organisation.find(school_class);
    const Unit* school = context_.organisation.above(school_class, UnitKind::school);
    ClassRegister::Found place;
    place.school = school ? school->id : UnitId{};
    place.school_class = school_class;
    place.year = one ? one->year : 0;
    return place;
  }

  void note_fate(StudentId id, std::optional<Student> before) {
    context_.result.fate.student = id;
    context_.result.fate.before = std::move(before);
  }

  // His old school says that he left; the one he went to has him already, and knows more.
  bool left_here_before(const ClassRegister::Found& place, const Student& known, const Student& row) const {
    const Unit* school = context_.organisation.above(known.school_class, UnitKind::school);
    return row.enrolment == Enrolment::transferred_out && known.enrolment == Enrolment::enrolled && school &&
           school->id != place.school;
  }

  // By what the row says: one without a usable id number is provisional, whatever is known of the pupil.
  void count(bool provisional) {
    ++(provisional ? context_.result.counts.provisional : context_.result.counts.accepted);
  }

  // The school and class of the row; an out-of-school minor has none, whatever the row says.
  const ClassRegister::Found& place_of(const Row& row, const Student& student) {
    static const ClassRegister::Found nowhere;
    return student.school_class ? context_.classes.find(context_.class_words(row)) : nowhere;
  }

  // A roster that does not say the class takes no one out of the one he is in.
  void keep_known_class(const ClassRegister::Found& place, const Student& known, Student& student) {
    const Unit* school = context_.organisation.above(known.school_class, UnitKind::school);
    if (place.unclear && school && school->id == place.school) student.school_class = known.school_class;
  }

  ImportContext& context_;
  RosterLoad load_;
  IssueLoad issues_;
  Recogniser recogniser_;
  RowDoubts doubts_;
  Residences residences_;
  HeldBack held_back_;
  RowConflicts& conflicts_;
  std::int64_t as_before_ = 0;                  // rows that say what they said last time
  std::unordered_set<std::int64_t> namesakes_;  // class and name of those who were warned about
  std::set<UnitId> classes_;                    // classes of this file
  std::bitset<column_names> columns_ = columns_of(context_.sheet);
};

// Takes the roster as it comes; false, with nothing written, if its rows contradict each other.
bool take_unless_contradicted(ImportContext& context, RowConflicts& conflicts) {
  Savepoint first_reading(context.transaction);
  Roster roster(context, conflicts);
  roster.take_all();
  if (conflicts.came_too_late()) return false;
  roster.finish();
  first_reading.keep();
  return true;
}

}  // namespace

void import_students(ImportContext& context) {
  context.claims.begin(context.source(), columns_of(context.sheet));
  if (context.is_part()) refuse_part_of_roster(context);
  RowConflicts conflicts(context.sheet.reading(), context.workspace.database.folder(), context.claims);
  if (take_unless_contradicted(context, conflicts)) return;
  context.begin_again();
  Roster roster(context, conflicts);
  roster.take_all();
  roster.finish();
}

}  // namespace ksbx
