#include "policy/rulebook/rulebook.h"

#include <doctest/doctest.h>

#include "day.h"

using namespace ksbx;

namespace {

Parameter leader_visit() {
  Parameter parameter;
  parameter.id = "leader_visit_after";
  parameter.values = {{day("2016-08-12"), 2, {}}, {day("2026-09-01"), 1, {}}};
  return parameter;
}

Role role(std::string name, std::vector<std::string> members = {}) {
  Role result;
  result.id = std::move(name);
  result.members = std::move(members);
  return result;
}

}  // namespace

TEST_SUITE("the rulebook") {
  TEST_CASE("a parameter's value applies by the date judged") {
    struct Case {
      std::string_view on;
      std::int64_t value;
    };
    const Parameter parameter = leader_visit();
    for (const Case& one : {Case{"2015-01-01", 2}, Case{"2016-08-12", 2}, Case{"2026-08-31", 2}, Case{"2026-09-01", 1},
                            Case{"2030-01-01", 1}}) {
      CAPTURE(one.on);
      CHECK(parameter.on(day(one.on)).value == one.value);
    }
  }

  TEST_CASE("the values of all parameters come in the order of their slots") {
    Rulebook book;
    book.parameters = {leader_visit(), leader_visit()};
    book.parameters[1].values = {{day("2016-08-12"), 7, {}}};
    const auto values = book.parameter_values(day("2026-09-01"));
    REQUIRE(values.size() == 2);
    CHECK(values[0] == Value::of(std::int64_t{1}));
    CHECK(values[1] == Value::of(std::int64_t{7}));
  }

  TEST_CASE("a vice principal is a school leader, and a school leader speaks for the school") {
    Rulebook book;
    book.roles = {role("vice_principal"), role("class_teacher"), role("school_leader", {"vice_principal"}),
                  role("school", {"school_leader", "class_teacher"})};
    CHECK(book.fulfils("vice_principal", "school_leader"));
    CHECK(book.fulfils("vice_principal", "school"));
    CHECK(book.fulfils("class_teacher", "class_teacher"));
    CHECK_FALSE(book.fulfils("class_teacher", "school_leader"));
    CHECK_FALSE(book.fulfils("school_leader", "vice_principal"));
    CHECK_FALSE(book.fulfils("unheard_of", "school"));
  }

  TEST_CASE("roles that contain each other do not hang the program") {
    Rulebook book;
    book.roles = {role("a", {"b"}), role("b", {"a"})};
    CHECK(book.fulfils("a", "b"));
    CHECK_FALSE(book.fulfils("c", "a"));
  }

  TEST_CASE("what is not in the rulebook is not found") {
    Rulebook book;
    book.stages = {{"day_two", {}}};
    CHECK(book.stage("day_two") != nullptr);
    CHECK(book.stage("day_three") == nullptr);
    CHECK(book.rule("leader-visit") == nullptr);
    CHECK(book.clause("P29") == nullptr);
  }

  TEST_CASE("every attribute and every document field has a name of its own and a label") {
    for (int slot = 0; slot < attributes().size(); ++slot) {
      CAPTURE(attributes().at(slot).name);
      CHECK(attributes().slot(attributes().at(slot).name) == slot);
      CHECK(attribute_named(attributes().at(slot).name) == static_cast<Attribute>(slot));
      CHECK_FALSE(attributes().at(slot).label.zh.empty());
    }
    CHECK(attribute_named("shoe_size") == std::nullopt);
    CHECK(definition_of(Attribute::enrolment).type.choices.size() == 7);
    Vocabulary fields;
    for (const DocumentField& field : document_fields()) fields.add({field.name, {}, field.label});
    CHECK(fields.size() == static_cast<int>(document_fields().size()));
  }
}
