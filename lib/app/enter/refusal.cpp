#include "app/enter/refusal.h"

#include <algorithm>
#include <map>

#include "app/workspace/pupils.h"
#include "base/nearest.h"
#include "policy/judge/route.h"
#include "store/history/history_store.h"
#include "store/ledger/document_store.h"
#include "store/roster/roster_store.h"

namespace ksbx {

std::optional<Problem> refused_unit(const Rulebook& rulebook, const Organisation& organisation, const Record& record) {
  for (const Role& role : rulebook.roles) {
    if (role.record != record.kind) continue;
    const auto field = record.fields.find(role.field);
    if (field == record.fields.end()) continue;
    const std::string words = text_of(field->second);
    const auto called = units_called(organisation, words, role.at, record.day);
    if (called.size() == 1) continue;
    std::vector<std::string> known;
    for (const Unit& unit : organisation.units())
      if (!units_called(organisation, unit.name, role.at, record.day).empty()) known.push_back(unit.name);
    const std::string close = nearest(words, known);
    return Problem{Severity::error,
                   std::string(called.empty() ? "unknown-unit" : "R_AMBIGUOUS_UNIT"),
                   {},
                   called.empty() ? text("没有叫“{}”的单位可以作“{}”", "no unit “{}” can be the {}", words, role.label)
                                  : text("“{}”有 {} 个", "{} can be one of {}", words, called.size()),
                   close.empty() || !called.empty()
                       ? text("请写单位编码；编码见 ksbx sql \"SELECT code, name FROM units\"",
                              "give the unit's code: ksbx sql \"SELECT code, name FROM units\"")
                       : text("是不是 {}？", "did you mean {}?", close)};
  }
  return std::nullopt;
}

std::optional<Problem> refused_reassignment(const Rulebook& rulebook, const Organisation& organisation,
                                            const Record& record) {
  const Meanings& meaning = rulebook.meaning;
  if (!meaning.says(record, Meant::reassignment)) return std::nullopt;
  const auto said = [&](Meant meant) {
    const auto field = record.fields.find(meaning.field(meant));
    return field == record.fields.end() ? std::string() : text_of(field->second);
  };
  const std::string action = said(Meant::reassignment_action);
  std::vector<std::string> known;
  for (const Action& one : rulebook.actions)
    if (std::ranges::none_of(rulebook.forms,
                             [&](const Form& form) { return form.answer && form.answer->action == one.id; }))
      known.insert(known.end(), {one.id, one.label.zh});  // nobody signs for another unit
  if (std::ranges::find(known, action) == known.end()) {
    const std::string close = nearest(action, known);
    return Problem{Severity::error,
                   "unknown-action",
                   {},
                   text("没有叫“{}”的任务", "no duty is called “{}”", action),
                   close.empty() ? text("任务的名称见 ksbx report duties 的“任务”一栏",
                                        "the names of duties stand in the column “task” of ksbx report duties")
                                 : text("是不是 {}？", "did you mean {}?", close)};
  }
  const std::string person = said(Meant::reassignment_to);
  if (!organisation.roles_of(person, record.day).empty()) return std::nullopt;
  std::vector<std::string> names;
  for (const Assignment& one : organisation.assignments()) names.push_back(one.person);
  const std::string close = nearest(person, names);
  return Problem{Severity::error,
                 "unknown-person",
                 {},
                 text("任职表里没有“{}”，不能改派给他", "{} has no post and cannot be given a duty", person),
                 close.empty() ? text("请先导入他的任职", "import his post first")
                               : text("是不是 {}？", "did you mean {}?", close)};
}

std::optional<Problem> refused_signer(Database& database, const Organisation& organisation, const Record& record) {
  const auto answered = record.document.empty() ? std::nullopt : document(database, record.document);
  if (!answered) return std::nullopt;
  if (record.day < answered->issued)
    return Problem{Severity::error,
                   "before-issued",
                   {},
                   text("文书 {} 在 {} 才发出，不能在 {} 签收或退回", "{} went out on {}: it cannot be answered on {}",
                        answered->number, answered->issued.iso(), record.day.iso()),
                   text("请核对日期 --date", "check the date (--date)")};
  if (!answered->addressee) return std::nullopt;
  std::vector<UnitId> where;  // he works, or it is
  for (const Assignment* post : organisation.roles_of_all(record.by, record.day)) where.push_back(post->unit);
  for (const Unit* unit : organisation.named(record.by)) where.push_back(unit->id);
  // A school lies under the bureau and is not its office: nobody there signs what he sent himself.
  const auto is_there = [&](UnitId unit) {
    const Unit* school = organisation.above(unit, UnitKind::school);
    return organisation.is_within(unit, answered->addressee) &&
           (school == nullptr || organisation.is_within(answered->addressee, school->id));
  };
  if (where.empty() || std::ranges::any_of(where, is_there)) return std::nullopt;
  return Problem{Severity::error,
                 "signed-elsewhere",
                 {},
                 text("“{}”不在收件单位 {}，不能替它签收或退回", "{} does not work at {}, to which the document went",
                      record.by, organisation.name_of(answered->addressee)),
                 text("请写收件单位的人 --by，或不写 --by，只写 received_by=",
                      "name somebody there with --by, or leave --by out and give received_by=")};
}

std::optional<Problem> refused_member(const Workspace& workspace, const RecordKind& kind,
                                      const Organisation& organisation, const Record& record) {
  const Rulebook& rulebook = workspace.rulebook;
  std::optional<History> past;
  std::map<std::string, Text> parties;
  for (const Field& field : kind.fields) {
    const auto named = record.fields.find(field.name);
    const Role* role = rulebook.role(field.member_of);
    if (role == nullptr || named == record.fields.end()) continue;
    const std::string person = text_of(named->second);
    const auto [other, is_new] = parties.emplace(person, field.label);
    if (!is_new)
      return Problem{
          Severity::error,
          "member-twice",
          {},
          text("“{}”既是“{}”，又是“{}”：一个人只能代表一方",
               "“{}” stands as {} and as {}: one person stands for one party", person, other->second, field.label),
          text("各方写各自到场的人", "name for each party who came for it")};
    const auto posts = organisation.roles_of(person, record.day);
    if (posts.empty() || !record.student) continue;
    if (!past)
      past = history(workspace.database, organisation, subject_of(*student(workspace.database, record.student)),
                     workspace.dates.now);
    const UnitId unit = route(rulebook, organisation, *past, role->id, record.day, record.day).unit;
    const auto is_there = [&](const Assignment* post) { return organisation.is_within(post->unit, unit); };
    if (!unit || std::ranges::any_of(posts, is_there)) continue;
    return Problem{
        Severity::error,
        "member-elsewhere",
        {},
        text("“{}”不在{}（{}）任职", "“{}” has no post at {} ({})", person, organisation.name_of(unit), field.label),
        text("写该单位到场的人；任职有变动的，先导入任职",
             "name who came from there; import his post first if it changed")};
  }
  return std::nullopt;
}

std::optional<Problem> refused_maker(const Rulebook& rulebook, const RecordKind& kind, const Record& record) {
  if (kind.by.empty() || rulebook.fulfils_any(record.roles, kind.by)) return std::nullopt;
  Text wanted;
  for (const std::string& id : kind.by) {
    const Role* role = rulebook.role(id);
    const Text label = role ? role->label : same_text(id);
    wanted = wanted.empty() ? label : text("{}、{}", "{}, {}", wanted, label);
  }
  return Problem{
      Severity::error,
      "maker-lacks-role",
      {},
      record.by.empty()
          ? text("没有说明是谁做的；“{}”要由 {} 登记", "no person is given; {} is made by {}", kind.label, wanted)
          : text("“{}”没有可以登记“{}”的职务；应为 {}", "{} has none of the roles that may make {}: {}", record.by,
                 kind.label, wanted),
      text("改写 --by 姓名；不在教职工表里的，加上 --role 职务",
           "correct --by NAME, or add --role ROLE for someone not on the staff list")};
}

std::optional<Problem> refused_day(const Calendar& calendar, Day day, Day today) {
  if (day > today)
    return Problem{Severity::error,
                   "future-date",
                   {},
                   text("日期 {} 还没有到", "{} is in the future", day.iso()),
                   text("记录的是做过的事；请检查日期", "a record says what was done: check the date")};
  if (calendar.covers(day)) return std::nullopt;
  const DayRange range = calendar.range();
  return Problem{Severity::error,
                 "outside-calendar",
                 {},
                 text("校历不含 {}（现有 {} 至 {}）", "the calendar does not cover {} (it has {} to {})", day.iso(),
                      range.first.iso(), range.last.iso()),
                 text("请检查日期，或补上该学年的校历", "check the date, or add the calendar of that school year")};
}

std::optional<Problem> refused_range(const Calendar& calendar, const SessionRange& range) {
  const bool is_reversed =
      range.last < range.first || (range.first == range.last && range.to < range.from);  // afternoon to morning
  if (is_reversed)
    return Problem{Severity::error,
                   "days-reversed",
                   {},
                   text("结束（{}{}）早于开始（{}{}）", "the end, {} {}, is before the start, {} {}", range.last.iso(),
                        label_of(range.to), range.first.iso(), label_of(range.from)),
                   text("请检查起止日期和时段", "check the first and the last day and session")};
  const Term* term = calendar.next_term(range.first);
  if (!term || range.last - range.first <= term->days.last - term->days.first) return std::nullopt;
  return Problem{Severity::error,
                 "longer-than-term",
                 {},
                 text("{} 至 {} 比一个学期还长", "{} to {} is longer than a term", range.first.iso(), range.last.iso()),
                 text("请检查起止日期；请假超过一学期的，办理休学（ksbx record suspension）；长期停课的，写进校历",
                      "check the dates; a pupil away for more than a term is suspended from the roll (ksbx record "
                      "suspension), and longer closures belong in the calendar file")};
}

std::optional<Problem> refused_time(const Record& record, Moment now) {
  if (!record.minute || record.day != now.day() || *record.minute <= now.minute_of_day()) return std::nullopt;
  return Problem{Severity::error,
                 "future-date",
                 {},
                 text("时间 {} 还没有到", "{} is in the future", time_of(record)),
                 text("记录的是做过的事；请检查日期和时间", "a record says what was done: check date and time")};
}

std::optional<Problem> refused_pupil(const Workspace& workspace, const RecordKind& kind,
                                     const Organisation& organisation, const Record& record) {
  for (const Field& field : kind.fields) {
    const auto named = record.fields.find(field.name);
    if (!field.pupil || named == record.fields.end()) continue;
    const std::string words = text_of(named->second);
    const PupilFound found = pupil(workspace.database, organisation, words, workspace.dates.today);
    if (found.problem) return found.problem;
    const std::string code = short_code(found.student->id);
    if (words == code) continue;
    // Reports join by it, and no name or number of a child is to lie about in a text.
    return Problem{Severity::error,
                   "unknown-pupil",
                   {},
                   text("“{}”写的不是学生短码", "{} is not a pupil's short code", field.label),
                   text("请写 {}", "give {}", code)};
  }
  return std::nullopt;
}

}  // namespace ksbx
