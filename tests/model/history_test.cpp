#include "model/history.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace ksbx;

namespace {

const StudentId ming{1};

Moment at(std::string_view local) {
  return *Moment::parse(local);
}

Mark mark(std::string_view date, Session session, Presence presence, std::string_view recorded) {
  Mark mark;
  mark.student = ming;
  mark.day = *Day::parse(date);
  mark.session = session;
  mark.presence = presence;
  mark.recorded = at(recorded);
  return mark;
}

std::string told(const std::vector<Mark>& marks) {
  std::string words;
  for (const Mark& one : marks)
    words += one.day.iso() + " " + std::string(name_of(one.session)) + " " + std::string(name_of(one.presence)) + "; ";
  return words;
}

// Absent on the 23rd, excused by a call the next morning; the afternoon stays as it was.
std::vector<Mark> a_late_excuse() {
  return {mark("2026-11-23", Session::afternoon, Presence::unexcused, "2026-11-23T15:00"),
          mark("2026-11-23", Session::morning, Presence::unexcused, "2026-11-23T09:00"),
          mark("2026-11-23", Session::morning, Presence::excused, "2026-11-24T08:00")};
}

}  // namespace

TEST_CASE("the mark recorded last holds, as known at the moment asked") {
  const struct {
    std::string known_at, held;
  } cases[] = {
      {"2026-11-23T08:00", ""},
      {"2026-11-23T09:00", "2026-11-23 am unexcused; "},
      {"2026-11-23T23:00", "2026-11-23 am unexcused; 2026-11-23 pm unexcused; "},
      {"2026-11-24T08:00", "2026-11-23 am excused; 2026-11-23 pm unexcused; "},
  };
  for (const auto& c : cases) {
    CAPTURE(c.known_at);
    CHECK(told(as_known(a_late_excuse(), at(c.known_at))) == c.held);
  }
}

TEST_CASE("the order of rows does not matter") {
  std::vector<Mark> rows = a_late_excuse();
  const auto expected = as_known(rows, at("2026-12-01"));
  std::sort(rows.begin(), rows.end(), [](const Mark& a, const Mark& b) { return a.recorded < b.recorded; });
  do {
    CHECK(as_known(rows, at("2026-12-01")) == expected);
  } while (std::next_permutation(rows.begin(), rows.end(),
                                 [](const Mark& a, const Mark& b) { return a.recorded < b.recorded; }));
}

TEST_CASE("of two marks in the same second the one entered later holds") {
  std::vector<Mark> rows = {mark("2026-11-23", Session::morning, Presence::unexcused, "2026-11-23T09:00"),
                            mark("2026-11-23", Session::morning, Presence::present, "2026-11-23T09:00")};
  CHECK(told(as_known(rows, at("2026-12-01"))) == "2026-11-23 am present; ");
}

TEST_CASE("of many corrections in the same second the one entered last holds") {
  std::vector<Mark> rows(100, mark("2026-11-23", Session::morning, Presence::unexcused, "2026-11-23T09:00"));
  rows.back().presence = Presence::excused;
  CHECK(told(as_known(rows, at("2026-12-01"))) == "2026-11-23 am excused; ");
}

TEST_CASE("marks of two pupils are kept apart") {
  std::vector<Mark> rows = {mark("2026-11-23", Session::morning, Presence::unexcused, "2026-11-23T09:00"),
                            mark("2026-11-23", Session::morning, Presence::excused, "2026-11-23T10:00")};
  rows[1].student = StudentId{2};
  CHECK(as_known(rows, at("2026-12-01")).size() == 2);
}

TEST_CASE("every kind of subject is read back by its word") {
  for (SubjectKind kind :
       {SubjectKind::student, SubjectKind::idle_minor, SubjectKind::school_class, SubjectKind::school,
        SubjectKind::town, SubjectKind::village, SubjectKind::police_station, SubjectKind::city})
    CHECK(subject_kind(name_of(kind)) == kind);
  CHECK(subject_kind("class") == SubjectKind::school_class);
  CHECK_FALSE(subject_kind("pupil"));
}
