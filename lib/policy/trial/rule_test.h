// RuleTest: one small story with its ending, by which the people who edit a rulebook know that it still says what they
// mean.
//
// A test has a world of its own: a calendar made from the letters of its attendance, two towns, one school, one class,
// one pupil (or one idle minor), and a holder for every role. The story is entered into ksbx as it would be in life,
// each entry on the day on which it was entered, and judged night by night with the same code that judges real pupils:
// a correction that comes late finds duties that were already given out. Files describe tests in TOML:
// files/rulebook/rule_test_reader.h.
//
//   first = 2026-11-16, letters = "PPPPU..U"   →   Friday and the next Monday missed: Monday is the second day
//
// A night asks whom it would ask in life (policy/ledger/wake.h): of whom something was said since, and whose day has
// come. So a rule that no night would come to fails its test. Beside it runs the same story with everybody asked every
// night: a difference fails the test, and so does a last night that, run again, still changes something.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/problem.h"
#include "model/attendance.h"
#include "model/calendar.h"
#include "model/duty.h"
#include "model/record.h"
#include "model/student.h"
#include "policy/judge/decide.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// One civil day of the pupil's attendance, by its letter:
//   P present   U unexcused all day   E on leave all day   u absent, being verified
//   a morning missed   p afternoon missed   ? a school day without a register   . no school
// and any one-letter attendance code of the rulebook, for the whole day, that is none of these.
// A '.' from Monday to Friday is a holiday; any other letter on a weekend is a make-up day.
struct LetterDay {
  bool school_day = true;
  bool has_register = true;
  std::optional<Presence> morning;  // nothing: no mark
  std::optional<Presence> afternoon;
};
// Nothing for any other character.
std::optional<LetterDay> letter_day(char letter, const Rulebook& rulebook);

// Where the pupil lives: in the school's town, in the other town, in the school's town where nobody knows the village,
// or no one knows.
enum class Lives { here, elsewhere, town, unknown };

struct TestRecord {
  Record record;  // without `recorded`; `document` empty
  Day entered;
  // The document on this line that was issued last before the record was entered, withdrawals left out.
  std::optional<Line> answers;
  std::optional<SubjectKind> about;  // of a kind that may be about several, the one; nothing: about all of them
  Origin origin;

  bool is_about(const RecordKind& kind, SubjectKind subject) const {
    return kind.is_about(subject) && (!about || *about == subject);
  }
};

struct TestCorrection {
  Day day;
  std::optional<Session> session;  // nothing: both
  Presence presence = Presence::present;
  Day entered;
};

struct TestRegister {
  Day day;
  Day entered;
};

struct TestDeparture {
  std::string role;
  Day last;  // the last day on which someone held it
};

// What is not stated is not compared.
struct ExpectedDuty {
  std::string rule;
  std::optional<std::string> duty;  // the item's id
  std::optional<Day> opened, due, remind, done;
  // open, done, overdue, missed, withdrawn; an open duty past its deadline is overdue, and missed once it is asked for
  // no more
  std::optional<std::string> state;
  std::optional<bool> late;        // found out after the day on which it opened
  std::optional<std::string> who;  // the person's name, or the unit's where the unit answers as such
  std::optional<bool> assigned;
};

struct ExpectedDocument {
  std::optional<Line> line;
  std::optional<std::string> form, to, copy_to;  // units by name; an empty copy_to: no copy
  std::optional<DocumentKind> kind;
  std::optional<bool> correction;  // anything but an original
  std::optional<bool> answered;    // a receipt of this text or of another of the same word came back
};

struct RuleTest {
  std::string name;
  std::vector<std::string> clauses;
  Origin origin;

  Day first;             // the day of the first letter
  std::string letters;   // one a day, without spaces; at least one
  Day until;             // the last night
  std::set<Day> missed;  // nights that did not run; the next one catches up

  bool idle = false;  // the subject is an idle minor; the letters are only the calendar
  Lives lives = Lives::here;
  int grade = 7;
  std::optional<Day> birth;
  std::string special;  // the special groups that the roster names
  Enrolment enrolment = Enrolment::enrolled;
  std::set<std::string> without;  // roles that no one fills
  std::vector<TestDeparture> departures;

  std::vector<TestRecord> records;
  std::vector<TestCorrection> corrections;
  std::vector<TestRegister> registers;  // returned after all
  std::vector<Closure> closures;        // of the school

  std::set<std::string> rules;                  // whose duties and doubts are compared; empty: of all rules
  std::vector<ExpectedDuty> duties;             // exactly these
  std::optional<std::set<std::string>> doubts;  // rules in doubt on the last day, exactly
  std::optional<std::string> stage;
  std::optional<std::int64_t> document_count;
  std::optional<std::vector<ExpectedDocument>> documents;  // exactly these
};

// How a test ended. A difference is one line: what was expected, what came, and the comparison that decided it.
struct RuleTestResult {
  std::vector<Text> differences;
  bool passed() const { return differences.empty(); }
};

// Every reference of the test must be known to the rulebook; its reader sees to that. A calendar that a deadline runs
// out of is an Error (Failure::rules), as in life.
RuleTestResult run(const RuleTest& test, const Rulebook& rulebook);

// The same, and `watch` learns how the rules came out for each subject in each pass:
// policy/trial/rule_test_coverage.h.
using Watch = std::function<void(const std::vector<Judgement>&)>;
RuleTestResult run(const RuleTest& test, const Rulebook& rulebook, const Watch& watch);

}  // namespace ksbx
