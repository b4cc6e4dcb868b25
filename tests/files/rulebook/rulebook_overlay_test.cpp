#include <doctest/doctest.h>

#include "files/rulebook/rulebook_reader.h"
#include "said.h"

using namespace ksbx;

namespace {

// A base of two steps, and a drill whose number may be anything.
constexpr const char* base = R"(
id = "base"
title = "基础规则"
[[stage]]
id = "day_two"
label = "第二天"
[[action]]
id = "visit"
label = "家访"
[[role]]
id = "class_teacher"
label = "班主任"
at = "school_class"
person = true
[param.visit_after]
label = "第几天"
unit = "school_day"
range = [1, 5]
mandatory = { at_most = 3 }
clause = "P29"
values = [ { from = 2016-08-12, value = 3 }, { from = 2027-09-01, value = 2 } ]
[[record]]
kind = "persuasion"
label = "劝复"
subject = "student"
[[fact]]
name = "unexcused_days"
type = "streak"
status = ["unexcused"]
whole_day = true
[[rule]]
id = "first-visit"
clause = "P28"
when = "unexcused_days >= 1"
per = "episode"
duty = [ { who = "class_teacher", action = "visit", due = "same_day", done_by = [ { record = "persuasion" } ] } ]
[[rule]]
id = "second-visit"
clause = "P29"
when = "unexcused_days >= $visit_after"
per = "episode"
enter = "day_two"
duty = [ { who = "class_teacher", action = "visit", due = "same_day", done_by = [ { record = "persuasion" } ] } ]
)";

const std::string page = R"(overlay = "base"
title = "本市补充规定"
reason = "市教育局文件"
)";

ReadRulebook laid(const std::string& overlay, const std::string& title_page = page) {
  return read_layers(
      {{{"base/rulebook.toml", base}}, {{"local/a.toml", overlay}, {"local/rulebook.toml", title_page}}});
}

// "code line:column" of each problem, one a line.
std::string with_values(const std::string& values) {
  return "[param.visit_after]\nvalues = [ " + values + " ]";
}

std::int64_t value_on(const ReadRulebook& read, const std::string& day, const Scope& whose = {}) {
  const Day on = *Day::parse(day);
  return read.rulebook.parameter("visit_after")->on(on, whose, on).value;
}

TEST_CASE(
    "an overlay changes a threshold from a date, and the values of the base hold before and after "
    "it") {
  const ReadRulebook read = laid(with_values("{ from = 2027-03-01, value = 1, was = 3, reason = \"试点\" }"));
  CHECK(places_of(read.problems) == "");
  CHECK(value_on(read, "2027-02-28") == 3);
  CHECK(value_on(read, "2027-03-01") == 1);
  CHECK(value_on(read, "2027-09-01") == 2);
}

TEST_CASE("an overlay replaces the value of the base that begins on the same day") {
  const ReadRulebook read = laid(with_values("{ from = 2027-09-01, value = 1, reason = \"试点\" }"));
  CHECK(places_of(read.problems) == "");
  CHECK(value_on(read, "2027-09-01") == 1);
  CHECK(read.rulebook.parameter("visit_after")->values.size() == 2);
}

TEST_CASE("a changed value knows its reason and the file and line where it stands") {
  const ReadRulebook read = laid(with_values("{ from = 2027-03-01, value = 1, reason = \"试点\" }"));
  const auto& dated = read.rulebook.parameter("visit_after")->on(*Day::parse("2027-03-01"));
  CHECK(dated.reason.zh == "试点");
  CHECK(dated.origin.file == "local/a.toml");
  CHECK(dated.origin.line == 2);
  CHECK(read.rulebook.is_overlaid(dated.origin));
  CHECK(read.rulebook.layer(dated.origin)->title.zh == "本市补充规定");
}

TEST_CASE("a step that the policy demands is switched off or replaced only with the document that allows it") {
  std::string demanding = base;
  demanding.replace(demanding.find("enter = \"day_two\""), 0, "mandatory = true\n");
  const auto read = [&](const std::string& overlay) {
    return read_layers(
        {{{"base/rulebook.toml", demanding}}, {{"local/a.toml", overlay}, {"local/rulebook.toml", page}}});
  };
  const std::string off = "[[rule]]\nid = \"second-visit\"\noff = true\nreason = \"人手不足\"\n";
  const std::string replaces = "[[rule]]\nid = \"second-visit\"\nreplaces = true\nreason = \"改由电话\"\n";
  const std::string same =
      "clause = \"P29\"\nwhen = \"unexcused_days >= 3\"\nper = \"episode\"\nenter = \"day_two\"\n"
      "duty = [ { who = \"class_teacher\", action = \"visit\", due = \"same_day\", done_by = [ { record = "
      "\"persuasion\" } ] } ]\n";
  const std::string document = "deviation = \"石政发〔2026〕9号\"\n";
  CHECK(places_of(read(off).problems) == "mandatory-rule local/a.toml:1:1");
  CHECK(places_of(read(off + "from = 2027-03-01\n").problems) == "mandatory-rule local/a.toml:1:1");
  CHECK(places_of(read(replaces + same).problems) == "mandatory-rule local/a.toml:1:1");
  const ReadRulebook allowed = read(off + document);
  CHECK(places_of(allowed.problems) == "");
  CHECK(allowed.rulebook.rule("second-visit")->off->reason.zh == "人手不足（石政发〔2026〕9号）");
  const ReadRulebook replaced = read(replaces + document + same);
  CHECK(places_of(replaced.problems) == "");
  CHECK(replaced.rulebook.rule("second-visit")->mandatory);
}

