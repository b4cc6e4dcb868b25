// record: what was done or found about a pupil or a unit, in typed fields, and which duties it proves.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/workspace/workspace.h"
#include "model/duty.h"
#include "model/record.h"
#include "model/student.h"
#include "model/unit.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct RecordRequest {
  std::string kind;     // "persuasion"
  std::string subject;  // as people point at a pupil (app/pupils.h), a unit's code or name, or a document's number
  std::map<std::string, std::string> fields;  // by name or label, as written
  Day day;                                    // when it was done
  std::string by;                             // the person; his roles are looked up
  std::vector<std::string> roles;  // said in so many words (id or label), for somebody who is not on the staff list
};

struct RecordOutcome {
  Record record;
  Effect effect = Effect::unchanged;
  Text subject;                  // whom it is about, for people
  std::vector<Duty> proved;      // duties that were open and are done with it
  std::vector<Duty> still_open;  // the subject's other open duties
  Problems warnings;             // "record-without-person": it proves no duty that falls to a role
};

// Throws Error (Failure::usage) with every mistake at once: unknown kind, subject, field or choice (with the nearest),
// a required field that is missing, a date in the future. The same again changes nothing.
RecordOutcome record(const Workspace& workspace, const RecordRequest& request, Keep keep);

// The parts that `import` of record files shares.
// The subject of a record: fills student, unit or document of `record`; the problem if there is none such.
std::optional<Problem> point_at(const Workspace& workspace, const Organisation& organisation, const RecordKind& kind,
                                std::string_view subject, Record& record);
// What is wrong with who made the record and when: nobody of the roles that its kind asks for, a day that no calendar
// covers or that has not come yet. `record.roles` must be filled.
std::optional<Problem> refused_maker(const Rulebook& rulebook, const RecordKind& kind, const Record& record);
std::optional<Problem> refused_day(const Calendar& calendar, Day day, Day today);
// Fills `record.by` and its roles: those that the person holds on the record's day, and those said.
std::optional<Problem> attribute_to(const Organisation& organisation, const Rulebook& rulebook, const std::string& by,
                                    const std::vector<std::string>& roles, Record& record);

}  // namespace ksbx
