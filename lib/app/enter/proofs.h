// proofs: a subject's duties, parted into those that what is known now proves and those it leaves open.
#pragma once

#include <vector>

#include "app/workspace/workspace.h"
#include "model/duty.h"
#include "model/unit.h"

namespace ksbx {

// Reads the ledger and the history as they are inside a transaction that may be running. Nothing is written: tonight's
// `escalate` marks them done.
struct Proofs {
  std::vector<Duty> proved;
  std::vector<Duty> still_open;
};
Proofs proofs_of(const Workspace& workspace, const Organisation& organisation, const Subject& subject);

}  // namespace ksbx