TEST_CASE("the most specific value wins: a school's before a town's before a level's") {
  const ReadRulebook read =
      laid(with_values("{ from = 2026-09-01, value = 1, school = \"9990180001\", reason = \"甲\" },"
                       "{ from = 2026-09-01, value = 2, town = \"990181003\", reason = \"乙\" },"
                       "{ from = 2026-09-01, value = 1, level = \"primary\", reason = \"丙\" }"));
  CHECK(places_of(read.problems) == "");
  struct {
    Scope whose;
    std::int64_t value;
  } cases[] = {
      {{"9990180001", "990181003", Level::primary}, 1},
      {{"9990180002", "990181003", Level::primary}, 2},
      {{"9990180002", "990181004", Level::primary}, 1},
      {{"9990180002", "990181004", Level::junior}, 3},
      {{}, 3},
  };
  for (const auto& one : cases) {
    CAPTURE(one.whose.print().zh);
    CHECK(value_on(read, "2026-11-23", one.whose) == one.value);
  }
}

TEST_CASE("a rule is switched off for all days or from a day on, and stays known") {
  const ReadRulebook read = laid(
      "[[rule]]\nid = \"first-visit\"\noff = true\nreason = \"并入第二步\"\n"
      "[[rule]]\nid = \"second-visit\"\noff = true\nfrom = 2027-03-01\nreason = \"另行规定\"");
  CHECK(places_of(read.problems) == "");
  const Rule* first = read.rulebook.rule("first-visit");
  REQUIRE(first != nullptr);
  CHECK(first->never_in_force());
  const Rule* second = read.rulebook.rule("second-visit");
  REQUIRE(second != nullptr);
  CHECK(second->in_force(*Day::parse("2027-02-28")));
  CHECK_FALSE(second->in_force(*Day::parse("2027-03-01")));
  CHECK(second->off->reason.zh == "另行规定");
}

TEST_CASE("a replaced rule keeps its place and says which rule was there") {
  const ReadRulebook read = laid(R"([[rule]]
id = "first-visit"
replaces = true
reason = "改为两天"
clause = "P28"
when = "unexcused_days >= 2"
per = "episode"
duty = [ { who = "class_teacher", action = "visit", due = "same_day", done_by = [ { record = "persuasion" } ] } ]
)");
  CHECK(places_of(read.problems) == "");
  REQUIRE(read.rulebook.rules.size() == 2);
  const Rule& rule = read.rulebook.rules.front();
  CHECK(rule.when->source() == "unexcused_days >= 2");
  REQUIRE(rule.replaced);
  CHECK(rule.replaced->base.file == "base/rulebook.toml");
  CHECK(rule.replaced->reason.zh == "改为两天");
}

TEST_CASE("an overlay adds parameters, facts and rules that use what the base has") {
  const ReadRulebook read = laid(R"([param.third_visit_after]
label = "第三次"
unit = "school_day"
clause = "P30"
values = [ { from = 2027-03-01, value = 5 } ]
[[rule]]
id = "third-visit"
from = 2027-03-01
clause = "P30"
when = "unexcused_days >= $third_visit_after"
per = "episode"
duty = [ { who = "class_teacher", action = "visit", due = "same_day", done_by = [ { record = "persuasion" } ] } ]
)");
  CHECK(places_of(read.problems) == "");
  CHECK(read.rulebook.rules.size() == 3);
  CHECK_FALSE(read.rulebook.rule("third-visit")->in_force(*Day::parse("2027-02-28")));
}

