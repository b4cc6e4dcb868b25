// Rulebook (规则集): the policy as data. files/rulebook/rulebook_reader.h reads it from a folder of TOML files;
// everything here is already checked: conditions are parsed, every name is known, every reference has its target.
//
// A Rulebook owns all its parts and is never changed once it is read, so many threads may judge by one; pointers into
// it live as long as it does and may not be kept when it is moved. Facts and parameters are looked up by slot: their
// place in `fact_names` and `parameter_names`, fixed when the files are read. Days, counts and minutes are whole
// numbers in the unit that the parameter names.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/problem.h"
#include "base/text.h"
#include "model/attendance.h"
#include "model/duty.h"
#include "model/history.h"
#include "model/unit.h"
#include "policy/condition/condition.h"
#include "policy/condition/value.h"
#include "policy/rulebook/attribute.h"
#include "policy/rulebook/meaning.h"
#include "policy/rulebook/scope.h"

namespace ksbx {

// What a new value means for cases that were open before it: they keep the old one, or it applies by the date judged.
enum class OpenCases { apply, keep };

// A number with a name, a clause and dated values ($leader_visit_after). A value applies by the date judged, and to
// everyone or to the scope that it states.
struct Parameter {
  std::string id;
  Text label;
  std::string unit;  // "school_day", "work_day", "day", "session", "record", "time" (minutes after midnight), ""
  std::optional<std::int64_t> least, most;  // range
  std::optional<std::int64_t> mandatory_at_least, mandatory_at_most;
  std::vector<std::string> clauses;
  Text interpretation;  // why this number, where the text is silent; empty where the text says it
  struct Dated {
    Day from;
    std::int64_t value = 0;
    Origin origin;
    std::string deviation = {};  // the document that allows a value weaker than mandatory: 文号
    Text reason = {};            // why it was changed; always there where an overlay changes the base
    Scope scope = {};            // for whom it holds
    OpenCases open_cases = OpenCases::apply;
  };
  std::vector<Dated> values;  // ascending by `from`; at least one, and at least one for everyone
  // What stood there when days were judged, where it was rewritten since: a number that is changed never changes a day
  // that was judged by another one. The store knows it (store/ledger/judged_value_store.h), the files do not.
  struct Judged {
    Day through;  // from the day after the one before it
    std::vector<Dated> values;
  };
  std::vector<Judged> judged;  // ascending by `through`
  Origin origin;

  // The values that decide on `day`.
  const std::vector<Dated>& values_for(Day day) const;
  // All of them, of whatever day.
  std::vector<const Dated*> all_values() const;
  // The days from which it can be another one, for anybody.
  std::set<Day> turns() const;
  // The first day on which one of them could decide: not before it was written.
  Day decides_from(const Dated& dated) const;

  // The value in force on `day` for a subject that is at `whose` and whose open case began on `case_first` (without
  // a case: `day`): of the most specific scope, the last one whose `from` is reached; before all of them, the first for
  // everyone.
  const Dated& on(Day day, const Scope& whose, Day case_first) const;
  // For everyone, and a case that begins on that day.
  const Dated& on(Day day) const { return on(day, {}, day); }
};

// Whether these values decide the same of everybody on every day, whoever wrote them, and why.
bool decide_alike(const Parameter::Dated& one, const Parameter::Dated& other);
bool decide_alike(const std::vector<Parameter::Dated>& some, const std::vector<Parameter::Dated>& others);

// Where a role is to be found, seen from the subject.
enum class RoleAt {
  school_class,
  grade,
  school,
  education_office,
  bureau,  // the education line, from the pupil's class upwards
  village,
  town,
  city,            // the government line, from the residence upwards
  school_town,     // the town where the school stands
  police_station,  // of the town of residence; without a residence, of the school's town
  department,      // a department of the city, by `named`
  pupil,           // assigned to the pupil's class as his own teacher
  itself,          // the unit that the rule is about
};

struct Role {
  std::string id;
  Text label;
  RoleAt at = RoleAt::school;
  std::vector<std::string> named;    // parts of the department's name, each enough: 人社, 人力资源和社会保障
  std::vector<std::string> members;  // role ids that count as this one; itself is always one
  bool person = false;               // must resolve to someone by name; otherwise the unit itself answers
  // The field of a kind of record that names the unit, by code or name: the latest word counts, and where there is
  // none, the place. Empty: the place alone.
  std::string record, field;
  // The role that stands in where the place has no unit; of a person, whose records prove what is owed where nobody
  // holds the post. Empty: none.
  std::string otherwise;
  std::optional<Line> line;
  Origin origin;
};

struct Stage {
  std::string id;
  Text label;
  Origin origin = {};
  Text ends = {};  // who goes on from here, where nothing of this rulebook follows; usually empty
};

struct Field {
  std::string name;
  Text label;
  Type type;
  std::vector<Text> choice_labels;  // as long as type.choices
  bool required = false;
  std::string member_of = {};  // the role of whose unit a text names somebody: who came for the police; usually empty
  bool pupil = false;          // a text that is a child's short code, S-7K3Q, and there is such a child
  std::vector<std::string> headers = {};  // what tables of offices call it besides its label: 家访形式
  // What they write for a choice, or of a boolean for yes and for no, besides 是 and 否; usually empty.
  std::vector<std::vector<std::string>> choice_words = {};

