#include "app/import/student_reader.h"

#include <utility>

#include "app/import/import_context.h"
#include "app/import/omitted_fields.h"
#include "base/ascii.h"
#include "base/says_nothing.h"

namespace ksbx {
namespace {

constexpr int youngest = 5;  // years; below and above, the date of birth is probably wrong
constexpr int oldest = 20;

// Whether such a cell holds something of which nothing can be known.
bool says_nothing(CellIssue issue) {
  using enum CellIssue;
  return issue == mojibake || issue == xueji_format || issue == sex_unreadable || issue == date_unreadable ||
         issue == date_ambiguous || issue == date_weekday || issue == phone_format || issue == yes_no_unreadable ||
         issue == enrolment_unreadable;
}

// Those that hold the number of the resident's card are none.
bool names_other_papers(std::string_view type) {
  if (type.empty() || ksbx::says_nothing(type) || all_digits(type)) return false;
  for (std::string_view own : {"居民身份证", "身份证", "公民身份证", "二代身份证", "户口簿", "户口本", "居民户口簿",
                               "临时身份证", "居民身份证号", "id card", "ID"})
    if (type == own) return false;
  return true;
}

// A code for each column, so that the report on quality can count them.
const char* placeholder_code(ColumnName column) {
  switch (column) {
    case ColumnName::guardian: return "W_GUARDIAN_PLACEHOLDER";
    case ColumnName::ethnicity: return "W_ETHNICITY_PLACEHOLDER";
    case ColumnName::guardian_relation: return "W_RELATION_PLACEHOLDER";
    case ColumnName::hukou_address:
    case ColumnName::hukou_division: return "W_HUKOU_PLACEHOLDER";
    default: return "W_ADDRESS_PLACEHOLDER";
  }
}

}  // namespace

void drop_id_number(ReadStudent& read) {
  read.student.id_number.clear();
  read.student.birth = read.said_birth;
  read.student.sex = read.said_sex;
  read.unread.set(static_cast<std::size_t>(ColumnName::id_number));
}

StudentReader::StudentReader(const Sheet& sheet, const Organisation& organisation, Day today, IdRules ids)
    : sheet_(sheet), today_(today), ids_(ids), residences_(organisation) {}

ReadStudent StudentReader::read(const Row& row, const ReadIdNumber& id) {
  ReadStudent read;
  if (ids_.wrong_is_refused && !accepts_id(row, id, read)) return read;
  read_circumstances(row, read);
  if (!read_name_of(row, read) || !read_birth(row, read)) return read;
  read_identity(row, id, read);
  compare_with_id(row, id, read);
  judge_age(row, read);
  read_contact(row, read);
  return read;
}

void StudentReader::read_circumstances(const Row& row, ReadStudent& read) const {
  const auto boarding = read_boarding(row.cell(ColumnName::boarding));
  warn(row, ColumnName::boarding, boarding.issue, read);
  read.student.boarding = boarding.value;
  const auto enrolment = read_enrolment(row.cell(ColumnName::enrolment));
  warn(row, ColumnName::enrolment, enrolment.issue, read);
  read.student.enrolment = enrolment.value.value_or(Enrolment::enrolled);
  for (const auto& [column, word] : circumstances)
    if (read_flag(row.cell(column))) add_circumstance(read.student.special, word);
}

bool StudentReader::read_name_of(const Row& row, ReadStudent& read) const {
  auto name = read_name(row.cell(ColumnName::name));
  if (name.issue == CellIssue::name_missing || name.issue == CellIssue::mojibake) {
    read.refusal = problem_of(name.issue, row.origin(ColumnName::name), official_header(sheet_, ColumnName::name),
                              Severity::error);
    return false;
  }
  warn(row, ColumnName::name, name.issue, read);
  read.student.name = std::move(name.value);
  return true;
}

bool StudentReader::read_birth(const Row& row, ReadStudent& read) const {
  const auto birth = read_date(row.cell(ColumnName::birth_date));
  warn(row, ColumnName::birth_date, birth.issue, read);
  read.student.birth = read.said_birth = birth.value;
  if (birth.value && *birth.value > today_) read.refusal = born_in_future(row);
  return !read.refusal;
}

ReadIdNumber StudentReader::id_of_pupil(const ReadIdNumber& id) const {
  if (!id.value) return id;
  if (ids_.some_are_rounded && id.value->text().ends_with("000")) return {std::nullopt, CellIssue::id_precision};
  const Day born = id.value->birth();
  if (born > today_) return {std::nullopt, CellIssue::id_birth_date};
  const bool old = id.issue == CellIssue::id_15_digits && age_in_years(born, today_, AgeReached::on_birthday) > oldest;
  return old ? ReadIdNumber{std::nullopt, id.issue} : id;
}

// A number of other papers is no id number, and no mistake. One that a spreadsheet destroyed is neither.
std::string StudentReader::other_papers(const Row& row, const ReadIdNumber& id) const {
  const bool is_whole =
      id.issue == CellIssue::id_format || id.issue == CellIssue::id_checkdigit || id.issue == CellIssue::id_birth_date;
  const std::string type = read_text(row.cell(ColumnName::id_type)).value;
  if (id.value || !is_whole || !names_other_papers(type)) return {};
  return type + " " + read_code(row.cell(ColumnName::id_number));
}

// Nobody is asked for a type that is there.
void StudentReader::warn_of_id(const Row& row, CellIssue issue, ReadStudent& read) const {
  warn(row, ColumnName::id_number, issue, read);
  if (issue == CellIssue::id_format && !read_text(row.cell(ColumnName::id_type)).value.empty())
    read.warnings.back().remedy =
        text("请对照证件核对号码和证件类型。", "Compare the number and the type with the papers.");
}

// A child without a number is no mistake of the roster; a number that cannot be right is.
bool StudentReader::accepts_id(const Row& row, const ReadIdNumber& id, ReadStudent& read) const {
  if (id.value || id.issue == CellIssue::id_missing || !other_papers(row, id).empty()) return true;
  read.refusal = problem_of(id.issue, row.origin(ColumnName::id_number), official_header(sheet_, ColumnName::id_number),
                            Severity::error);
  return false;
}

void StudentReader::read_identity(const Row& row, const ReadIdNumber& id, ReadStudent& read) const {
  read.student.other_id = other_papers(row, id);
  if (read.student.other_id.empty()) warn_of_id(row, id.issue, read);
  if (id.value)
    read.student.id_number = id.value->text();
  else if (id.issue != CellIssue::id_missing && read.student.other_id.empty())
    read.unread.set(static_cast<std::size_t>(ColumnName::id_number));
  auto xueji = read_xueji(row.cell(ColumnName::xueji));
  warn(row, ColumnName::xueji, xueji.issue, read);
  read.student.xueji = std::move(xueji.value);
}

// The id number says birth and sex as well. It wins for computing; what the columns say is reported.
void StudentReader::compare_with_id(const Row& row, const ReadIdNumber& id, ReadStudent& read) const {
  Student& student = read.student;
  const auto sex = read_sex(row.cell(ColumnName::sex));
  warn(row, ColumnName::sex, sex.issue, read);
  student.sex = read.said_sex = sex.value;
  if (!id.value) return;
  const Day birth = id.value->birth();
  if (student.birth && birth != student.birth) mismatch(row, ColumnName::birth_date, "W_BIRTH_MISMATCH", read);
  const Sex by_id = id.value->sex();
  if (student.sex != Sex::unknown && student.sex != by_id) mismatch(row, ColumnName::sex, "W_SEX_MISMATCH", read);
  student.birth = birth;
  student.sex = by_id;
}

void StudentReader::judge_age(const Row& row, ReadStudent& read) const {
  if (!read.student.birth) return;
  const int age = age_in_years(*read.student.birth, today_, AgeReached::on_birthday);
  if (age >= youngest && age <= oldest) return;
  read.warnings.push_back({Severity::warning, "W_AGE_RANGE", row.origin(ColumnName::birth_date),
                           text("年龄 {} 岁，不像在校学生", "{} years old: hardly a pupil", age),
                           text("请核对出生日期", "check the date of birth")});
}

void StudentReader::read_contact(const Row& row, ReadStudent& read) {
  Student& student = read.student;
  for (const FieldColumns& one : plain_columns()) {
    const auto* member = std::get_if<std::string Student::*>(&one.field->member);
    if (member == nullptr) continue;
    std::string& value = student.**member;
    const bool phones = one.field->spelling == StudentField::Spelling::phones;
    const auto say = [&](ColumnName column) { return phones ? phone(row, column, read) : words(row, column, read); };
    value = say(one.column);
    if (value.empty() && one.otherwise != one.column) value = say(one.otherwise);
  }
  if (student.guardian_phone.empty()) student.guardian_phone = student.phone;
  const std::string residence = words(row, ColumnName::residence, read);
  student.residence = residences_.find(residence.empty() ? student.address : residence);
  if (!student.residence) student.residence = residences_.find(student.address);
}

std::string StudentReader::words(const Row& row, ColumnName column, ReadStudent& read) const {
  const bool is_address = column == ColumnName::address || column == ColumnName::hukou_address;
  auto cell = is_address ? read_note(row.cell(column)) : read_text(row.cell(column));
  if (!says_nothing(cell.value)) {
    warn(row, column, cell.issue, read);
    return std::move(cell.value);
  }
  Problem told =
      problem_of(CellIssue::placeholder, row.origin(column), official_header(sheet_, column), Severity::warning);
  told.code = placeholder_code(column);
  read.warnings.push_back(std::move(told));
  return {};
}

std::string StudentReader::phone(const Row& row, ColumnName column, ReadStudent& read) const {
  auto cell = read_phone(row.cell(column));
  warn(row, column, cell.issue, read);
  if (!cell.value.empty()) read.unread.reset(static_cast<std::size_t>(column));  // some of its numbers were read
  return std::move(cell.value);
}

void StudentReader::warn(const Row& row, ColumnName column, CellIssue issue, ReadStudent& read) const {
  if (issue == CellIssue::none) return;
  if (says_nothing(issue)) read.unread.set(static_cast<std::size_t>(column));
  read.warnings.push_back(problem_of(issue, row.origin(column), official_header(sheet_, column), Severity::warning));
}

void StudentReader::mismatch(const Row& row, ColumnName column, const char* code, ReadStudent& read) const {
  read.warnings.push_back({Severity::warning, code, row.origin(column),
                           text("“{}”与身份证件号不一致，以证件号为准", "{} contradicts the id number, which is used",
                                official_header(sheet_, column)),
                           text("请核对后改正", "check and correct")});
}

}  // namespace ksbx
