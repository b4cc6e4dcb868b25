// A backtest for people and for programs: a headline with tables, or the table of the rules alone.
#pragma once

#include "base/table.h"
#include "cli/words/command.h"
#include "cli/words/compared_rules.h"
#include "model/unit.h"
#include "policy/trial/backtest.h"

namespace ksbx {

// What a backtest found, and what its numbers and codes stand for. No pupil's name appears, only his short code.
struct BacktestOutput {
  const Backtested& found;
  const Rulebook& before;
  const Rulebook& after;
  const ComparedRules& folders;
  const Organisation& organisation;
};

// Columns rule, label, old, new, only_old, only_new, earlier, later: a row for each rule that gave rise to a duty on
// either side.
Table rules_table(const BacktestOutput& output, Language language);

// The headline; then, where anything differs, the rules, weeks, towns and schools that do, children who dropped out,
// and the first examples as commands that explain them.
void print(Context& context, const BacktestOutput& output);

}  // namespace ksbx
