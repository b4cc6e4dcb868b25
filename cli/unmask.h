// Unmask: full names leave the program only for a reason, and that they do goes on record.
#pragma once

#include <string>

#include "cli/options.h"
#include "files/mask.h"
#include "store/database.h"

namespace ksbx {

struct Unmask {
  bool wanted = false;
  std::string reason;

  Masking masking() const { return wanted ? Masking::none : Masking::normal; }
  Access access() const { return wanted ? Access::write : Access::read; }
  // Throws Error (Failure::guard, "unmask-without-reason") if full names are wanted and nobody says why.
  void check() const;
};

// --unmask --reason
void unmasks(Options& options, Unmask& unmask);

}  // namespace ksbx
