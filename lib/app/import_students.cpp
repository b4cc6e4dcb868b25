// Pupils from a roster. A child is never lost over a bad number: whoever has no usable id number is kept as provisional and
// matched by 学籍号, or by class, name and birth date. Nobody is merged on a name alone, and where one id number stands in two
// different rows neither wins.
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "app/intake.h"
#include "app/residences.h"
#include "app/roster_changes.h"
#include "app/row_doubts.h"
#include "app/unsaid_fields.h"
#include "base/digest.h"
#include "store/key_map.h"
#include "store/roster_store.h"

namespace ksbx {
namespace {

// The headers of a file as they go into the fingerprints of its rows: the same cells under other headers say something else.
std::string print_of_headers(const Sheet& sheet) {
  return std::to_string(fingerprint(sheet.reading()));
}

std::int64_t fingerprint_of(const Row& row, const std::string& headers) {
  std::size_t size = headers.size() + row.cells().size();
  for (const std::string_view cell : row.cells()) size += cell.size();
  std::string all;
  all.reserve(size);
  all += headers;
  for (const std::string_view cell : row.cells()) {
    all += cell;
    all += '\x1f';
  }
  return fingerprint(all);
}

// Lines of one file that claim the same id number or 学籍号 with different contents. The file is read once for this before any row
// is taken, since the first of two lines must not win.
class Conflicts {
 public:
  explicit Conflicts(const Intake& intake) {
    SheetOptions options = intake.request.how_to_read();
    options.layout = intake.sheet.layout().name;
    options.worksheet = intake.sheet.worksheet();
    Sheet sheet = Sheet::open(intake.path, {intake.sheet.layout()}, options);
    const std::string headers = print_of_headers(sheet);
    while (const Row* row = sheet.next()) {
      if (has_errors(row->problems())) continue;
      const auto line = static_cast<std::size_t>(row->line());
      if (prints_.size() <= line) prints_.resize(line + 1);
      prints_[line] = fingerprint_of(*row, headers);
      const auto id = read_id_number(row->cell(ColumnName::id_number));
      has_rounded_ids_ = has_rounded_ids_ || id.issue == CellIssue::id_precision;
      note(id.value, row->line());
      note(read_xueji(row->cell(ColumnName::xueji)).value, row->line());
    }
  }
  // Whether a spreadsheet rounded id numbers of this file: of those it rounded one in eleven passes the check by chance.
  bool has_rounded_ids() const { return has_rounded_ids_; }
  // The other line of the pair; 0 if the row is in no conflict.
  int other_line(int line) const {
    const auto found = pairs_.find(line);
    return found == pairs_.end() ? 0 : found->second;
  }

 private:
  void note(const std::string& identity, int line) {
    if (identity.empty()) return;
    const int first = static_cast<int>(firsts_.insert(fingerprint(identity), line));
    if (print_of(first) == print_of(line)) return;
    pairs_[line] = first;
    pairs_.try_emplace(first, line);
  }

  std::int64_t print_of(int line) const { return prints_[static_cast<std::size_t>(line)]; }

  std::vector<std::int64_t> prints_;  // of the rows, by the line on which they begin
  KeyMap firsts_;                     // the first line of each id number and 学籍号
  bool has_rounded_ids_ = false;
  std::unordered_map<int, int> pairs_;
};

class Roster {
 public:
  explicit Roster(Intake& intake)
      : intake_(intake),
        load_(intake.transaction, intake.desk.today),
        recogniser_(intake.desk.database, intake.organisation, load_, intake.namesakes),
        doubts_(intake, load_, recogniser_),
        residences_(intake.organisation),
        conflicts_(intake),
        headers_(print_of_headers(intake.sheet)) {}

  void take(const Row& row) {
    if (const int other = conflicts_.other_line(row.line())) {
      keep_from_vanishing(row);
      return reject_conflict(row, other);
    }
    const std::int64_t print = fingerprint_of(row, headers_);
    if (lines_.insert(print, row.line()) != row.line()) {
      intake_.warn({Severity::warning, "W_DUPLICATE_SAME", row.origin(),
                    text("与前面的一行完全相同，已略过", "the same as an earlier row: left out"),
                    text("可以从表里删去", "it can be deleted from the roster")});
      return;
    }
    if (load_.known(print)) return take_unchanged(row);
    const auto student = read(row);
    if (!student) return keep_from_vanishing(row);
    note_namesakes(row, *student);
    store(row, *student, print);
  }

