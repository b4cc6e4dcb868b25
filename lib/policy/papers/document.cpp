#include "policy/papers/document.h"

#include <algorithm>
#include <map>
#include <span>

#include "base/digest.h"
#include "base/join.h"
#include "base/placeholders.h"
#include "policy/judge/route.h"
#include "policy/judge/timeline.h"
#include "policy/judge/walk.h"

namespace ksbx {
namespace {

using Fields = std::map<std::string, std::string>;

// Where the two lines run on the day of issue, of the matter of a duty.
struct Lines {
  const Judge& judge;
  const History& history;
  Day arose;
  Day issued;
};

std::string name_at(RoleAt place, const Lines& lines) {
  const Unit* unit = unit_at(place, lines.judge.organisation(), lines.history, lines.arose, lines.issued);
  return unit ? unit->name : std::string();
}

// A record's field in words: a choice by its label.
std::string worded(const RecordKind& kind, const Record& record, const std::string& name) {
  const auto stored = record.fields.find(name);
  const Field* field = kind.field(name);
  if (field == nullptr || stored == record.fields.end()) return {};
  const std::string value = text_of(stored->second);
  const Text* label = field->label_of(value);
  return label ? label->zh : value;
}

// The latest word on the field that is meant, in any record up to the day; empty if no one said anything.
std::string latest_answers(const Judge& judge, const History& history, Meant meant, Day until) {
  const std::string& name = judge.rulebook().meaning.field(meant);
  std::string said;
  for (const Record& record : history.records) {
    const RecordKind* kind = judge.rulebook().record(record.kind);
    if (kind == nullptr || record.day > until) continue;
    const std::string words = worded(*kind, record, name);
    if (!words.empty()) said = words;
  }
  return said;
}

std::string family_of(const Judge& judge, const History& history, Day until) {
  const std::string said = latest_answers(judge, history, Meant::family, until);
  if (!said.empty()) return said;
  const Student& student = *history.student;
  if (student.guardian.empty() && student.special.empty()) return {};
  std::string family;
  if (!student.guardian.empty())
    family = "监护人" + student.guardian +
             (student.guardian_relation.empty() ? "" : "（" + student.guardian_relation + "）") + "。";
  if (!student.special.empty()) family += "登记为：" + student.special + "。";
  return family;
}

std::string persuasions_of(const Judge& judge, const History& history, Day until) {
  const Meanings& meaning = judge.rulebook().meaning;
  std::vector<std::string> lines;
  for (const Record& record : history.records) {
    const RecordKind* kind = judge.rulebook().record(record.kind);
    if (kind == nullptr || record.day > until || kind->field(meaning.field(Meant::outcome)) == nullptr) continue;
    std::string line =
        official_date(record.day) + time_of(record) + "，" + (record.by.empty() ? "（未记录人）" : record.by);
    for (const Meant meant : {Meant::mode, Meant::outcome, Meant::reason})
      if (const std::string words = worded(*kind, record, meaning.field(meant)); !words.empty()) line += "，" + words;
    lines.push_back(line + "。");
  }
  return join(lines, "\n");
}

std::string absence_of(const History& history, Day until) {
  std::vector<std::string> sessions;
  for (const Mark& mark : history.marks)
    if (mark.day <= until && (mark.presence == Presence::unexcused || mark.presence == Presence::unverified))
      sessions.push_back(formatted("{}{}", mark.day.iso(), mark.session == Session::morning ? "上午" : "下午"));
  if (sessions.empty()) return {};
  constexpr std::size_t most = 12;
  const std::span<const std::string> last = std::span(sessions).last(std::min(most, sessions.size()));
  return formatted("{}缺课半天：{}。", sessions.size() > most ? "最近" : "", join(last, "、"));
}

// 2026-11 as people write it; a name of a term stands as it is.
std::string official_period(const std::string& period) {
  if (const auto day = Day::parse(period)) return official_date(*day);
  if (const auto first = Day::parse(period + "-01")) return formatted("{}年{}月", first->year(), first->month());
  const std::string year = period.substr(0, 4);
  const std::string rest = period.substr(year.size());
  if (rest.empty()) return year + "年";
  if (rest.starts_with("-Q")) return formatted("{}年第{}季度", year, rest.substr(2));
  if (rest.starts_with("-H")) return year + (rest == "-H1" ? "年上半年" : "年下半年");
  if (rest.size() == 5) return formatted("{}—{}学年", year, rest.substr(1));
  return period;
}

constexpr const char* not_found_out = "（尚未查明）";

// Paper that goes to an authority tells no number that is not known: what is certain, or that nothing is.
std::string counted(const Value& days) {
  if (days.is_exact()) return formatted("{}", days.least());
  const bool certain = days.known() == Value::Known::between && days.least() > 0;
  return certain ? formatted("至少{}", days.least()) : std::string(not_found_out);
}

void add_pupil(Fields& fields, const Lines& lines) {
  const auto& [judge, history, arose, issued] = lines;
  const Student& student = *history.student;
  const Value days = judge.fact(history, judge.rulebook().meaning.id(Meant::unexcused_days), issued);
  fields["student"] = student.name;
  fields["sex"] = student.sex == Sex::male ? "男" : student.sex == Sex::female ? "女" : "性别未登记";
  fields["birth"] = student.birth ? official_date(*student.birth) : "日期未登记，";
  fields["student_number"] = student.xueji;
  fields["class"] = name_at(RoleAt::grade, lines) + name_at(RoleAt::school_class, lines);
  fields["village"] = name_at(RoleAt::village, lines);
  fields["address"] = student.address;
  fields["guardian"] = student.guardian;
  fields["guardian_phone"] = student.guardian_phone;
  fields["family"] = family_of(judge, history, issued);
  fields["absence"] = absence_of(history, issued);
  fields["unexcused_days"] = counted(days);
  fields["persuasions"] = persuasions_of(judge, history, issued);
  fields["reason"] = latest_answers(judge, history, Meant::reason, issued);
}

Fields fields_of(const Judge& judge, const History& history, const Duty& duty, const Letterhead& head) {
  const Organisation& organisation = judge.organisation();
  const Lines lines{judge, history, arose_on(judge.rulebook(), organisation, history, duty), head.issued};
  Fields fields = {
      {"school", name_at(RoleAt::school, lines)},
      {"town", name_at(RoleAt::town, lines)},
      {"addressee", head.addressee},
      {"issuer", organisation.name_of(issuer_of(organisation, duty))},
      {"date", official_date(head.issued)},
      {"number", head.number},
      {"correction", head.correction},
  };
  if (history.student) {
    add_pupil(fields, lines);
  } else {
    fields["unit"] = organisation.full_name(history.subject.unit);
    fields["period"] = official_period(duty.key.period);
  }
  return fields;
}

// Least disclosure: what a duty may not share does not reach the text, whatever the form says.
void withhold(Fields& fields, const std::vector<std::string>& share) {
  if (share.empty()) return;
  for (const DocumentField& field : document_fields())
    if (field.about_subject() && std::ranges::find(share, field.name) == share.end()) fields[field.name].clear();
}

// Replaces {name} by its field. Unknown names were refused when the form was read. A line that held only empty fields
// goes.
std::string composed(const std::string& body, const Fields& fields) {
  std::string result;
  std::size_t at = 0;
  while (at < body.size()) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    const std::string_view line(body.data() + at, end - at);
    bool had_field = false;
    const std::string done = filled(line, [&](std::string_view name) {
      const auto field = fields.find(std::string(name));
      had_field = true;
      return field == fields.end() ? std::string() : field->second;
    });
    if (!had_field || !done.empty()) result += done + '\n';
    at = end + 1;
  }
  return result;
}

DocumentText written(const Form& form, Fields fields, const std::vector<std::string>& sections) {
  DocumentText result;
  for (const std::string& section : sections) {
    if (!fields[section].empty() && fields[section] != not_found_out) continue;
    result.missing.push_back(section);
    fields[section] = "（尚未查明，查明后补报）";
  }
  result.content = composed(form.body, fields);
  return result;
}

}  // namespace

