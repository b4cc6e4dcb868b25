#include "policy/rulebook/roster_sign.h"

namespace ksbx {

Meant meant_by(RosterSign sign) {
  switch (sign) {
    case RosterSign::missing: return Meant::roster_missing;
    case RosterSign::reappeared: return Meant::roster_found;
    case RosterSign::claimed_twice: return Meant::double_roll;
    case RosterSign::claim_settled: return Meant::double_roll_settled;
    case RosterSign::transferred: return Meant::transfer_in;
    case RosterSign::graduated: return Meant::graduation;
    case RosterSign::left: return Meant::transfer_out;
    case RosterSign::suspended: return Meant::suspension;
    case RosterSign::dropped_out: return Meant::dropout;
    case RosterSign::died: return Meant::death;
  }
  return {};
}

std::vector<Meant> fields_of(RosterSign sign) {
  switch (sign) {
    case RosterSign::missing: return {Meant::roster_missing_school, Meant::roster_missing_class};
    case RosterSign::reappeared: return {Meant::roster_found_school, Meant::roster_found_class};
    case RosterSign::claimed_twice: return {Meant::double_roll_school, Meant::double_roll_class};
    case RosterSign::transferred:
      return {Meant::transfer_in_school, Meant::transfer_in_attending, Meant::transfer_in_proof};
    case RosterSign::graduated: return {Meant::graduation_completed, Meant::graduation_next_unknown};
    case RosterSign::claim_settled:
    case RosterSign::left:
    case RosterSign::suspended:
    case RosterSign::dropped_out:
    case RosterSign::died: return {};
  }
  return {};
}

std::optional<RosterSign> sign_of(Enrolment enrolment) {
  switch (enrolment) {
    case Enrolment::suspended: return RosterSign::suspended;
    case Enrolment::transferred_out: return RosterSign::left;
    case Enrolment::graduated: return RosterSign::graduated;
    case Enrolment::dropped_out: return RosterSign::dropped_out;
    case Enrolment::deceased: return RosterSign::died;
    case Enrolment::enrolled:
    case Enrolment::idle: break;
  }
  return std::nullopt;
}

}  // namespace ksbx
