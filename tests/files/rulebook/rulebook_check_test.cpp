// Rulebooks that read well and mean something wrong.
#include "policy/check/rulebook_check.h"

#include <doctest/doctest.h>

#include "files/rulebook/rulebook_reader.h"

namespace ksbx {
namespace {

constexpr const char* names = R"(
id = "test"
title = "测试规则集"
[[stage]]
id = "day_one"
label = "第一天"
[[stage]]
id = "day_two"
label = "第二天"
ends = "派出所"
[[action]]
id = "visit"
label = "家访"
[[action]]
id = "call"
label = "电话"
[[role]]
id = "class_teacher"
label = "班主任"
at = "school_class"
[[role]]
id = "town"
label = "镇街"
at = "town"
[[role]]
id = "bureau"
label = "教育局"
at = "bureau"
[[form]]
id = "report"
title = "报告"
body = "{student}"
[[form]]
id = "slip"
title = "移交单"
body = "{student}"
single_line = true
[param.visit_after]
label = "第几天家访"
clause = "P29"
values = [ { from = 2016-08-12, value = 2 }, { from = 2027-03-01, value = 1 } ]
[[record]]
kind = "persuasion"
label = "劝复"
subject = "student"
fields = [
  { name = "outcome", type = "choice", choices = ["refused", "returned"], required = true },
  { name = "tries", type = "integer" },
]
[[fact]]
name = "days"
type = "streak"
status = ["unexcused"]
[[fact]]
name = "recent"
type = "count"
status = ["unexcused"]
window = 5
[[fact]]
name = "age"
type = "attribute"
)";

// A rule with one duty; `more` follows `when`.
std::string rule_text(std::string_view id, std::string_view when, std::string_view more = "",
                      std::string_view who = "class_teacher", std::string_view action = "visit") {
  return formatted(R"(
[[rule]]
id = "{0}"
label = "{0}"
clause = "P29"
per = "episode"
when = "{1}"
{2}
  [[rule.duty]]
  who = "{3}"
  action = "{4}"
  due = "same_day"
  done_by = [ {{ record = "persuasion" }} ]
)",
                   id, when, more, who, action);
}

// Both stages are entered, every fact and parameter is used.
std::string whole() {
  return names + rule_text("first", "days >= 1 and recent > 0", "enter = \"day_one\"", "class_teacher", "call") +
         rule_text("second", "days > $visit_after", "enter = \"day_two\"");
}

Problems problems_of(const std::string& rules, std::string_view today = "2026-11-23") {
  const ReadRulebook read = read_rulebook(std::vector<SourceFile>{{"rulebook.toml", rules}});
  for (const Problem& problem : read.problems) FAIL(problem.what.en);
  return check(read.rulebook, *Day::parse(today));
}

// "condition-impossible 'days < 0'; …": each problem with what is under its caret.
std::string told(const Problems& problems) {
  std::string all;
  for (const Problem& problem : problems) {
    CHECK(problem.origin.line > 0);
    CHECK_FALSE(problem.remedy.zh.empty());
    CHECK_FALSE(problem.remedy.en.empty());
    std::string under;
    if (!problem.excerpt.empty()) {
      under = problem.excerpt.substr(static_cast<std::size_t>(problem.origin.column) - 1);
      under = formatted(" at {}", under.substr(0, under.find('"')));
    }
    all += formatted("{}{}{}{}", all.empty() ? "" : "; ", problem.code, problem.severity == Severity::error ? "!" : "",
                     under);
  }
  return all;
}

TEST_CASE("a rulebook that means what it says has no problems") {
  CHECK(told(problems_of(whole(), "2027-03-01")) == "");
}

