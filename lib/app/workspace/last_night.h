// Whoever reads is told when the last night was: figures of duties and doubts are no newer than it.
#pragma once

#include <optional>

#include "app/workspace/workspace.h"

namespace ksbx {

// A sentence for who reads about `day`, if the last night lies more than a day before the last of its days that is
// over; nothing if the nights are up to date, or none was ever judged.
std::optional<Text> nights_behind(const Workspace& workspace, Day day);

}  // namespace ksbx
