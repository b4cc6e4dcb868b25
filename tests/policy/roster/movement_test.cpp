#include "policy/roster/movement.h"

#include <doctest/doctest.h>

using namespace ksbx;

namespace {

constexpr UnitId first_school{1}, second_school{2}, seven_one{11}, seven_two{12}, eight_one{13}, primary_six{21};

RollPlace at(UnitId school, UnitId school_class, int year, Enrolment enrolment = Enrolment::enrolled) {
  return {school, school_class, year, false, enrolment};
}

std::string how(const RollPlace& before, const RollPlace& after, bool was_missing = false, bool differs = true) {
  return std::string(name_of(movement(before, after, was_missing, differs)));
}

}  // namespace

TEST_CASE("each pupil of a roster is one thing: unchanged, changed, moved, promoted or returned") {
  const RollPlace seven = at(first_school, seven_one, 7);
  CHECK(how(seven, seven, false, false) == "unchanged");
  CHECK(how(seven, seven) == "changed");
  CHECK(how(seven, at(first_school, seven_two, 7)) == "moved");
  CHECK(how(seven, at(second_school, seven_two, 7)) == "moved");
  CHECK(how(seven, at(first_school, eight_one, 8)) == "promoted");
  CHECK(how(seven, seven, true, false) == "returned");
  CHECK(how(at(first_school, seven_one, 7, Enrolment::suspended), seven) == "returned");
}

TEST_CASE("a graduate of one school in the next grade of another is promoted, one who transferred is moved") {
  CHECK(how(at(second_school, primary_six, 6, Enrolment::graduated), at(first_school, seven_one, 7)) == "promoted");
  CHECK(how(at(second_school, seven_two, 7, Enrolment::transferred_out), at(first_school, seven_one, 7)) == "moved");
}

TEST_CASE("a child who is placed at last has not moved") {
  RollPlace waiting = at(first_school, seven_two, 7);
  waiting.unclear = true;
  CHECK(how(waiting, at(first_school, seven_one, 7)) == "changed");
}

TEST_CASE("eleven of a hundred are too many, ten are not, nor eleven of two hundred") {
  CHECK(is_too_many(11, 100));
  CHECK_FALSE(is_too_many(10, 50));
  CHECK_FALSE(is_too_many(11, 110));
  CHECK(is_too_many(12, 119));
}

TEST_CASE("rosters show the new grades from the first of August on") {
  CHECK(grades_begin(*Day::parse("2026-07-31")) == *Day::parse("2025-08-01"));
  CHECK(grades_begin(*Day::parse("2026-08-01")) == *Day::parse("2026-08-01"));
  CHECK(grades_begin(*Day::parse("2027-02-28")) == *Day::parse("2026-08-01"));
}
