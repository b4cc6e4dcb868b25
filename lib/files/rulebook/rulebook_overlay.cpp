#include "files/rulebook/rulebook_overlay.h"

#include <algorithm>
#include <filesystem>

namespace ksbx::reading {
namespace {

// The rulebook.toml of a layer; nullptr if there is none.
const TableReader* page_of(const Reading& reading, const RuleLayer& layer) {
  for (const TableReader& root : reading.roots)
    if (reading.book.layer(root.origin()) == &layer && is_title_page(root)) return &root;
  return nullptr;
}

bool has_title_page(const RuleLayer& layer) {
  return std::any_of(layer.files.begin(), layer.files.end(),
                     [](const std::string& file) { return std::filesystem::path(file).filename() == "rulebook.toml"; });
}

void report_overlay_first(TableReader page) {
  page.problem("overlay-first", page.content().find("overlay")->origin,
               text("这是叠加规则，不能单独使用", "this is an overlay and cannot stand alone"),
               text("请先写它所叠加的规则集：--rules 基础文件夹 --rules 叠加文件夹",
                    "Give the rulebook below it first: --rules BASE --rules OVERLAY"));
}

void report_not_an_overlay(Reading& reading, const TableReader* page) {
  const Text what = text("后面的 --rules 要是叠加规则，这里没有写 overlay",
                         "a later --rules must be an overlay; this one does not say `overlay`");
  const Text remedy = text("请在它的 rulebook.toml 里加上 overlay = \"基础规则集的 id\"、title 和 reason",
                           "Add overlay = \"id of the base\", title and reason to its rulebook.toml");
  if (page != nullptr) return TableReader(*page).problem("overlay-missing", page->origin(), what, remedy);
  reading.problems.push_back({Severity::error, "overlay-missing", {}, what, remedy});
}

// Every file belongs to the first layer that has it; a layer without files of its own is a folder named again.
bool is_named_twice(const Reading& reading, const RuleLayer& layer) {
  return !layer.files.empty() && reading.book.layer({layer.files.front()}) != &layer;
}

void report_twice(Reading& reading, const RuleLayer& layer) {
  const std::string folder = std::filesystem::path(layer.files.front()).parent_path().string();
  reading.problems.push_back({Severity::error,
                              "overlay-twice",
                              {},
                              text("文件夹 {} 写了两次", "the folder {} is named twice", folder),
                              text("请删去一个 --rules", "Remove one --rules")});
}

// `was` says what the clerk saw when he wrote the change; the base may have moved on since.
void check_was(TableReader& entry, const Parameter& below, const Parameter::Dated& changed) {
  const TomlValue* was = entry.value("was");
  const auto number = was ? number_in(entry, *was, "was", below.unit) : std::nullopt;
  if (!number) return;
  const Parameter::Dated& now = below.on(changed.from, changed.scope, changed.from);
  if (now.value == *number) return;
  entry.problem("overlay-outdated", was->origin,
                text("参数“{}”在 {} 原来的值不是 {}，而是 {}（{}:{}）",
                     "in the rulebook below, “{0}” on {1} is {3}, not {2} ({4}:{5})", below.id, changed.from.iso(),
                     *number, now.value, now.origin.file.str(), now.origin.line),
                text("下面的规则集改过了；请核对这项修改是否还合适，再把 was 改成 {}",
                     "The rulebook below has changed: check whether this still fits, then set "
                     "was = {}",
                     now.value));
}

void lay(std::vector<Parameter::Dated>& values, Parameter::Dated changed) {
  std::erase_if(values, [&](const Parameter::Dated& below) {
    return below.from == changed.from && below.scope == changed.scope;
  });
  values.push_back(std::move(changed));
}

Rule* rule_below(Reading& reading, const Word& id) {
  const auto found = std::find_if(reading.book.rules.begin(), reading.book.rules.end(),
                                  [&](const Rule& rule) { return !id.empty() && rule.id == id.name; });
  return found == reading.book.rules.end() ? nullptr : &*found;
}

void switch_off(Rule* below, TableReader& table, Text reason) {
  const auto from = table.date("from");
  table.finish();
  if (below != nullptr) below->off = Rule::SwitchedOff{from, std::move(reason), table.origin()};
}

void replace(Reading& reading, const Word& id, TableReader& table, Text reason) {
  Rule rule = rule_of(reading, table, id.name);
  if (rule.from)
    table.problem("overlay-replaces-from", table.content().find("from")->origin,
                  text("替换的规则对所有日子生效，不能写 from",
                       "a rule that replaces another does so for all days and cannot say `from`"),
                  text("要从某天起换：旧规则写 off = true 和 from，新规则换一个 id，写同一个 from",
                       "To change it from a day on, switch the old one off `from` that day and add the new "
                       "one under another id `from` that day"));
  // A duty of the new rule may have brought an action with it, but no rule: the place below is still the same.
  Rule* below = rule_below(reading, id);
  if (below == nullptr) return;
  rule.mandatory |= below->mandatory;
  rule.replaced = Rule::Replaced{std::move(reason), below->origin};
  *below = std::move(rule);
}

// Why an overlay takes a step away or changes it; of a mandatory one with the document that allows it.
Text reason_of(TableReader& table, const Rule* below) {
  Text reason = table.label("reason", Need::required).value_or(Text{});
  const std::string deviation = table.words("deviation").value_or("");
  if (!deviation.empty()) return text("{}（{}）", "{} ({})", reason, deviation);
  if (below != nullptr && below->mandatory)
    table.problem("mandatory-rule", table.origin(),
                  text("规则“{}”是意见明文要求的一步，不能停用或替换",
                       "“{}” is a step that the policy demands: it cannot be switched off or replaced", below->id),
                  text("请改参数，或另加规则；确有文件允许的，加上 deviation = \"文号\"",
                       "Change a parameter or add a rule; if a document allows it, add deviation = \"its number\""));
  return reason;
}

}  // namespace

bool layers_in_order(Reading& reading) {
  bool in_order = true;
  for (const RuleLayer& layer : reading.book.layers) {
    if (is_named_twice(reading, layer)) {
      in_order = false;
      report_twice(reading, layer);
      continue;
    }
    const bool is_base = &layer == &reading.book.layers.front();
    const TableReader* page = page_of(reading, layer);
    if (page == nullptr && (is_base || has_title_page(layer))) continue;  // reported as such elsewhere
    const bool says_overlay = page != nullptr && page->has("overlay");
    if (says_overlay != is_base) continue;
    in_order = false;
    if (is_base)
      report_overlay_first(*page);
    else
      report_not_an_overlay(reading, page);
  }
  return in_order;
}

void read_overlay_page(Reading& reading, TableReader& page, RuleLayer& layer) {
  layer.id = page.word("id").value_or(Word{}).name;
  layer.title = page.label("title", Need::required).value_or(Text{});
  layer.reason = page.label("reason", Need::required).value_or(Text{});
  const auto base = page.word("overlay", Need::required);
  if (!base || reading.book.id.empty() || base->name == reading.book.id) return;
  page.problem("overlay-base", base->origin,
               text("这份叠加规则是为“{}”写的，下面的规则集却是“{}”",
                    "this overlay is for “{}”, but the rulebook below is “{}”", base->name, reading.book.id),
               text("请换成它所叠加的规则集，或核对后改成 overlay = \"{}\"",
                    "Use the rulebook it is for, or check it and set overlay = \"{}\"", reading.book.id));
}

void change_parameter(Reading& reading, const std::string& id, TableReader& table) {
  const auto known = std::find_if(reading.book.parameters.begin(), reading.book.parameters.end(),
                                  [&](const Parameter& one) { return one.id == id; });
  const Parameter below = *known;
  std::vector<Parameter::Dated> changes;
  for (TableReader& entry : table.tables("values", text("参数值", "value"), Need::required)) {
    auto changed = read_dated(entry, below, Need::required);
    if (changed)
      check_was(entry, below, *changed);
    else
      entry.value("was");
    entry.finish();
    if (changed) add_in_order(entry, changes, std::move(*changed), id);
  }
  table.finish();
  for (Parameter::Dated& changed : changes) lay(known->values, std::move(changed));
  sort_by_date(known->values);
}

bool changes_rule(const TableReader& table) {
  return table.has("off") || table.has("replaces");
}

void change_rule(Reading& reading, TableReader& table) {
  const Word id = table.word("id", Need::required).value_or(Word{});
  if (!id.empty()) is_one_of(table, id, text("规则", "rule"), "unknown-rule", names_of(reading.book.rules, &Rule::id));
  const bool off = table.yes_or_no("off").value_or(false);
  const bool replaces = table.yes_or_no("replaces").value_or(false);
  if (off == replaces)
    table.problem("overlay-off-or-replaces", table.origin(),
                  text("规则“{}”要么停用，要么替换", "“{}” is either switched off or replaced", id.name),
                  text("停用写 off = true，替换写 replaces = true，只写一个",
                       "Write off = true or replaces = true, one of the two"));
  Text reason = reason_of(table, rule_below(reading, id));
  if (off)
    switch_off(rule_below(reading, id), table, std::move(reason));
  else
    replace(reading, id, table, std::move(reason));
}

}  // namespace ksbx::reading
