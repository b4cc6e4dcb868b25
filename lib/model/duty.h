// Duty (任务): who must do what by when, what proves it, because of which clause; and the documents (文书) it issues.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/text.h"
#include "model/history.h"
#include "model/id.h"

namespace ksbx {

enum class Line { government, education };  // 政府线, 教育线
std::string_view name_of(Line line);
Text label_of(Line line);
std::optional<Line> line(std::string_view name);

enum class DutyState { open, done, withdrawn };
std::string_view name_of(DutyState state);
Text label_of(DutyState state);
std::optional<DutyState> duty_state(std::string_view name);

// What a document is to the one before it on its line: it opens the matter; makes whole what went out incomplete
// (补报); says what it told wrongly or what has changed (更正); tells its receiver that another one is in charge now
// (改送); says that it no longer holds (撤回); or that what was withdrawn holds again (恢复).
enum class DocumentKind { original, supplement, correction, release, withdrawal, reinstatement };
std::string_view name_of(DocumentKind kind);
Text label_of(DocumentKind kind);
std::optional<DocumentKind> document_kind(std::string_view name);
const std::vector<DocumentKind>& all_document_kinds();

// A role resolved through a subject's two chains.
struct Assignee {
  std::string role;  // a role id of the rulebook
  UnitId unit;       // none: unassigned
  // empty: the unit answers as such, or no one is named (then it is unassigned if the role needs a person)
  std::string person;
  bool assigned = false;
  bool operator==(const Assignee&) const = default;
};

// Who let a duty pass a deadline: whoever held the post on that day, however long it had been open.
struct Miss {
  Assignee who;
  Day due;
  std::optional<Day> passed_on;  // the day on which the work went on to the next holder of the post
  bool operator==(const Miss&) const = default;
};

// What makes a duty the same duty tonight as last night.
struct DutyKey {
  std::string rule;  // "leader-visit"
  std::string item;  // which duty of the rule: its `id`, or its place ("1")
  Subject subject;
  std::string period;  // by the rule's `per`: "2026-11-23", "episode 2026-11-20 am", "2026-11"
  bool operator==(const DutyKey&) const = default;
};
// Did one rule give rise to both, in one period? Then a report and the signatures for it are of one matter.
bool are_of_one_matter(const DutyKey& one, const DutyKey& other);

struct Duty {
  DutyId id;
  DutyKey key;
  std::string action;                // an action id of the rulebook
  std::vector<std::string> clauses;  // "P29"
  std::string stage;                 // the stage that its rule enters; may be empty
  Assignee who;
  std::vector<Assignee> with;
  Day opened;    // the day on which the condition first held
  Day detected;  // the day on which ksbx found out; later than `opened` = detected late
  // Of whom it falls to now; nothing: the deadline lies outside the calendar; listed as a doubt.
  std::optional<Day> due;
  std::optional<Day> remind;  // from this day on it is announced before it is due
  DutyState state = DutyState::open;
  std::optional<Day> done;  // the day of the record that proves it
  RecordId proof;
  std::optional<Day> muted_until;  // a pause holds: not announced, not overdue, no document (policy/ledger/pauses.h)
  std::optional<Day> overdue;      // the day on which it was first seen unfinished after `due`
  std::vector<Miss> missed;        // by day: each is one deadline, and after each the work went on to another holder
  std::optional<Day> withdrawn;    // the day on which a run withdrew it
  // Of one that was withdrawn: until before that day it was asked for, and what it missed by then stays missed.
  // Nothing: as is known now, it was never to be asked for, and nobody missed it.
  std::optional<Day> ended;
  // The day on which a withdrawn one was asked for again: its clock begins then, and nobody missed it in between.
  std::optional<Day> resumed;
  std::string why;       // the reasons as JSON: facts, leaves, parameters with origin, as known when it was born
  std::string note;      // why it was amended or withdrawn, in the words shown to people (zh)
  std::string rulebook;  // digest of the rulebook it was born under
  // Of one that follows from another: the day that says where that one lies. Known while it is derived; not kept.
  std::optional<Day> arose = {};
};

// Whoever was the first to miss it since it was last asked for; nullptr: nobody.
const Miss* first_miss(const Duty& duty);
// However often the post has changed hands since.
std::optional<Day> first_deadline(const Duty& duty);

// Done on that day, by that record or by itself. Who was to have done it by then, and after him, missed nothing.
void finish(Duty& duty, Day day, RecordId proof);

// One written report on one line. A dual-line rule issues two with the same content and hash and different numbers.
struct Document {
  DocumentId id;
  DutyId duty;
  std::string number;  // 控辍〔2026〕9990180001-教-0003
  std::string form;    // "dropout-report"
  Line line = Line::government;
  DocumentKind kind = DocumentKind::original;
  UnitId issuer;     // whose numbers count it; none only in a document of an older ksbx
  UnitId addressee;  // none: unassigned
  UnitId copy_to;    // none: no copy
  Day issued;
  std::string content;               // the whole text
  std::string hash;                  // SHA-256 of `content`
  std::string corrects;              // the number of the document before it on its line; empty for an original
  std::vector<std::string> missing;  // mandatory sections that could not be filled
  // What it told of its pupil, by the form's fields; that must stay true (policy/papers/statement.h).
  std::map<std::string, std::string> stated;
  std::optional<Day> answer_by;  // until when its receiver must sign for it; nothing: its form names no time
};

}  // namespace ksbx