  void finish() {
    doubts_.finish([this](Student student, std::int64_t print, const ClassRegister::Found& place) {
      insert(std::move(student), print, place);
    });
    // A part of a roster by nature: nobody is missed in it.
    if (intake_.is_mended()) classes_.clear();
    intake_.changes.finish_file(intake_, load_, classes_);
    load_.finish();
  }

 private:
  void take_unchanged(const Row& row) {
    if (id_of(row).value.empty()) {
      ++intake_.result.counts.provisional;
    } else {
      ++intake_.result.counts.accepted;
    }
    ++intake_.result.counts.unchanged;
    const auto& place = intake_.classes.find(intake_.class_words(row));
    if (place.school_class) classes_.insert(place.school_class);
    intake_.changes.unchanged(place);
  }

  // A row that cannot be taken still says that its pupil is there.
  void keep_from_vanishing(const Row& row) {
    Student like;
    like.id_number = id_of(row).value;
    like.xueji = read_xueji(row.cell(ColumnName::xueji)).value;
    load_.find(like);
  }

  void reject_conflict(const Row& row, int other) {
    intake_.reject(row, {Severity::error, "R_DUPLICATE_CONFLICT", row.origin(ColumnName::id_number),
                         text("同一证件号或学籍号在第 {} 行又出现，内容不同，两行都不收",
                              "the same id stands in line {} with other contents: neither is taken", other),
                         text("核对后只留一行再导入", "keep the right one and import again")});
  }

  // The pupil of a row, warnings said; nothing if the row had to be rejected.
  std::optional<Student> read(const Row& row) {
    Student student;
    if (intake_.request.strict && !accepts_id(row)) return std::nullopt;
    read_circumstances(row, student);
    if (!read_name_of(row, student) || !read_birth(row, student) || !read_place(row, student)) return std::nullopt;
    const auto id = id_of(row);
    student.id_number = id.value;
    intake_.warn(row, ColumnName::id_number, id.issue);
    const auto xueji = read_xueji(row.cell(ColumnName::xueji));
    student.xueji = xueji.value;
    intake_.warn(row, ColumnName::xueji, xueji.issue);
    compare_with_id(row, student);
    read_contact(row, student);
    return student;
  }

  // The id number of a row, if it can be a pupil's: not one that was rounded in a file of rounded ones, nor of somebody who is
  // not yet born, nor an old one of 15 digits, whose owners have long left school.
  Parsed<std::string> id_of(const Row& row) const {
    auto id = read_id_number(row.cell(ColumnName::id_number));
    if (id.value.empty()) return id;
    if (conflicts_.has_rounded_ids() && id.value.ends_with("000")) return {"", CellIssue::id_precision};
    const Day born = *birth_of_id_number(id.value);
    if (born > intake_.desk.today) return {"", CellIssue::id_birth_date};
    const bool old =
        id.issue == CellIssue::id_15_digits && age_in_years(born, intake_.desk.today, AgeReached::on_birthday) > oldest;
    return old ? Parsed<std::string>{"", id.issue} : id;
  }

  // A child without a number is no mistake of the roster; a number that cannot be right is.
  bool accepts_id(const Row& row) {
    const auto id = id_of(row);
    if (!id.value.empty() || id.issue == CellIssue::id_missing) return true;
    intake_.reject(row, ColumnName::id_number, id.issue);
    return false;
  }

  bool read_name_of(const Row& row, Student& student) {
    auto name = read_name(row.cell(ColumnName::name));
    if (name.issue == CellIssue::name_missing || name.issue == CellIssue::mojibake) {
      intake_.reject(row, ColumnName::name, name.issue);
      return false;
    }
    intake_.warn(row, ColumnName::name, name.issue);
    student.name = std::move(name.value);
    return true;
  }

