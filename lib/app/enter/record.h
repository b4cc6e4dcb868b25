// record: what was done or found about a pupil or a unit, in typed fields, and which duties it proves.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/enter/proofs.h"
#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "model/record.h"
#include "model/student.h"
#include "model/unit.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct RecordRequest {
  std::string kind;     // "persuasion"
  std::string subject;  // a pupil (app/workspace/pupils.h), a unit's code or name, a document's number
  std::map<std::string, std::string> fields;  // by name or label, as written
  Day day;                                    // when it was done
  std::string time = {};                      // at what time, as written; empty: nobody said
  std::string by;                             // the person; his roles are looked up
  std::vector<std::string> roles;  // said in so many words (id or label), for someone who is not on the staff list
  Disclosure shown = {};           // of the subject in the outcome
};

struct RecordOutcome {
  Record record;
  Effect effect = Effect::unchanged;
  Text subject;       // who it is about, for people
  Proofs proofs;      // duties that were open and are done with it, and the subject's other open duties
  Problems warnings;  // "record-without-person": it proves no duty that falls to a role
};

// Throws Error (Failure::usage) with every mistake at once: unknown kind, subject, field or choice (with the nearest),
// a required field that is missing, a date in the future. The same again changes nothing.
RecordOutcome record(const Workspace& workspace, const RecordRequest& request, Keep keep);

// The parts that `import` of record files shares.
// Who or what a record of this kind is about; the problem if there is none such.
struct RecordSubject {
  StudentId student;
  UnitId unit;
  std::string document = {};                             // its number
  std::map<std::string, FieldValue> from_document = {};  // fields that need not be said: the document says them
  std::optional<Problem> problem = {};
};
RecordSubject record_subject(const Workspace& workspace, const Organisation& organisation, const RecordKind& kind,
                             std::string_view words);
// A record of this kind about it; who made it and when is still to be said.
Record record_about(const RecordKind& kind, RecordSubject subject);
// What a field of choices can hold: "home_visit（家访）、phone（电话）".
Text choices_of(const Field& field);
// In which roles a record is made: those that the person holds on its day, of several all of theirs, and those said (by
// id or label); the problem if the rulebook has none of them.
struct MakerRoles {
  std::vector<std::string> roles;
  std::optional<Problem> problem = {};
};
MakerRoles maker_roles(const Organisation& organisation, const Rulebook& rulebook, const std::string& by, Day day,
                       const std::vector<std::string>& said);
// The warning "record-without-person": no one who holds a role made it, so it proves no duty that falls to a role.
std::optional<Problem> without_person(const RecordKind& kind, const Record& record);

}  // namespace ksbx
