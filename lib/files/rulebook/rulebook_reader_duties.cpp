// Duties of a rule: [[rule.duty]], who must do what by when, and what proves it.

#include <algorithm>

#include "files/rulebook/rulebook_reading.h"

namespace ksbx::reading {
namespace {

constexpr std::array due_words{
    Meaning<Due::Kind>{"same_day", Due::Kind::same_day},
    Meaning<Due::Kind>{"period_end", Due::Kind::period_end},
};

// The fields of one type that the record which starts the rule has.
std::vector<std::string> fields_of_event(const Reading& reading, const Rule& rule, std::optional<Type::Kind> type) {
  std::vector<std::string> fields;
  if (const RecordKind* kind = reading.book.record(rule.on_record))
    for (const Field& field : kind->fields)
      if (!type || field.type.kind == *type) fields.push_back(field.name);
  return fields;
}

// due = { field = "mend_by" }
void read_due_field(Reading& reading, TableReader& table, const Rule& rule, DutyItem& item) {
  const auto field = table.word("field", Need::required);
  table.finish();
  if (!field || !is_one_of(table, *field, text("触发记录的日期栏目", "date field of the record that starts the rule"),
                           "unknown-field", fields_of_event(reading, rule, Type::Kind::date)))
    return;
  item.due.kind = Due::Kind::field;
  item.due.field = field->name;
}

void read_due(Reading& reading, TableReader& table, const Rule& rule, DutyItem& item) {
  const TomlEntry* entry = table.content().find("due");
  if (entry == nullptr) {
    table.value("due");
    return table.problem("no-deadline", table.origin(), text("任务没有期限", "the duty has no deadline"),
                         text("请加上 due = \"same_day\"，或 due = {{ within = \"$promptly\", unit = \"work_day\" }}",
                              "Add due = \"same_day\", or due = {{ within = \"$promptly\", unit = \"work_day\" }}"));
  }
  if (std::holds_alternative<TomlTable>(entry->value.content)) {
    auto stretch = table.table("due", text("期限", "deadline"));
    if (stretch->has("field")) return read_due_field(reading, *stretch, rule, item);
    if (const auto due = read_stretch(reading, *stretch, "within")) item.due = *due;
    return;
  }
  item.due.kind = meaning(table, "due", due_words).value_or(Due::Kind::same_day);
  if (item.due.kind == Due::Kind::period_end && !has_end(rule.per))
    table.problem("due-without-period", entry->value.origin,
                  text("这条规则的周期没有终点，不能以“period_end”为期限",
                       "the period of this rule has no end that could be the due date"),
                  text("请改用 {{ within = …, unit = … }}", "Use {{ within = …, unit = … }}"));
}

// What a proof may be held against: a field that both records have, or of a yearly rule the year.
void read_same(Reading& reading, TableReader& table, const Rule& rule, const RecordKind& kind, Proof& proof) {
  const auto same = table.word("same");
  if (!same) return;
  const bool is_yearly = rule.per == Per::year || rule.per == Per::school_year;
  std::vector<std::string> fields = is_yearly ? number_fields(kind) : fields_of_event(reading, rule, std::nullopt);
  std::erase_if(fields, [&](const std::string& name) { return kind.field(name) == nullptr; });  // of the event alone
  const Text what = is_yearly ? text("写年份的数字栏目", "field with the number of a year")
                              : text("两种记录都有的栏目", "field that both kinds of record have");
  if (is_one_of(table, *same, what, "unknown-field", fields)) proof.same = same->name;
}

Proof read_proof(Reading& reading, TableReader& table, const Rule& rule) {
  Proof proof;
  const RecordKind* kind = read_record_kind(reading, table, "record", Need::required);
  if (kind != nullptr) {
    proof.record = kind->kind;
    proof.where = read_condition(reading, table, "where", kind->names);
    if (!kind->is_about(rule.subject))
      table.problem("subject-mismatch", table.origin(),
                    text("“{}”记录的对象与规则的对象不同，永远证明不了这项任务",
                         "records of kind “{}” are never about the subject of this rule", kind->label),
                    text("请改用同一对象的记录种类", "Use a kind of record about the same subject"));
    read_same(reading, table, rule, *kind, proof);
  } else {
    table.value("where");
    table.value("same");
  }
  const TomlEntry* by = table.content().find("by");
  const auto* word = by ? std::get_if<std::string>(&by->value.content) : nullptr;
  proof.anyone = word != nullptr && *word == "anyone";
  if (proof.anyone)
    table.value("by");
  else
    proof.by = read_makers(reading, table);
  table.finish();
  return proof;
}

// Where the file names no receiver: the town on the government line, the bureau on the education line.
void address(Reading& reading, TableReader& table, DocumentOrder& order) {
  order.to = read_roles(reading, table, "to");
  if (table.has("to")) {
    if (order.to.size() != order.lines.size())
      table.problem("lines-and-receivers", table.content().find("to")->value.origin,
                    text("收文单位和线的个数不同", "the number of receivers is not the number of lines"),
                    text("请按 lines 的次序逐一写明", "Give one for each line, in the same order"));
    return;
  }
  for (const Line line : order.lines) {
    const RoleAt at = line == Line::government ? RoleAt::town : RoleAt::bureau;
    const auto& roles = reading.book.roles;
    const auto role = std::find_if(roles.begin(), roles.end(), [&](const Role& one) { return one.at == at; });
    if (role != roles.end())
      order.to.push_back(role->id);
    else
      table.problem("lines-and-receivers", table.origin(),
                    text("{}上没有收文单位", "no one receives it on the {}", label_of(line)),
                    text("请用 to = [\"角色\", …] 写明", "Name them with to = [\"role\", …]"));
  }
}

// copy = ["school_town", ""]: who gets a copy on each line; "" nobody.
void read_copies(Reading& reading, TableReader& table, DocumentOrder& order) {
  const auto known = names_of(reading.book.roles, &Role::id);
  for (const Word& word : table.names("copy"))
    if (word.name.empty() || is_one_of(table, word, text("角色", "role"), "unknown-role", known))
      order.copy.push_back(word.name);
  if (table.has("copy") && order.copy.size() != order.lines.size())
    table.problem("lines-and-receivers", table.content().find("copy")->value.origin,
                  text("抄送单位和线的个数不同", "the number of copies is not the number of lines"),
                  text("请按 lines 的次序逐一写明，不抄送的写 \"\"", "Give one for each line, \"\" for no copy"));
}

void check_form(TableReader& table, const DocumentOrder& order, const Form& form) {
  const auto has = [&](const std::string& field) { return form.body.find("{" + field + "}") != std::string::npos; };
  for (const std::string& field : order.must_include)
    if (!has(field))
      table.problem("form-lacks-section", table.origin(),
                    text("文书样式“{}”的正文里没有必写的栏目“{}”", "the form “{}” lacks the mandatory field “{}”",
                         form.id, field),
                    text("请在样式正文里加上 {{{}}}", "Put {{{}}} into its body", field));
  if (order.lines.size() > 1 && (has("number") || has("addressee")))
    table.problem(
        "form-differs-by-line", table.origin(),
        text("双线文书内容必须相同，“{}”的正文却写了编号或主送单位",
             "both lines get the same content, but “{}” contains the number or addressee", form.id),
        text("请从正文中删去 {{number}} 和 {{addressee}}", "Remove {{number}} and {{addressee}} from the body"));
}

void read_document(Reading& reading, TableReader& duty, DutyItem& item) {
  auto table = duty.table("document", text("文书", "document"));
  if (!table) return;
  DocumentOrder order;
  const auto form = table->word("form", Need::required);
  for (const Word& word : table->names("lines", Need::required))
    if (const auto line = meaning(*table, word, text("线", "line"), line_words)) order.lines.push_back(*line);
  order.must_include = read_document_fields(*table, "must_include");
  address(reading, *table, order);
  read_copies(reading, *table, order);
  table->finish();
  if (form &&
      is_one_of(*table, *form, text("文书样式", "form"), "unknown-form", names_of(reading.book.forms, &Form::id))) {
    order.form = form->name;
    check_form(*table, order, *reading.book.form(form->name));
  }
  item.document = std::move(order);
}

// A duty that names no action but orders a document is to write that document.
void read_action_of(Reading& reading, TableReader& table, DutyItem& item) {
  const auto action = table.word("action", item.document ? Need::optional : Need::required);
  if (action) {
    is_one_of(table, *action, text("行动", "action"), "unknown-action", names_of(reading.book.actions, &Action::id));
    item.action = action->name;
    return;
  }
  const Form* form = item.document ? reading.book.form(item.document->form) : nullptr;
  if (form == nullptr) return;
  item.action = form->id;
  if (reading.book.action(form->id) == nullptr) reading.book.actions.push_back({form->id, form->title});
}

// Does it end surely before the other? Numbers of parameters may change.
bool is_sooner(const Due& one, const Due& other) {
  return one.kind == other.kind && one.unit == other.unit && one.parameter < 0 && other.parameter < 0 &&
         one.number < other.number;
}

// An action of its own, so that whoever reads it knows what is late: 督办：家访或电话联系家长.
std::string oversight_of(Reading& reading, const OversightOrder& order, const DutyItem& item) {
  const std::string id = order.action + "-" + item.action;
  if (reading.book.action(id) != nullptr) return id;
  const Action* oversight = reading.book.action(order.action);
  const Action* late = reading.book.action(item.action);
  if (oversight == nullptr || late == nullptr) return order.action;
  reading.book.actions.push_back({id, text("{}：{}", "{}: {}", oversight->label, late->label)});
  return id;
}

// What whoever is told that an item is late owes, level by level.
std::vector<DutyItem> overseers_of(Reading& reading, const Rule& rule, const DutyItem& item,
                                   const std::vector<EscalationLevel>& levels) {
  std::vector<DutyItem> overseers;
  const auto& order = reading.book.oversight;
  const auto refuse = [&](const EscalationLevel& level, const char* code, Text what, Text remedy) {
    reading.problems.push_back({Severity::error, code, level.origin, std::move(what), std::move(remedy)});
  };
  for (const EscalationLevel& level : levels) {
    if (!order) {
      refuse(level, "no-oversight", text("没有写明督办要做什么", "nothing says what whoever hears of it owes"),
             text("请在 rulebook.toml 里写 oversight = {{ action = …, record = …, within = …, unit = … }}",
                  "Put oversight = {{ action = …, record = …, within = …, unit = … }} into rulebook.toml"));
      continue;
    }
    const RecordKind* kind = reading.book.record(order->record);
    if (kind && !kind->is_about(rule.subject))
      refuse(level, "subject-mismatch",
             text("“{}”记录的对象与规则的对象不同，永远证明不了督办",
                  "records of kind “{}” are never about the subject of this rule", kind->label),
             text("请给这种记录加上这一对象", "Let that kind of record be about such a subject, too"));
    const auto is_before = [&](const std::string& role) { return reading.book.fulfils(level.to, role); };
    if (is_before(item.who) || std::ranges::any_of(overseers, [&](const DutyItem& one) { return is_before(one.who); }))
      refuse(level, "escalate-cycle",
             text("督办又回到了同一个角色“{}”", "it comes back to the same role “{}”", level.to),
             text("请写更高一级的角色", "Name a role one level up"));
    if (is_sooner(level.after, overseers.empty() ? Due{} : overseers.back().oversees->after))
      refuse(level, "escalate-order", text("“{}”比下一级更早得知", "“{}” hears of it before the level below", level.to),
             text("请从低到高写，越往上越晚", "Write the lowest level first, each later than the one before"));
    DutyItem overseer;
    overseer.id = formatted("{}-late-{}", item.id, overseers.size() + 1);
    overseer.who = level.to;
    overseer.action = oversight_of(reading, *order, item);
    overseer.done_by.push_back({order->record, {}, {}, false});
    overseer.due = order->due;
    overseer.oversees = DutyItem::Oversight{item.id, level.after};
    overseer.origin = level.origin;
    overseers.push_back(std::move(overseer));
  }
  return overseers;
}

DutyItem read_duty(Reading& reading, TableReader& table, const Rule& rule, std::size_t place) {
  DutyItem item;
  item.origin = table.origin();
  item.id = table.word("id").value_or(Word{std::to_string(place), {}}).name;
  item.who = read_role(reading, table, "who", Need::required);
  item.with = read_roles(reading, table, "with");
  read_document(reading, table, item);
  read_action_of(reading, table, item);
  for (TableReader& proof : table.tables("done_by", text("完成凭据", "proof")))
    item.done_by.push_back(read_proof(reading, proof, rule));
  item.done_when = read_condition(reading, table, "done_when", reading.book.fact_names);
  read_due(reading, table, rule, item);
  if (auto remind = table.table("remind", text("提醒", "reminder")))
    item.remind_before = read_stretch(reading, *remind, "before");
  item.share = read_document_fields(table, "share");
  table.finish();
  if (item.done_by.empty() && !table.has("done_when") && !item.document)
    table.problem("no-proof", table.origin(), text("任务没有写明怎样算完成", "nothing proves that this duty is done"),
                  text("请加上 done_by、done_when 或 document", "Add done_by, done_when or document"));
  return item;
}

// What each receiver of a document owes, where its form says until when it is to be answered. What proves that the
// document did its work proves it for him too.
std::vector<DutyItem> signatures_of(const Reading& reading, const DutyItem& item) {
  std::vector<DutyItem> signatures;
  const Form* form = item.document ? reading.book.form(item.document->form) : nullptr;
  if (form == nullptr || !form->answer) return signatures;
  for (std::size_t i = 0; i < item.document->lines.size() && i < item.document->to.size(); ++i) {
    DutyItem signature;
    signature.id = formatted("{}-{}", item.id, name_of(item.document->lines[i]));
    signature.who = item.document->to[i];
    signature.action = form->answer->action;
    signature.done_by = item.done_by;
    signature.due = form->answer->due;
    signature.signs = DutyItem::Signature{item.id, item.document->lines[i]};
    signature.origin = item.origin;
    signatures.push_back(std::move(signature));
  }
  return signatures;
}

}  // namespace

std::optional<Due> read_stretch(Reading& reading, TableReader& table, std::string_view key) {
  Due due;
  due.kind = Due::Kind::within;
  const auto amount = read_amount(reading, table, key, 0, Need::required);
  const auto unit = day_unit_of(table, "unit", Need::required);
  table.finish();
  if (!amount || !unit) return std::nullopt;
  due.number = amount->number;
  due.parameter = amount->parameter;
  due.unit = *unit;
  return due;
}

std::vector<EscalationLevel> read_levels(Reading& reading, TableReader& table) {
  std::vector<EscalationLevel> levels;
  const TomlEntry* entry = table.content().find("escalate");
  if (entry == nullptr) return levels;
  std::vector<TableReader> rows;
  const Text what = text("督办", "level");
  if (std::holds_alternative<TomlTable>(entry->value.content))
    rows.push_back(*table.table("escalate", what));
  else
    rows = table.tables("escalate", what);
  for (TableReader& row : rows) {
    EscalationLevel level;
    level.origin = row.origin();
    level.to = read_role(reading, row, "to", Need::required);
    const auto after = read_stretch(reading, row, "after");
    if (level.to.empty() || !after) continue;
    level.after = *after;
    levels.push_back(std::move(level));
  }
  return levels;
}

std::vector<DutyItem> read_duties(Reading& reading, TableReader& table, const Rule& rule) {
  std::vector<DutyItem> items;
  std::size_t place = 0;
  for (TableReader& duty : table.tables("duty", text("任务", "duty"), Need::required)) {
    std::vector<EscalationLevel> item_levels = read_levels(reading, duty);
    DutyItem item = read_duty(reading, duty, rule, ++place);
    const auto same = [&](const DutyItem& other) { return other.id == item.id; };
    if (std::any_of(items.begin(), items.end(), same))
      duty.problem("duplicate-id", item.origin,
                   text("任务“{}”已经定义过了", "the duty “{}” is already defined", item.id),
                   text("同一规则里每项任务的 id 要不同", "Each duty of a rule needs an id of its own"));
    std::vector<DutyItem> owed = {item};
    std::ranges::move(signatures_of(reading, item), std::back_inserter(owed));
    for (const DutyItem& one : owed) {
      items.push_back(one);
      const Form* form = item.document ? reading.book.form(item.document->form) : nullptr;
      const auto& levels = one.signs && form ? form->answer->escalate : item_levels;
      std::ranges::move(overseers_of(reading, rule, one, levels), std::back_inserter(items));
    }
  }
  return items;
}

}  // namespace ksbx::reading
