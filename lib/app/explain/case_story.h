// case_story: one child on one page: both chains, what is open now, the weeks in class, what happened, every duty,
// every paper.
//
// It shows what `explain` gathers (app/explain/explain.h), for people who prepare a visit or a meeting instead of
// asking why. A letter of the attendance strip: 到 there · 缺 absent without reason · 假 on leave · 核 being asked · ？
// no register came in.
#pragma once

#include <string>

#include "app/explain/explain.h"
#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/page.h"
#include "policy/rulebook/citation.h"

namespace ksbx {

// On the day judged, with what is known now. Names and phones of the family are masked; what people wrote in their
// own words about it (free text of records and reasons) is shown under Masking::none only, and said to be there. Throws
// Error (Failure::usage) if the words do not name one child.
Page case_story(const Workspace& workspace, const std::string& pupil, const Disclosure& shown, Language language,
                Cited clauses = Cited::articles);
// The same for one of many, in surroundings that were known at this moment.
Page case_story(const Workspace& workspace, const Surroundings& around, const std::string& pupil,
                const Disclosure& shown, Language language, Cited clauses = Cited::articles);

}  // namespace ksbx
