// Facts: [[fact]], typed values computed from attendance and records; and [[attendance]], what offices write for a half
// day.

#include "files/rulebook/rulebook_reading.h"

namespace ksbx::reading {
namespace {

using Kind = FactDefinition::Kind;

constexpr std::array kinds{
    Meaning<Kind>{"streak", Kind::streak},
    Meaning<Kind>{"count", Kind::count},
    Meaning<Kind>{"run", Kind::run},
    Meaning<Kind>{"latest", Kind::latest},
    Meaning<Kind>{"exists", Kind::exists},
    Meaning<Kind>{"days_since", Kind::days_since},
    Meaning<Kind>{"duty_state", Kind::duty_state},
    Meaning<Kind>{"days_late", Kind::days_late},
    Meaning<Kind>{"expression", Kind::expression},
    Meaning<Kind>{"attribute", Kind::attribute},
};

constexpr std::array presences{
    Meaning<Presence>{"present", Presence::present}, Meaning<Presence>{"unexcused", Presence::unexcused},
    Meaning<Presence>{"excused", Presence::excused}, Meaning<Presence>{"unverified", Presence::unverified},
    Meaning<Presence>{"late", Presence::late},       Meaning<Presence>{"left_early", Presence::left_early},
};

constexpr std::array window_units_of_attendance{
    Meaning<FactDefinition::WindowUnit>{"school_day", FactDefinition::WindowUnit::school_day},
    Meaning<FactDefinition::WindowUnit>{"school_week", FactDefinition::WindowUnit::school_week},
};

constexpr std::array window_units_of_records{
    Meaning<FactDefinition::WindowUnit>{"day", FactDefinition::WindowUnit::day},
    Meaning<FactDefinition::WindowUnit>{"school_day", FactDefinition::WindowUnit::school_day},
    Meaning<FactDefinition::WindowUnit>{"school_week", FactDefinition::WindowUnit::school_week},
};

std::vector<Presence> read_presences(TableReader& table, std::string_view key, Need need) {
  std::vector<Presence> result;
  for (const Word& word : table.names(key, need))
    if (const auto one = meaning(table, word, text("考勤状态", "state of attendance"), presences))
      result.push_back(*one);
  return result;
}

void read_attendance(TableReader& table, FactDefinition& fact) {
  fact.status = read_presences(table, "status", Need::required);
  fact.skips = read_presences(table, "skips", Need::optional);
  fact.whole_day = table.yes_or_no("whole_day").value_or(false);
  fact.any_session = table.yes_or_no("any_session").value_or(false);
  if (fact.whole_day && fact.any_session)
    table.problem(
        "whole-or-any", table.content().find("any_session")->origin,
        text("“whole_day”和“any_session”只能写一个", "“whole_day” and “any_session” exclude each other"),
        text("整天才算写前者，半天也算一天写后者", "The first counts whole days only, the second also half days"));
  fact.type = Type{Type::Kind::integer};
}

void read_since(Reading& reading, TableReader& table, FactDefinition& fact) {
  if (const RecordKind* kind = read_record_kind(reading, table, "since", Need::optional)) fact.since = kind->kind;
}

void read_window(Reading& reading, TableReader& table, FactDefinition& fact) {
  const auto window = read_amount(reading, table, "window", 1, Need::optional);
  using Unit = FactDefinition::WindowUnit;
  fact.window_unit = fact.record.empty()
                         ? meaning(table, "window_unit", window_units_of_attendance).value_or(Unit::school_day)
                         : meaning(table, "window_unit", window_units_of_records).value_or(Unit::day);
  if (!window) return;
  fact.window_parameter = window->parameter;
  fact.window = static_cast<int>(window->number);
  if (table.has("within"))
    table.problem("window-and-within", table.content().find("window")->origin,
                  text("“window”和“within”只能写一个", "“window” and “within” exclude each other"),
                  text("请删去其中一个", "Remove one of the two"));
}

// The field that says of which year a record is; only a year or a school year begins in one.
void read_year_said(TableReader& table, const RecordKind& kind, FactDefinition& fact) {
  const auto same = table.word("same");
  if (!same) return;
  const bool is_yearly = fact.within == Within::year || fact.within == Within::school_year;
  const std::vector<std::string> numbers = is_yearly ? number_fields(kind) : std::vector<std::string>{};
  if (is_one_of(table, *same, text("写年份的数字栏目", "field with the number of a year"), "unknown-field", numbers))
    fact.same = same->name;
}

// Which records, of what stretch. Nothing if the kind is unknown.
const RecordKind* read_record_source(Reading& reading, TableReader& table, FactDefinition& fact) {
  const RecordKind* kind = read_record_kind(reading, table, "record", Need::required);
  fact.by = read_makers(reading, table);
  if (kind == nullptr) {
    table.value("where");
    table.value("same");
    return nullptr;
  }
  fact.record = kind->kind;
  fact.where = read_condition(reading, table, "where", kind->names);
  read_year_said(table, *kind, fact);
  return kind;
}

void read_latest(Reading& reading, TableReader& table, FactDefinition& fact) {
  const RecordKind* kind = read_record_source(reading, table, fact);
  const auto field = table.word("field", Need::required);
  if (kind == nullptr || !field) return;
  if (!is_one_of(table, *field, text("栏目", "field"), "unknown-field", names_of(kind->fields, &Field::name))) return;
  fact.field = field->name;
  fact.type = kind->field(field->name)->type;
}

// The number of each record that is added up, in place of counting records.
void read_added_field(TableReader& table, const RecordKind* kind, FactDefinition& fact) {
  const auto field = table.word("field");
  if (kind == nullptr || !field) return;
  const std::vector<std::string> numbers = number_fields(*kind);
  if (is_one_of(table, *field, text("数字栏目", "field with a number"), "unknown-field", numbers))
    fact.field = field->name;
}

void read_count(Reading& reading, TableReader& table, FactDefinition& fact) {
  fact.type = Type{Type::Kind::integer};
  if (table.has("record")) {
    const RecordKind* kind = read_record_source(reading, table, fact);
    read_added_field(table, kind, fact);
    read_window(reading, table, fact);
    return;
  }
  read_attendance(table, fact);
  read_since(reading, table, fact);
  read_window(reading, table, fact);
}

void read_expression(Reading& reading, TableReader& table, FactDefinition& fact) {
  const auto source = table.source("value", Need::required);
  if (!source) return;
  fact.value = Condition::parse_value(source->first, reading.book.fact_names, reading.book.parameter_names,
                                      source->second, reading.problems);
  if (fact.value) fact.type = fact.value->type();
}

void read_attribute(Reading& reading, TableReader& table, FactDefinition& fact) {
  const Word named = table.word("attribute").value_or(Word{fact.name, table.origin()});
  if (!is_one_of(table, named, text("属性", "attribute"), "unknown-attribute", attributes().words())) return;
  fact.attribute = attribute_named(named.name);
  fact.type = definition_of(*fact.attribute).type;
  if (fact.attribute == Attribute::special_group)
    for (const Word& word : table.names("named")) fact.named.push_back(word.name);
  if (fact.attribute == Attribute::stage)
    for (const Stage& stage : reading.book.stages) fact.type.choices.push_back(stage.id);
}

void read_duty_of(Reading& reading, TableReader& table, FactDefinition& fact) {
  const auto rule = table.word("duty", Need::required);
  if (!rule) return;
  fact.duty = rule->name;
  reading.asked_rules.push_back(*rule);
}

void read_first_after(Reading& reading, TableReader& table, FactDefinition& fact) {
  std::vector<std::string> earlier;
  for (const FactDefinition& one : reading.book.facts)
    if (one.kind == Kind::days_since) earlier.push_back(one.name);
  for (const Word& word : table.names("first_after"))
    if (is_one_of(table, word, text("前面的 days_since 事实", "days_since fact before this one"), "unknown-fact",
                  earlier))
      fact.first_after.push_back(word.name);
}

void read_by_kind(Reading& reading, TableReader& table, FactDefinition& fact) {
  switch (fact.kind) {
    case Kind::streak: read_since(reading, table, fact); return read_attendance(table, fact);
    case Kind::count: return read_count(reading, table, fact);
    case Kind::latest: return read_latest(reading, table, fact);
    case Kind::expression: return read_expression(reading, table, fact);
    case Kind::attribute: return read_attribute(reading, table, fact);
    case Kind::duty_state:
      fact.type = Type{Type::Kind::choice, {"open", "late", "done"}};
      return read_duty_of(reading, table, fact);
    case Kind::days_late:
      fact.type = Type{Type::Kind::integer};
      fact.since_unit = day_unit_of(table, "unit").value_or(DayUnit::day);
      return read_duty_of(reading, table, fact);
    case Kind::days_since:
      fact.since_unit = day_unit_of(table, "unit").value_or(DayUnit::day);
      read_first_after(reading, table, fact);
      [[fallthrough]];
    case Kind::run:
      fact.type = Type{Type::Kind::integer};
      read_record_source(reading, table, fact);
      return;
    case Kind::exists:
      fact.type = Type{Type::Kind::boolean};
      read_record_source(reading, table, fact);
      return;
  }
}

bool looks_back(Kind kind) {
  return kind != Kind::streak && kind != Kind::expression && kind != Kind::attribute;
}

void read_fact(Reading& reading, TableReader table) {
  const Word name = new_identifier(table, "name", reading.book.fact_names.words());
  const auto kind = meaning(table, "type", kinds, Need::required);
  if (name.empty() || !kind) return;  // without these two nothing more can be said about the other keys
  FactDefinition fact;
  fact.name = name.name;
  fact.kind = *kind;
  fact.label = table.label("label").value_or(same_text(name.name));
  fact.clauses = read_clauses(reading, table, Need::optional);
  fact.origin = table.origin();
  if (looks_back(*kind)) fact.within = within_of(table, "within").value_or(Within::always);
  read_by_kind(reading, table, fact);
  table.finish();
  if (reading.book.fact(fact.name) != nullptr) return;
  reading.book.fact_names.add({fact.name, fact.type, fact.label});
  reading.book.facts.push_back(std::move(fact));
}

}  // namespace

void read_attendance_codes(Reading& reading) {
  for (TableReader& root : reading.roots)
    for (auto& table : root.tables("attendance", text("考勤代码", "attendance code"))) {
      AttendanceCode code;
      code.code = new_name(table, "code", names_of(reading.book.attendance_codes, &AttendanceCode::code)).name;
      code.label = table.label("label", Need::required).value_or(same_text(code.code));
      const auto counts_as = meaning(table, "status", presences, Need::required);
      table.finish();
      if (code.code.empty() || !counts_as) continue;
      code.presence = *counts_as;
      reading.book.attendance_codes.push_back(std::move(code));
    }
}

void read_facts(Reading& reading) {
  for (TableReader& root : reading.roots)
    for (auto& table : root.tables("fact", text("事实", "fact"))) read_fact(reading, table);
}

}  // namespace ksbx::reading
