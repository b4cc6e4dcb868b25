// RosterSign (花名册里看得出的变动): what a roster shows by itself and ksbx puts on record, as if someone had said so.
//
// The record is of the kind that the rulebook means (policy/rulebook/meaning.h); what a roster cannot know, such as
// where a pupil went who is marked as transferred, stays empty in it. A kind in which people must fill in just that
// could never be made, and the child would be lost without a word: the reader of rulebooks refuses it.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "model/student.h"
#include "policy/rulebook/meaning.h"

namespace ksbx {

enum class RosterSign {
  missing,        // was enrolled at a school whose whole roster came in, and is not on it
  reappeared,     // was missing, and is on a roster again
  claimed_twice,  // is on the roster of the school that he left for another, which has him too
  claim_settled,  // was, and one of the two left him out of its roster
  transferred,    // had left for another school, and is on the roster of one
  graduated,      // finished the last grade of his school, or his roster says so
  left,           // 转出: his roster says so and not where to
  suspended,      // 休学: likewise, and not why or until when
  dropped_out,    // 辍学: likewise, and not why
  died,           // 死亡: likewise
};
inline constexpr std::array all_roster_signs = {
    RosterSign::missing,     RosterSign::reappeared, RosterSign::claimed_twice, RosterSign::claim_settled,
    RosterSign::transferred, RosterSign::graduated,  RosterSign::left,          RosterSign::suspended,
    RosterSign::dropped_out, RosterSign::died};

// The kind of record that is meant for it.
Meant meant_by(RosterSign sign);
// The fields that it fills.
std::vector<Meant> fields_of(RosterSign sign);
// What a roster shows that gives a pupil this standing (学籍状态); none of one who is enrolled, or at no school.
std::optional<RosterSign> sign_of(Enrolment enrolment);

}  // namespace ksbx
