// Unmask: full names leave the program only for a reason, and that they do goes on record.
#pragma once

#include <optional>
#include <string>

#include "base/mask.h"
#include "cli/words/deliver.h"
#include "cli/words/options.h"
#include "store/sqlite/database.h"

namespace ksbx {

struct Unmask {
  bool wanted = false;
  std::string reason;
  std::optional<std::string> level;  // strict, normal

  Masking masking() const { return wanted ? Masking::none : Masking::normal; }
  // What lies in a file is read by people who were never asked: strict, unless another level was named.
  Masking masking(Leaves leaves) const;
  // Throws Error (Failure::guard, "unmask-without-reason") if full names are wanted and no one says why; Failure::usage
  // ("mask-and-unmask") if they are to be masked as well.
  void check() const;
};

// --unmask --reason
void unmasks(Options& options, Unmask& unmask);
// The same and --mask
void masks(Options& options, Unmask& unmask);

}  // namespace ksbx
