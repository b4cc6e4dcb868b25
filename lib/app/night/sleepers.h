// Sleepers: is anyone left asleep who should have been asked?
//
// Nights ask only those whose day has come and about whom something was said (policy/ledger/wake.h). This looks at the
// others as the last night would have, and names whoever would have been found. No one should ever be.
#pragma once

#include <string>
#include <vector>

#include "app/workspace/workspace.h"
#include "model/history.h"

namespace ksbx {

struct Sleepers {
  int looked_at = 0;
  std::vector<Subject> wrong;  // something would have changed for these
  bool altered = false;        // the wake-up days are not those that the last night left
};

// Every pupil and unit who sleeps, or of more than 20,000 a tenth, another one every day. No one, if the next night
// looks at everyone anyway: the rules, the calendar or the organisation are not those of the last one, or none ever
// ran. Reads only.
Sleepers find_sleepers(const Workspace& workspace, const std::string& calendar_digest);

}  // namespace ksbx
