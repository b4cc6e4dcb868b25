#include "policy/condition/condition_range.h"

#include <doctest/doctest.h>

#include "policy/condition/condition.h"

namespace ksbx {
namespace {

const Vocabulary limits = [] {
  Vocabulary all;
  all.add({"visit_after", {Type::Kind::integer}, {}});
  all.add({"report_after", {Type::Kind::integer}, {}});
  return all;
}();
const std::vector<Value> values = {Value::of(std::int64_t{2}), Value::of(std::int64_t{1})};

// A pupil's facts: a streak, a count of at most ten, a stage, a reason, a yes or no, a text, a day.
struct Facts {
  Vocabulary names;
  std::vector<Domain> domains;

  Facts() {
    add("days", {Type{Type::Kind::integer}, 0, Value::no_limit, false});
    add("sessions", {Type{Type::Kind::integer}, 0, 10, false});
    add("stage", whole_domain({Type::Kind::choice, {"half_day", "day_two", "reported"}, true}));
    add("reached", whole_domain({Type::Kind::boolean}));
    add("since_meeting", {Type{Type::Kind::integer}, 0, Value::no_limit, true});
    add("note", whole_domain({Type::Kind::text}));
    add("met", whole_domain({Type::Kind::date}));
  }
  void add(const char* name, Domain domain) {
    names.add({name, domain.type, {}});
    domains.push_back(std::move(domain));
  }
};
const Facts facts;

Condition parsed(std::string_view source) {
  Problems problems;
  auto condition = Condition::parse(source, facts.names, limits, {}, problems);
  CAPTURE(source);
  REQUIRE(condition.has_value());
  return *condition;
}

std::string verdict(std::string_view source) {
  const Answers answers = possible_answers(parsed(source).root(), facts.domains, values);
  return answers.never_yes() ? "never" : answers.always_yes() ? "always" : "sometimes";
}

bool one_implies(std::string_view a, std::string_view b) {
  return implies(parsed(a).root(), parsed(b).root(), facts.domains, values);
}

TEST_CASE("a condition that no child can fulfil is distinguished from one that some can") {
  struct Case {
    const char* source;
    const char* expected;
  };
  for (const Case& one : {
           Case{"days >= 3 and days < 2", "never"},
           {"days >= 2 and days < 3", "sometimes"},
           {"days < 0", "never"},
           {"sessions > 10", "never"},
           {"sessions + 1 > 11", "never"},
           {"sessions + 1 > 10", "sometimes"},
           {"-sessions > 0", "never"},
           {"10 < sessions", "never"},
           {"days = $visit_after and days = $report_after", "never"},
           {"days > $report_after and days < $visit_after + 1", "sometimes"},
           {"days = $report_after - 2", "never"},
           {"stage = 'reported' and stage < 'reported'", "never"},
           {"stage >= 'day_two' and stage != 'reported'", "sometimes"},
           {"stage in ('half_day') and stage not in ('half_day', 'reported')", "never"},
           {"reached and not reached", "never"},
           {"not (reached or not reached)", "never"},
           {"note = 'a' and note = 'b'", "never"},
           {"note = 'a' or note = 'b'", "sometimes"},
           {"note != 'a' and note != 'b'", "sometimes"},
           {"met < '2026-01-01' and met > '2026-02-01'", "never"},
           {"met > '2026-01-01' and met < '2026-01-03'", "sometimes"},
           {"false", "never"},
       }) {
    CAPTURE(one.source);
    CHECK(verdict(one.source) == one.expected);
  }
}

TEST_CASE("a condition that every child fulfils is reported, and what may be missing is not taken for that") {
  struct Case {
    const char* source;
    const char* expected;
  };
  for (const Case& one : {
           Case{"days >= 0", "always"},
           {"sessions <= 10", "always"},
           {"days >= 0 or reached", "always"},
           {"days < 5 or days > 3", "always"},
           {"days < 5 or days > 5", "sometimes"},
           {"since_meeting >= 0", "sometimes"},  // no meeting yet: no
           {"since_meeting >= 0 or since_meeting is not known", "always"},
           {"stage >= 'half_day'", "sometimes"},
           {"true", "always"},
       }) {
    CAPTURE(one.source);
    CHECK(verdict(one.source) == one.expected);
  }
}

TEST_CASE("a value that a missing register left open can be unknown, and a rule may ask for that") {
  CHECK(verdict("days is not known") == "sometimes");
  CHECK(verdict("days is not known and days >= 2") == "sometimes");
  CHECK(verdict("days is known and days is not known") == "never");
  CHECK(verdict("since_meeting is known and since_meeting < 0") == "never");
}

TEST_CASE("what cannot be settled is not claimed") {
  CHECK(verdict("days > sessions") == "sometimes");
  CHECK(verdict("days > days") == "sometimes");  // never in truth; two names are not reasoned about
  CHECK(verdict("days * 2 = 5") == "sometimes");
  std::string many = "0";
  for (int i = 1; i < 200; ++i) many += formatted(", {}", 2 * i);
  const std::string both = formatted("days in ({0}) and since_meeting in ({0})", many);
  CHECK(verdict(both + " and days < 0") == "sometimes");  // too many combinations
}

TEST_CASE("one step of the ladder is known to include another") {
  CHECK(one_implies("days >= 3", "days >= 2"));
  CHECK_FALSE(one_implies("days >= 2", "days >= 3"));
  CHECK(one_implies("days > 1", "days >= $visit_after"));
  CHECK(one_implies("days >= $visit_after", "days > 1"));
  CHECK(one_implies("days > 1 and reached", "days > 0"));
  CHECK(one_implies("stage = 'reported'", "stage > 'half_day'"));
  CHECK_FALSE(one_implies("since_meeting >= 0 or not reached", "since_meeting >= 0"));
  CHECK_FALSE(one_implies("days > sessions", "days > sessions"));  // not settled
}

}  // namespace
}  // namespace ksbx
