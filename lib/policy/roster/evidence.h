// Evidence (认人的依据): how two descriptions of a child agree, part by part, and whether they are one child. Pure.
//
// Rosters, registers of the police and typed rows all describe children, and all make the same mistakes: a digit, a
// character, a day, the number of the child in the next line. So everyone who asks who is who compares here, and one
// table says what follows. A number alone never outweighs a name and a birthday that both say otherwise: it is the part
// that is copied, dragged and mistyped most easily, and a child whose entry another one takes over is lost.
//
//   const Evidence found = evidence_of(description_of(known), description_of(row));
//   if (weigh(found, Where::same_class).who == Recognition::Who::in_doubt) …
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/day.h"
#include "base/text.h"
#include "model/student.h"
#include "policy/roster/recognition.h"

namespace ksbx {

// What a list says of a child. Valid as long as what it was made of.
struct Description {
  std::string_view name;
  std::string_view id_number;  // with a right check character, or as written where it has 18 characters; or empty
  std::string_view xueji;      // 全国学籍号
  std::string_view papers;     // of another type: 护照 E12345678
  std::optional<Day> birth;
};
Description description_of(const Student& student);
// A row of which the column of birthdays says something else than the id number: a number of another child brings the
// birthday of that child with it.
Description description_of(const Student& row, const std::optional<Day>& said_birth);

// `near` is one slip: in a number one digit, two neighbours exchanged, or a slip of its birthday, whatever the check
// character; in a date one day, one digit, or day and month exchanged; in a name of three characters and more one of
// them, or two neighbours exchanged. In a name of two every other character is another child's: 王明 is not 王红.
enum class Agreement : std::uint8_t { missing, agrees, near, contradicts };

struct Evidence {
  Agreement id_number = Agreement::missing;
  Agreement xueji = Agreement::missing;   // `missing` too where one of two is provisional: that proves nothing
  Agreement papers = Agreement::missing;  // of two types nothing is compared
  Agreement name = Agreement::missing;
  Agreement birth = Agreement::missing;
  bool operator==(const Evidence&) const = default;
};
Evidence evidence_of(const Description& one, const Description& other);
// 姓名一致，出生日期相近，证件号不同: without what is missing.
Text words_of(const Evidence& evidence);

// Where the two are said to be.
enum class Where { same_class, same_school, elsewhere };

struct Recognition {
  enum class Who { same, in_doubt, different };
  Who who = Who::different;
  RowDoubt doubt = RowDoubt::none;  // if in doubt
  bool is_corrected = false;        // the same, and his id number is another now
};
// One who is known and one who is described, when either could be meant.
Recognition weigh(const Evidence& evidence, Where where);

// Both a number and other words: whether two rows that claim one number are surely two children.
bool are_two_children(const Evidence& evidence);
// Whether both have a number of one kind, and it differs.
bool has_other_number(const Evidence& evidence);

// One who came and one who is missing, of one moment: may they be one child? Then two entries would be made of one, and
// a child who sits in class be looked for, so less is asked than of two who are both there.
bool may_have_changed(const Evidence& evidence, Where where);

}  // namespace ksbx
