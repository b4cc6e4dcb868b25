// The ledger of one subject as it stood at an earlier moment, for those who ask what was known then.
#pragma once

#include "store/ledger/duty_store.h"

namespace ksbx {

// As the nights that ran until `known_at` left it: what later ones opened is not there, and what they changed is as it
// was. Nights that were undone since, and those of a ksbx that did not keep what it changed, cannot be told apart any
// more: they are as they stand. The store is not changed.
Ledger ledger(Database& database, const Subject& subject, Moment known_at);

}  // namespace ksbx
