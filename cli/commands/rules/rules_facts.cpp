// ksbx rules facts: what conditions may name, how each is counted, and which rules use it.
#include <algorithm>

#include "base/join.h"
#include "cli/commands/commands.h"
#include "cli/words/deliver.h"
#include "cli/words/open_workspace.h"
#include "policy/check/fact_words.h"
#include "policy/check/rulebook_use.h"

namespace ksbx {
namespace {

struct RulesFacts final : Command {
  void setup(Options& options) override {
    uses_rules(options, common);
    tells_table(options, common);
    options.example("ksbx rules facts", text("条件里可以写的全部名字", "every name that a condition may use"));
  }

  ExitCode run(Context& context) override {
    deliver(context, table_of(rulebook_of(context), context.console.language));
    return ExitCode::done;
  }

 private:
  static Table table_of(const Rulebook& book, Language language) {
    Table table{"facts", text("事实", "facts"), {}, {}};
    table.columns = {{"name", text("名字", "name")},
                     {"label", text("中文名", "label")},
                     {"type", text("类型", "type")},
                     {"unit", text("单位", "unit")},
                     {"definition", text("怎样得出", "definition")},
                     {"rules", text("用到它的规则", "used by")}};
    const RulebookUse use = use_of(book);
    for (std::size_t slot = 0; slot < book.facts.size(); ++slot) {
      const FactDefinition& fact = book.facts[slot];
      table.rows.push_back({fact.name, fact.label.in(language), words_of(fact.type).in(language),
                            unit_of(fact).in(language), definition_of(fact, book).in(language),
                            rules_of(use, static_cast<int>(slot))});
    }
    return table;
  }

  static Cell rules_of(const RulebookUse& use, int slot) {
    const auto found = use.rules_of_fact.find(slot);
    return found == use.rules_of_fact.end() ? Cell{} : Cell{join(found->second, ", ")};
  }
};

}  // namespace

std::unique_ptr<Command> rules_facts_command() {
  return std::make_unique<RulesFacts>();
}

}  // namespace ksbx
