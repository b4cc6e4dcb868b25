// kinds: what people call a kind of list: 考勤, 学生, 家访.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "files/sheet/columns.h"

namespace ksbx {

// The layout that a person means by its name, its label, or a word that offices use for it. Throws Error
// (Failure::usage) "unknown-kind" with what comes nearest, or with all that the word may mean.
const Layout& kind_meant(std::string_view words, const std::vector<Layout>& layouts);
// The same; nullptr where it means none, or several.
const Layout* kind_called(std::string_view words, const std::vector<Layout>& layouts);

// "students（学生花名册）、attendance（考勤表）…": the kinds that every rulebook has.
Text daily_kinds(const std::vector<Layout>& layouts);

}  // namespace ksbx
