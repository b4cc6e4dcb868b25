// compare (四查三比对): the household register and the poverty lists against the roll and the classroom. Reads only;
// who is on no roll can be entered afterwards (enter_unmatched.h).
//
//   files → PeopleReader ─┐
//   store → roll, RecentAttendance ─┴→ policy/roster/comparison.h → a summary that adds up, and a visit list by village
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/table.h"
#include "files/input/decode.h"

namespace ksbx {

struct CompareRequest {
  std::vector<std::string> household;  // files of the household register (户籍)
  std::vector<std::string> poverty;    // files of poverty lists (建档立卡、低保); none: that side is left out
  std::optional<Encoding> encoding;    // empty: found out
  Disclosure shown = {};
  Language language = Language::zh;
  bool only_counts = false;  // neither visits nor children
};

// Of school age, and on no roll: as the first list that names the child has it.
struct UnmatchedChild {
  std::string name, id_number;
  std::optional<Day> birth;
  std::string address;  // as written, or the town and village that it was found in
  std::string guardian, guardian_phone;
};

// Much like a pupil whom the list does not name.
struct UnclearChild {
  UnmatchedChild child;
  StudentId may_be;
  std::int64_t fingerprint = 0;  // of what the line says
  std::string file;
  int line = 0;
};

struct ComparisonOutcome {
  // Each standing with how many people, and how many of each list. Of each list the counts of all standings, the lines
  // that repeat another and the rows that could not be read add up to its rows.
  Table summary;
  std::int64_t to_visit = 0;
  Table visits;  // whom to look for: by town and village, the worst first
  std::vector<UnmatchedChild> unmatched;
  std::vector<UnclearChild> unclear;
  Problems problems;
  int rejected = 0;
};

// A line of which a person decided whose it is (`enter_unmatched` has it wait) is that person's, next time too.
// The roll as known now, the classroom up to the day judged. Ages and the number of school days are the parameters
// that the rulebook means by school_age_from, school_age_until and not_seen_after; else 6, 15 and 5. Throws Error:
// Failure::input for a file that cannot be used, Failure::rules where the calendars do not cover the day.
ComparisonOutcome compare_lists(const Workspace& workspace, const CompareRequest& request);

}  // namespace ksbx
