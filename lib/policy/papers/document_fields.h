// What the {fields} of a document say (docs/rules.md lists them), and whether what one said is still so.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "policy/judge/decide.h"

namespace ksbx {

using Fields = std::map<std::string, std::string>;

// What stands outside the pupil's history.
struct Letterhead {
  Day issued;
  std::string number;      // empty on a dual line
  std::string addressee;   // likewise
  std::string correction;  // why this text makes an earlier one whole; usually empty
};

// Of a form's body and of the matter of a duty, as they are on the day of issue: all of `wanted`, and what else costs
// nothing; the days missed take a walk through the history. `judge` must judge a day not before its opening. A field
// that nothing is known of is empty.
Fields fields_of(const Judge& judge, const History& history, const Duty& duty, const Letterhead& head,
                 const std::set<std::string>& wanted);

// The field KIND.FIELD of a body: of the record that the duty came of, if it is of that kind, or else the latest word
// in such records up to the day; a choice by its label.
std::string field_of_records(const Judge& judge, const History& history, const Duty& duty, std::string_view name,
                             Day until);

// Half a day missed, as {absence} tells of it; of what documents of an older ksbx told as 2026-11-18上午 too. None if
// the words are of another form.
struct MissedSession {
  Day day;
  Session session = Session::morning;
};
std::vector<MissedSession> sessions_told(std::string_view absence);

// What stands where a number of days, or a mandatory section, is not known.
extern const char* const not_found_out;

// 2026年11月18日
std::string official_date(Day day);

}  // namespace ksbx