  const Text* label_of(std::string_view choice) const;  // nullptr if it is none of the choices
};

// A kind of record. Conditions on records see its fields, then these built-in names:
//   came_back   boolean: the pupil attended the next school session after the record's day (unknown until known)
struct RecordKind {
  std::string kind;
  Text label;
  std::vector<SubjectKind> subjects = {SubjectKind::student};  // whom or what it may be about; empty: a document
  std::vector<Field> fields;
  std::vector<std::string> by;  // the roles of which its maker must hold one; empty: anyone may make it
  std::vector<std::string> date_headers = {}, by_headers = {};  // what tables call its day and its maker: 家访日期
  std::vector<std::string> also = {};                           // what people call such records: 家访
  bool only_if_named = false;  // a table is of them only if its title or a person says so, never by its columns
  std::string mutes_until;     // a date field: until then it mutes duties (policy/ledger/pauses.h); usually empty
  int mutes_at_most = -1;      // days for which it can mute, its own day the first: a parameter's slot; -1: no limit
  std::vector<std::string> clauses;
  Vocabulary names;
  Origin origin;

  const Field* field(std::string_view name) const;          // nullptr if there is none
  bool about_document() const { return subjects.empty(); }  // addressed by a document's number
  bool about_minor() const;                                 // may be about a pupil or an idle minor
  bool about_unit() const;
  // Can such a record be about this subject? A minor who leaves school, or comes back, keeps his records.
  bool is_about(SubjectKind subject) const;
  bool can_name_pupils() const;
  // Does the record hold that child's short code in a field that says `pupil`?
  bool names_pupil(const Record& record, StudentId student) const;
};

// 日历日、工作日（全国的）、上学日（该校的）
enum class DayUnit { day, work_day, school_day };

// A word that offices write for a half day in their attendance returns (G, N, O, U), and what it counts as.
struct AttendanceCode {
  std::string code;
  Text label;
  Presence presence = Presence::unexcused;
};

// 按节次记的考勤: which lessons make the half days, and how many of them missed make one missed. Slots of parameters;
// -1: the rulebook does not say, and a list by lessons cannot be counted.
struct LessonCount {
  int morning = -1;    // so many lessons are the morning's, the first ones
  int afternoon = -1;  // so many are the afternoon's, the next ones; later ones are of neither
  int share = -1;      // per cent of the half day's lessons
  Origin origin = {};
  bool is_known() const { return morning >= 0 && afternoon >= 0 && share >= 0; }
};

// Over what stretch a fact looks back from the day judged. From `month` on, stretches that begin by the calendar.
enum class Within { always, episode, case_, month, quarter, half_year, year, term, school_year };

struct FactDefinition {
  enum class Kind { streak, count, run, latest, exists, days_since, duty_state, days_late, expression, attribute };
  std::string name;
  Text label;
  Kind kind = Kind::expression;
  Type type;