  bool read_birth(const Row& row, Student& student) {
    const auto birth = read_date(row.cell(ColumnName::birth_date));
    intake_.warn(row, ColumnName::birth_date, birth.issue);
    student.birth = birth.value;
    if (student.birth && *student.birth > intake_.desk.today) {
      intake_.reject(row, born_in_future(row));
      return false;
    }
    return true;
  }

  // An out-of-school minor has no school to name; everybody else must have a registered one.
  bool read_place(const Row& row, Student& student) {
    const ClassWords words = intake_.class_words(row);
    if (student.enrolment == Enrolment::idle) return true;
    const auto what = intake_.request.create_units ? ClassRegister::New::school_too : ClassRegister::New::classes;
    const auto& place = intake_.classes.find_or_enter(words, intake_.transaction, what);
    if (!place.school) {
      intake_.reject(
          row, {Severity::error, "R_UNKNOWN_UNIT", row.origin(ColumnName::school_code), place.unknown,
                text("先导入单位表；确是新学校可加 --create-units", "import the units first, or add --create-units")});
      return false;
    }
    const bool told_by_class = place.grade_issue == CellIssue::grade_missing && !place.unclear;
    if (!told_by_class || intake_.sheet.has(ColumnName::grade)) intake_.warn(row, ColumnName::grade, place.grade_issue);
    intake_.warn(row, ColumnName::school_class, place.class_issue);
    student.school_class = place.school_class;
    if (place.school_class) classes_.insert(place.school_class);
    return true;
  }

  // The id number says birth and sex as well. It wins for computing; what the columns say is reported.
  void compare_with_id(const Row& row, Student& student) {
    const auto sex = read_sex(row.cell(ColumnName::sex));
    intake_.warn(row, ColumnName::sex, sex.issue);
    student.sex = sex.value;
    if (!student.id_number.empty()) {
      const auto birth = birth_of_id_number(student.id_number);
      if (student.birth && birth != student.birth) mismatch(row, ColumnName::birth_date, "W_BIRTH_MISMATCH");
      const Sex by_id = sex_of_id_number(student.id_number);
      if (student.sex != Sex::unknown && student.sex != by_id) mismatch(row, ColumnName::sex, "W_SEX_MISMATCH");
      student.birth = birth;
      student.sex = by_id;
    }
    if (!student.birth) return;
    const int age = age_in_years(*student.birth, intake_.desk.today, AgeReached::on_birthday);
    if (age < youngest || age > oldest)
      intake_.warn({Severity::warning, "W_AGE_RANGE", row.origin(ColumnName::birth_date),
                    text("年龄 {} 岁，不像在校学生", "{} years old: hardly a pupil", age),
                    text("请核对出生日期", "check the date of birth")});
  }

  void mismatch(const Row& row, ColumnName column, std::string code) {
    intake_.warn({Severity::warning, std::move(code), row.origin(column),
                  text("“{}”与身份证件号不一致，以证件号为准", "{} contradicts the id number, which is used",
                       intake_.header_of(column)),
                  text("请核对后改正", "check and correct")});
  }

  void read_contact(const Row& row, Student& student) {
    const auto plain = [&](ColumnName column) {
      const auto cell = read_text(row.cell(column));
      intake_.warn(row, column, cell.issue);
      return cell.value;
    };
    student.address = plain(ColumnName::address);
    student.hukou = plain(ColumnName::hukou_address);
    if (student.hukou.empty()) student.hukou = plain(ColumnName::hukou_division);
    student.phone = phone(row, ColumnName::phone);
    student.guardian = plain(ColumnName::guardian);
    student.guardian_relation = plain(ColumnName::guardian_relation);
    student.guardian_phone = phone(row, ColumnName::guardian_phone);
    if (student.guardian_phone.empty()) student.guardian_phone = student.phone;
    const std::string residence = plain(ColumnName::residence);
    student.residence = residences_.find(residence.empty() ? student.address : residence);
    if (!student.residence) student.residence = residences_.find(student.address);
  }

  std::string phone(const Row& row, ColumnName column) {
    auto cell = read_phone(row.cell(column));
    intake_.warn(row, column, cell.issue);
    return std::move(cell.value);
  }

