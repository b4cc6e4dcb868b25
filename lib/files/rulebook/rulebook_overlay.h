// Overlays (叠加规则): how a folder of rules changes the rulebook that lies under it. Only rulebook_reader*.cpp include
// this.
//
// The files of all layers are read in one go, the base first, so an overlay may add anything that a base may hold and
// is checked like it. What it may change is here, and nowhere else:
//   * a parameter: its dated values are laid among those below; the same date and scope is replaced, the rest stays
//   * a rule: switched off (for all days, or from one on), or replaced as a whole
// Each needs a reason, and a mandatory rule the document that allows it (`deviation`). Anything else that is defined
// twice is a mistake, as it is in one folder.
//
// Codes of the problems: overlay-first, overlay-missing, overlay-twice, overlay-base, overlay-outdated,
// overlay-off-or-replaces, overlay-replaces-from, mandatory-rule.
#pragma once

#include <string>

#include "files/rulebook/rulebook_reading.h"

namespace ksbx::reading {

// Is each folder where it belongs: the base first, and only overlays after it? If not, there are problems, and
// the contents of the files are unknown. `reading.book.layers` must have the files of each.
bool layers_in_order(Reading& reading);

// The keys of an overlay's rulebook.toml: overlay, title, reason, id. The base's page must have been read.
void read_overlay_page(Reading& reading, TableReader& page, RuleLayer& layer);

// [param.X] of a parameter that a layer below has. `was` must still be the value in force there on `from`.
void change_parameter(Reading& reading, const std::string& id, TableReader& table);

// [[rule]] with `off` or `replaces`.
bool changes_rule(const TableReader& table);
void change_rule(Reading& reading, TableReader& table);

}  // namespace ksbx::reading
