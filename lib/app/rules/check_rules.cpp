#include "app/rules/check_rules.h"

#include <map>

#include "app/rules/check_reports.h"
#include "files/rulebook/calendar_reader.h"
#include "files/rulebook/rule_test_reader.h"
#include "files/rulebook/rulebook_reader.h"
#include "policy/check/rulebook_check.h"

namespace ksbx {
namespace {

void add(Problems& all, Problems more) {
  for (Problem& problem : more) all.push_back(std::move(problem));
}

// Problems found in the rulebook itself know their place, not the line that is there.
void add_excerpts(Problems& problems) {
  std::map<FileName, std::vector<std::string>> lines_of;
  for (Problem& problem : problems) {
    const Origin& at = problem.origin;
    if (!problem.excerpt.empty() || at.line == 0) continue;
    if (!lines_of.contains(at.file)) {
      Problems ignored;  // the reader has reported them
      const auto source = read_source(at.file.str(), ignored);
      const auto file = source ? parse_toml(*source, ignored) : std::nullopt;
      lines_of[at.file] = file ? file->lines : std::vector<std::string>();
    }
    const auto& lines = lines_of[at.file];
    const auto place = static_cast<std::size_t>(at.line);
    if (place <= lines.size()) problem.excerpt = lines[place - 1];
  }
}

}  // namespace

CheckedRules check_rules(const std::vector<std::filesystem::path>& rulebooks,
                         const std::vector<std::filesystem::path>& calendars, Day today) {
  ReadRulebook read = read_rulebook(rulebooks);
  CheckedRules result{std::move(read.rulebook), 0, std::move(read.problems)};
  if (!has_errors(result.problems)) {
    const CheckedReports reports = check_reports(rulebooks, result.rulebook);
    add(result.problems, check(result.rulebook, today, reports.parameters));
    for (const auto& folder : rulebooks) {
      ReadRuleTests tests = read_rule_tests(folder, result.rulebook);
      result.tests += tests.tests.size();
      add(result.problems, std::move(tests.problems));
    }
    add(result.problems, reports.problems);
  }
  if (!calendars.empty()) {
    ReadCalendar calendar = read_calendar(calendars);
    result.schools = std::move(calendar.schools);
    add(result.problems, calendar.problems);
    if (!has_errors(calendar.problems)) add(result.problems, check_calendar(calendar.calendar, today));
  }
  add_excerpts(result.problems);
  return result;
}

}  // namespace ksbx
