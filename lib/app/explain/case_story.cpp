#include "app/explain/case_story.h"

#include <algorithm>
#include <map>

#include "app/papers/duty_words.h"
#include "app/workspace/field_words.h"
#include "base/join.h"

namespace ksbx {
namespace {

constexpr int days_in_strip = 42;

struct Story {
  const Workspace& workspace;
  const Explanation& why;
  const Disclosure& shown;
  Language language;
  Cited clauses;

  std::string in(const Text& words) const { return words.in(language); }
  std::string cite(const Duty& duty) const { return in(cited(workspace.rulebook, duty.clauses, clauses)); }
  bool shows_all() const { return shown == Masking::none; }
};

Column column(const char* name, Text label) {
  return {name, std::move(label)};
}

Text guardian_line(const Story& story) {
  const Student& student = story.why.student;
  if (student.guardian.empty()) return text("监护人没有登记", "no guardian on the books");
  const std::string phone = student.guardian_phone.empty()
                                ? std::string()
                                : "，" + masked(student.guardian_phone, Privacy::phone, story.shown);
  const std::string relation =
      student.guardian_relation.empty() ? std::string() : "（" + student.guardian_relation + "）";
  return text("监护人：{}{}{}", "guardian: {}{}{}", masked(student.guardian, Privacy::name, story.shown), relation,
              phone);
}

// 女，13 岁；寄宿；留守、单亲. What nobody wrote down is left out. The age is told in whole years, not the day of birth.
Text child_line(const Story& story) {
  const Student& student = story.why.student;
  std::vector<Text> said;
  if (student.sex != Sex::unknown) said.push_back(label_of(student.sex));
  if (student.birth && *student.birth <= story.why.day)
    said.push_back(
        text("{} 岁", "aged {}", age_in_years(*student.birth, story.why.day, AgeReached::day_after_birthday)));
  if (student.boarding) said.push_back(text("寄宿", "boards"));
  if (!student.special.empty()) said.push_back(same_text(student.special));
  return enumerated(said);
}

std::vector<Text> head_of(const Story& story) {
  const Explanation& why = story.why;
  std::vector<Text> head;
  if (Text child = child_line(story); !child.empty()) head.push_back(std::move(child));
  if (!why.stage.empty()) head.push_back(text("阶段：{}", "stage: {}", why.stage));
  head.insert(head.end(), why.chains.begin(), why.chains.end());
  head.push_back(guardian_line(story));
  return head;
}

Text title_of(const Story& story) {
  const Student& student = story.why.student;
  const std::string place = student.school_class ? story.why.organisation.full_name(student.school_class)
                                                 : story.in(label_of(student.enrolment));
  return text("{}　{}　{}（{}）", "{}  {}  {} ({})", masked(student.name, Privacy::name, story.shown), place,
              short_code(student.id), story.why.day.iso());
}

bool is_open_on(const Duty& duty, Day day) {
  return duty.opened <= day && !(duty.done && *duty.done <= day) && !(duty.withdrawn && *duty.withdrawn <= day);
}

Cell iso(const std::optional<Day>& day) {
  return day ? Cell(day->iso()) : Cell();
}

// 逾期 3 天, 待办, 暂停到 2026-11-30.
Text open_state(const Duty& duty, Day day) {
  if (duty.muted_until && *duty.muted_until >= day) return text("暂停到 {}", "muted until {}", duty.muted_until->iso());
  if (duty.due && *duty.due < day) return text("逾期 {} 天", "{} days late", day - *duty.due);
  return state_on(duty, day);
}

Panel open_now(const Story& story) {
  Panel part;
  part.table = {"open",
                text("当前待办事项", "What is open now"),
                {column("due", text("期限", "due")), column("state", text("状态", "state")),
                 column("role", text("职责", "role")), column("responsible", text("责任人", "responsible")),
                 column("action", text("任务", "duty")), column("clauses", text("条款", "clauses"))},
                {}};
  for (const Duty& duty : story.why.ledger.duties) {
    if (!is_open_on(duty, story.why.day)) continue;
    part.table.rows.push_back({iso(duty.due), story.in(open_state(duty, story.why.day)),
                               story.in(label_of_role(story.workspace.rulebook, duty.who.role)),
                               story.in(responsible(duty.who, story.why.organisation)),
                               story.in(label_of_action(story.workspace.rulebook, duty.action)), story.cite(duty)});
  }
  std::stable_sort(part.table.rows.begin(), part.table.rows.end(),
                   [](const auto& a, const auto& b) { return a.front() < b.front(); });
  if (part.table.rows.empty()) part.table.notes.push_back(text("没有未完成的任务。", "Every duty is done."));
  return part;
}

// In the order of the strip's legend.
enum class InClass { present, unexcused, excused, unverified, unknown };

std::vector<Sign> signs_in(Language language) {
  const bool zh = language == Language::zh;
  return {{zh ? "到" : "P", text("到校", "present"), 1},
          {zh ? "缺" : "U", text("无故缺课", "absent without reason"), 3},
          {zh ? "假" : "E", text("请假", "on leave"), 2},
          {zh ? "核" : "a", text("待核实", "not yet clear"), 2},
          {zh ? "？" : "?", text("没有点名册", "no register"), 0}};
}

InClass in_class(const History& history, Day day, Session session) {
  for (const Mark& mark : history.marks) {
    if (mark.day != day || mark.session != session) continue;
    switch (mark.presence) {
      case Presence::present:
      case Presence::late:
      case Presence::left_early: return InClass::present;
      case Presence::unexcused: return InClass::unexcused;
      case Presence::excused: return InClass::excused;
      case Presence::unverified: return InClass::unverified;
      case Presence::unknown: return InClass::unknown;
    }
  }
  const bool returned = history.registers && std::any_of(history.registers->begin(), history.registers->end(),
                                                         [day](const ReturnedRegister& one) { return one.day == day; });
  return returned ? InClass::present : InClass::unknown;
}

// From when on the strip has something to say of him: since he is on the books, or earlier from the first register of
// his class that was returned when he was: it was entered late, and whom it does not name as missing came.
std::optional<Day> first_known(const History& history) {
  std::optional<Day> first = history.since;
  if (first && history.registers)
    for (const ReturnedRegister& one : *history.registers)
      if (one.told >= *history.since) first = std::min(*first, one.day);
  return first;
}

Panel attendance(const Story& story) {
  Panel part;
  part.picture = Picture::strip;
  part.across = {"day"};
  part.values = {"am", "pm"};
  part.signs = signs_in(story.language);
  part.table = {"attendance",
                text("最近六周到课", "Six weeks in class"),
                {column("day", text("日期", "day")), column("am", label_of(Session::morning)),
                 column("pm", label_of(Session::afternoon))},
                {}};
  const Unit* school = story.why.organisation.above(story.why.student.school_class, UnitKind::school);
  const std::optional<Day> first = first_known(story.why.history);
  for (Day day = story.why.day - days_in_strip + 1; school && day <= story.why.day; ++day) {
    if (!first || day < *first || !story.workspace.calendar.covers(day)) continue;
    const Sessions held = story.workspace.calendar.sessions_on(
        day, story.why.organisation.calendar_place(story.why.student.school_class));
    if (!held.any()) continue;
    std::vector<Cell> row = {day.iso()};
    for (const Session session : {Session::morning, Session::afternoon})
      row.emplace_back(held.has(session)
                           ? part.signs[static_cast<std::size_t>(in_class(story.why.history, day, session))].letter
                           : "");
    part.table.rows.push_back(std::move(row));
  }
  return part;
}

struct Event {
  Day day;
  Text what, words;
};

// Consecutive sessions of one day and kind are one event.
void add_absences(const Story& story, std::vector<Event>& events) {
  std::map<std::pair<Day, Presence>, std::pair<std::vector<Text>, std::string>> missed;
  for (const Mark& mark : story.why.history.marks) {
    if (mark.day > story.why.day || was_there(mark.presence)) continue;
    auto& [sessions, reason] = missed[{mark.day, mark.presence}];
    sessions.push_back(label_of(mark.session));
    if (!mark.reason.empty()) reason = mark.reason;
  }
  for (const auto& [key, said] : missed) {
    const bool shown = said.second.empty() || story.shows_all();
    const Text sessions = enumerated(said.first);
    events.push_back({key.first, label_of(key.second),
                      shown ? text("{}　{}", "{}  {}", sessions, said.second)
                            : text("{}　（原因已登记）", "{}  (reason on the books)", sessions)});
  }
}

// A value as the rulebook calls it; free words only for those who may read them.
Text words_in(const Field& field, const FieldValue& value, bool shows_all) {
  const std::string words = text_of(value);
  if (const auto* yes = std::get_if<bool>(&value)) return *yes ? text("是", "yes") : text("否", "no");
  if (const Text* label = field.label_of(words)) return *label;
  if (field.type.kind == Type::Kind::text && !shows_all) return text("（已登记）", "(on the books)");
  return same_text(words);
}

// Who did it and what he said, in the order of the rulebook. Of a receipt the document's number says the rest; a list
// that names the child is one of some unit, and its code is the child's own.
Text particulars(const Story& story, const Record& record, const RecordKind& kind) {
  Text words = record.student || !record.unit
                   ? same_text(record.by)
                   : text("{}　{}", "{}  {}", story.why.organisation.full_name(record.unit), record.by);
  for (const Field& field : kind.fields) {
    const auto value = record.fields.find(field.name);
    if (field.pupil || value == record.fields.end() || text_of(value->second).empty()) continue;
    if (kind.about_document() && field.type.kind == Type::Kind::text) continue;
    words = text("{}{}{}：{}", "{}{}{}: {}", words, words.empty() ? Text{} : text("；", "; "), field.label,
                 words_in(field, value->second, story.shows_all()));
  }
  return record.document.empty() ? words : text("{}　{}", "{}  {}", words, record.document);
}

void add_records(const Story& story, std::vector<Event>& events) {
  for (const Record& record : story.why.records) {
    const RecordKind* kind = story.workspace.rulebook.record(record.kind);
    if (kind)
      events.push_back({record.day, kind->label, particulars(story, record, *kind)});
    else
      events.push_back({record.day, same_text(record.kind), same_text(record.by)});
  }
}

Text title_of_form(const Rulebook& rulebook, const std::string& id) {
  const Form* form = rulebook.form(id);
  return form ? form->title : same_text(id);
}

// 学生辍学情况报告；撤回：学生辍学情况报告
Text event_of(const Story& story, const Document& document) {
  const Text title = title_of_form(story.workspace.rulebook, document.form);
  return document.kind == DocumentKind::original ? title : text("{}：{}", "{}: {}", label_of(document.kind), title);
}

void add_documents(const Story& story, std::vector<Event>& events) {
  for (const Document& document : story.why.ledger.documents)
    if (document.issued <= story.why.day)
      events.push_back(
          {document.issued, event_of(story, document),
           text("{}，发往{}　{}", "{}, to {}  {}", label_of(document.line),
                story.why.organisation.name_of(document.addressee, story.in(text("（未落实）", "(no one)"))),
                document.number)});
}

Panel timeline(const Story& story) {
  std::vector<Event> events;
  add_absences(story, events);
  add_records(story, events);
  add_documents(story, events);
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.day < b.day; });
  Panel part;
  part.picture = Picture::timeline;
  part.across = {"day"};
  part.table = {"timeline",
                text("经过", "What happened"),
                {column("day", text("日期", "day")), column("what", text("事情", "what")),
                 column("words", text("情况", "particulars"))},
                {}};
  for (const Event& event : events)
    part.table.rows.push_back({event.day.iso(), story.in(event.what), story.in(event.words)});
  return part;
}

