#include "files/sheet/kinds.h"

#include <doctest/doctest.h>

#include "files/sheet/roster_text.h"

using namespace ksbx;

namespace {

std::vector<Layout> known() {
  RecordKind visit, call;
  visit.kind = "persuasion";
  visit.label = text("劝复", "persuasion");
  call.kind = "contact";
  call.label = text("联系家长", "contact");
  visit.also = {"家访"};
  return layouts({visit, call});
}

}  // namespace

TEST_CASE("a kind is known by its English word, its label and what offices call it") {
  const auto meant = [](const char* words) { return kind_meant(words, known()).name; };
  CHECK(meant("students") == "students");
  CHECK(meant("学生") == "students");
  CHECK(meant("考勤") == "attendance");
  CHECK(meant("请假") == "leave");
  CHECK(meant("教师") == "staff");
  CHECK(meant("劝复") == "persuasion");
  CHECK(meant("家访") == "persuasion");
  CHECK(meant("家长") == "contact");
}

TEST_CASE("an unknown kind is told those in daily use and what comes nearest") {
  try {
    kind_meant("atendance", known());
    FAIL("taken");
  } catch (const Error& error) {
    CHECK(error.failure() == Failure::usage);
    CHECK(error.problems().front().remedy.zh.find("是不是 attendance（考勤表）") != std::string::npos);
    CHECK(error.problems().front().remedy.zh.find("students（学生花名册）") != std::string::npos);
  }
  CHECK(kind_called("花名册.csv", known()) == nullptr);
}