  // streak and count over attendance
  std::vector<Presence> status;
  std::vector<Presence> skips;
  bool whole_day = false;    // count days of which every session has the status; otherwise sessions
  bool any_session = false;  // count days of which at least one session has the status
  enum class WindowUnit { day, school_day, school_week };  // of attendance never `day`
  // count: the last n up to the day judged, it included. 0: see within
  int window = 0;
  int window_parameter = -1;  // count: a slot of Rulebook::parameter_names that holds n instead; -1: none
  WindowUnit window_unit = WindowUnit::school_day;
  std::string since;  // streak and count over attendance: only what came after the day of the latest such record
  // over records
  std::string record;
  std::optional<Condition> where;
  std::vector<std::string> by;  // only records whose maker fulfils one of these roles; empty: anyone's
  std::string field;            // latest: what is taken; count: the number that is added up, empty: 1 each
  // within a year or a school year: a field that must say in which year that begins; empty: whatever they say
  std::string same = {};
  DayUnit since_unit = DayUnit::day;  // days_since and days_late: in what they are counted
  // days_since: from the first record after the latest one of these facts, and after the pupil last came back onto the
  // roll, instead of from the latest: what is said again begins nothing anew. Their names; usually empty.
  std::vector<std::string> first_after = {};
  // over what a rule asked of the subject: the id of the rule
  std::string duty;
  Within within = Within::always;
  // expression
  std::optional<Condition> value;
  std::optional<Attribute> attribute;  // there for kind attribute, and for no other
  std::vector<std::string> named;      // special_group: words of the groups that are meant; empty: any group

  std::vector<std::string> clauses;
  Origin origin;
};

enum class Per { day, episode, case_, month, quarter, half_year, year, term, school_year, event };
bool has_end(Per per);  // by the calendar

// What proves a duty done. `by` empty: only the role that owes the duty (or a member of it); "anyone": whoever did it.
struct Proof {
  std::string record;
  std::optional<Condition> where;
  std::vector<std::string> by;
  bool anyone = false;
  // A field that must say the same as in the record that gave rise to the duty, the same problem; of a rule per year
  // or school year, in which year that began: last year's plan is none of this year. Usually empty.
  std::string same = {};
};

struct Due {
  enum class Kind { same_day, period_end, within, field };
  Kind kind = Kind::same_day;
  // within: a number or a parameter, in calendar days, working days or school days after the day it opens
  std::int64_t number = 0;
  int parameter = -1;  // slot in Rulebook::parameter_names
  DayUnit unit = DayUnit::day;
  std::string field = {};  // field: the date that the record which gave rise to the duty says there
};

// Is it a date that stays, whoever holds the post by then?
inline bool is_fixed(const Due& due) {
  return due.kind == Due::Kind::period_end || due.kind == Due::Kind::field;
}

struct DocumentOrder {
  std::string form;
  std::vector<Line> lines;
  std::vector<std::string> to;  // as long as `lines`: the role that receives it on each line
  std::vector<std::string> must_include;
  std::vector<std::string> copy = {};  // empty, or as long as `lines`: the role that gets a copy; empty: none
};

struct DutyItem {
  std::string id;   // in its rule; "1", "2", … if the file names none
  std::string who;  // a role
  std::vector<std::string> with;
  std::string action;
  std::vector<Proof> done_by;
  std::optional<Condition> done_when;  // over facts, of the day judged
  Due due;
  std::optional<Due> remind_before;  // as `within`, counted back from the due day
  std::optional<DocumentOrder> document;
  std::vector<std::string> share;  // the only fields of the pupil that may be handed over (least disclosure)
  // To sign for the document of another item of the rule, on one line: the reader adds such an item for each line of a
  // document whose form says until when it is to be answered (policy/ledger/delivery.h).
  struct Signature {
    std::string item;
    Line line = Line::government;
  };
  std::optional<Signature> signs = {};
  // To see to it that another item of the rule is done, so long after it fell due: the reader adds such an item for
  // each level of `escalate` (policy/ledger/oversight.h).
  struct Oversight {
    std::string item;
    Due after;
  };
  std::optional<Oversight> oversees = {};
  Origin origin;
};

// Do records and facts alone say what becomes of such a duty? Of papers and signatures, and of who hears of late steps,
// the ledger has a say.
inline bool is_judged_alone(const DutyItem& item) {
  return !item.document && !item.signs && !item.oversees;
}

struct Rule {
  std::string id;
  Text label;
  SubjectKind subject = SubjectKind::student;
  std::vector<std::string> clauses;
  Text interpretation;
  std::optional<Condition> when;          // over facts; without it the rule holds whenever its event or period is there
  std::optional<Condition> stands_while;  // over facts; once it does not hold, what is still open is withdrawn
  std::string on_record;                  // per = event: each record of this kind…
  std::optional<Condition> on_where;      // … that satisfies this
  Per per = Per::day;
  std::string enter;  // a stage; may be empty
  std::vector<DutyItem> duties;
  Origin origin;
  std::optional<Day> from;  // the first day on which it can give rise to duties; nothing: it always could
  // The policy demands this step: no pause mutes it, and an overlay that takes it away names the document it may by.
  bool mandatory = false;

