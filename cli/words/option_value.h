// One word of the command line becomes the value of one declared option.
#pragma once

#include <optional>
#include <string>

#include "cli/words/options.h"

namespace ksbx {

// A mistake in the words of the command line: it has no place in a file, so it has a code, a
// sentence and a remedy only.
Problem usage_problem(std::string code, Text what, Text remedy);

// Writes `value` where the declaration says: the variable is set, or the vector is one longer. If
// the value is not one of the choices, no whole number in range, or no date that exists, nothing is
// written and the problem comes back.
std::optional<Problem> fill(const Declared& declared, const std::string& value);

}  // namespace ksbx
