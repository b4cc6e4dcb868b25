#include "app/workspace/pupils.h"

#include "app/workspace/class_register.h"
#include "files/cell/cell.h"
#include "store/roster/repair_store.h"
#include "store/roster/roster_store.h"

namespace ksbx {
namespace {

constexpr std::size_t most_candidates = 10;

std::vector<Student> only(std::optional<Student> found) {
  std::vector<Student> result;
  if (found) result.push_back(std::move(*found));
  return result;
}

Problem unknown(std::string_view words) {
  return {Severity::error,
          "unknown-pupil",
          {},
          text("没有找到学生“{}”", "no such pupil: {}", std::string(words)),
          text("请用学籍号、身份证件号、短码（S-…）或“姓名@班级”来指定",
               "use 学籍号, id number, short code (S-…) or name@class")};
}

Problem reverted(std::string_view words) {
  return {Severity::error,
          "pupil-taken-back",
          {},
          text("{} 随一次导入登记，那次导入已撤销", "{} came with an import that was undone", std::string(words)),
          text("确有其人请重新导入名册", "if there is such a pupil, import the roster again")};
}

Problem merged(std::string_view words, StudentId now) {
  return {Severity::error,
          "pupil-merged",
          {},
          text("{} 与 {} 是同一名学生，已并入 {}", "{0} is the same child as {1} and was merged into {1}",
               std::string(words), short_code(now), short_code(now)),
          text("请用 {}", "use {}", short_code(now))};
}

Problem ambiguous(std::string_view words, const std::vector<Student>& candidates, const Organisation& organisation) {
  Text list;
  for (std::size_t i = 0; i < candidates.size() && i < most_candidates; ++i)
    list = text("{}{}{}", "{}{}{}", list, i ? "；" : "", described(candidates[i], organisation, Masking::normal));
  return {Severity::error,
          "ambiguous-pupil",
          {},
          text("“{}”有 {} 人：{}", "{} may be any of {}: {}", std::string(words), candidates.size(), list),
          text("请改用括号里的短码；这次没有做任何改动", "use the short code in brackets; nothing was done")};
}

}  // namespace

std::vector<Student> pupils_meant(Database& database, const Organisation& organisation, std::string_view words,
                                  Day today) {
  if (const auto id = student_of_code(words)) return only(student(database, *id));
  const std::string code = read_code(words);
  if (IdNumber::parse(code)) return only(student_by_id_number(database, code));
  const auto xueji = read_xueji(code);
  if (xueji.issue == CellIssue::none && !xueji.value.empty()) return only(student_by_xueji(database, xueji.value));

  const std::size_t at = words.find('@');
  const std::string name = read_name(words.substr(0, at)).value;
  if (name.empty()) return {};
  if (at == std::string_view::npos) return students_named(database, name);
  return students_named(database, name, ClassRegister(organisation, today).matching(words.substr(at + 1)));
}

PupilFound pupil(Database& database, const Organisation& organisation, std::string_view words, Day today) {
  std::vector<Student> meant = pupils_meant(database, organisation, words, today);
  if (meant.size() == 1 && !is_on_the_books(database, meant.front().id)) {
    const StudentId now = same_child(database, meant.front().id);
    return {std::nullopt, now == meant.front().id ? reverted(words) : merged(words, now)};
  }
  if (meant.size() == 1) return {std::move(meant.front()), std::nullopt};
  return {std::nullopt, meant.empty() ? unknown(words) : ambiguous(words, meant, organisation)};
}

Student required_pupil(Database& database, const Organisation& organisation, std::string_view words, Day today) {
  PupilFound found = pupil(database, organisation, words, today);
  if (found.problem) throw Error(Failure::usage, {*found.problem});
  return *found.student;
}

Text described(const Student& student, const Organisation& organisation, Masking masking) {
  const std::string name = masked(student.name, Privacy::name, masking);
  const std::string place = student.school_class ? organisation.full_name(student.school_class) : std::string();
  return place.empty() ? text("{}（社会闲散未成年人，{}）", "{} (out of school, {})", name, short_code(student.id))
                       : text("{}（{}，{}）", "{} ({}, {})", name, place, short_code(student.id));
}

Subject subject_of(const Student& student) {
  return {student.school_class ? SubjectKind::student : SubjectKind::idle_minor, student.id, student.school_class};
}

}  // namespace ksbx
