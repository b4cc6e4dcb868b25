#include "policy/condition/condition.h"

#include <doctest/doctest.h>

#include "policy/condition/condition_node.h"

namespace ksbx {
namespace {

// What the conditions of these tests are about: one pupil's day and one persuasion.
Vocabulary pupil_names() {
  Vocabulary names;
  names.add({"unexcused_days", {.kind = Type::Kind::integer}, {"连续无故缺课天数", "unexcused days"}});
  names.add({"failed_persuasions", {.kind = Type::Kind::integer}, {"连续劝返无效次数", "failed persuasions"}});
  names.add({"outcome",
             {.kind = Type::Kind::choice, .choices = {"returned", "promised", "refused", "not_found"}},
             {"结果", "outcome"}});
  names.add({"stage",
             {.kind = Type::Kind::choice, .choices = {"half_day", "day_two", "reported"}, .ordered = true},
             {"阶段", "stage"}});
  names.add({"reached", {.kind = Type::Kind::boolean}, {"见到家长", "reached"}});
  names.add({"since", {.kind = Type::Kind::date}, {"开始日期", "since"}});
  names.add({"reason", {.kind = Type::Kind::text}, {"原因", "reason"}});
  return names;
}

Vocabulary city_parameters() {
  Vocabulary parameters;
  parameters.add({"leader_visit_after", {.kind = Type::Kind::integer}, {"第几天家访", "leader visit after"}});
  parameters.add({"reports_after", {.kind = Type::Kind::integer}, {"几次后上报", "reports after"}});
  return parameters;
}

const Vocabulary names = pupil_names();
const Vocabulary parameters = city_parameters();
const Condition::Place place{{"ladder.toml", 12, 9}, "when = \"…\""};

Value number(std::int64_t n) {
  return Value::of(n);
}

// A pupil on a day; everything that a test does not set is absent.
struct Pupil {
  std::vector<Value> values = std::vector<Value>(static_cast<std::size_t>(names.size()));
  std::vector<Value> limits = {number(2), number(2)};

