// document: the text of a written report (文书), filled from what is known about a pupil.
//
// A report on both lines has one content and so one hash; number and addressee stand outside it, unless the form goes to one
// addressee only. A mandatory section that nothing is known about is named in the text itself and in `missing`: the report goes
// out all the same, because a report in time counts for more than a complete one, and a correction follows.
#pragma once

#include <string>
#include <vector>

#include "model/duty.h"
#include "policy/decide.h"

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

// `duty` must come from an item with a document, and `judge` must judge a day not before its opening.
DocumentText compose(const Judge& judge, const History& history, const Duty& duty, const Letterhead& letterhead);

// 2026年11月18日
std::string official_date(Day day);

}  // namespace ksbx