  // What an overlay did to it, and why. A rule that is switched off stays in the book, so that old duties still find
  // it.
  struct SwitchedOff {
    std::optional<Day> from;  // nothing: for all days, so that its open duties are withdrawn
    Text reason;
    Origin origin;
  };
  struct Replaced {
    Text reason;
    Origin base;  // the rule that was here
  };
  std::optional<SwitchedOff> off;
  std::optional<Replaced> replaced;

  // Can it give rise to duties on `day` (per = event: because of a record of that day)?
  bool in_force(Day day) const;
  bool never_in_force() const { return off && !off->from; }
};

struct Action {
  std::string id;
  Text label;
};

// One level of `escalate`: whoever is told that something is so long overdue.
struct EscalationLevel {
  std::string to;  // a role
  Due after;       // counted from the day on which it fell due
  Origin origin = {};
};

// A document's wording. `body` has {fields} (docs/rules.md lists them); unknown ones are refused when the file is read.
struct Form {
  std::string id;
  Text title;
  std::string body;
  Origin origin;
  bool single_line = false;                    // meant for one authority alone; other documents are due on both lines
  std::vector<std::string> must_include = {};  // fields without which the document would be of no use
  // Slots of parameters: working days after issue on which it is sent again if unanswered.
  std::vector<int> resend = {};
  // Until when its receivers sign for it, counted from its issue, and what that is called.
  struct Answer {
    Due due;
    std::string action;
    std::vector<EscalationLevel> escalate = {};  // who hears that nobody signed
  };
  std::optional<Answer> answer = {};
  std::optional<DocumentKind> notice =
      {};  // the wording of such notices (policy/papers/notice.h); nothing: of a document
  // What the paper is called on one line only: a 函 to a town, where it is a 报告 to the bureau.
  std::map<Line, Text> titles = {};
};
// What an office calls itself on paper ([[office]]), and the 机关代字 of its numbers.
struct OfficeName {
  std::optional<UnitKind> kind;  // of all units of a kind whose names end so …
  std::string ends;
  std::string unit;  // … or of the unit of this code
  std::string name;  // {unit}人民政府; empty: as before
  std::string sign;  // likewise
};
// The {fields} of its body, each once.
std::set<std::string> fields_in(const Form& form);

// One demand of the policy, in our own words; what every rule, record kind and parameter answers to.
struct Clause {
  std::string id;       // "P29"
  std::string article;  // 二（一）2
  Text text;
  Text out_of_scope = {};  // why this program does not implement it; empty where it does or should
  Origin origin = {};
};

// Storm guard (突增保护): how many pupils of one school may be newly escalated in one night before a person has to
// look. Slots of parameters; -1 both: there is no guard.
struct StormGuard {
  int share = -1;  // more than so many per cent of the school's enrolled pupils …
  int least = -1;  // … minimum number of pupils are a storm
  Origin origin = {};
};

// Telling a missed step one level up (督办): what whoever hears of it owes, unless the step is made by then.
struct OversightOrder {
  std::string action;
  std::string record;  // proves it, made by him
  Due due;
  Origin origin = {};
};

// One folder of the effective rulebook: the base, or an overlay (叠加规则) that changes what lies under it.
struct RuleLayer {
  std::string id;  // of an overlay: may be empty
  Text title;
  Text reason;  // of an overlay: why there is one
  std::vector<std::string> files;
};

// [[choices]]: a list that fields of records and columns of reports share.
struct ChoiceList {
  std::string id;
  std::vector<std::string> values;
  std::vector<Text> labels;                         // one for each value
  std::vector<std::vector<std::string>> also = {};  // what tables of offices write for it besides: 上门, of 家访
};

struct Rulebook {
  std::string id;  // "kongchuo-2016": of the base
  Text title;
  std::string digest;                 // SHA-256 over all files of all layers
  std::vector<RuleLayer> layers;      // the base first; none in a rulebook that was not read from files
  std::vector<Parameter> parameters;  // in the order of parameter_names
  Vocabulary parameter_names;
  std::vector<Role> roles;
  std::vector<Stage> stages;  // lowest first
  std::vector<Action> actions;
  std::vector<Form> forms;
  std::vector<OfficeName> offices;
  // rulebook.toml: document_number = { form, sign }: how the number of a document is written (policy/papers/office.h)
  std::string document_number = "{sign}〔{year}〕{unit}-{line}-{count}号";
  std::string document_sign = "控辍";
  std::vector<ChoiceList> choices;
  std::vector<RecordKind> records;
  std::vector<FactDefinition> facts;  // in the order of fact_names; an expression uses only facts before it
  Vocabulary fact_names;
  std::vector<Rule> rules;
  std::vector<Clause> clauses;  // in the order of the index
  // Attended school days after which a case closes (rulebook.toml: case = { closes_after = "$watch_days" }): its slot.
  int case_closes_after = -1;
  // Calendar days that a stage lasts which was entered by signs alone, outside any case: its slot; -1: for ever.
  int signs_last = -1;
  std::vector<AttendanceCode> attendance_codes;
  // The first day of a school year, as month and day (rulebook.toml: school_year = { begins = "09-01" }).
  int school_year_month = 9;
  int school_year_day = 1;
  StormGuard storm;                         // rulebook.toml: storm = { share = "$storm_share", least = "$storm_least" }
  LessonCount lessons;                      // rulebook.toml: lessons = { morning, afternoon, share }
  std::optional<OversightOrder> oversight;  // rulebook.toml: oversight = { action, record, within, unit }
  Meanings meaning;                         // rulebook.toml: [meaning]

