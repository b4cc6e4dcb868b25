#include "app/workspace/class_register.h"

#include "app/office.h"
#include "store/roster/unit_store.h"

using namespace ksbx;

TEST_CASE("one class in all its spellings is one class") {
  Office office;
  office.enrol();
  const Organisation organisation = load_organisation(office.database);
  ClassRegister classes(organisation, day("2026-11-16"));
  const UnitId wanted = organisation.find_code("9990180001/7/1")->id;
  const ClassWords spellings[] = {{"9990180001", "", "七年级", "1班"},
                                  {"", "石桥市第一初级中学", "初一", "七(1)班"},
                                  {"9990180001", "石桥市第一初级中学", "2026级", "初一（1）班"},
                                  {"", "石桥市第一初级中学", "7", "１班"}};
  for (const ClassWords& words : spellings) {
    CAPTURE(std::string(words.grade) + std::string(words.school_class));
    CHECK(classes.find(words).school_class == wanted);
  }
}

TEST_CASE(
    "a school that is not registered is named with the nearest one; a class without a pupil is not "
    "there") {
  Office office;
  office.enrol();
  const Organisation organisation = load_organisation(office.database);
  ClassRegister classes(organisation, day("2026-11-16"));
  const auto& typo = classes.find({"", "石桥市第一初级中心", "七年级", "1班"});
  CHECK_FALSE(static_cast<bool>(typo.school));
  CHECK(typo.unknown.zh.find("是不是“石桥市第一初级中学”") != std::string::npos);
  const auto& other = classes.find({"", "石桥市第一初级中学", "七年级", "9班"});
  CHECK(static_cast<bool>(other.school));
  CHECK_FALSE(static_cast<bool>(other.school_class));
}

TEST_CASE("looking up enters nothing; a roster enters each class once") {
  Office office;
  const Organisation organisation = load_organisation(office.database);
  const Workspace workspace = office.on("2026-11-16");
  Transaction transaction(office.database, workspace.occasion());
  ClassRegister classes(organisation, workspace.dates.today);
  const ClassWords here{"9990180001", "", "七年级", "1班"}, same{"9990180001", "", "初一", "七(1)班"};
  const UnitId first = classes.find_or_enter(here, transaction, ClassRegister::New::classes).school_class;
  CHECK(static_cast<bool>(first));
  CHECK(classes.find_or_enter(same, transaction, ClassRegister::New::classes).school_class == first);
  const auto& unclear = classes.find_or_enter({"9990180001", "", "", "1班"}, transaction, ClassRegister::New::classes);
  CHECK(unclear.unclear);
  CHECK(unclear.school_class != first);
  CHECK_FALSE(static_cast<bool>(
      classes.find_or_enter({"9", "某校", "七年级", "1班"}, transaction, ClassRegister::New::classes).school));
  CHECK(static_cast<bool>(
      classes.find_or_enter({"9990180009", "新校", "七年级", "1班"}, transaction, ClassRegister::New::school_too)
          .school_class));
}

TEST_CASE("a class that was looked for in vain, for a row that was not taken, is entered for the next row") {
  Office office;
  const Organisation organisation = load_organisation(office.database);
  const Workspace workspace = office.on("2026-11-16");
  Transaction transaction(office.database, workspace.occasion());
  ClassRegister classes(organisation, workspace.dates.today);
  const ClassWords here{"9990180001", "", "七年级", "2班"};
  CHECK_FALSE(static_cast<bool>(classes.find(here).school_class));
  const UnitId entered = classes.find_or_enter(here, transaction, ClassRegister::New::classes).school_class;
  CHECK(static_cast<bool>(entered));
  CHECK(classes.find(here).school_class == entered);
}
