// TestWorld: the environment of one rule test, and what ksbx knew of them by a given night.
#pragma once

#include <vector>

#include "model/calendar.h"
#include "model/history.h"
#include "model/unit.h"
#include "policy/ledger/reconcile.h"
#include "policy/trial/rule_test.h"

namespace ksbx {

class TestWorld {
 public:
  // Both must outlive the world.
  TestWorld(const RuleTest& test, const Rulebook& rulebook);

  const Organisation& organisation() const { return organisation_; }
  // Everyone and everything that the rulebook has rules for: the pupil first.
  const std::vector<Subject>& subjects() const { return subjects_; }
  Calendar calendar(Day known) const;
  // `ledger` is the subject's, for the documents that its records answer.
  History history(const Subject& subject, Day known, const Ledger& ledger) const;
  // Must the night of `told` ask about the subject, after the one of `since`, because of what was said between them or
  // happened on `day`?
  bool is_spoken_of(const Subject& subject, Day since, Day told, Day day, const Ledger& ledger) const;
  // Did the calendar change between them? Then everybody is asked.
  bool calendar_changed(Day since, Day told) const;

 private:
  UnitId add(UnitKind kind, std::string name, UnitId parent, UnitId town = {});
  void build_towns();
  void build_departments(UnitId city);
  void build_school(UnitId town, UnitId bureau);
  void fill_roles();
  void choose_subjects();
  bool is_missing(RoleAt at) const;
  bool has_register(Day day, Day known) const;
  std::vector<Mark> marks(Day known) const;
  std::vector<ReturnedRegister> registers(Day known) const;
  const TestRecord& entry_of(const Record& record) const;  // what the test says of it
  std::vector<Record> records(Day known, const Ledger& ledger) const;

  const RuleTest& test_;
  const Rulebook& rulebook_;
  std::vector<Unit> units_;
  std::vector<Assignment> assignments_;
  Organisation organisation_;
  Student student_;
  UnitId class_;
  std::vector<Subject> subjects_;
};

}  // namespace ksbx
