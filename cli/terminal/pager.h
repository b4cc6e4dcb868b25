// pager: a result that is longer than the terminal is high can be scrolled, searched and left with q.
#pragma once

#include <string>
#include <string_view>

#include "cli/terminal/environment.h"

namespace ksbx {

// The shell command that pages: KSBX_PAGER, else PAGER, else less if there is one. Empty for none: standard output is
// no terminal, the terminal is dumb, or the variable says "cat" or nothing.
std::string pager_of(const Environment& environment);

// Shows the text through the pager if it has more lines than the terminal, and waits until the reader leaves. False if
// it was not shown: it fits, or the pager could not be started; then the caller prints it.
bool paged(std::string_view text, const std::string& pager);

}  // namespace ksbx