Panel duties(const Story& story) {
  Panel part;
  part.table = {"duties",
                text("全部任务", "All duties"),
                {column("opened", text("产生", "opened")), column("due", text("期限", "due")),
                 column("state", text("结果", "outcome")), column("responsible", text("责任人", "responsible")),
                 column("action", text("任务", "duty")), column("clauses", text("条款", "clauses")),
                 column("note", text("说明", "note"))},
                {}};
  for (const Duty& duty : story.why.ledger.duties) {
    if (duty.opened > story.why.day) continue;
    const Text who = text("{} {}", "{} {}", label_of_role(story.workspace.rulebook, duty.who.role),
                          responsible(duty.who, story.why.organisation));
    part.table.rows.push_back({duty.opened.iso(), iso(duty.due), story.in(state_on(duty, story.why.day)), story.in(who),
                               story.in(label_of_action(story.workspace.rulebook, duty.action)), story.cite(duty),
                               duty.note});
  }
  std::stable_sort(part.table.rows.begin(), part.table.rows.end(),
                   [](const auto& a, const auto& b) { return a.front() < b.front(); });
  return part;
}

// The first record that answers a document, up to the day.
std::optional<Day> answered(const Story& story, const Document& document) {
  for (const Record& record : story.why.records)
    if (record.document == document.number) return record.day;
  return std::nullopt;
}

