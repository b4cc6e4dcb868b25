#include "policy/papers/document_fields.h"

#include <algorithm>
#include <span>

#include "base/ascii.h"
#include "base/join.h"
#include "policy/judge/period.h"
#include "policy/judge/route.h"
#include "policy/judge/timeline.h"
#include "policy/papers/document.h"
#include "policy/papers/office.h"

namespace ksbx {
namespace {

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

// The class in which he is on the day, or was last before he left school.
UnitId class_then(const History& history, Day day) {
  UnitId last = history.placement_on(day).school_class;
  if (!last)
    for (const Placement& placement : history.placements)
      if (placement.from <= day && placement.school_class) last = placement.school_class;
  return last;
}

std::string name_above(UnitKind kind, const Lines& lines) {
  const Organisation then = lines.judge.organisation().on(lines.issued);
  const Unit* unit = then.above(class_then(lines.history, lines.issued), kind);
  return unit ? unit->name : std::string();
}

// A record's field in words: a choice by its label.
std::string worded(const RecordKind& kind, const Record& record, const std::string& name) {
  const auto stored = record.fields.find(name);
  const Field* field = kind.field(name);
  if (field == nullptr || stored == record.fields.end()) return {};
  if (const Day* day = std::get_if<Day>(&stored->second)) return official_date(*day);
  const std::string value = text_of(stored->second);
  const Text* label = field->label_of(value);
  return label ? label->zh : value;
}

// The latest word on the field that is meant, in records up to the day; empty if no one said anything.
std::string latest_answers(const Judge& judge, const History& history, Meant meant, Day until) {
  std::string said;
  for (const Record& record : history.records) {
    const RecordKind* kind = judge.rulebook().record(record.kind);
    if (kind == nullptr || record.day > until) continue;
    const std::string words = worded(*kind, record, judge.rulebook().meaning.field_of(record.kind, meant));
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

// Who made a record, with the post by which it counts: 赵校长（校长）.
std::string maker_of(const Judge& judge, const Record& record) {
  if (record.by.empty()) return "（未记录人）";
  const Role* role = record.roles.empty() ? nullptr : judge.rulebook().role(record.roles.front());
  return role ? formatted("{}（{}）", record.by, role->label.zh) : record.by;
}

std::string persuasions_of(const Judge& judge, const History& history, Day until) {
  const Meanings& meaning = judge.rulebook().meaning;
  std::vector<std::string> lines;
  for (const Record& record : history.records) {
    const RecordKind* kind = judge.rulebook().record(record.kind);
    if (kind == nullptr || record.day > until || meaning.field_of(record.kind, Meant::outcome).empty()) continue;
    std::string line = official_date(record.day) + time_of(record) + "，" + maker_of(judge, record);
    for (const Meant meant : {Meant::mode, Meant::outcome, Meant::reason})
      if (const std::string words = worded(*kind, record, meaning.field_of(record.kind, meant)); !words.empty())
        line += "，" + words;
    lines.push_back(line + "。");
  }
  return join(lines, "\n");
}

// 2026年11月16日全天、11月17日上午: of a session both halves of a day once, and the year where it is another one.
std::string in_words(std::span<const MissedSession> sessions) {
  std::vector<std::string> days;
  int year = 0;
  for (std::size_t i = 0; i < sessions.size(); ++i) {
    const auto [day, session] = sessions[i];
    const bool is_whole = i + 1 < sessions.size() && sessions[i + 1].day == day;
    const std::string date =
        year == day.year() ? formatted("{}月{}日", day.month(), day.day_of_month()) : official_date(day);
    year = day.year();
    days.push_back(date + (is_whole ? "全天" : session == Session::morning ? "上午" : "下午"));
    if (is_whole) ++i;
  }
  return join(days, "、");
}

std::string absence_of(const History& history, Day until) {
  std::vector<MissedSession> sessions;
  for (const Mark& mark : history.marks)
    if (mark.day <= until && (mark.presence == Presence::unexcused || mark.presence == Presence::unverified))
      sessions.push_back({mark.day, mark.session});
  if (sessions.empty()) return {};
  constexpr std::size_t most = 12;
  const std::span<const MissedSession> last = std::span(sessions).last(std::min(most, sessions.size()));
  return formatted("{}缺课时间：{}。", sessions.size() > most ? "最近" : "", in_words(last));
}

// With town and village in front, each once: 石桥市青石镇石磨村1组32号 and 1组32号 → 青石镇石磨村1组32号. As it was
// entered where neither is known.
std::string whole_address(std::string_view entered, const Unit* city, const std::string& town,
                          const std::string& village) {
  if (town.empty() && village.empty()) return std::string(entered);
  std::string_view rest = entered;
  for (const std::string_view place :
       {city ? std::string_view(city->name) : std::string_view(), std::string_view(town), std::string_view(village)})
    if (rest.starts_with(place)) rest.remove_prefix(place.size());
  return formatted("{}{}{}", town, village, rest);
}

// A number in front of `unit`; what is read goes.
std::optional<int> take_number(std::string_view& words, std::string_view unit) {
  int number = 0;
  std::size_t at = 0;
  while (at < words.size() && is_ascii_digit(words[at]) && at < 4) number = number * 10 + (words[at++] - '0');
  if (at == 0 || !words.substr(at).starts_with(unit)) return std::nullopt;
  words.remove_prefix(at + unit.size());
  return number;
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

// Paper that goes to an authority tells no number that is not known: what is certain, or that nothing is.
std::string counted(const Value& days) {
  if (days.is_exact()) return formatted("{}", days.least());
  const bool certain = days.known() == Value::Known::between && days.least() > 0;
  return certain ? formatted("至少{}", days.least()) : std::string(not_found_out);
}

void add_pupil(Fields& fields, const Lines& lines) {
  const auto& [judge, history, arose, issued] = lines;
  const Student& student = *history.student;
  fields["student"] = student.name;
  fields["sex"] = student.sex == Sex::male ? "男" : student.sex == Sex::female ? "女" : "性别未登记";
  fields["birth"] = student.birth ? official_date(*student.birth) : "日期未登记，";
  fields["student_number"] = student.xueji;
  fields["school"] = name_above(UnitKind::school, lines);
  fields["class"] = name_above(UnitKind::grade, lines) + name_above(UnitKind::school_class, lines);
  fields["enrolment"] = label_of(history.placement_on(issued).enrolment).zh;
  fields["village"] = name_at(RoleAt::village, lines);
  fields["address"] =
      whole_address(student.address, judge.organisation().first(UnitKind::city), fields["town"], fields["village"]);
  fields["guardian"] = student.guardian;
  fields["guardian_phone"] = student.guardian_phone;
  fields["family"] = family_of(judge, history, issued);
  fields["absence"] = absence_of(history, issued);
  fields["persuasions"] = persuasions_of(judge, history, issued);
  fields["reason"] = latest_answers(judge, history, Meant::reason, issued);
}

}  // namespace

std::vector<MissedSession> sessions_told(std::string_view absence) {
  constexpr std::string_view before = "：", after = "。", between = "、", morning = "上午", afternoon = "下午";
  if (const auto colon = absence.find(before); colon != std::string_view::npos)
    absence.remove_prefix(colon + before.size());
  if (absence.ends_with(after)) absence.remove_suffix(after.size());
  std::vector<MissedSession> sessions;
  std::optional<int> year;
  while (!absence.empty()) {
    const auto end = std::min(absence.find(between), absence.size());
    std::string_view piece = absence.substr(0, end);
    absence.remove_prefix(std::min(end + between.size(), absence.size()));
    constexpr std::size_t iso = 10;
    std::optional<Day> day = Day::parse(piece.substr(0, std::min(iso, piece.size())));
    if (day) {
      piece.remove_prefix(iso);
    } else {
      if (const auto said = take_number(piece, "年")) year = said;
      const auto month = take_number(piece, "月"), of_month = take_number(piece, "日");
      if (year && month && of_month) day = Day::of(*year, *month, *of_month);
    }
    if (!day) return {};
    if (piece != afternoon) sessions.push_back({*day, Session::morning});
    if (piece != morning) sessions.push_back({*day, Session::afternoon});
  }
  return sessions;
}

const char* const not_found_out = "（尚未查明）";

Fields fields_of(const Judge& judge, const History& history, const Duty& duty, const Letterhead& head,
                 const std::set<std::string>& wanted) {
  const Organisation& organisation = judge.organisation();
  const Lines lines{judge, history, arose_on(judge.rulebook(), organisation, history, duty), head.issued};
  Fields fields = {
      {"school", name_at(RoleAt::school, lines)},
      {"town", name_at(RoleAt::town, lines)},
      {"addressee", head.addressee},
      {"issuer", office_name(judge.rulebook(), organisation, issuer_of(organisation, duty))},
      {"date", official_date(head.issued)},
      {"number", head.number},
      {"correction", head.correction},
  };
  if (history.student) {
    add_pupil(fields, lines);
    if (wanted.contains("unexcused_days"))
      fields["unexcused_days"] =
          counted(judge.fact(history, judge.rulebook().meaning.id(Meant::unexcused_days), head.issued));
  } else {
    fields["unit"] = organisation.full_name(history.subject.unit);
    fields["period"] = official_period(duty.key.period);
  }
  return fields;
}

std::string field_of_records(const Judge& judge, const History& history, const Duty& duty, std::string_view name,
                             Day until) {
  const auto dot = name.find('.');
  const RecordKind* kind = judge.rulebook().record(name.substr(0, dot));
  if (kind == nullptr || dot == std::string_view::npos) return {};
  std::string said;
  for (const Record& record : history.records) {
    if (record.kind != kind->kind || record.day > until) continue;
    const std::string words = worded(*kind, record, std::string(name.substr(dot + 1)));
    if (duty.key.period == event_key(record.id)) return words;
    if (!words.empty()) said = words;
  }
  return said;
}

std::string official_date(Day day) {
  return formatted("{}年{}月{}日", day.year(), day.month(), day.day_of_month());
}

}  // namespace ksbx