TEST_CASE("what only pupils have is no condition of a rule about a class: an error at its name, not a silent nought") {
  struct Case {
    const char* subject;
    const char* when;
    const char* expected;
  };
  const std::string more = R"(
[[record]]
kind = "check"
label = "检查"
subject = ["class", "idle_minor"]
[[fact]]
name = "checks"
type = "count"
record = "check"
[[fact]]
name = "checks_of_case"
type = "count"
record = "check"
within = "case"
[[fact]]
name = "twice"
type = "expression"
value = "recent * 2"
[[fact]]
name = "absent_now"
type = "attribute"
)";
  for (const Case& one : {
           Case{"class", "checks >= 1", ""},
           {"class", "checks >= 1 and days >= 2", "fact-not-about-it! at days >= 2"},
           {"class", "checks >= 1 and twice >= 2", "fact-not-about-it! at twice >= 2"},
           {"class", "checks_of_case >= 1", "fact-not-about-it! at checks_of_case >= 1"},
           {"class", "age >= 6", "fact-not-about-it! at age >= 6"},
           {"idle_minor", "age >= 6", ""},
           {"idle_minor", "not absent_now", "fact-not-about-it! at absent_now"},
           {"student", "days >= 2 and not absent_now", ""},
       }) {
    CAPTURE(one.when);
    const std::string rule =
        formatted(R"(
[[rule]]
id = "third"
clause = "P29"
for = "{}"
per = "month"
when = "{}"
duty = [ {{ who = "bureau", action = "visit", due = "period_end", done_by = [ {{ record = "{}" }} ] }} ]
)",
                  one.subject, one.when, one.subject == std::string("student") ? "persuasion" : "check");
    std::string about;
    const Problems problems = problems_of(whole() + more + rule);
    for (const Problem& problem : problems)
      if (problem.code == "fact-not-about-it") about = told({problem});
    CHECK(about == one.expected);
    CHECK(has_errors(problems) != about.empty());
  }
}

TEST_CASE("a rule that can never hold is an error, at the comparison to blame") {
  struct Case {
    const char* when;
    const char* expected;
  };
  for (const Case& one : {
           Case{"days >= 3 and days < 2", "condition-impossible! at days >= 3 and days < 2"},
           {"days >= 3 and recent > 10", "condition-impossible! at recent > 10"},
           {"days < 0", "condition-impossible! at days < 0"},
           {"age > 200 or days > 7", "condition-impossible at age > 200 or days > 7"},
           {"days > 7 and recent <= 10", "condition-always at recent <= 10"},
           {"days >= 0", "condition-always at days >= 0"},
       }) {
    CAPTURE(one.when);
    CHECK(told(problems_of(whole() + rule_text("third", one.when, "", "town"))) == one.expected);
  }
}

TEST_CASE("a condition that becomes impossible with a later value is reported today, and stops no night then") {
  const std::string third = rule_text("third", "days > 5 and days < $visit_after + 5", "", "town");
  const Problems problems = problems_of(whole() + third);
  REQUIRE(told(problems) == "condition-impossible at days > 5 and days < $visit_after + 5");
  CHECK(problems.front().what.en.starts_with("from 2027-03-01 on: "));
  CHECK(told(problems_of(whole() + third, "2027-03-01")) ==
        "condition-impossible at days > 5 and days < $visit_after + 5");
  CHECK(told(problems_of(whole() + rule_text("third", "days = $visit_after - 1 or days > 9", "", "town"),
                         "2026-01-01")) == "");
}

TEST_CASE("what proves a duty, and what an event asks, must be possible as well") {
  std::string text = whole();
  const std::string proof = "{ record = \"persuasion\" }";
  text.replace(text.rfind(proof), proof.size(),
               "{ record = \"persuasion\", where = \"outcome = 'refused' and outcome = 'returned'\" }");
  CHECK(told(problems_of(text)) == "condition-impossible! at outcome = 'refused' and outcome = 'returned'");
}

// A parameter with these values, which begin with one for everyone.
std::string parameter(std::string_view id, std::string_view values) {
  return formatted("\n[param.{0}]\nlabel = \"{0}\"\nclause = \"P29\"\nvalues = [ {1} ]\n", id, values);
}