Panel documents(const Story& story) {
  Panel part;
  part.table = {"documents",
                text("文书和签收", "Documents and receipts"),
                {column("issued", text("签发", "issued")), column("number", text("编号", "number")),
                 column("form", text("文书", "document")), column("line", text("线", "line")),
                 column("addressee", text("主送", "to")), column("answered", text("签收", "received")),
                 column("corrects", text("前一文书", "corrects")), column("kind", text("性质", "kind"))},
                {}};
  for (const Document& document : story.why.ledger.documents) {
    if (document.issued > story.why.day) continue;
    const auto receipt = answered(story, document);
    part.table.rows.push_back(
        {document.issued.iso(), document.number, story.in(title_of_form(story.workspace.rulebook, document.form)),
         story.in(label_of(document.line)),
         story.why.organisation.name_of(document.addressee, story.in(text("（未落实）", "(no one)"))),
         receipt ? receipt->iso() : story.in(text("未签收", "not received")), document.corrects,
         story.in(label_of(document.kind))});
  }
  return part;
}

}  // namespace

Page case_story(const Workspace& workspace, const std::string& pupil, const Disclosure& shown, Language language,
                Cited clauses) {
  const Snapshot one_moment(workspace.database);
  return case_story(workspace, surroundings(workspace, workspace.dates.now), pupil, shown, language, clauses);
}

Page case_story(const Workspace& workspace, const Surroundings& around, const std::string& pupil,
                const Disclosure& shown, Language language, Cited clauses) {
  const Snapshot one_moment(workspace.database);
  const Explanation why = explain(workspace, around, pupil, workspace.dates.judged, workspace.dates.now, shown);
  const Story story{workspace, why, shown, language, clauses};
  Page page;
  page.name = "case";
  page.title = title_of(story);
  page.head = head_of(story);
  page.parts = {open_now(story), attendance(story), timeline(story), duties(story), documents(story)};
  if (!story.shows_all())
    page.notes.push_back(
        text("姓名、电话和自由填写的文字没有显示；需要时写明理由另行打印，会记入日志。",
             "Names, phones and free text are not shown; --unmask --reason REASON shows them and is recorded."));
  return page;
}

}  // namespace ksbx