std::string official_date(Day day) {
  return formatted("{}年{}月{}日", day.year(), day.month(), day.day_of_month());
}

const Form* form_of(const Judge& judge, const DutyKey& duty) {
  const DutyItem* item = item_of(judge.rulebook(), duty);
  return item && item->document ? judge.rulebook().form(item->document->form) : nullptr;
}

std::string title_of(const Rulebook& rulebook, const std::string& form) {
  const Form* found = rulebook.form(form);
  return found ? found->title.zh : form;
}

UnitId issuer_of(const Organisation& organisation, const Duty& duty) {
  if (const Unit* school = organisation.above(duty.who.unit, UnitKind::school)) return school->id;
  if (organisation.find(duty.who.unit)) return duty.who.unit;
  const Unit* city = organisation.first(UnitKind::city);
  return city ? city->id : UnitId{};
}

DocumentText compose(const Judge& judge, const History& history, const Duty& duty, const Letterhead& letterhead) {
  const DutyItem* item = item_of(judge.rulebook(), duty.key);
  const Form* form = form_of(judge, duty.key);
  if (form == nullptr)
    throw Error(Failure::internal, "no-form", text("任务没有文书样式", "the duty has no form"),
                text("请报告这个错误", "please report this"));
  Fields fields = fields_of(judge, history, duty, letterhead);
  withhold(fields, item->share);
  std::vector<std::string> sections = item->document->must_include;
  for (const std::string& section : form->must_include)
    if (std::ranges::find(sections, section) == sections.end()) sections.push_back(section);
  return written(*form, std::move(fields), sections);
}

