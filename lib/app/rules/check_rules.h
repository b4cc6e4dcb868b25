// check_rules: everything that can be wrong with rules and calendars, found before a night relies on them.
//
// Reads the rulebook with its overlays, its tests, its reports (app/rules/check_reports.h) and the calendars, and then
// checks what no single file can show (policy/check/rulebook_check.h). What refers to the rulebook is looked at only
// where the rulebook itself has no errors: it would only repeat them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "base/problem.h"
#include "policy/rulebook/rulebook.h"
#include "policy/rulebook/scope_places.h"

namespace ksbx {

struct CheckedRules {
  Rulebook rulebook;  // of use only without errors
  std::size_t tests = 0;
  Problems problems;                         // in the order above; each with its line of the file, if it has a place
  std::vector<CalendarSchool> schools = {};  // whom the calendars name
};

// `calendars` may be empty: then nothing is said about them.
CheckedRules check_rules(const std::vector<std::filesystem::path>& rulebooks,
                         const std::vector<std::filesystem::path>& calendars, Day today);

}  // namespace ksbx
