// What the steps of reading a rule test share. Only rule_test_reader*.cpp include this.
#pragma once

#include "files/rulebook/rulebook_reading.h"
#include "policy/trial/rule_test.h"

namespace ksbx::reading {

// What was entered: records, corrections, late registers, closures.
void read_entries(Reading& reading, TableReader& table, RuleTest& test);
// What should come of it.
void read_expectations(Reading& reading, TableReader& table, RuleTest& test);

// `entered`, or the day itself; nothing, with a problem, if it lies before the day.
std::optional<Day> entered(TableReader& table, Day day);

}  // namespace ksbx::reading