  void read_circumstances(const Row& row, Student& student) {
    const auto boarding = read_boarding(row.cell(ColumnName::boarding));
    intake_.warn(row, ColumnName::boarding, boarding.issue);
    student.boarding = boarding.value;
    const auto enrolment = read_enrolment(row.cell(ColumnName::enrolment));
    intake_.warn(row, ColumnName::enrolment, enrolment.issue);
    student.enrolment = enrolment.value.value_or(Enrolment::enrolled);
    for (const auto& [column, word] : circumstances)
      if (read_flag(row.cell(column))) add_circumstance(student.special, word);
  }

  void note_namesakes(const Row& row, const Student& student) {
    if (!student.school_class) return;
    const std::int64_t key = fingerprint(std::to_string(student.school_class.value) + '\x1f' + student.name);
    if (names_.insert(key, row.line()) != row.line() && namesakes_.insert(key).second)
      intake_.warn({Severity::warning, "W_NAMESAKE", row.origin(ColumnName::name),
                    text("同班有同名学生，按两人保存", "a namesake in the same class: kept as two children"),
                    text("确是同一人请删去一行", "if it is one child, delete one row")});
  }

  void store(const Row& row, Student student, std::int64_t print) {
    Recognised who = recogniser_.recognise(student);
    if (who.doubt != Doubt::none) who = doubts_.decided_before(std::move(who), print);
    if (who.doubt != Doubt::none)
      doubts_.wait(row, std::move(student), std::move(who), print);
    else if (who.known)
      update(row, *who.known, std::move(student), print);
    else
      insert(std::move(student), print, intake_.request.snapshot ? place_of(row, student) : ClassRegister::Found{});
  }

  void insert(Student student, std::int64_t print, const ClassRegister::Found& place) {
    count(student);
    ++intake_.result.counts.added;
    student.id = load_.insert(student, print);
    doubts_.answered(print, student.id, "new");
    if (intake_.request.snapshot) intake_.changes.added(student, place);
  }

  void update(const Row& row, const Student& known, Student student, std::int64_t print) {
    count(student);
    const auto& place = place_of(row, student);
    student.id = known.id;
    keep_known_class(place, known, student);
    keep_unsaid(intake_.sheet, residences_, known, student);
    const Effect effect = load_.update(known, student, print);
    doubts_.answered(print, known.id, "same");
    ++(effect == Effect::written ? intake_.result.counts.changed : intake_.result.counts.unchanged);
    intake_.changes.updated(intake_.organisation, known, student, place, effect);
  }

  // By what the row says: one without a usable id number is provisional, whatever is known of the pupil.
  void count(const Student& row) {
    ++(row.provisional() ? intake_.result.counts.provisional : intake_.result.counts.accepted);
  }

  // The school and class of the row; an out-of-school minor has none, whatever the row says.
  const ClassRegister::Found& place_of(const Row& row, const Student& student) {
    static const ClassRegister::Found nowhere;
    return student.school_class ? intake_.classes.find(intake_.class_words(row)) : nowhere;
  }

  // A roster that does not say the class takes nobody out of the one he is in.
  void keep_known_class(const ClassRegister::Found& place, const Student& known, Student& student) {
    const Unit* school = intake_.organisation.above(known.school_class, UnitKind::school);
    if (place.unclear && school && school->id == place.school) student.school_class = known.school_class;
  }

  static constexpr int youngest = 5;  // years; below and above, the date of birth is probably wrong
  static constexpr int oldest = 20;

  Intake& intake_;
  RosterLoad load_;
  Recogniser recogniser_;
  RowDoubts doubts_;
  Residences residences_;
  Conflicts conflicts_;
  std::string headers_;                         // goes into the fingerprint of each row
  KeyMap lines_;                                // the first line with each row of this file
  KeyMap names_;                                // the first line with each class and name
  std::unordered_set<std::int64_t> namesakes_;  // class and name of those who were warned about
  std::set<UnitId> classes_;                    // classes of this file
};

}  // namespace

void import_students(Intake& intake) {
  Roster roster(intake);
  while (const Row* row = intake.next()) roster.take(*row);
  roster.finish();
}

}  // namespace ksbx