TEST_CASE("a rule that is switched on for one school, one level or from a later day is meant so") {
  const std::string third = rule_text("third", "days > 8 and $phone_first = 1", "", "town");
  for (
      const char* values :
      {"{ from = 2016-08-12, value = 0 }, { from = 2026-09-01, value = 1, school = \"9990180001\", reason = \"试点\" }",
       "{ from = 2016-08-12, value = 0 }, { from = 2026-09-01, value = 1, level = \"junior\", reason = \"试点\" }",
       "{ from = 2016-08-12, value = 0 }, { from = 2027-09-01, value = 1 }",
       "{ from = 2016-08-12, value = 0 }, { from = 2026-10-01, value = 1, open_cases = \"keep\" }",
       "{ from = 2016-08-12, value = 1 }, { from = 2026-09-01, value = 0, school = \"9990180001\", reason = \"试点\" }",
       "{ from = 2016-08-12, value = 1 }, { from = 2026-09-01, value = 0 }"}) {
    CAPTURE(values);
    for (const char* today : {"2026-11-23", "2027-08-31", "2028-01-01"})
      CHECK(told(problems_of(whole() + parameter("phone_first", values) + third, today)) == "");
  }
  CHECK(told(problems_of(
            whole() + parameter("phone_first", "{ from = 2016-08-12, value = 0 }, { from = 2027-09-01, value = 2 }") +
            third)) == "condition-impossible! at $phone_first = 1");
}

TEST_CASE("two steps that fall on the same day by a value are reported with the days and places, and forbid nothing") {
  const std::string third = rule_text("third", "days >= 3", "enter = \"day_one\"", "town");
  CHECK(told(problems_of(whole() + third)) == "steps-coincide at days >= 3");
  CHECK(told(problems_of(whole() + third, "2027-03-01")) == "");
  const auto words = [](const char* values) {
    const Problems problems = problems_of(whole() + parameter("third_after", values) +
                                          rule_text("third", "days >= $third_after", "enter = \"day_one\"", "town"));
    std::string all;
    for (const Problem& problem : problems)
      all += problem.code + " " + problem.what.en.substr(0, problem.what.en.find("the rules")) + "\n";
    return all;
  };
  CHECK(words("{ from = 2016-08-12, value = 4 }") == "");
  CHECK(words("{ from = 2016-08-12, value = 3 }") == "steps-coincide \n");
  CHECK(words("{ from = 2016-08-12, value = 4 }, { from = 2026-12-01, value = 3 }") ==
        "steps-coincide from 2026-12-01 on: \n");
  CHECK(words("{ from = 2016-08-12, value = 4 }, { from = 2026-09-01, value = 3, level = \"junior\", reason = \"试点\" "
              "}") == "steps-coincide junior high: \n");
  // From March on the second step comes on the second day.
  CHECK(words("{ from = 2016-08-12, value = 3 }, { from = 2027-03-01, value = 2 }") ==
        "steps-coincide everywhere, from 2027-03-01 on: \n");
  // Written with the same words they are two parts of one step.
  const std::string same = rule_text("third", "days > $visit_after", "enter = \"day_one\"", "town");
  CHECK(told(problems_of(whole() + same)) == "");
}

TEST_CASE("a rule that only repeats another one is reported") {
  CHECK(told(problems_of(whole() + rule_text("third", "days > 8"))) == "rule-shadowed at days > 8");
  CHECK(told(problems_of(whole() + rule_text("third", "days > 8", "", "town"))) == "");
  CHECK(told(problems_of(whole() + rule_text("third", "recent > 8"))) == "");
}

TEST_CASE("a stage is reported after whose duties nobody owes anything, unless it says who goes on") {
  const std::string ends = "ends = \"派出所\"\n";
  std::string told_by_then = whole();
  told_by_then.erase(told_by_then.find(ends), ends.size());
  CHECK(told(problems_of(told_by_then)) == "stage-without-next");
  const std::string next = rule_text("third", "calls > 0", "", "town") +
                           "[[fact]]\nname = \"calls\"\ntype = \"count\"\nrecord = \"persuasion\"\n";
  CHECK(told(problems_of(told_by_then + next)) == "");
}

TEST_CASE("a stage that nothing enters, and facts and parameters that no one needs, are reported") {
  CHECK(told(problems_of(whole() + "[[stage]]\nid = \"day_three\"\nlabel = \"第三天\"\n")) == "stage-not-entered");
  CHECK(told(problems_of(whole() + "[[fact]]\nname = \"calls\"\ntype = \"count\"\nrecord = \"persuasion\"\n")) ==
        "unused-fact");
  CHECK(told(problems_of(whole() + "[param.spare]\nlabel = \"备用\"\nclause = \"P1\"\nvalues = [ { "
                                   "from = 2016-08-12, value = 2 } ]\n")) == "unused-parameter");
}

