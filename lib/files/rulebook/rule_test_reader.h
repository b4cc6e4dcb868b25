// rule_test_reader: TOML files with [[test]] become rule tests.
//
//   [[test]]
//   name    = "周五、周一无故缺课：周一就是第二天"
//   clause  = "P29"
//   first   = 2026-11-16            # the day of the first letter
//   days    = "PPPPU .. U"          # one letter a civil day (policy/trial/rule_test.h); spaces do not count
//   until   = 2026-11-23            # the last night; without it, that of the last letter
//   missed  = [2026-11-21]          # nights that did not run
//   lives   = "elsewhere"           # here, elsewhere, unknown; also grade, birth, enrolment, idle
//   without = ["class_teacher"]     # roles that no one fills
//   left    = [ { role = "class_teacher", last = 2026-11-17 } ]
//   records = [ { kind = "contact", day = 2026-11-20, entered = 2026-11-21, by_role = "class_teacher" },
//               { kind = "receipt", day = 2026-11-24, answers = "government" } ]
//   corrections = [ { day = 2026-11-20, session = "am", status = "excused", entered = 2026-11-25 } ]
//   registers   = [ { day = 2026-11-19, entered = 2026-11-20 } ]
//   closures    = [ { first = 2026-11-20, last = 2026-11-20, reason = "停电", entered = 2026-11-24 } ]
//   rules   = ["leader-visit"]      # whose duties are compared; without it, all
//   expect  = [ { rule = "leader-visit", opened = 2026-11-23, due = 2026-11-23, state = "open", who = "校长" } ]
//   doubts  = []   stage = "day_two"   documents = 2   (or documents = [ { line = "government", to = "乙镇" } ])
//
// `entered` is the day itself where it is not given. A test must say what it expects: `expect` may be empty only next
// to `rules`, which then must not give rise to anything. Unknown keys, rules, roles, kinds, fields and choices are
// problems with the nearest right name. Only tests without problems are of use.
#pragma once

#include <filesystem>
#include <vector>

#include "base/problem.h"
#include "files/toml/toml.h"
#include "policy/rulebook/rulebook.h"
#include "policy/trial/rule_test.h"

namespace ksbx {

struct ReadRuleTests {
  std::vector<RuleTest> tests;  // in the order of files and lines; no two of one name
  Problems problems;
};

// Folder `tests` of a rulebook's folder; none if there is no such folder.
ReadRuleTests read_rule_tests(const std::filesystem::path& rulebook_folder, const Rulebook& rulebook);
ReadRuleTests read_rule_tests(const std::vector<SourceFile>& files, const Rulebook& rulebook);

}  // namespace ksbx
