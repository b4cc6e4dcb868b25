#include "policy/check/fact_words.h"

#include <doctest/doctest.h>

#include "policy/check/fact_range.h"
#include "policy/small_world.h"

namespace ksbx {
namespace {

TEST_CASE("a fact says in a sentence how it is counted") {
  Rulebook book = SmallRules().book;
  book.records.front().label = {"家访", "home visit"};
  const auto told = [&](const char* name) { return definition_of(*book.fact(name), book).en; };
  CHECK(told("days").starts_with("whole days in a row up to the day: "));
  CHECK(told("days").ends_with(" neither counts nor breaks"));
  CHECK(told("sessions_today").starts_with("sessions of the last 1 school days: "));
  CHECK(told("failed") == "number of records “home visit” where reached and not came_back, within the episode");
  for (Role& role : book.roles) role.label = same_text(role.id);
  book.facts[static_cast<std::size_t>(*book.fact_names.slot("failed"))].by = {"principal", "town"};
  CHECK(told("failed").starts_with("number of records “home visit” made by principal, town where reached"));
  CHECK(told("has_class_teacher") == "built in: has a class teacher");
  CHECK(unit_of(*book.fact("days")).en == "school days");
  CHECK(unit_of(*book.fact("failed")).en == "records");
  CHECK(words_of({Type::Kind::choice, {"a", "b"}, true}).en == "one of: a < b");
}

TEST_CASE("a fact's range follows from its definition") {
  const Rulebook book = SmallRules().book;
  const auto domains = fact_domains(book, {});
  const auto range = [&](const char* name) {
    const Domain& one = domains[static_cast<std::size_t>(*book.fact_names.slot(name))];
    return formatted("{}…{}{}", one.least, one.most == Value::no_limit ? "" : formatted("{}", one.most),
                     one.may_be_absent ? " or absent" : "");
  };
  CHECK(range("days") == "0…");
  CHECK(range("sessions_today") == "0…2");
  CHECK(range("failed") == "0…");
  CHECK(range("has_class_teacher") == "0…1 or absent");
  const auto fields = record_domains(book.records.front());
  CHECK_FALSE(fields.front().may_be_absent);  // a required field
}

}  // namespace
}  // namespace ksbx