TEST_CASE("what is wrong with an overlay is answered with its place") {
  const std::string head = "[param.visit_after]\nvalues = [ ";
  struct {
    std::string overlay;
    std::string problems;
  } cases[] = {
      {head + "{ from = 2027-03-01, value = 1 } ]", "missing-key local/a.toml:2:12"},
      {head + "{ from = 2027-03-01, value = 1, was = 2, reason = \"甲\" } ]", "overlay-outdated local/a.toml:2:50"},
      {head + "{ from = 2027-03-01, value = 4, reason = \"甲\" } ]", "weaker-than-mandatory local/a.toml:2:41"},
      {head + "{ from = 2027-03-01, value = 4, reason = \"甲\", deviation = \"石教〔2027〕3号\" } ]", ""},
      {head + "{ from = 2027-03-01, value = 1, reason = \"甲\", level = \"middle\" } ]",
       "unknown-word local/a.toml:2:66"},
      {head + "{ from = 2027-03-01, value = 1, reason = \"甲\", open_case = \"keep\" } ]",
       "unknown-key local/a.toml:2:58"},
      {"[param.visit_after]\nlabel = \"甲\"\nvalues = [ { from = 2027-03-01, value = 1, reason = "
       "\"甲\" } ]",
       "unknown-key local/a.toml:2:1"},
      {"[[rule]]\nid = \"first-visitt\"\noff = true\nreason = \"甲\"", "unknown-rule local/a.toml:2:6"},
      {"[[rule]]\nid = \"first-visit\"\noff = true", "missing-key local/a.toml:1:1"},
      {"[[rule]]\nid = \"first-visit\"\noff = false\nreason = \"甲\"\nclause = \"P1\"\nper = "
       "\"day\"",
       "overlay-off-or-replaces local/a.toml:1:1"},
      {"[[stage]]\nid = \"day_two\"\nlabel = \"甲\"", "duplicate-id local/a.toml:2:6"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.overlay);
    const std::string found = places_of(laid(one.overlay).problems);
    CHECK(found.substr(0, found.find('\n')) == one.problems);
  }
}

TEST_CASE("an overlay names the base that it was written for") {
  struct {
    std::string title_page;
    std::string problems;
  } cases[] = {
      {"overlay = \"other\"\ntitle = \"甲\"\nreason = \"乙\"", "overlay-base local/rulebook.toml:1:11"},
      {"overlay = \"base\"\ntitle = \"甲\"", "missing-key local/rulebook.toml:1:1"},
      {"id = \"x\"\ntitle = \"甲\"", "overlay-missing local/rulebook.toml:1:1"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.title_page);
    CHECK(places_of(laid("", one.title_page).problems) == one.problems);
  }
}

TEST_CASE("an overlay that stands alone or first is refused in one sentence") {
  const auto alone = read_layers({{{"local/rulebook.toml", page}}});
  CHECK(places_of(alone.problems) == "overlay-first local/rulebook.toml:1:1");
}

TEST_CASE("a folder that is named twice is refused in one sentence, not line by line") {
  const std::vector<SourceFile> below{{"base/rulebook.toml", base}};
  CHECK(places_of(read_layers({below, below}).problems) == "overlay-twice :0:0");
}

TEST_CASE("a rule is replaced for all days: a change from a day on is two rules") {
  const std::string replacing = R"([[rule]]
id = "first-visit"
replaces = true
from = 2027-03-01
reason = "改为两天"
clause = "P28"
when = "unexcused_days >= 2"
per = "episode"
duty = [ { who = "class_teacher", action = "visit", due = "same_day", done_by = [ { record = "persuasion" } ] } ]
)";
  CHECK(places_of(laid(replacing).problems) == "overlay-replaces-from local/a.toml:4:1");
}

TEST_CASE("a second overlay is laid over the first") {
  const auto layer = [](const std::string& folder, const std::string& values) {
    return std::vector<SourceFile>{{folder + "/rulebook.toml", page + with_values(values)}};
  };
  const ReadRulebook read =
      read_layers({{{"base/rulebook.toml", base}},
                   layer("city", "{ from = 2027-03-01, value = 2, was = 3, reason = \"甲\" }"),
                   layer("school", "{ from = 2027-03-01, value = 1, was = 2, reason = \"乙\" }")});
  CHECK(places_of(read.problems) == "");
  CHECK(value_on(read, "2027-03-01") == 1);
}

TEST_CASE("the digest is of all layers in their order, and without an overlay that of the base") {
  const std::vector<SourceFile> below{{"base/rulebook.toml", base}};
  const std::string alone = read_rulebook(below).rulebook.digest;
  const std::string one = laid("").rulebook.digest;
  const std::string other = laid("# 改了").rulebook.digest;
  CHECK(alone == read_layers({below}).rulebook.digest);
  CHECK(alone != one);
  CHECK(one != other);
}

TEST_CASE("the number that closes cases cannot depend on when a case began") {
  const std::string closing = std::string("case = { closes_after = \"$visit_after\" }") + base;
  const ReadRulebook read =
      read_layers({{{"base/rulebook.toml", closing}},
                   {{"local/rulebook.toml",
                     page + with_values("{ from = 2027-03-01, value = 1, reason = \"甲\", open_cases = \"keep\" }")}}});
  CHECK(places_of(read.problems) == "keep-closes-case local/rulebook.toml:5:41");
}

TEST_CASE("a scoped value in the base needs a value for everyone next to it") {
  std::string text = base;
  text +=
      "[param.other]\nlabel = \"甲\"\nclause = \"P1\"\nvalues = [ { from = 2016-08-12, value = 2, "
      "level = \"junior\" } ]";
  CHECK(places_of(read_layers({{{"base/rulebook.toml", text}}}).problems).find("no-general-value") == 0);
}

}  // namespace
