// document: the text of a written report (文书), filled from what is known about a pupil or a unit.
//
// A report on both lines has one content and so one hash; number and addressee stand outside it, unless the form goes to one
// addressee only. A mandatory section that nothing is known about is named in the text itself and in `missing`: the report goes
// out all the same, because a report in time counts for more than a complete one, and a correction follows.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/duty.h"
#include "policy/decide.h"
#include "policy/reconcile.h"

namespace ksbx {

struct DocumentText {
  std::string content;
  std::vector<std::string> missing;  // of must_include, by field name
};

// What stands outside the pupil's history.
struct Letterhead {
  Day issued;
  std::string number;      // empty on a dual line
  std::string addressee;   // likewise
  std::string correction;  // why this text replaces an earlier one; usually empty
};

// The documents that a duty's item orders, one on each line, as they go out on the night of `issued`: addressed, with text,
// hash and a copy to the school's town where that is another one (POLICY default 10). Their numbers are the store's to give.
// None for an item without a document.
std::vector<Document> documents_of(const Judge& judge, const History& history, const Duty& duty, Day issued);

// What tells the receiver of `sent`, on the same line, that it no longer holds. `duty` is the one that `sent` was issued for.
// Where the rulebook has its rule or form no more, the text is the reason, the number of `sent` and the date alone.
Document correction_of(const Judge& judge, const History& history, const Duty& duty, const Document& sent, Day issued,
                       const Text& reason);

// What goes out again, whole, once the sections are known that a report of `known` went out without: one for each such report
// that nothing corrects yet and whose duty was not withdrawn. None where the rulebook has no form for it any more: there is no
// whole to send.
std::vector<Document> supplements_of(const Judge& judge, const History& history, const Ledger& known, Day issued);

// The unit in whose name a duty's documents go out, and by which their numbers are counted: the one that owes the duty, for a
// class or a grade its school; the city where the duty is assigned to no unit. None only in an organisation without a city.
UnitId issuer_of(const Organisation& organisation, const Duty& duty);

// Of the duty's `share`, if it has one, nothing else about its subject enters the text. `duty` must come from an item with a document, and `judge` must judge a day not before its opening.
DocumentText compose(const Judge& judge, const History& history, const Duty& duty, const Letterhead& letterhead);

// A paper that no duty orders, in the name of the unit or of the pupil's school, for the month of `issued`. `judge` must judge
// that day. `reports`: the text for each {report:…} of the form, by that name.
DocumentText compose_on_demand(const Judge& judge, const History& history, const Form& form, Day issued,
                               const std::map<std::string, std::string>& reports);

// 2026年11月18日
std::string official_date(Day day);

}  // namespace ksbx
