// StormWatch: the storm guard of one night: which schools it must hold back (policy/ledger/storm.h), remembered until
// they are settled.
//
// The pupils of a school that is held back are judged again every night, although its days count as judged, so that
// no one is forgotten: once the storm is accepted, or what caused it is corrected and the count falls below the limit,
// their duties come with the days they would have had, marked as found late.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/night/escalate.h"
#include "model/unit.h"
#include "policy/ledger/storm.h"
#include "store/ledger/duty_store.h"
#include "store/ledger/storm_store.h"

namespace ksbx {

class StormWatch {
 public:
  // `before`: the last run after which everyone had been judged by its rules (last_whole_run). Throws Error
  // (Failure::usage) for a school in `request.accepted_storms` that does not exist, with the nearest name. The
  // arguments must outlive the watch.
  StormWatch(const Workspace& workspace, const Organisation& organisation, const EscalateRequest& request,
             const std::optional<Run>& before);

  // Finds the storms among the night's newcomers, once; nothing is written. Returns the schools to hold back: those of
  // them that no one has accepted.
  std::set<UnitId> look(const std::vector<Newcomer>& newcomers, Day judged);
  // Writes what look() found: storms that are held or accepted, and as "mended" those that were held and are none any
  // more.
  void keep(Transaction& transaction) const;
  // The storms that look() found: those held back after this night, and those let through on it.
  std::vector<Storm> held() const { return storms(false); }
  std::vector<Storm> accepted() const { return storms(true); }
  // The schools that the request lets through, without these.
  std::vector<UnitId> accepted_but(const std::set<UnitId>& let_through) const;

 private:
  struct Found {
    Storm storm;
    KeptStorm kept;
  };
  // The pupils of a school, class by class.
  struct Enrolled {
    std::map<UnitId, int> by_class;
    int total = 0;
  };
  Enrolled enrolled_in(UnitId school) const;
  Found found(UnitId school, std::vector<Newcomer> newcomers, const Enrolled& enrolled) const;
  Text words_of(const std::vector<StormCause>& causes) const;
  Text words_of(const StormCause& cause) const;
  bool is_accepted(UnitId school) const { return accepted_.contains(school); }
  std::vector<Storm> storms(bool accepted) const;

  const Workspace& workspace_;
  const Organisation& organisation_;
  std::set<UnitId> accepted_;
  std::string rulebook_before_, calendar_before_;  // digests; empty without a run before
  std::string calendar_now_;
  Day judged_;
  std::vector<Found> found_;  // by school
};

// Everyone on the books of a school that is held back now, whatever their enrolment; a school's pupils together.
std::vector<StudentId> students_held_back(Database& database, const Organisation& organisation);

}  // namespace ksbx