TEST_CASE("a fact is needed by the facts that are computed from it") {
  const std::string sum =
      "[[fact]]\nname = \"calls\"\ntype = \"count\"\nrecord = \"persuasion\"\n"
      "[[fact]]\nname = \"both\"\ntype = \"expression\"\nvalue = \"calls + days\"\n";
  CHECK(told(problems_of(whole() + sum)) == "unused-fact; unused-fact");
  CHECK(told(problems_of(whole() + sum + rule_text("third", "both > 8", "", "town"))) == "");
  CHECK(told(problems_of(whole() + sum + rule_text("third", "both < 0", "", "town"))) ==
        "condition-impossible! at both < 0");
}

TEST_CASE("a duty of someone who cannot be found from the subject is an error") {
  std::string third = rule_text("third", "age < 16", "for = \"idle_minor\"");
  third.replace(third.find("episode"), 7, "month");
  CHECK(told(problems_of(whole() + third)) == "role-out-of-reach!");
}

TEST_CASE("a report to one authority alone is an error unless its form is meant for one") {
  const auto with_document = [](const char* form, const char* lines) {
    std::string third = rule_text("third", "days > 8", "", "class_teacher", "call");
    const std::string proof = "done_by = [ { record = \"persuasion\" } ]";
    third.replace(third.find(proof), proof.size(),
                  formatted("document = {{ form = \"{}\", lines = [{}] }}", form, lines));
    return third;
  };
  CHECK(told(problems_of(whole() + with_document("report", "\"government\""))).find("one-line!") != std::string::npos);
  CHECK(told(problems_of(whole() + with_document("slip", "\"government\""))).find("one-line!") == std::string::npos);
  CHECK(told(problems_of(whole() + with_document("report", "\"government\", \"education\""))).find("one-line!") ==
        std::string::npos);
}

TEST_CASE("a document contains what is known about its subject, and no more than the duty may share") {
  const auto with_form = [](const char* whose, const char* body, const char* share) {
    const std::string period = std::string_view(whose) == "student" ? "episode" : "month";
    return formatted(R"(
[[form]]
id = "letter"
title = "函"
body = "{}"
single_line = true
[[rule]]
id = "third"
clause = "P29"
for = "{}"
per = "{}"
  [[rule.duty]]
  who = "bureau"
  action = "call"
  due = "same_day"
  document = {{ form = "letter", lines = ["education"] }}
  {}
)",
                     body, whose, period, share);
  };
  const auto told_of = [&](const char* whose, const char* body, const char* share) {
    const std::string all = told(problems_of(whole() + with_form(whose, body, share)));
    return std::pair(all.find("form-not-about-it!") != std::string::npos,
                     all.find("form-shares-more!") != std::string::npos);
  };
  CHECK(told_of("school", "{unit} {town} {period}", "") == std::pair(false, false));
  CHECK(told_of("school", "{student}", "") == std::pair(true, false));
  CHECK(told_of("student", "{unit}", "") == std::pair(true, false));
  CHECK(told_of("student", "{student} {address} {date}", "share = [\"student\", \"address\"]") ==
        std::pair(false, false));
  CHECK(told_of("student", "{student} {address}", "share = [\"student\"]") == std::pair(false, true));
}

TEST_CASE("a calendar that is about to end is reported sixty days before") {
  Calendar::Parts parts;
  parts.years = {2026};
  parts.terms = {{"2026-2027-1", {*Day::parse("2026-09-01"), *Day::parse("2026-12-31")}}};
  const Calendar calendar(parts);
  CHECK(check_calendar(calendar, *Day::parse("2026-11-01")).empty());
  CHECK(check_calendar(calendar, *Day::parse("2026-11-02")).front().code == "calendar-ends");
  CHECK(check_calendar(calendar, *Day::parse("2027-02-02")).size() == 1);
}

TEST_CASE("the shipped rulebook has nothing to be ashamed of") {
  const ReadRulebook read = read_rulebook(KSBX_SOURCE_DIR "/rules/kongchuo-2016");
  std::string all;
  for (const Problem& problem : check(read.rulebook, *Day::parse("2026-11-23")))
    if (problem.code != "unused-parameter")  // reports use some: app/rules/check_rules knows which
      all += formatted("{}:{}: {} {}\n", problem.origin.file.str(), problem.origin.line, problem.code, problem.what.zh);
  CHECK(all == "");
}

}  // namespace
}  // namespace ksbx
