// route: a role, seen from a subject, becomes a unit and a person (双线包保, P43).
#pragma once

#include <string_view>

#include "model/duty.h"
#include "model/unit.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// Government roles go by residence, education roles by school, as they are on `day`, of a matter that arose on
// `arose`: the school in which it arose keeps it, whatever school the pupil has gone to since; inside that school, and
// to another home, it goes with him. A unit that was merged by `day` is its successor. What cannot be resolved comes
// back with assigned = false and as much as is known; it is never dropped.
Assignee route(const Rulebook& rulebook, const Organisation& organisation, const History& history,
               std::string_view role, Day arose, Day day);

// The unit at a place, seen from the subject, whatever roles the rulebook has there; nullptr if it is not known, and
// for a department, which only a role can name.
const Unit* unit_at(RoleAt place, const Organisation& organisation, const History& history, Day arose, Day day);

// The class on whose side the education line runs; of a unit, itself.
UnitId class_of(const Organisation& organisation, const History& history, Day arose, Day day);

// The departments that there are on that day in whose name one of these parts stands; one whose name is just such a
// part alone. If none stands, those into which such departments were merged.
std::vector<const Unit*> departments_called(const Organisation& organisation, const std::vector<std::string>& named,
                                            Day day);
// The police stations of a town or a village on that day: those that serve the village, else those that serve the town,
// else those that stand in the town and have no area of their own (Unit::serves). More than one is a mistake in the
// list of units, and the first as they were entered counts; none if nobody said whose it is.
std::vector<const Unit*> stations_of(const Organisation& organisation, UnitId place, Day day);

// The units there are on that day that these words can mean as the unit of a role at that place: by code or name.
std::vector<const Unit*> units_called(const Organisation& organisation, std::string_view words, RoleAt at, Day day);

// Could its maker act for that subject in one of these roles on the day of the record? Whoever holds such a post there
// is at the place where the role lies for the subject, where the matter arose or where he was on that day: the head of
// another school proves nothing of this one. Of somebody who holds no such post only the record knows.
bool is_in_charge(const Rulebook& rulebook, const Organisation& organisation, const History& history, Day arose,
                  const Record& record, const std::vector<std::string>& owed);

// The day on which a roster had him, up to 30 days before this record of a transfer (Meant::transfer_out), at the
// school to which it says that he goes; nothing if none had.
std::optional<Day> came_before(const Rulebook& rulebook, const Organisation& organisation, const History& history,
                               const Record& transfer);

// The day on which the matter of a duty arose: when it opened. A transfer to another school arises where the pupil
// leaves, so on the day before it, even if he came to the other school on the same day, or before somebody entered it.
Day arose_on(const Rulebook& rulebook, const Organisation& organisation, const History& history, const Duty& duty);

}  // namespace ksbx
