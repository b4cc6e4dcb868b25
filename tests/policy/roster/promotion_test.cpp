#include "policy/roster/promotion.h"

#include <doctest/doctest.h>

using namespace ksbx;

TEST_CASE("the last grade of a school follows from its name and its grades") {
  CHECK(last_grade("青石镇中心小学", {1, 2, 3, 4, 5, 6}) == 6);
  CHECK(last_grade("石桥市第一初级中学", {7, 8, 9}) == 9);
  CHECK(last_grade("石桥市第一初级中学", {7}) == 9);
  CHECK(last_grade("白水镇九年一贯制学校", {1, 2, 3}) == 9);
  CHECK(last_grade("石桥市高级中学", {10, 11, 12}) == 12);
  CHECK(last_grade("石桥市实验学校", {1, 6}) == 6);
  CHECK(last_grade("石桥市实验学校", {1, 7}) == 9);
  CHECK(last_grade("青石镇中心小学", {6, 7}) == 9);
  CHECK(last_grade("青石镇幼儿园", {0}) == 0);
  CHECK(last_grade("青石镇中心小学", {}) == 0);
}

TEST_CASE("each pupil moves up, graduates, or stays with a reason") {
  const auto step = [](Enrolment enrolment, int year) { return step_of(enrolment, year, 9, PlacedWhen::last_year); };
  CHECK(step(Enrolment::enrolled, 7) == Step::moves_up);
  CHECK(step(Enrolment::dropped_out, 8) == Step::moves_up);
  CHECK(step(Enrolment::enrolled, 9) == Step::graduates);
  CHECK(step(Enrolment::dropped_out, 9) == Step::not_completed);
  CHECK(step(Enrolment::suspended, 9) == Step::stays);
  CHECK(step(Enrolment::suspended, 7) == Step::stays);
  CHECK(step(Enrolment::enrolled, 0) == Step::no_grade);
  CHECK(step(Enrolment::transferred_out, 7) == Step::gone);
  CHECK(step_of(Enrolment::enrolled, 8, 9, PlacedWhen::this_year) == Step::placed);
}
