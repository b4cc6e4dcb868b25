// Whoever reads is told when the last night was: figures of duties and doubts are no newer than it.
#pragma once

#include <optional>

#include "app/workspace/workspace.h"

namespace ksbx {

// A sentence for who reads about `day`, if a day up to it that is over is not judged and the last one that is lies two
// days back or more; nothing if the nights are up to date, or none was ever judged.
std::optional<Text> nights_behind(const Workspace& workspace, Day day);

// A sentence where nobody has looked at `day` at all: no night ever ran, the day lies before the first one, or it is
// still to come. An empty list of duties then does not mean that nothing is to be done.
std::optional<Text> nobody_looked(const Workspace& workspace, Day day);

}  // namespace ksbx
