// Whom a row of attendance, leave or records is about.
//
// A row accuses a child or clears one, so what it says of him must be true of one child only: the number decides, but
// not against the name beside it, and a name decides only where it says of which class or school.
#include "app/import/import_context.h"
#include "app/workspace/pupils.h"
#include "base/mask.h"
#include "files/cell/cell_words.h"
#include "policy/roster/evidence.h"
#include "store/roster/roster_store.h"

namespace ksbx {
namespace {

// What a row says of its pupil.
struct SaidOfPupil {
  std::string name;
  std::optional<IdNumber> id;
  std::string xueji;
  ClassWords place;
  Day day;                     // that the row is about
  bool is_unreadable = false;  // a number is there, and none that can be right
  bool has_number() const { return id || !xueji.empty(); }
  bool names_class() const { return !trimmed(place.grade).empty() || !trimmed(place.school_class).empty(); }
  Text shown() const {
    return name.empty() ? text("这一行没有姓名", "a row without a name")
                        : same_text("“" + masked(name, Privacy::name, Masking::normal) + "”");
  }
};

SaidOfPupil said_of_pupil(const ImportContext& context, const Row& row, Day spoken_of) {
  const auto id = read_id_number(row.cell(ColumnName::id_number));
  const auto xueji = read_xueji(row.cell(ColumnName::xueji));
  const bool is_there =
      (id.issue != CellIssue::none && id.issue != CellIssue::id_missing) || xueji.issue != CellIssue::none;
  return {read_name(row.cell(ColumnName::name)).value, id.value, xueji.value, context.class_words(row), spoken_of,
          is_there && !id.value && xueji.value.empty()};
}

// Whether the row's grade and class, as far as it has them, are those of the pupil, at his school.
bool is_of_class(ImportContext& context, const SaidOfPupil& said, const Student& student) {
  if (!said.names_class()) return true;
  const Unit* mine = context.organisation.find(student.school_class);
  const Unit* school = context.organisation.above(student.school_class, UnitKind::school);
  if (!mine || !school) return false;
  const std::string year = std::to_string(mine->year);
  ClassWords words = said.place;
  words.school_code = school->code;
  words.school_name = {};
  if (trimmed(words.school_class).empty()) return context.classes.find(words).year == mine->year;
  const ClassRegister::Found& found = context.classes.find(words);
  if (found.school_class == mine->id) return true;
  if (!trimmed(words.grade).empty() || found.year > 0) return false;  // 八1班 says of which grade it is
  words.grade = year;                                                 // 1班, without a grade
  return context.classes.find(words).school_class == mine->id;
}

// Those of the row's name who are where the row says; no one if it says nothing of that.
std::vector<Student> named_there(ImportContext& context, const SaidOfPupil& said) {
  Database& database = context.workspace.database;
  if (said.name.empty() || (!names_school(said.place) && !said.names_class())) return {};
  const ClassRegister::Found place = context.classes.find(said.place, said.day);
  if (place.school_class) return students_named(database, said.name, {place.school_class});
  if (names_school(said.place) && !place.school) return {};
  std::vector<Student> namesakes = students_named(database, said.name);
  std::erase_if(namesakes, [&](const Student& one) {
    const Unit* school = context.organisation.above(one.school_class, UnitKind::school);
    return (place.school && (!school || school->id != place.school)) || !is_of_class(context, said, one);
  });
  return namesakes;
}

Problem other_person(const Row& row, Text what) {
  return {Severity::error, "R_OTHER_PERSON", row.origin(), std::move(what),
          text("请核对这一行：姓名和号码要是同一名学生的，改正后再导入",
               "check the row: name and number must be one pupil's; correct it and import it again")};
}

Problem unknown_pupil(ImportContext& context, const Row& row, const SaidOfPupil& said) {
  const Text unknown = context.classes.find(said.place, said.day).unknown;
  if (said.is_unreadable)
    return {Severity::error, "R_UNKNOWN_PUPIL", row.origin(),
            text("花名册里没有{}，这一行的号码也不能用",
                 "{} is not on the roster, and the row's number cannot be right", said.shown()),
            text("请核对号码；没有号码的写清学校、班级和姓名",
                 "check the number; without one give school, class and name")};
  const bool is_name_alone = !said.has_number() && !names_school(said.place) && !said.names_class();
  if (is_name_alone && !said.name.empty())
    return {
        Severity::error, "R_UNKNOWN_PUPIL", row.origin(),
        text("{}：只有姓名，不能确定是谁", "{}: a name alone does not say who is meant", said.shown()),
        text("请加上学校和班级（整张表都是的，用 --set 学校=… --set 班级=…），或身份证件号、全国学籍号",
             "add school and class (of all rows with --set school=… --set class=…), or the id number or the 学籍号")};
  if (names_school(said.place) && !unknown.empty() && !said.has_number())
    return {Severity::error, "R_UNKNOWN_PUPIL", row.origin(),
            text("花名册里没有{}：{}", "{} is not on the roster: {}", said.shown(), unknown),
            text("请核对学校和班级（标题里的学校不对，用 --set 学校=登记的名称），或写身份证件号、全国学籍号",
                 "check school and class (for a school in a title: --set school=NAME), or give the id number or the "
                 "学籍号")};
  if (!said.has_number() && !names_school(said.place))
    return {Severity::error, "R_UNKNOWN_PUPIL", row.origin(),
            text("花名册里没有{}，这一行也没有写学校", "{} is not on the roster, and the row names no school",
                 said.shown()),
            text("整张表是一所学校的，用 --set 学校=学校名称 指明；也请核对姓名和班级，新来的先导入花名册",
                 "if all rows are of one school, give it with --set school=NAME; check name and class, too; of a "
                 "newcomer import the roster first")};
  return {Severity::error, "R_UNKNOWN_PUPIL", row.origin(),
          text("花名册里没有{}", "{} is not on the roster", said.shown()),
          said.has_number()
              ? text("号码和姓名在花名册里都没有；请核对，或先导入他的花名册",
                     "neither number nor name is on the roster: check them, or import the pupil's roster first")
              : text("请核对姓名、学校和班级，或写身份证件号、全国学籍号；新来的先导入花名册",
                     "check name, school and class, or give the id number or the 学籍号; of a newcomer import the "
                     "roster first")};
}

// The pupil of the row's numbers; nothing if no one has them. Rejects the row if two numbers are two pupils', and
// sets `refused`.
std::optional<Student> pupil_of_number(ImportContext& context, const Row& row, const SaidOfPupil& said, bool& refused) {
  Database& database = context.workspace.database;
  std::optional<Student> by_id, by_xueji;
  if (said.id) by_id = student_by_id_number(database, said.id->text());
  if (!said.xueji.empty()) by_xueji = student_by_xueji(database, said.xueji);
  refused = by_id && by_xueji && by_id->id != by_xueji->id;
  if (refused)
    context.reject(row, other_person(row, text("身份证件号是 {} 的，学籍号是 {} 的",
                                               "the id number is that of {}, the 学籍号 that of {}",
                                               described(*by_id, context.organisation, Masking::normal),
                                               described(*by_xueji, context.organisation, Masking::normal))));
  return by_id ? by_id : by_xueji;
}

}  // namespace

std::optional<Student> pupil_of_row(ImportContext& context, const Row& row, Day spoken_of) {
  const SaidOfPupil said = said_of_pupil(context, row, spoken_of);
  bool refused = false;
  auto found = pupil_of_number(context, row, said, refused);
  if (refused) return std::nullopt;
  if (found && (said.name.empty() || is_one_name(found->name, said.name))) return found;

  std::vector<Student> namesakes = named_there(context, said);
  const auto who = [&](const Student& one) { return described(one, context.organisation, Masking::normal); };
  if (found) {
    context.reject(row,
                   other_person(row, text("号码是 {} 的，姓名写的是 {}", "the number is that of {}, the name is {}",
                                          who(*found), namesakes.size() == 1 ? who(namesakes.front()) : said.shown())));
    return std::nullopt;
  }
  Student numbers;
  numbers.id_number = said.id ? said.id->text() : std::string();
  numbers.xueji = said.xueji;
  const auto other = [&](const Student& one) {
    return has_other_number(evidence_of(description_of(one), description_of(numbers)));
  };
  if (namesakes.size() == 1 && other(namesakes.front())) {
    context.reject(row, other_person(row, text("{} 的号码不是这一行的号码；这个号码花名册里没有",
                                               "{} has another number than the row, and no one has the row's",
                                               who(namesakes.front()))));
    return std::nullopt;
  }
  std::erase_if(namesakes, other);
  if (namesakes.size() == 1) return namesakes.front();
  if (namesakes.empty())
    context.reject(row, unknown_pupil(context, row, said));
  else
    context.reject(row,
                   {Severity::error, "R_AMBIGUOUS_PUPIL", row.origin(),
                    text("{} 有 {} 人，无法确定是谁", "{} may be any of {} pupils", said.shown(), namesakes.size()),
                    names_school(said.place)
                        ? text("请填写身份证件号或全国学籍号", "give the id number or the 学籍号")
                        : text("整张表是一所学校的，用 --set 学校=学校名称 指明；否则填写身份证件号或全国学籍号",
                               "if all rows are of one school, give it with --set school=NAME; otherwise the id number "
                               "or the 学籍号")});
  return std::nullopt;
}

}  // namespace ksbx
