// rulebook_check: what is wrong with a rulebook although every file of it reads well.
//
// The reader finds what is misspelt. This finds what is spelt rightly and meant wrongly: a rule that
// can never hold, two steps of the ladder on the same number, a stage that no case ever reaches, a
// duty of someone who cannot exist, a report to one authority where two are due.
//
// Errors are mistakes by which a child would be overlooked; warnings are what someone should look
// at. Conditions are judged at every juncture (policy/check/juncture.h): each date on which a value or a rule
// changes, each school, town and level that a value names. Errors are what is wrong on all of them, past
// ones included, so no error comes by the mere passing of days; warnings are about today and later.
// Each problem has the place and, for conditions, the excerpt with the very comparison; see
// docs/rules.md for the codes.
#pragma once

#include <set>
#include <string>

#include "base/problem.h"
#include "model/calendar.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// All of the following but the calendar, in that order. The rulebook must have been read without errors.
// `used_elsewhere`: see check_use.
Problems check(const Rulebook& rulebook, Day today, const std::set<std::string>& used_elsewhere = {});

// Those that can find errors, for whoever is about to judge by the rules: pairs of rules are not compared.
Problems check_fitness(const Rulebook& rulebook, Day today);

// condition-impossible   (error)   a condition that never holds, at any juncture
//                        (warning) one that does not hold at some though no parameter switches it off there;
//                                  a comparison that never holds
// condition-always       (warning) a condition or a comparison that always holds where it can be judged, at every
//                                  juncture
Problems check_conditions(const Rulebook& rulebook, Day today);

// steps-coincide         (warning) two steps, written differently, hold together at some junctures, which are named
// rule-shadowed          (warning) whenever a rule holds, another one holds that orders the same, at every juncture
Problems check_overlaps(const Rulebook& rulebook, Day today);

// stage-not-entered      (warning) no rule enters the stage
// stage-not-left         (warning) it is entered without any absence, and nothing ends it
// stage-without-next     (warning) once the duties with which it is entered are done, no rule asks for anything
Problems check_stages(const Rulebook& rulebook, Day today);

// fact-not-about-it      (error)   a rule about no pupil asks for what is known of pupils only: attendance, age
Problems check_subjects(const Rulebook& rulebook);

// role-out-of-reach      (error)   there is no such place on the way from this kind of subject
// one-line               (error)   a document for one line, and its form does not say `single_line = true`
// form-not-about-it      (error)   the form contains what is not known about this subject: a pupil's name about a
//                        school
// form-shares-more       (error)   the form contains more than the duty may share
Problems check_duties(const Rulebook& rulebook);

// unused-parameter, unused-fact (warnings): no rule needs it. Attributes are there for whoever needs them.
// `used_elsewhere`: parameters that something outside the rules uses, such as a report.
Problems check_use(const Rulebook& rulebook, const std::set<std::string>& used_elsewhere = {});

// calendar-ends          (warning) fewer than 60 days are left
Problems check_calendar(const Calendar& calendar, Day today);

// Can a unit at this place be found from such a subject at all? As routing does it (policy/judge/route.h).
bool is_in_reach(RoleAt place, SubjectKind subject);

}  // namespace ksbx
