// What a rule test enters into ksbx: records, corrections of attendance, registers and closures that came late.
#include <algorithm>

#include "files/rulebook/calendar_reader.h"
#include "files/rulebook/rule_test_reading.h"

namespace ksbx::reading {
namespace {

constexpr std::array line_words{
    Meaning<Line>{"government", Line::government},
    Meaning<Line>{"education", Line::education},
};
constexpr std::array session_words{
    Meaning<Session>{"am", Session::morning},
    Meaning<Session>{"pm", Session::afternoon},
};
constexpr std::array status_words{
    Meaning<Presence>{"present", Presence::present}, Meaning<Presence>{"unexcused", Presence::unexcused},
    Meaning<Presence>{"excused", Presence::excused}, Meaning<Presence>{"unverified", Presence::unverified},
    Meaning<Presence>{"late", Presence::late},       Meaning<Presence>{"left_early", Presence::left_early},
};

std::optional<FieldValue> read_field(TableReader& table, const Field& field) {
  const Need need = field.required ? Need::required : Need::optional;
  switch (field.type.kind) {
    case Type::Kind::boolean:
      if (const auto yes = table.yes_or_no(field.name, need)) return *yes;
      return std::nullopt;
    case Type::Kind::integer:
      if (const auto number = table.number(field.name, 0, 1'000'000'000, need)) return *number;
      return std::nullopt;
    case Type::Kind::date:
      if (const auto day = table.date(field.name, need)) return *day;
      return std::nullopt;
    case Type::Kind::text:
      if (const auto words = table.words(field.name, need)) return *words;
      return std::nullopt;
    case Type::Kind::choice: {
      const auto word = table.word(field.name, need);
      if (!word || !is_one_of(table, *word, text("选项", "choice"), "unknown-choice", field.type.choices))
        return std::nullopt;
      return word->name;
    }
  }
  return std::nullopt;
}

void read_fields(TableReader& table, const RecordKind& kind, Record& record) {
  const bool needs_fields =
      std::any_of(kind.fields.begin(), kind.fields.end(), [](const Field& field) { return field.required; });
  auto fields = table.table("fields", text("栏目", "fields"), needs_fields ? Need::required : Need::optional);
  if (!fields) return;
  for (const Field& field : kind.fields)
    if (auto value = read_field(*fields, field)) record.fields[field.name] = std::move(*value);
  fields->finish();
}

// A receipt says by `answers` which line's document came back, and so its field for it need not be written again.
void read_answer(Reading& reading, TableReader& table, const RecordKind& kind, TestRecord& entry) {
  if (!kind.about_document()) return;
  entry.answers = meaning(table, "answers", line_words, Need::required);
  const std::string& line = reading.book.meaning.field(Meant::receipt_line);
  if (entry.answers && kind.field(line)) entry.record.fields[line] = std::string(name_of(*entry.answers));
}

void read_record(Reading& reading, TableReader& table, RuleTest& test) {
  TestRecord entry;
  entry.origin = table.origin();
  const RecordKind* kind = read_record_kind(reading, table, "kind", Need::required);
  entry.record.day = table.date("day", Need::required).value_or(test.first);
  entry.entered = entered(table, entry.record.day).value_or(entry.record.day);
  if (const std::string role = read_role(reading, table, "by_role", Need::optional); !role.empty()) {
    entry.record.roles = {role};
    if (const Role* known = reading.book.role(role)) entry.record.by = known->label.zh;
  }
  if (const auto about = table.word("subject"); about && kind) {
    std::vector<std::string> subjects;
    for (const SubjectKind subject : kind->subjects) subjects.emplace_back(name_of(subject));
    if (is_one_of(table, *about, text("对象", "subject"), "unknown-word", subjects))
      entry.about = subject_kind(about->name);
  }
  if (kind) {
    entry.record.kind = kind->kind;
    read_fields(table, *kind, entry.record);
    read_answer(reading, table, *kind, entry);
  } else {
    table.value("fields");
    table.value("answers");
  }
  table.finish();
  test.records.push_back(std::move(entry));
}

void read_correction(TableReader& table, RuleTest& test) {
  TestCorrection correction;
  correction.day = table.date("day", Need::required).value_or(test.first);
  if (table.has("session")) correction.session = meaning(table, "session", session_words);
  correction.presence = meaning(table, "status", status_words, Need::required).value_or(Presence::present);
  correction.entered = entered(table, correction.day).value_or(correction.day);
  table.finish();
  test.corrections.push_back(correction);
}

void read_register(TableReader& table, RuleTest& test) {
  TestRegister late;
  late.day = table.date("day", Need::required).value_or(test.first);
  late.entered = entered(table, late.day).value_or(late.day);
  table.finish();
  test.registers.push_back(late);
}

void read_closure(TableReader& table, RuleTest& test) {
  Closure closure;
  closure.days.first = table.date("first", Need::required).value_or(test.first);
  closure.days.last = table.date("last").value_or(closure.days.first);
  closure.reason = table.words("reason").value_or("");
  closure.sessions = read_sessions(table);
  closure.entered = table.date("entered").value_or(test.first);  // closures are announced beforehand
  table.finish();
  test.closures.push_back(closure);
}

}  // namespace

void read_entries(Reading& reading, TableReader& table, RuleTest& test) {
  for (TableReader& one : table.tables("records", text("记录", "record"))) read_record(reading, one, test);
  for (TableReader& one : table.tables("corrections", text("更正", "correction"))) read_correction(one, test);
  for (TableReader& one : table.tables("registers", text("补交的点名册", "late register"))) read_register(one, test);
  for (TableReader& one : table.tables("closures", text("停课", "closure"))) read_closure(one, test);
}

}  // namespace ksbx::reading
