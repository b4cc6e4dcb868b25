#pragma once

#include <optional>

#include "app/workspace/workspace.h"
#include "base/problem.h"
#include "model/calendar.h"
#include "model/record.h"
#include "model/unit.h"
#include "policy/rulebook/rulebook.h"
#include "store/sqlite/database.h"

namespace ksbx {

// Why a record cannot be so, said before it is kept: shared by `record` and by imports of record files.

// Its maker has none of the roles that its kind asks for. `record.roles` must be filled.
std::optional<Problem> refused_maker(const Rulebook& rulebook, const RecordKind& kind, const Record& record);
// A day that has not come yet, or that no calendar covers.
std::optional<Problem> refused_day(const Calendar& calendar, Day day, Day today);
// Days that are no stretch, "days-reversed", or a leave or closure longer than a term, "longer-than-term": longer than
// the one in which it begins or that comes next. What the calendars do not cover is not refused here.
std::optional<Problem> refused_range(const Calendar& calendar, const SessionRange& range);
// A time of today that has not come yet, "future-date".
std::optional<Problem> refused_time(const Record& record, Moment now);
// A text that names a unit (Role::field) names none that there is on the day, or several.
std::optional<Problem> refused_unit(const Rulebook& rulebook, const Organisation& organisation, const Record& record);
// A duty cannot be given away so: no duty is called so, or nobody of that name has a post.
std::optional<Problem> refused_reassignment(const Rulebook& rulebook, const Organisation& organisation,
                                            const Record& record);
// This person cannot sign for or return the document that the record answers: he has posts, and none where it went.
std::optional<Problem> refused_signer(Database& database, const Organisation& organisation, const Record& record);
// Whom it names as come for a party (Field::member_of) stands for two, or has posts and none at that party's unit in
// charge of the pupil. A name without posts is taken as it is: not every officer is on the staff list.
std::optional<Problem> refused_member(const Workspace& workspace, const RecordKind& kind,
                                      const Organisation& organisation, const Record& record);
// A field that is a pupil's short code (Field::pupil) says something else, or there is no such child: "unknown-pupil".
std::optional<Problem> refused_pupil(const Workspace& workspace, const RecordKind& kind,
                                     const Organisation& organisation, const Record& record);

}  // namespace ksbx
