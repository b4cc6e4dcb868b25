// Kinds of record: [[record]] with typed fields.

#include "files/rulebook/rulebook_reading.h"

namespace ksbx::reading {
namespace {

constexpr std::string_view came_back = "came_back";

constexpr std::array field_types{
    Meaning<Type::Kind>{"bool", Type::Kind::boolean}, Meaning<Type::Kind>{"integer", Type::Kind::integer},
    Meaning<Type::Kind>{"text", Type::Kind::text},    Meaning<Type::Kind>{"choice", Type::Kind::choice},
    Meaning<Type::Kind>{"date", Type::Kind::date},
};

std::vector<std::string> texts(TableReader& table, std::string_view key) {
  std::vector<std::string> all;
  for (const Word& word : table.names(key)) all.push_back(word.name);
  return all;
}

std::vector<std::string> subject_words() {
  std::vector<std::string> words{"document"};
  for (const SubjectKind kind : all_subject_kinds()) words.emplace_back(name_of(kind));
  return words;
}

// `choices` with `choice_labels`, in place.
void read_own_choices(TableReader& table, Field& field) {
  for (const Word& word : table.names("choices", Need::required)) field.type.choices.push_back(word.name);
  const TomlValue* labels = table.value("choice_labels");
  if (labels == nullptr) {
    for (const std::string& choice : field.type.choices) field.choice_labels.push_back(same_text(choice));
    return;
  }
  field.choice_labels = table.labels("choice_labels");
  if (field.choice_labels.size() != field.type.choices.size())
    table.problem("choice-labels", labels->origin,
                  text("选项和选项名称个数不同", "the number of labels is not the number of choices"),
                  text("请按同样的次序一一对应", "Give one for each, in the same order"));
}

void read_choices(Reading& reading, TableReader& table, Field& field) {
  field.type.ordered = table.yes_or_no("ordered").value_or(false);
  const auto from = table.word("choices_from");
  if (!from) return read_own_choices(table, field);
  if (!is_one_of(table, *from, text("选项表", "list of choices"), "unknown-choices",
                 names_of(reading.book.choices, &ChoiceList::id)))
    return;
  const ChoiceList& list = *reading.book.choice_list(from->name);
  field.type.choices = list.values;
  field.choice_labels = list.labels;
  field.choice_words = list.also;
}

// Of a field of yes and no what tables write for either, besides 是 and 否: a list of the choices yes and no.
void read_answers(Reading& reading, TableReader& table, Field& field) {
  const auto from = table.word("choices_from");
  if (!from || !is_one_of(table, *from, text("选项表", "list of choices"), "unknown-choices",
                          names_of(reading.book.choices, &ChoiceList::id)))
    return;
  const ChoiceList& list = *reading.book.choice_list(from->name);
  if (list.values != std::vector<std::string>{"yes", "no"})
    return table.problem("yes-no-choices", from->origin,
                         text("“{}”不是“yes”“no”两个选项", "“{}” is no list of the choices yes and no", from->name),
                         text("是否栏目的选项表依次写 yes、no 两项，或删去 choices_from",
                              "A field of type bool takes a list of yes and no, in this order, or none"));
  for (std::size_t i = 0; i < list.values.size(); ++i) {
    std::vector<std::string>& words = field.choice_words.emplace_back(list.also[i]);
    for (const std::string& label : {list.labels[i].zh, list.labels[i].en})
      if (!label.empty()) words.push_back(label);
  }
}

void read_field(Reading& reading, TableReader& table, RecordKind& kind) {
  const Word name = new_identifier(table, "name", names_of(kind.fields, &Field::name));
  if (name.name == came_back)
    table.problem("bad-name", name.origin,
                  text("“came_back”是系统自带的名字", "“came_back” is a name that the program uses itself"),
                  text("请换一个名字", "Choose another name"));
  Field field;
  field.name = name.name;
  field.label = table.label("label").value_or(same_text(name.name));
  field.required = table.yes_or_no("required").value_or(false);
  field.headers = texts(table, "headers");
  field.member_of = read_role(reading, table, "member_of", Need::optional);
  field.pupil = table.yes_or_no("pupil").value_or(false);
  const auto type = meaning(table, "type", field_types, Need::required);
  field.type.kind = type.value_or(Type::Kind::text);
  if (type == Type::Kind::choice) read_choices(reading, table, field);
  if (type == Type::Kind::boolean) read_answers(reading, table, field);
  if (!field.member_of.empty() && field.type.kind != Type::Kind::text)
    table.problem("member-of-text", table.origin(),
                  text("“member_of”只用于文字栏目", "“member_of” is for a field of text"),
                  text("请写 type = \"text\"，或删去 member_of", "Write type = \"text\", or remove member_of"));
  if (field.pupil && field.type.kind != Type::Kind::text)
    table.problem("pupil-text", table.origin(), text("“pupil”只用于文字栏目", "“pupil” is for a field of text"),
                  text("请写 type = \"text\"，或删去 pupil", "Write type = \"text\", or remove pupil"));
  // Where the type is not usable, its choices are no one's mistake.
  if (!type)
    for (const char* key : {"choices", "choices_from", "choice_labels", "ordered"}) table.value(key);
  table.finish();
  if (name.empty() || kind.field(name.name) != nullptr) return;
  kind.names.add({field.name, field.type, field.label});
  kind.fields.push_back(std::move(field));
}

void read_subject(TableReader& table, RecordKind& kind) {
  kind.subjects.clear();
  for (const Word& word : table.names("subject", Need::required))
    if (is_one_of(table, word, text("对象", "subject"), "unknown-word", subject_words()))
      if (const auto subject = subject_kind(word.name)) kind.subjects.push_back(*subject);
}

// How long it can last is a number that has a name: "$pause_at_most".
void read_mutes_at_most(Reading& reading, TableReader& table, RecordKind& kind) {
  const auto most = read_amount(reading, table, "mutes_at_most", 1, Need::optional);
  if (!most) return;
  kind.mutes_at_most = most->parameter;
  if (most->parameter < 0)
    table.wrong_type(table.content().find("mutes_at_most")->value, "mutes_at_most",
                     text("\"$参数名\"", "\"$parameter\""));
}

void read_mutes_until(TableReader& table, RecordKind& kind) {
  const auto word = table.word("mutes_until");
  if (!word || !is_one_of(table, *word, text("栏目", "field"), "unknown-field", names_of(kind.fields, &Field::name)))
    return;
  kind.mutes_until = word->name;
  if (kind.field(word->name)->type.kind != Type::Kind::date)
    table.problem("mutes-until-date", word->origin,
                  text("“{}”不是日期栏目", "the field “{}” is not a date", word->name),
                  text("请指一个 type = \"date\" 的必填栏目", "Name a required field of type = \"date\""));
}

void read_record(Reading& reading, TableReader table) {
  const Word name = new_identifier(table, "kind", names_of(reading.book.records, &RecordKind::kind));
  RecordKind kind;
  kind.kind = name.name;
  kind.label = table.label("label", Need::required).value_or(same_text(name.name));
  kind.clauses = read_clauses(reading, table, Need::optional);
  kind.origin = table.origin();
  read_subject(table, kind);
  for (TableReader& field : table.tables("fields", text("栏目", "field"))) read_field(reading, field, kind);
  kind.by = read_makers(reading, table);
  kind.date_headers = texts(table, "date_headers");
  kind.by_headers = texts(table, "by_headers");
  kind.also = texts(table, "also");
  kind.only_if_named = table.yes_or_no("only_if_named").value_or(false);
  read_mutes_until(table, kind);
  read_mutes_at_most(reading, table, kind);
  table.finish();
  if (kind.is_about(SubjectKind::student) && !kind.about_document())
    kind.names.add(
        {std::string(came_back), Type{Type::Kind::boolean}, text("下一次上课已到校", "was there at the next session")});
  if (!name.empty()) reading.book.records.push_back(std::move(kind));
}

}  // namespace

void read_records(Reading& reading) {
  for (TableReader& root : reading.roots)
    for (auto& table : root.tables("record", text("记录种类", "kind of record"))) read_record(reading, table);
}

}  // namespace ksbx::reading
