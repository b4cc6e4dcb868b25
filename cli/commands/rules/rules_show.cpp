// ksbx rules show: everything the rulebook in use defines, each with the file and line it comes from and the layer
// above the base.
#include <algorithm>

#include "base/join.h"
#include "cli/commands/commands.h"
#include "cli/words/deliver.h"
#include "cli/words/marks.h"
#include "cli/words/open_workspace.h"
#include "policy/rulebook/rulebook_parts.h"

namespace ksbx {
namespace {

struct Shown {
  std::string value;
  Text scope;
  std::string from;
  Origin origin;
  Text reason;
};

bool is_field(const Part::Line& line) {
  return line.key.starts_with("field ");
}

// What distinguishes one part from the next at a glance: of a rule when it holds, of a record its fields. The whole of
// it is in the file.
bool is_gist(Part::Kind kind, const Part::Line& line) {
  switch (kind) {
    case Part::Kind::rule: return line.key == "when" || line.key == "on" || line.key == "on_where";
    case Part::Kind::record: return is_field(line);
    case Part::Kind::form: return false;
    case Part::Kind::parameter:
    case Part::Kind::fact:
    case Part::Kind::role:
    case Part::Kind::stage:
    case Part::Kind::action:
    case Part::Kind::guard:
    case Part::Kind::meaning: return line.key != "clause";
  }
  return false;
}

std::string gist_of(const Part& part, Language language) {
  std::vector<std::string> all;
  for (const Part::Line& line : part.lines)
    if (is_gist(part.kind, line))
      all.push_back(is_field(line) ? line.key.substr(line.key.find(' ') + 1)
                                   : line.label.in(language) + " " + line.words);
  return join(all, "；");
}

// The values of one parameter that hold on the day, one for each scope; or all of them.
std::vector<const Parameter::Dated*> values_of(const Parameter& parameter, std::optional<Day> effective_on) {
  std::vector<const Parameter::Dated*> values;
  for (const Parameter::Dated& dated : parameter.values) {
    const Parameter::Dated* value = effective_on ? &parameter.on(*effective_on, dated.scope, *effective_on) : &dated;
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  }
  return values;
}

Shown shown(const Rule& rule, const Part& part, Day day, Language language) {
  Shown row{gist_of(part, language), {}, rule.from ? rule.from->iso() : "", rule.origin, {}};
  if (rule.replaced) row.reason = rule.replaced->reason;
  if (rule.off) {
    row.origin = rule.off->origin;
    row.reason = rule.off->reason;
  }
  if (!rule.in_force(day))
    row.value = text("（{} 不执行）{}", "(not in force on {}) {}", day.iso(), row.value).in(language);
  return row;
}

struct RulesShow final : Command {
  bool effective = false;

  void setup(Options& options) override {
    options.flag("--effective", &effective,
                 text("只列判断日当天有效的参数值，不列以前和以后的",
                      "only the values in force on the day, not those before and after it"));
    uses_rules(options, common);
    judges(options, common);
    tells_table(options, common);
    options.example("ksbx rules show --effective --as-of 2027-03-01",
                    text("那天按什么数判断，写在哪个文件哪一行",
                         "which numbers hold on that day, and in which file and line they are"));
  }

  ExitCode run(Context& context) override {
    const Rulebook book = rulebook_of(context);
    const Day day = context.dates.judged;
    const Language language = context.console.language;
    Table table{"rules", text("{} 有效的规则", "the rules in force on {}", day.iso()), {}, {}};
    table.columns = {
        {"kind", text("类别", "kind")},   {"id", text("名字", "id")},       {"label", text("名称", "label")},
        {"value", text("内容", "value")}, {"scope", text("范围", "scope")}, {"from", text("起", "from")},
        {"place", text("出处", "place")}, {"layer", text("层次", "layer")}, {"reason", text("理由", "reason")}};
    for (const Part& part : parts_of(book))
      for (const Shown& row : rows_of(book, part, day, language))
        table.rows.push_back({label_of(part.kind).in(language), part.id, part.label.in(language), row.value,
                              row.scope.in(language), row.from, place_of(row.origin),
                              layer_of(book, row.origin, language), row.reason.in(language)});
    deliver(context, table);
    return ExitCode::done;
  }

 private:
  std::vector<Shown> rows_of(const Rulebook& book, const Part& part, Day day, Language language) const {
    if (const Rule* rule = part.kind == Part::Kind::rule ? book.rule(part.id) : nullptr)
      return {shown(*rule, part, day, language)};
    const Parameter* parameter = part.kind == Part::Kind::parameter ? book.parameter(part.id) : nullptr;
    if (parameter == nullptr) return {{gist_of(part, language), {}, {}, part.origin, {}}};
    std::vector<Shown> rows;
    for (const Parameter::Dated* dated : values_of(*parameter, effective ? std::optional(day) : std::nullopt))
      rows.push_back({ksbx::words_of(*parameter, dated->value), dated->scope.print(), dated->from.iso(), dated->origin,
                      dated->reason});
    return rows;
  }

  static std::string layer_of(const Rulebook& book, const Origin& origin, Language language) {
    const RuleLayer* layer = book.layer(origin);
    if (layer == nullptr) return {};
    return book.is_overlaid(origin) ? layer->title.in(language) : text("基础", "base").in(language);
  }
};

}  // namespace

std::unique_ptr<Command> rules_show_command() {
  return std::make_unique<RulesShow>();
}

}  // namespace ksbx
