// document: the text of a written report (文书), filled from what is known about a pupil or a unit.
//
// A report on both lines has one content and so one hash; number and addressee stand outside it, unless the form goes
// to one addressee only. A mandatory section that nothing is known about is named in the text itself and in `missing`:
// the report goes out all the same, because a report in time counts for more than a complete one, and a supplement
// follows (policy/ledger/follow_up.h).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/duty.h"
#include "policy/judge/decide.h"
#include "policy/papers/document_fields.h"

namespace ksbx {

struct DocumentText {
  std::string content;
  std::vector<std::string> missing;           // of must_include, by field name
  std::map<std::string, std::string> stated;  // policy/papers/statement.h
};

// The documents that a duty's item orders, one on each line, as they go out on the night of `issued`: addressed, with
// text, hash, and a copy to whom the order names, unless that is the addressee (POLICY default 10). Their numbers are
// the store's to give, their deadlines the night's (answer_by). None for an item without a document.
std::vector<Document> documents_of(const Judge& judge, const History& history, const Duty& duty, Day issued);

// The form of the document that a duty orders; nullptr if the rulebook has no such rule, document or form any more.
const Form* form_of(const Judge& judge, const DutyKey& duty);

// The unit in whose name a duty's documents go out, and by which their numbers are counted: the one that owes the duty,
// for a class or a grade its school; the city where the duty is assigned to no unit. None only in an organisation
// without a city.
UnitId issuer_of(const Organisation& organisation, const Duty& duty);
// Who receives the duty's document on that line, and a copy of it, as things stand on the day; none: nobody.
UnitId addressee_of(const Judge& judge, const History& history, const Duty& duty, Line line, Day issued);
UnitId copied_to(const Judge& judge, const History& history, const Duty& duty, Line line, Day issued);
// Until when a document of that form must be signed for that really goes out on the day; nothing: the form names no
// time, or the calendars do not reach so far.
std::optional<Day> answer_by(const Judge& judge, const History& history, const Form& form, Day issued);

// Of the duty's `share`, if it has one, nothing else about its subject enters the text. `duty` must come from an item
// with a document, and `judge` must judge a day not before its opening.
DocumentText compose(const Judge& judge, const History& history, const Duty& duty, const Letterhead& letterhead);

// A paper that no duty orders, in the name of the unit or of the pupil's school, for the month of `issued`. `judge`
// must judge that day. `reports`: the text for each {report:…} of the form, by that name.
DocumentText compose_on_demand(const Judge& judge, const History& history, const Form& form, Day issued,
                               const std::map<std::string, std::string>& reports);

// The body with its fields filled in. Unknown names were refused when the form was read. A line that held only empty
// fields goes.
std::string composed(const std::string& body, const Fields& fields);

}  // namespace ksbx
