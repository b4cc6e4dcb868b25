// Test results in the XML that build servers read (JUnit's, as Jenkins and GitLab take it).
#pragma once

#include <string>
#include <vector>

#include "base/problem.h"

namespace ksbx {

struct TestCaseResult {
  std::string name;
  Origin origin;
  std::vector<std::string> differences;  // none: it passed
};

// One suite called `suite`; all text escaped, control characters left out, as XML 1.0 demands.
std::string junit(const std::string& suite, const std::vector<TestCaseResult>& cases);

}  // namespace ksbx