DocumentText compose_on_demand(const Judge& judge, const History& history, const Form& form, Day issued,
                               const std::map<std::string, std::string>& reports) {
  Duty as_if;
  as_if.key.subject = history.subject;
  as_if.key.period = issued.iso().substr(0, 7);
  as_if.who.unit = history.subject.unit;
  as_if.opened = issued;
  Fields fields = fields_of(judge, history, as_if, {issued, {}, {}, {}});
  fields.insert(reports.begin(), reports.end());
  return written(form, std::move(fields), form.must_include);
}

std::vector<Document> documents_of(const Judge& judge, const History& history, const Duty& duty, Day issued) {
  const DutyItem* item = item_of(judge.rulebook(), duty.key);
  if (item == nullptr || !item->document) return {};
  const DocumentOrder& order = *item->document;
  const Day arose = arose_on(judge.rulebook(), judge.organisation(), history, duty);
  const auto unit_of = [&](std::string_view role) {
    return route(judge.rulebook(), judge.organisation(), history, role, arose, issued).unit;
  };
  const UnitId copy_to = unit_of(judge.rulebook().meaning.id(Meant::copy_to));
  Letterhead letterhead{issued, {}, {}, {}};
  if (order.lines.size() == 1 && !order.to.empty())
    letterhead.addressee = judge.organisation().name_of(unit_of(order.to.front()));
  const DocumentText written = compose(judge, history, duty, letterhead);
  std::vector<Document> documents;
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    Document document;
    document.duty = duty.id;
    document.form = order.form;
    document.line = order.lines[i];
    document.issuer = issuer_of(judge.organisation(), duty);
    if (i < order.to.size()) document.addressee = unit_of(order.to[i]);
    const Unit* addressee = judge.organisation().find(document.addressee);
    if (addressee && addressee->kind == UnitKind::town && copy_to != addressee->id) document.copy_to = copy_to;
    document.issued = issued;
    document.content = written.content;
    document.hash = sha256_hex(written.content);
    document.missing = written.missing;
    documents.push_back(std::move(document));
  }
  return documents;
}

}  // namespace ksbx
