// One word of the command line becomes the value of one declared option.
#pragma once

#include <optional>
#include <string>

#include "cli/words/options.h"

namespace ksbx {

// A mistake in the words of the command line: it has no place in a file, so it has a code, a
// sentence and a remedy only.
Problem usage_problem(std::string code, Text what, Text remedy);

// The option lacks its value.
Problem missing_value(const Declared& declared);

// Writes `value` where the declaration says: the variable is set, or the vector is one longer. If
// the value is not one of the choices, no whole number in range, no date that exists, or no name where a file is named
// (an empty variable of a script), nothing is written and the problem comes back.
std::optional<Problem> fill(const Declared& declared, const std::string& value);

}  // namespace ksbx