  Pupil& with(std::string_view name, Value value) {
    values[static_cast<std::size_t>(*names.slot(name))] = std::move(value);
    return *this;
  }
  Situation situation() const { return {values, limits}; }
};

// "" if the condition is right, otherwise its problems as "column code" in order.
std::string problems_of(std::string_view source) {
  Problems problems;
  const auto condition = Condition::parse(source, names, parameters, place, problems);
  CHECK(condition.has_value() == problems.empty());
  std::string list;
  for (const Problem& problem : problems) {
    CHECK_FALSE(problem.what.zh.empty());
    CHECK_FALSE(problem.what.en.empty());
    CHECK_FALSE(problem.remedy.zh.empty());
    CHECK_FALSE(problem.remedy.en.empty());
    list += formatted("{}{} {}", list.empty() ? "" : ", ", problem.origin.column - 8, problem.code);
  }
  return list;
}

Problem only_problem_of(std::string_view source) {
  Problems problems;
  Condition::parse(source, names, parameters, place, problems);
  REQUIRE(problems.size() == 1);
  return problems.front();
}

Condition condition(std::string_view source) {
  Problems problems;
  auto parsed = Condition::parse(source, names, parameters, place, problems);
  CAPTURE(source);
  for (const Problem& problem : problems) MESSAGE(problem.what.en);
  REQUIRE(parsed.has_value());
  return *parsed;
}

std::string judged(std::string_view source, const Pupil& pupil) {
  switch (condition(source).holds(pupil.situation())) {
    case Truth::yes: return "yes";
    case Truth::unknown: return "unknown";
    case Truth::no: return "no";
  }
  return "";
}

Value computed(std::string_view source, const Pupil& pupil) {
  Problems problems;
  const auto parsed = Condition::parse_value(source, names, parameters, place, problems);
  CAPTURE(source);
  REQUIRE(parsed.has_value());
  return parsed->value(pupil.situation());
}

std::string repeated(std::string_view words, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += words;
  return all;
}

struct Judged {
  std::string source;
  std::string answer;
};

void check_all(const std::vector<Judged>& examples, const Pupil& pupil) {
  for (const Judged& example : examples) {
    CAPTURE(example.source);
    CHECK(judged(example.source, pupil) == example.answer);
  }
}

}  // namespace

TEST_SUITE("conditions") {
  TEST_CASE("what is known exactly is judged exactly") {
    check_all(
        {
            {"unexcused_days >= $leader_visit_after", "yes"},
            {"unexcused_days > $leader_visit_after", "yes"},
            {"unexcused_days = 3 and failed_persuasions < 2", "yes"},
            {"unexcused_days != 3", "no"},
            {"unexcused_days <> 3", "no"},
            {"unexcused_days <= 2", "no"},
            {"3 = unexcused_days", "yes"},
            {"reached", "yes"},
            {"not reached", "no"},
            {"reached = true", "yes"},
            {"reached = false", "no"},
            {"(unexcused_days > 1) = reached", "yes"},
            {"true", "yes"},
            {"since >= '2026-11-20'", "yes"},
            {"since > '2026-11-20'", "no"},
            {"'2026-11-21' > since", "yes"},
            {"reason = '父亲住院'", "yes"},
            {"reason != '父亲住院'", "no"},
            {"reason in ('搬家', '父亲住院')", "yes"},
            {"reason = 'it''s far'", "no"},
        },
        Pupil()
            .with("unexcused_days", number(3))
            .with("failed_persuasions", number(1))
            .with("reached", Value::of(Truth::yes))
            .with("since", Value::of(*Day::parse("2026-11-20")))
            .with("reason", Value::of(std::string("父亲住院"))));
  }

  TEST_CASE("a choice equals its word, and an ordered one comes before or after others") {
    check_all(
        {
            {"outcome = 'refused'", "yes"},
            {"outcome != 'refused'", "no"},
            {"'refused' = outcome", "yes"},
            {"outcome in ('refused', 'not_found')", "yes"},
            {"outcome not in ('refused', 'not_found')", "no"},
            {"outcome in ('returned')", "no"},
            {"outcome not in ('returned')", "yes"},
            {"stage >= 'day_two'", "yes"},
            {"stage >= 'reported'", "no"},
            {"stage < 'reported'", "yes"},
            {"'half_day' < stage", "yes"},
        },
        Pupil().with("outcome", Value::choice(2)).with("stage", Value::choice(1)));
  }

  TEST_CASE("a quote inside a text is written twice") {
    CHECK(judged("reason = 'it''s far'", Pupil().with("reason", Value::of(std::string("it's far")))) == "yes");
  }

  TEST_CASE("a count that missing registers leave open is a range, and the answer may be unknown") {
    struct Example {
      Value days;
      std::string source;
      std::string answer;
    };
    const std::vector<Example> examples = {
        {Value::between(1, 4), "unexcused_days >= 2", "unknown"},
        {Value::between(2, 4), "unexcused_days >= 2", "yes"},
        {Value::between(0, 1), "unexcused_days >= 2", "no"},
        {Value::between(1, 4), "unexcused_days > 4", "no"},
        {Value::between(1, 4), "unexcused_days <= 4", "yes"},
        {Value::between(1, 4), "unexcused_days < 4", "unknown"},
        {Value::between(1, 4), "unexcused_days = 4", "unknown"},
        {Value::between(1, 4), "unexcused_days = 5", "no"},
        {Value::between(1, 4), "unexcused_days = 0", "no"},
        {Value::between(1, 4), "unexcused_days != 4", "unknown"},
        {Value::between(1, 4), "unexcused_days != 5", "yes"},
        {Value::between(1, 4), "unexcused_days in (2, 9)", "unknown"},
        {Value::between(1, 4), "unexcused_days in (8, 9)", "no"},
        {Value::between(1, 4), "unexcused_days not in (8, 9)", "yes"},
        {Value::between(1, 4), "unexcused_days not in (2, 9)", "unknown"},
        {Value::between(1, 4), "unexcused_days + 1 >= 2", "yes"},
        {Value::between(1, 4), "-unexcused_days > -1", "no"},
        {Value::between(1, 4), "10 - unexcused_days >= 6", "yes"},
        {Value::between(1, 4), "unexcused_days * -2 <= -2", "yes"},
        {Value::between(1, Value::no_limit), "unexcused_days >= 1", "yes"},
        {Value::between(1, Value::no_limit), "unexcused_days <= 1000", "unknown"},
        {Value::unknown(), "unexcused_days >= 0", "unknown"},
        {Value::unknown(), "unexcused_days + 1 != 7", "unknown"},
        {Value::unknown(), "unexcused_days >= 0 or true", "yes"},
        {Value::unknown(), "unexcused_days >= 0 and false", "no"},
        {Value::unknown(), "not (unexcused_days >= 0)", "unknown"},
    };
    for (const Example& example : examples) {
      CAPTURE(example.source);
      CAPTURE(example.days.show({.kind = Type::Kind::integer}).en);
      CHECK(judged(example.source, Pupil().with("unexcused_days", example.days)) == example.answer);
    }
  }

  TEST_CASE("an unknown choice, text, date or yes-or-no leaves the answer unknown") {
    const Pupil pupil = Pupil()
                            .with("outcome", Value::unknown())
                            .with("reason", Value::unknown())
                            .with("since", Value::unknown())
                            .with("reached", Value::unknown());
    for (const std::string& source :
         std::vector<std::string>{"outcome = 'refused'", "outcome not in ('refused')", "reason = 'x'", "reason != 'x'",
                                  "since < '2026-11-20'", "reached", "not reached", "reached = false"}) {
      CAPTURE(source);
      CHECK(judged(source, pupil) == "unknown");
    }
  }

  TEST_CASE("a visit that was never made has no outcome: no comparison with it holds") {
    check_all(
        {
            {"outcome = 'refused'", "no"},
            {"outcome != 'refused'", "no"},
            {"outcome in ('refused')", "no"},
            {"outcome not in ('refused')", "no"},
            {"unexcused_days >= 0", "no"},
            {"unexcused_days < 0", "no"},
            {"0 <= unexcused_days", "no"},
            {"$reports_after != unexcused_days", "no"},
            {"unexcused_days = failed_persuasions", "no"},
            {"unexcused_days + 1 > 0", "no"},
            {"1 - unexcused_days * 2 < 100", "no"},
            {"reason = ''", "no"},
            {"reason != ''", "no"},
            {"since < '2199-12-31'", "no"},
            {"reached", "no"},
            {"not reached", "yes"},
            {"reached = false", "no"},
            {"not (outcome = 'refused')", "yes"},
        },
        Pupil());
  }

  TEST_CASE("`is known` asks whether the exact value is there") {
    struct Example {
      Value value;
      std::string answer;
      std::string opposite;
    };
    const std::vector<Example> examples = {
        {number(0), "yes", "no"},
        {Value(), "no", "yes"},
        {Value::unknown(), "no", "yes"},
        {Value::between(1, 4), "no", "yes"},
    };
    for (const Example& example : examples) {
      CAPTURE(example.value.show({.kind = Type::Kind::integer}).en);
      const Pupil pupil = Pupil().with("unexcused_days", example.value);
      CHECK(judged("unexcused_days is known", pupil) == example.answer);
      CHECK(judged("unexcused_days is not known", pupil) == example.opposite);
      CHECK(judged("unexcused_days + 1 is known", pupil) == example.answer);
    }
    CHECK(judged("reason is known", Pupil().with("reason", Value::of(std::string("搬家")))) == "yes");
    CHECK(judged("(unexcused_days > 1) is known", Pupil().with("unexcused_days", Value::unknown())) == "no");
  }

  TEST_CASE("`not` binds tighter than `and`, `and` tighter than `or`, `*` tighter than `+`") {
    check_all(
        {
            {"true or true and false", "yes"},
            {"(true or true) and false", "no"},
            {"not false and false", "no"},
            {"not (false and false)", "yes"},
            {"not not reached = false", "no"},
            {"1 + 2 * 3 = 7", "yes"},
            {"(1 + 2) * 3 = 9", "yes"},
            {"10 - 3 - 2 = 5", "yes"},
            {"-2 * -3 = 6", "yes"},
            {"--2 = 2", "yes"},
            {"not unexcused_days = 1", "yes"},
            {"TRUE AND Not False Or false", "yes"},
            {"unexcused_days IS NOT KNOWN", "yes"},
            {"true\n  and\ttrue", "yes"},
        },
        Pupil());
  }

  TEST_CASE("numbers that do not fit stop at the limit and are not taken for exact ones") {
    const Pupil pupil = Pupil().with("unexcused_days", number(4'000'000'000'000'000'000));
    CHECK(judged("unexcused_days * 4 > unexcused_days", pupil) == "yes");
    CHECK(judged("unexcused_days + unexcused_days + unexcused_days > 0", pupil) == "yes");
    CHECK(judged("-unexcused_days * 4 < 0", pupil) == "yes");
    CHECK(judged("unexcused_days * 4 = unexcused_days * 8", pupil) == "unknown");
    CHECK(judged("unexcused_days * 4 is known", pupil) == "no");
    CHECK(judged("unexcused_days * 0 = 0", Pupil().with("unexcused_days", Value::unknown())) == "yes");
  }

  TEST_CASE("an expression gives a number, a range, an absent or an unknown value") {
    const Pupil pupil = Pupil()
                            .with("unexcused_days", Value::between(1, 4))
                            .with("failed_persuasions", number(2))
                            .with("outcome", Value::choice(3));
    CHECK(computed("unexcused_days + failed_persuasions", pupil) == Value::between(3, 6));
    CHECK(computed("failed_persuasions * 3 - 1", pupil) == number(5));
    CHECK(computed("outcome", pupil) == Value::choice(3));
    CHECK(computed("unexcused_days > 4", pupil) == Value::of(Truth::no));
    CHECK(computed("unexcused_days > 3", pupil) == Value::unknown());
    CHECK(computed("reached", pupil) == Value());
    CHECK(computed("unexcused_days + failed_persuasions", Pupil()) == Value());
    CHECK(computed("unexcused_days + 1", Pupil().with("unexcused_days", Value::unknown())) == Value::unknown());
    CHECK(computed("$reports_after", pupil) == number(2));
    CHECK(computed("unexcused_days - 1", Pupil().with("unexcused_days", Value::between(1, Value::no_limit))) ==
          Value::between(0, Value::no_limit));
  }

  TEST_CASE("a product of ranges spans every product that they may still come to") {
    const Pupil pupil =
        Pupil().with("unexcused_days", Value::between(1, 4)).with("failed_persuasions", Value::between(1, 2));
    CHECK(computed("unexcused_days * failed_persuasions", pupil) == Value::between(1, 8));
    CHECK(computed("unexcused_days * (failed_persuasions - 3)", pupil) == Value::between(-8, -1));
    CHECK(computed("(failed_persuasions - 3) * unexcused_days", pupil) == Value::between(-8, -1));
    CHECK(computed("(unexcused_days - 2) * (failed_persuasions - 2)", pupil) == Value::between(-2, 1));
  }

  TEST_CASE("an expression knows its type") {
    Problems problems;
    const auto type_of = [&](std::string_view source) {
      return Condition::parse_value(source, names, parameters, place, problems)->type();
    };
    CHECK(type_of("unexcused_days + 1").kind == Type::Kind::integer);
    CHECK(type_of("stage") == names.at(*names.slot("stage")).type);
    CHECK(type_of("stage = 'reported'").kind == Type::Kind::boolean);
    CHECK(type_of("since").kind == Type::Kind::date);
  }

  TEST_CASE("a condition lists the names and parameters that it needs, each once") {
    const Condition needed = condition("stage = 'reported' or unexcused_days > $reports_after and unexcused_days < 9");
    CHECK(needed.names_used() == std::vector<int>{0, 3});
    CHECK(needed.parameters_used() == std::vector<int>{1});
    CHECK(condition("true").names_used().empty());
  }

  TEST_CASE("the explanation lists every comparison as written, with what its words stood for") {
    const Condition rule =
        condition("(unexcused_days + 1 >= $leader_visit_after or not reached)\n  and outcome in ('refused')");
    const Pupil pupil = Pupil()
                            .with("unexcused_days", Value::between(0, 4))
                            .with("reached", Value::of(Truth::yes))
                            .with("outcome", Value::choice(0));
    const std::vector<Leaf> leaves = rule.explain(pupil.situation());
    REQUIRE(leaves.size() == 3);

    CHECK(leaves[0].source == "unexcused_days + 1 >= $leader_visit_after");
    CHECK(leaves[0].truth == Truth::unknown);
    REQUIRE(leaves[0].words.size() == 2);
    CHECK(leaves[0].words[0].name == "unexcused_days");
    CHECK(leaves[0].words[0].label.zh == "连续无故缺课天数");
    CHECK(leaves[0].words[0].value.zh == "0…4");
    CHECK(leaves[0].words[1].name == "$leader_visit_after");
    CHECK(leaves[0].words[1].value.zh == "2");

    CHECK(leaves[1].source == "reached");
    CHECK(leaves[1].truth == Truth::yes);
    CHECK(leaves[1].words[0].value.zh == "是");

    CHECK(leaves[2].source == "outcome in ('refused')");
    CHECK(leaves[2].truth == Truth::no);
    CHECK(leaves[2].words[0].value.en == "returned");
  }

  TEST_CASE("a word that a comparison has twice is explained once, and brackets stay with it") {
    const Pupil pupil = Pupil().with("unexcused_days", number(3));
    const std::vector<Leaf> leaves = condition("(unexcused_days + 1) * unexcused_days > 2").explain(pupil.situation());
    REQUIRE(leaves.size() == 1);
    CHECK(leaves[0].source == "(unexcused_days + 1) * unexcused_days > 2");
    CHECK(leaves[0].words.size() == 1);
  }

  TEST_CASE("the parsed tree can be read by those who look for impossible conditions") {
    const Condition rule = condition("unexcused_days >= 2 and outcome = 'not_found'");
    const Node& root = rule.root();
    REQUIRE(root.kind == Node::Kind::all_of);
    REQUIRE(root.children.size() == 2);
    CHECK(root.children[0].comparison == Node::Comparison::at_least);
    CHECK(root.children[0].children[0].slot == 0);
    CHECK(root.children[1].children[1].literal == Value::choice(3));
    CHECK_FALSE(root.is_leaf());
    CHECK(root.children[1].is_leaf());
  }
}

TEST_SUITE("mistakes in conditions") {
  TEST_CASE("each mistake is found at its character, by a code that can be searched for") {
    struct Example {
      std::string source;
      std::string problems;  // "column code", columns counted in characters from the condition's first
    };
    const std::vector<Example> examples = {
        {"unexcused_day >= 2", "1 unknown-name"},
        {"reached and unexcused_days >= $leader_visit", "31 unknown-parameter"},
        {"outcome = 'refusd'", "11 unknown-choice"},
        {"outcome in ('refused', 'gone', 'lost')", "24 unknown-choice, 32 unknown-choice"},
        {"outcome = refused", "11 unknown-name"},
        {"'住院' = reason and unknwn", "19 unknown-name"},
        // spelling
        {"outcome = \"refused\"", "11 condition-syntax"},
        {"outcome = ‘refused’", "11 condition-syntax"},
        {"outcome = “refused”", "11 condition-syntax"},
        {"（unexcused_days > 1)", "1 condition-syntax"},
        {"(unexcused_days > 1）", "20 condition-syntax"},
        {"outcome in ('refused'， 'returned')", "22 condition-syntax"},
        {"outcome in ('refused'、'returned')", "22 condition-syntax"},
        {"unexcused_days ＝ 1", "16 condition-syntax"},
        {"unexcused_days ＞ 1", "16 condition-syntax"},
        {"unexcused_days ＜＝ 1", "16 condition-syntax"},
        {"unexcused_days ≥ 1", "16 condition-syntax"},
        {"unexcused_days > １２", "18 condition-syntax"},
        {"unexcused_days == 1", "16 condition-syntax"},
        {"reached && reached", "9 condition-syntax"},
        {"reached || reached", "9 condition-syntax"},
        {"!reached", "1 condition-syntax"},
        {"reached 并且 reached", "9 condition-syntax"},
        {"outcome = 'refused", "11 condition-syntax"},
        {"outcome = 'refused and reached", "11 condition-syntax"},
        {"unexcused_days / 2 > 1", "16 condition-syntax"},
        {"unexcused_days > 1.5", "18 condition-syntax"},
        {"unexcused_days > 99999999999999999999", "18 condition-syntax"},
        {"reached ; reached", "9 condition-syntax, 11 condition-syntax"},
        {"unexcused_days > $", "18 condition-syntax"},
        // structure
        {"", "1 condition-syntax"},
        {"   ", "4 condition-syntax"},
        {"reached and", "12 condition-syntax"},
        {"(reached", "9 condition-syntax"},
        {"reached)", "8 condition-syntax"},
        {"()", "2 condition-syntax"},
        {"reached reached", "9 condition-syntax"},
        {"unexcused_days > 3天", "19 condition-syntax"},
        {"1 < unexcused_days < 3", "20 condition-syntax"},
        {"unexcused_days is known is known", "25 condition-syntax"},
        {"outcome is 'refused'", "12 condition-syntax"},
        {"outcome in 'refused'", "12 condition-syntax"},
        {"outcome in ()", "13 condition-syntax"},
        {"outcome in ('refused'", "22 condition-syntax"},
        {"unexcused_days >", "17 condition-syntax"},
        {"> 1", "1 condition-syntax"},
        // types
        {"reason >= 3", "11 condition-type"},
        {"unexcused_days >= '3'", "19 condition-type"},
        {"outcome > 'refused'", "1 condition-type"},
        {"reason < 'x'", "1 condition-type"},
        {"reached > false", "1 condition-type"},
        {"outcome = reason", "11 condition-type"},
        {"outcome = stage", "11 condition-type"},
        {"outcome = 2", "11 condition-type"},
        {"since = 2026", "9 condition-type"},
        {"since = '2026-02-29'", "9 condition-type"},
        {"since + 1 > '2026-01-01'", "1 condition-type"},
        {"reason + 1 = 2", "1 condition-type"},
        {"-reached = 1", "2 condition-type"},
        {"unexcused_days", "1 condition-type"},
        {"unexcused_days + 1", "1 condition-type"},
        {"'refused'", "1 condition-type"},
        {"reached and unexcused_days", "13 condition-type"},
        {"not outcome", "5 condition-type"},
    };
    for (const Example& example : examples) {
      CAPTURE(example.source);
      CHECK(problems_of(example.source) == example.problems);
    }
  }

  TEST_CASE("all mistakes of one condition are reported together") {
    CHECK(problems_of("unexcused_day ＞= 2 && (outcome == \"refusd\" or $leader = 1) and reason < 'x'") ==
          "1 unknown-name, 15 condition-syntax, 20 condition-syntax, 32 condition-syntax, "
          "35 condition-syntax, 35 unknown-choice, 47 unknown-parameter, 64 condition-type");
  }

  TEST_CASE("unknown names are reported even if the structure breaks after them") {
    CHECK(problems_of("unexcused_day > 1 and (reached") == "1 unknown-name, 31 condition-syntax");
  }

  TEST_CASE("the remedy names the right word") {
    struct Example {
      std::string source;
      std::string remedy;  // part of it
    };
    const std::vector<Example> examples = {
        {"unexcused_day >= 2", "did you mean unexcused_days?"},
        {"unexcused_days >= $leader_visit_aftr", "did you mean $leader_visit_after?"},
        {"outcome = 'refusd'", "did you mean 'refused'?"},
        {"outcome = 'refusd'", "'returned', 'promised', 'refused', 'not_found'"},
        {"xyzzy", "unexcused_days, failed_persuasions, outcome"},
        {"outcome = refused", "a choice goes in single quotes: 'refused'"},
        {"连续无故缺课天数 >= 2", "it is called unexcused_days"},
        {"unexcused_days >= leader_visit_after", "$leader_visit_after"},
        {"$unexcused_days >= 2", "unexcused_days without the $"},
        {"outcome = \"refused\"", "write 'refused'"},
        {"unexcused_days == 1", "write ="},
        {"reached && reached", "write and"},
        {"reached || reached", "write or"},
        {"!reached", "write not"},
        {"unexcused_days ≥ 1", "write >="},
        {"（reached)", "half-width ("},
        {"1 < unexcused_days < 3", "1 <= days and days <= 3"},
        {"outcome = reason", "choices in single quotes"},
        {"since = 2026", "YYYY-MM-DD"},
        {"unexcused_days between 1 and 3", "unexcused_days >= 1 and unexcused_days <= 3"},
        {"reason like '%x'", "compared as a whole"},
    };
    for (const Example& example : examples) {
      CAPTURE(example.source);
      const std::string remedy = only_problem_of(example.source).remedy.en;
      CAPTURE(remedy);
      CHECK(remedy.find(example.remedy) != std::string::npos);
    }
  }

  TEST_CASE("the place is counted in characters, and the excerpt is the line of the file") {
    const Condition::Place here{{"ladder.toml", 12, 9}, "when = \"reason = '父亲住院' and unknwn\""};
    Problems problems;
    Condition::parse("reason = '父亲住院' and unknwn", names, parameters, here, problems);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].origin == Origin{"ladder.toml", 12, 9 + 20});
    CHECK(problems[0].excerpt == here.excerpt);
    CHECK(problems[0].severity == Severity::error);
  }

  TEST_CASE("where the file gives no column, none is made up") {
    Problems problems;
    Condition::parse("reached and unknwn", names, parameters, {{"ladder.toml", 12, 0}, ""}, problems);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].origin == Origin{"ladder.toml", 12, 0});
  }

  TEST_CASE("in a condition of several lines the mistake is found on its own line") {
    Problems problems;
    Condition::parse("reached and\n  unknwn > 1\n  and reached", names, parameters, place, problems);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].origin == Origin{"ladder.toml", 13, 3});
    CHECK(problems[0].excerpt == "  unknwn > 1");
  }

  TEST_CASE("fifty levels are enough, fifty-one are too deep") {
    const auto nested = [](std::string_view opening, std::string_view closing, int depth) {
      return repeated(opening, depth) + "reached" + repeated(closing, depth);
    };
    CHECK(problems_of(nested("(", ")", 50)) == "");
    CHECK(problems_of(nested("(", ")", 51)) == "52 condition-too-deep");
    CHECK(problems_of(nested("not ", "", 50)) == "");
    CHECK(problems_of(nested("not ", "", 51)) == "205 condition-too-deep");
    CHECK(problems_of(nested("(", ")", 1900)) == "52 condition-too-deep");
    CHECK(problems_of(repeated("-", 51) + "1 = 1") == "52 condition-too-deep");
  }

  TEST_CASE("four thousand bytes are enough, one more is too long") {
    const std::string longest = "reached" + repeated(" ", 4000 - 7);
    CHECK(problems_of(longest) == "");
    CHECK(problems_of(longest + " ") == "1 condition-too-long");
    CHECK(problems_of("reached" + repeated(" or reached", 360)) == "");
  }

  TEST_CASE("text that is not UTF-8 is refused at its first wrong byte") {
    CHECK(problems_of("reason = '\xB8\xB8'") == "11 condition-syntax");
  }

  TEST_CASE("a field may be called known, and a name keeps its case") {
    Vocabulary fields;
    fields.add({"known", {.kind = Type::Kind::boolean}, {}});
    Problems problems;
    CHECK(Condition::parse("known and known is known", fields, {}, place, problems).has_value());
    CHECK_FALSE(Condition::parse("Known", fields, {}, place, problems).has_value());
    CHECK(problems.size() == 1);
  }
}

}  // namespace ksbx
