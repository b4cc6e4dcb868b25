// citation (出处): the clauses of the index as people cite them. Rule files number our own sentences (P29); officials
// know the articles of the text, 二（一）2.
#pragma once

#include <string>
#include <vector>

#include "base/text.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

enum class Cited { articles, numbers };  // for people; for programs, and for who reads the rule files

// 二（一）2、二（二）: the articles, each once, in the order of the clauses. A clause without an article, or of another
// rulebook, is called by its number. As numbers: P29 P30.
Text cited(const Rulebook& rulebook, const std::vector<std::string>& clauses, Cited as = Cited::articles);

// What they demand, in our own words: nothing of a clause that the rulebook does not know.
Text demanded(const Rulebook& rulebook, const std::vector<std::string>& clauses);

}  // namespace ksbx
