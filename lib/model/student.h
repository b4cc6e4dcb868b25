// Student (学生): a minor on the books. One without a class is an out-of-school minor (社会闲散未成年人).
//
// A value as it is known now; what was known on a day is History's to say (model/history.h), and what changed is kept
// field by field by the store. Texts are in normal form C and were read by files/cell; nothing here checks them again.
// Personal data: it leaves the program only through base/mask.h, and messages speak of a pupil by his short code.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/day.h"
#include "base/table.h"
#include "base/text.h"
#include "model/id.h"

namespace ksbx {

// Where a pupil stands with the school roll (学籍状态).
enum class Enrolment { enrolled, suspended, transferred_out, graduated, dropped_out, deceased, idle };

std::string_view name_of(Enrolment enrolment);
Text label_of(Enrolment enrolment);
std::optional<Enrolment> enrolment(std::string_view name);

enum class Sex { unknown, male, female };

// One with a new field has a line more in `student_fields`, or does not compile.
struct Student {
  StudentId id;
  std::string name;       // normal form C
  std::string id_number;  // 18 characters with a right check character, or empty: then the pupil is provisional
  std::string xueji;      // 全国学籍号, G/J/L + 18 characters, or empty
  std::string other_id;   // papers of another type with their number: 护照 E12345678
  Sex sex = Sex::unknown;
  std::optional<Day> birth;
  std::string ethnicity;  // 民族, as written; the 56 names are not enforced
  UnitId school_class;    // none: an idle minor
  UnitId residence;       // a village, or a town if the village is not known; none: the government line is unassigned
  std::string address;    // 现住址, as written
  std::string hukou;      // 户籍地址 or division, as written: for statistics by household register
  std::string phone;
  std::string guardian;
  std::string guardian_relation;
  std::string guardian_phone;
  bool boarding = false;
  std::string special;  // 留守/孤儿/残疾/随迁/建档立卡/单亲, joined with "、", as the roster has them
  Enrolment enrolment = Enrolment::enrolled;
  bool operator==(const Student&) const = default;

  bool provisional() const { return id_number.empty(); }
};

// What is known of a field of a pupil wherever all fields are treated alike: rows and changes of the store, headings,
// types and masks of the views, what a roster says of it.
struct StudentField {
  // Of a text: as written, a person's name, an id number or 学籍号, other papers, phones, a list of words.
  enum class Spelling { none, words, name, number, papers, phones, list };
  using Member = std::variant<std::string Student::*, bool Student::*, std::optional<Day> Student::*, UnitId Student::*,
                              Sex Student::*, Enrolment Student::*>;
  std::string_view name;  // in the list of changes; of its columns in tables and views as far as they do not differ
  Member member;
  Spelling spelling;
  Privacy privacy;
  const char* zh;
  const char* en;

  Text label() const { return {zh, en}; }
  // Whether it is what its column in a roster says, and follows from nothing else.
  constexpr bool is_plain() const {
    return spelling == Spelling::words || spelling == Spelling::phones ||
           std::holds_alternative<bool Student::*>(member);
  }
};

// All but the number of the pupil, in the order of his members.
inline constexpr auto student_fields = [] {
  using enum StudentField::Spelling;
  return std::to_array<StudentField>({
      {"name", &Student::name, name, Privacy::name, "姓名", "name"},
      {"id_number", &Student::id_number, number, Privacy::id_number, "身份证件号", "id number"},
      {"xueji", &Student::xueji, number, Privacy::id_number, "学籍号", "student number"},
      {"other_id", &Student::other_id, papers, Privacy::id_number, "其他证件", "other papers"},
      {"sex", &Student::sex, none, Privacy::none, "性别", "sex"},
      {"birth", &Student::birth, none, Privacy::id_number, "出生日期", "date of birth"},
      {"ethnicity", &Student::ethnicity, words, Privacy::text, "民族", "ethnicity"},
      {"school_class", &Student::school_class, none, Privacy::none, "班级", "class"},
      {"residence", &Student::residence, none, Privacy::none, "住所", "residence"},
      {"address", &Student::address, words, Privacy::address, "现住址", "address"},
      {"hukou", &Student::hukou, words, Privacy::address, "户籍地", "household register"},
      {"phone", &Student::phone, phones, Privacy::phone, "联系电话", "phone"},
      {"guardian", &Student::guardian, words, Privacy::name, "监护人", "guardian"},
      {"guardian_relation", &Student::guardian_relation, words, Privacy::text, "与学生关系", "relation"},
      {"guardian_phone", &Student::guardian_phone, phones, Privacy::phone, "监护人电话", "guardian's phone"},
      {"boarding", &Student::boarding, none, Privacy::none, "寄宿", "boarding"},
      {"special", &Student::special, list, Privacy::none, "特殊群体", "special group"},
      {"enrolment", &Student::enrolment, none, Privacy::none, "学籍状态", "enrolment"},
  });
}();

// nullptr if there is none of that name.
const StudentField* student_field(std::string_view name);

// The short code by which people, logs and the journal speak of a pupil ("S-7K3Q"): the internal number, shuffled, in
// digits and letters that cannot be confused (Crockford's base 32). It says nothing about the pupil, and it never
// changes: four digits up to about a million pupils, one more for each further factor of 32. Empty for no pupil.
std::string short_code(StudentId id);
// Nothing if the text is not such a code. Lower case, a missing hyphen, O for 0 and I or L for 1 are accepted.
std::optional<StudentId> student_of_code(std::string_view code);

}  // namespace ksbx
