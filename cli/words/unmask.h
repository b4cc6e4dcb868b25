// unmask: how much of an answer about children is shown where this call sends it (app/workspace/disclosure.h).
#pragma once

#include "app/workspace/disclosure.h"
#include "cli/words/command.h"
#include "cli/words/options.h"

namespace ksbx {

// Of what goes to standard output or the file given to -o; first of all, before anything is read. Throws as
// `disclosure` of what was asked.
Disclosure disclosure_of(const Context& context, const Unmask& asked = {});

// --unmask --reason
void unmasks(Options& options, Unmask& unmask);
// The same and --mask
void masks(Options& options, Unmask& unmask);

}  // namespace ksbx
