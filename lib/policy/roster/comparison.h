// Comparison (四查三比对): the household register, the school roll, the classroom and the poverty lists against each
// other. Pure.
//
// Each list alone looks complete. A child is lost between them: registered in a village and on no roll, on a roll and
// in no classroom. So everyone whom any list names is put into exactly one Standing, with the reason, and the counts
// of each list add up to its lines. What is not known is a standing of its own, never quietly a good one.
//
//   Comparison found = compare(lists, SchoolAge{}, today);
//   for (const Compared& person : found.people)
//     if (needs_visit(person.standing)) …
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/text.h"
#include "model/student.h"
#include "policy/roster/same_person.h"

namespace ksbx {

enum class ListKind { roll, household, poverty };  // 学籍, 户籍, 贫困
inline constexpr std::size_t list_kinds = 3;
Text label_of(ListKind list);

// Was the pupil seen in class on any of the last school days? `unknown`: he was not, but on some of them no register
// says so.
enum class LastSeen { seen, not_seen, unknown };

// One entry of the school roll.
struct OnRoll {
  Listed person;
  Enrolment enrolment = Enrolment::enrolled;
  bool has_school = true;  // is in a class
  int grade = 0;           // of that class: 1–9, 10 and above, 0 where it is not known
  bool received = false;   // transferred out, and another school has confirmed that he came
  LastSeen last_seen = LastSeen::unknown;
};

struct Lists {
  std::vector<OnRoll> roll;
  std::vector<Listed> household;  // 户籍: school-age children as the police have them
  std::vector<Listed> poverty;    // 建档立卡、低保
};

// Ages in full years on the 31 August that begins the school year, both included.
struct SchoolAge {
  int from = 6;
  int until = 15;
};

// The worst first; of several that apply the first holds.
enum class Standing : std::uint8_t {
  poor_on_no_roll,         // on a poverty list, of school age, on no roll
  on_no_roll,              // in the household register, of school age, on no roll
  unclear,                 // identity unclear; or on no roll, but much like someone who is
  age_unknown,             // on no roll, and no birth date says whether he should be
  not_seen,                // enrolled, and not seen in class
  dropped_out,             // the roll itself says so
  no_school,               // on the books as an out-of-school minor
  transferred_unreceived,  // out, and no other school has confirmed
  not_moved_up,            // graduated below grade 9, of school age, enrolled nowhere
  attendance_unknown,      // enrolled, and registers are missing
  not_in_household,        // in class, but not in the household register: lives here without local registration
  in_class,
  suspended,
  transferred,  // and received elsewhere
  graduated,
  deceased,
  too_young,
  too_old
};
inline constexpr int standings = static_cast<int>(Standing::too_old) + 1;
std::string_view name_of(Standing standing);  // "on_no_roll"
Text label_of(Standing standing);
// Must someone go and look? Missing registers are asked for at school (P4), so attendance_unknown is not among them.
bool needs_visit(Standing standing);
// Was the child seen in class?
bool is_in_class(Standing standing);

struct Compared {
  Standing standing = Standing::unclear;
  std::array<std::optional<std::uint32_t>, list_kinds> line;  // his first line in each list, by ListKind
  Basis basis =
      Basis::nobody;  // the least certain of those by which his lines were joined; `nobody`: he is on one list only
  // Of a near miss: which of `people` it may be, and what agrees.
  std::optional<std::uint32_t> may_be = {};
  Evidence evidence = {};
  const std::optional<std::uint32_t>& in(ListKind list) const { return line[static_cast<std::size_t>(list)]; }
};

// A line that names someone whom an earlier line of the same list names.
struct Repeated {
  ListKind list = ListKind::household;
  std::size_t line = 0;
  std::size_t first = 0;
};

struct Comparison {
  // those of the roll in its order, then those of the household register only, then the poverty list's
  std::vector<Compared> people;
  std::vector<Repeated> repeated;  // by list, then line
};

Comparison compare(const Lists& lists, SchoolAge school_age, Day today);

}  // namespace ksbx