  const Parameter* parameter(std::string_view id) const;  // these: nullptr if there is none
  const Role* role(std::string_view id) const;
  const Role* role_named(std::string_view words) const;  // by its id or its label in either language
  const Stage* stage(std::string_view id) const;
  const Action* action(std::string_view id) const;
  const Form* form(std::string_view id) const;
  const ChoiceList* choice_list(std::string_view id) const;
  const RecordKind* record(std::string_view kind) const;
  const Rule* rule(std::string_view id) const;
  const FactDefinition* fact(std::string_view name) const;
  // What people call a choice that the fact may have: a stage, a state of the roll, a choice of a field. Nothing for
  // any other word.
  std::optional<Text> label_of(const FactDefinition& fact, std::string_view choice) const;
  const Clause* clause(std::string_view id) const;
  // By its code or one of its labels.
  const AttendanceCode* attendance_code(std::string_view words) const;
  // The first day of the school year in which `day` lies.
  Day school_year_of(Day day) const;

  // Whom the rules speak of; also those of rules that are switched off.
  std::set<SubjectKind> subjects() const;
  // Does someone who holds `held` fulfil `wanted`? 副校长 fulfils school_leader.
  bool fulfils(std::string_view held, std::string_view wanted) const;
  // Does whoever holds all of `held` fulfil at least one of `wanted`?
  bool fulfils_any(const std::vector<std::string>& held, const std::vector<std::string>& wanted) const;
  // The values of all parameters on a day, by slot: see Parameter::on.
  std::vector<Value> parameter_values(Day day, const Scope& whose, Day case_first) const;
  std::vector<Value> parameter_values(Day day) const { return parameter_values(day, {}, day); }
  // The layer that a place belongs to; nullptr if it is in none of its files.
  const RuleLayer* layer(const Origin& origin) const;
  bool is_overlaid(const Origin& origin) const;  // does the place belong to an overlay?
};

// The {fields} that a form's body may hold and that a duty may share, with their labels.
struct DocumentField {
  enum class Tells { letterhead, pupil, unit, either, notice };  // either: of a pupil and of a unit
  std::string name;
  Text label;
  Tells tells = Tells::pupil;

  bool about_subject() const { return tells != Tells::letterhead && tells != Tells::notice; }
};
const std::vector<DocumentField>& document_fields();
// KIND.FIELD: what the records of a kind say, as in {cannot_persuade.reason}.
bool is_record_field(std::string_view name);

}  // namespace ksbx
