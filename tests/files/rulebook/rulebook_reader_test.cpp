#include "files/rulebook/rulebook_reader.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "files/cell/cell.h"
#include "said.h"

using namespace ksbx;

namespace {

// The least that most rules need: names for everything they refer to.
constexpr const char* book_title = R"(
id = "test"
title = "测试规则集"
)";

constexpr const char* book_names = R"(
[[stage]]
id = "day_one"
label = "第一天"
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
[[role]]
id = "school"
label = "学校"
at = "school"
members = ["class_teacher"]
[[role]]
id = "town"
label = "镇街"
at = "town"
[[role]]
id = "bureau"
label = "教育局"
at = "bureau"
[[form]]
id = "dropout-report"
title = "报告"
body = "{student} {family} {absence}"
[param.visit_after]
label = "第几天"
unit = "school_day"
range = [1, 5]
mandatory = { at_most = 2 }
clause = "P29"
values = [ { from = 2016-08-12, value = 2 } ]
[[record]]
kind = "persuasion"
label = "劝复"
subject = "student"
fields = [
  { name = "mode", type = "choice", choices = ["home_visit", "phone"], required = true },
  { name = "reached", type = "bool", required = true },
]
[[record]]
kind = "sweep"
label = "摸排"
subject = "police_station"
[[fact]]
name = "unexcused_days"
type = "streak"
status = ["unexcused"]
whole_day = true
[[fact]]
name = "persuasions"
type = "count"
record = "persuasion"
within = "episode"
)";

constexpr const char* rule = R"(
[[rule]]
id = "leader-visit"
clause = "P29"
when = "unexcused_days >= $visit_after"
per = "episode"
enter = "day_two"
  [[rule.duty]]
  who = "class_teacher"
  action = "visit"
  due = "same_day"
  done_by = [ { record = "persuasion", where = "mode = 'home_visit'" } ]
)";

ReadRulebook read(const std::string& extra, const std::string& rules = rule) {
  return read_rulebook(std::vector<SourceFile>{
      {"rulebook.toml", book_title}, {"a.toml", extra}, {"names.toml", book_names}, {"z.toml", rules}});
}

// "code file:line:column" of each problem, one a line.
std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string remedies(const Problems& problems) {
  std::string all;
  for (const Problem& problem : problems) all += problem.remedy.zh + "\n";
  return all;
}

const ReadRulebook& shipped_book() {
  static const ReadRulebook result = read_rulebook(std::filesystem::path(KSBX_SOURCE_DIR) / "rules" / "kongchuo-2016");
  return result;
}

}  // namespace

TEST_SUITE("reading a rulebook") {
  TEST_CASE("a small rulebook is read without a word of complaint") {
    const auto [book, problems, layers] = read("");
    CHECK(places_of(problems) == "");
    CHECK(book.id == "test");
    REQUIRE(book.rules.size() == 1);
    const Rule& visit = book.rules.front();
    CHECK(visit.per == Per::episode);
    CHECK(visit.enter == "day_two");
    CHECK(visit.when->source() == "unexcused_days >= $visit_after");
    CHECK(visit.label == same_text("leader-visit"));
    REQUIRE(visit.duties.size() == 1);
    CHECK(visit.duties[0].id == "1");
    CHECK(visit.duties[0].due.kind == Due::Kind::same_day);
    CHECK(visit.duties[0].done_by[0].record == "persuasion");
    CHECK_FALSE(visit.duties[0].done_by[0].anyone);
    CHECK(book.record("persuasion")->names.slot("came_back") == 2);
    CHECK_FALSE(book.record("sweep")->names.slot("came_back"));
  }

  TEST_CASE("ten mistakes in one file are shown as ten, in the order of the file, with a remedy each") {
    const std::string mistakes = R"([param.late]
label = "迟到"
unit = "dya"
clause = "P29"
values = [ { from = 2016-08-12, value = -1 } ]
[[role]]
id = "town"
label = "镇"
at = "twon"
[[fact]]
name = "x-y"
type = "streak"
status = ["unexcusd"]
[[rule]]
id = "r"
clause = "P29"
when = "unexcused_day >= 2"
per = "month"
entr = "day_two"
  [[rule.duty]]
  who = "class_techer"
  action = "visit"
)";
    const auto problems = read("", rule + mistakes).problems;
    CHECK(places_of(problems) ==
          "unknown-word z.toml:15:8\n"
          "out-of-range z.toml:17:41\n"
          "duplicate-id z.toml:19:6\n"
          "unknown-word z.toml:21:6\n"
          "bad-name z.toml:23:8\n"
          "unknown-word z.toml:25:11\n"
          "unknown-name z.toml:29:9\n"
          "unknown-key z.toml:31:1\n"
          "no-deadline z.toml:32:3\n"
          "no-proof z.toml:32:3\n"
          "unknown-role z.toml:33:9");
    for (const char* word : {"“day”", "“town”", "“unexcused”", "unexcused_days", "“enter”", "“class_teacher”"}) {
      CAPTURE(word);
      CHECK(remedies(problems).find(word) != std::string::npos);
    }
    for (const Problem& problem : problems) CHECK_FALSE(problem.excerpt.empty());
  }

  TEST_CASE("every reference that leads nowhere is named") {
    struct Case {
      std::string from;
      std::string to;
      std::string found;
    };
    for (const Case& one : {
             Case{"action = \"visit\"", "action = \"vist\"", "unknown-action z.toml:10:12"},
             Case{"enter = \"day_two\"", "enter = \"day_too\"", "unknown-stage z.toml:7:9"},
             Case{"$visit_after", "$visit_aftr", "unknown-parameter z.toml:5:27"},
             Case{"record = \"persuasion\"", "record = \"persuasio\"", "unknown-record z.toml:12:26"},
             Case{"mode = 'home_visit'", "mod = 'home_visit'", "unknown-name z.toml:12:49"},
             Case{"'home_visit'", "'home'", "unknown-choice z.toml:12:56"},
             Case{"record = \"persuasion\"", "record = \"sweep\"",
                  "subject-mismatch z.toml:12:15\nunknown-name z.toml:12:44"},
         }) {
      CAPTURE(one.to);
      CHECK(places_of(read("", replaced(rule, one.from, one.to)).problems) == one.found);
    }
  }

  TEST_CASE(
      "a value is refused outside its range, and weaker than mandatory unless a document allows "
      "it") {
    struct Case {
      std::string values;
      std::string found;
    };
    for (const Case& one : {
             Case{"{ from = 2026-01-01, value = 1 }", ""},
             Case{"{ from = 2026-01-01, value = 0 }", "out-of-range"},
             Case{"{ from = 2026-01-01, value = 6, deviation = \"文号\" }", "out-of-range"},
             Case{"{ from = 2026-01-01, value = 3 }", "weaker-than-mandatory"},
             Case{"{ from = 2026-01-01, value = 3, deviation = \"石教〔2026〕1号\" }", ""},
             Case{"{ from = 2026-01-01, value = 1 }, { from = 2026-01-01, value = 2 }", "values-order"},
             Case{"{ from = 2026-01-01, value = 2.5 }", "wrong-type"},
             Case{"{ from = 2026-01-01, value = 18:00:00 }", "wrong-type"},
             Case{"{ from = \"2026-01-01\", value = 1 }", "wrong-type"},
             Case{"{ value = 1 }", "missing-key"},
         }) {
      CAPTURE(one.values);
      const auto problems = read(
                                "[param.p]\nlabel = \"数\"\nrange = [1, 5]\nmandatory = { at_most = 2 }\n"
                                "clause = \"P1\"\nvalues = [ " +
                                one.values + " ]\n")
                                .problems;
      CHECK((problems.empty() ? "" : problems.front().code) == one.found);
    }
  }

  TEST_CASE("a time of day is kept in minutes after midnight") {
    const auto [book, problems, layers] = read(
        "[param.closes]\nlabel = \"几点\"\nunit = \"time\"\nclause = \"P28\"\n"
        "range = [12:00:00, 23:59:00]\nvalues = [ { from = 2016-08-12, value = 18:00:00 } ]\n");
    CHECK(places_of(problems) == "");
    CHECK(book.parameter("closes")->values.front().value == 18 * 60);
  }

  TEST_CASE("clauses are checked once the rulebook has an index of them") {
    const auto problems = read("[[clause]]\nid = \"P28\"\nzh = \"当天联系\"\n").problems;
    CHECK(places_of(problems) == "unknown-clause names.toml:38:10\nunknown-clause z.toml:4:10");
  }

  TEST_CASE("a fact sees only the facts before it") {
    CHECK(places_of(read("", std::string(rule) + "[[fact]]\nname = \"twice\"\ntype = \"expression\"\n"
                                                 "value = \"unexcused_days * 2\"\n")
                        .problems) == "");
    CHECK(places_of(read("[[fact]]\nname = \"twice\"\ntype = \"expression\"\nvalue = \"unexcused_days "
                         "* 2\"\n")
                        .problems) == "unknown-name a.toml:4:10");
  }

  TEST_CASE("facts have the type of what they are computed from") {
    const auto [book, problems, layers] = read("", std::string(rule) + R"(
[[fact]]
name = "stage"
type = "attribute"
[[fact]]
name = "last_mode"
type = "latest"
record = "persuasion"
field = "mode"
[[fact]]
name = "seen"
type = "exists"
record = "persuasion"
[[fact]]
name = "recent"
type = "count"
status = ["unexcused"]
window = "$visit_after"
)");
    CHECK(places_of(problems) == "");
    CHECK(book.fact("stage")->type == Type{Type::Kind::choice, {"day_one", "day_two"}, true});
    CHECK(book.fact("last_mode")->type.choices == std::vector<std::string>{"home_visit", "phone"});
    CHECK(book.fact("seen")->type.kind == Type::Kind::boolean);
    CHECK(book.fact("recent")->window_parameter == 0);
  }

  TEST_CASE("a list of those who may make a record names someone") {
    CHECK(places_of(read("[[record]]\nkind = \"talk\"\nlabel = \"谈话\"\nsubject = \"student\"\nby = []\n").problems) ==
          "no-makers a.toml:5:6");
  }

  TEST_CASE("keys of one type of fact are unknown to another") {
    CHECK(places_of(read("[[fact]]\nname = \"x\"\ntype = \"streak\"\nstatus = \"unexcused\"\nwithin = "
                         "\"term\"\n")
                        .problems) == "unknown-key a.toml:5:1");
    CHECK(places_of(read("[[fact]]\nname = \"x\"\ntype = \"count\"\nstatus = \"unexcused\"\nwindow = "
                         "5\nwithin = \"term\"\n")
                        .problems) == "window-and-within a.toml:5:1");
  }

  TEST_CASE("deadlines: a number, a parameter, the end of a period that has one") {
    struct Case {
      std::string per;
      std::string due;
      std::string found;
    };
    for (const Case& one : {
             Case{"month", "\"period_end\"", ""},
             Case{"episode", "\"period_end\"", "due-without-period"},
             Case{"episode", "{ within = 3, unit = \"work_day\" }", ""},
             Case{"episode", "{ within = \"$visit_after\", unit = \"school_day\" }", ""},
             Case{"episode", "{ within = \"visit_after\", unit = \"day\" }", "wrong-type"},
             Case{"episode", "{ within = \"$visit\", unit = \"day\" }", "unknown-parameter"},
             Case{"episode", "{ within = 3661, unit = \"day\" }", "out-of-range"},
             Case{"episode", "{ within = 3 }", "missing-key"},
             Case{"episode", "{ within = 3, unit = \"week\" }", "unknown-word"},
             Case{"episode", "\"tomorrow\"", "unknown-word"},
         }) {
      CAPTURE(one.due);
      const auto problems =
          read("", replaced(replaced(rule, "\"episode\"", "\"" + one.per + "\""), "\"same_day\"", one.due)).problems;
      CHECK((problems.empty() ? "" : problems.front().code) == one.found);
    }
  }

  TEST_CASE("a document goes to the town and the bureau unless the file says otherwise") {
    const std::string report =
        replaced(replaced(rule, "  action = \"visit\"\n", ""),
                 "done_by = [ { record = \"persuasion\", where = \"mode = 'home_visit'\" } ]",
                 "document = { form = \"dropout-report\", lines = [\"government\", \"education\"], "
                 "must_include = [\"family\"] }");
    const auto [book, problems, layers] = read("", report);
    CHECK(places_of(problems) == "");
    const DutyItem& item = book.rules.front().duties.front();
    CHECK(item.document->to == std::vector<std::string>{"town", "bureau"});
    CHECK(item.action == "dropout-report");
    CHECK(book.action("dropout-report")->label.zh == "报告");

    CHECK(places_of(read("", replaced(report, "[\"family\"]", "[\"family\", \"persuasions\"]")).problems) ==
          "form-lacks-section z.toml:11:14");
    CHECK(places_of(read("", replaced(report, "[\"family\"]", "[\"family\"], to = [\"town\"]")).problems) ==
          "lines-and-receivers z.toml:11:110");
  }

  TEST_CASE("a dual-line form has one content, so it names neither number nor addressee") {
    const std::string form = "[[form]]\nid = \"f\"\ntitle = \"函\"\nbody = \"{number} {student} {nobody} {open\"\n";
    const auto problems = read(form, replaced(rule, "due = \"same_day\"",
                                              "due = \"same_day\"\n  document = { form = \"f\", "
                                              "lines = [\"government\", \"education\"] }"))
                              .problems;
    CHECK(places_of(problems) == "unknown-field a.toml:4:8\nform-syntax a.toml:4:8\nform-differs-by-line z.toml:12:14");
  }

  TEST_CASE("an event needs its record, and only pupils have episodes") {
    CHECK(places_of(read("", replaced(rule, "per = \"episode\"", "per = \"event\"")).problems) ==
          "event-without-record z.toml:2:1");
    CHECK(places_of(read("", replaced(rule, "per = \"episode\"",
                                      "per = \"event\"\non = { record = \"persuasion\", where = \"reached\" }"))
                        .problems) == "");
    CHECK(places_of(
              read("", replaced(rule, "per = \"episode\"", "per = \"episode\"\nfor = \"police_station\"")).problems) ==
          "period-without-episode z.toml:6:7\nsubject-mismatch z.toml:13:15");
  }

  TEST_CASE("the labels of choices are one text each, or both languages") {
    const std::string kind =
        "[[record]]\nkind = \"talk\"\nlabel = \"谈话\"\nsubject = \"student\"\nfields = [\n"
        "  { name = \"mood\", type = \"choice\", choices = [\"good\", \"bad\"], choice_labels = [\"好\", "
        "{ zh = \"坏\", en = \"bad\" }] },\n]\n";
    const ReadRulebook talk = read(kind);
    REQUIRE(places_of(talk.problems) == "");
    const std::vector<Text>& labels = talk.rulebook.record("talk")->fields.front().choice_labels;
    CHECK(labels[0].zh == "好");
    CHECK(labels[1].en == "bad");
    CHECK(places_of(read(replaced(kind, "\"好\", ", "3, ")).problems) == "wrong-type a.toml:6:81");
    CHECK(places_of(read(replaced(kind, "\"好\", ", "")).problems) == "choice-labels a.toml:6:80");
  }

  TEST_CASE("records: choices come from a shared list, and came_back is taken") {
    const std::string kind =
        "[[choices]]\nid = \"moods\"\nvalues = [ { id = \"good\", zh = \"好\", en = \"good\" } ]\n"
        "[[record]]\nkind = \"talk\"\nlabel = \"谈话\"\nsubject = \"student\"\nfields = [\n"
        "  { name = \"mood\", type = \"choice\", choices_from = \"moods\" },\n]\n";
    const auto [book, problems, layers] = read(kind);
    CHECK(places_of(problems) == "");
    CHECK(book.record("talk")->fields.front().choice_labels.front().zh == "好");
    CHECK(places_of(read(replaced(kind, "\"mood\"", "\"came_back\"")).problems) == "bad-name a.toml:9:12");
    CHECK(places_of(read(replaced(kind, "\"mood\"", "\"not\"")).problems) == "bad-name a.toml:9:12");
    CHECK(places_of(read(replaced(kind, "= \"moods\" }", "= \"mood\" }")).problems) == "unknown-choices a.toml:9:52");
  }

  TEST_CASE("what answers one question of yes and no in the words of tables answers no other one") {
    const std::string kind =
        "[[choices]]\nid = \"seen\"\nvalues = [ { id = \"yes\", zh = \"见到\" }, { id = \"no\", zh = \"没见到\", "
        "also = [\"联系不上\"] } ]\n"
        "[[record]]\nkind = \"talk\"\nlabel = \"谈话\"\nsubject = \"student\"\nfields = [\n"
        "  { name = \"reached\", type = \"bool\", choices_from = \"seen\" },\n  { name = \"genuine\", type = \"bool\" "
        "},\n]\n";
    const auto [book, problems, layers] = read(kind);
    CHECK(places_of(problems) == "");
    const std::vector<Field>& fields = book.record("talk")->fields;
    CHECK(read_field("联系不上", fields[0]).value == FieldValue(false));
    CHECK(read_field("见到", fields[0]).value == FieldValue(true));
    CHECK(read_field("是", fields[0]).value == FieldValue(true));
    CHECK(read_field("联系不上", fields[1]).issue == CellIssue::yes_no_unreadable);
    CHECK(read_field("否", fields[1]).value == FieldValue(false));
    const std::string other = replaced(kind, "id = \"no\"", "id = \"never\"");
    CHECK(places_of(read(other).problems) == "yes-no-choices a.toml:9:53");
  }

  TEST_CASE("a folder without rulebook.toml is no rulebook, and title keys belong there only") {
    CHECK(places_of(read_rulebook(std::vector<SourceFile>{}).problems) == "missing-file :0:0");
    CHECK(places_of(read("id = \"other\"\n").problems) == "unknown-key a.toml:1:1");
  }

  TEST_CASE("the storm guard goes by two named parameters, or there is none") {
    const auto said = [](const std::string& storm) {
      return places_of(
          read_rulebook(std::vector<SourceFile>{{"rulebook.toml", book_title + storm}, {"names.toml", book_names}})
              .problems);
    };
    CHECK(said("storm = { share = \"$visit_after\", least = \"$visit_after\" }") == "");
    CHECK(said("storm = { share = 20, least = \"$visit_after\" }") == "wrong-type rulebook.toml:4:19");
    CHECK(said("storm = { share = \"$visit_after\" }") == "missing-key rulebook.toml:4:9");
    CHECK(said("storm = { share = \"$vist_after\", least = \"$visit_after\" }") ==
          "unknown-parameter rulebook.toml:4:19");
    CHECK(read("").rulebook.storm.share == -1);
  }

  TEST_CASE("how lessons become half days goes by three named parameters, or lists by lessons are not read") {
    const auto said = [](const std::string& lessons) {
      return places_of(
          read_rulebook(std::vector<SourceFile>{{"rulebook.toml", book_title + lessons}, {"names.toml", book_names}})
              .problems);
    };
    const std::string both = "lessons = { morning = \"$visit_after\", afternoon = \"$visit_after\"";
    CHECK(said(both + ", share = \"$visit_after\" }") == "");
    CHECK(said(both + ", share = 50 }") == "wrong-type rulebook.toml:4:75");
    CHECK(said(both + " }") == "missing-key rulebook.toml:4:11");
    CHECK_FALSE(read("").rulebook.lessons.is_known());
  }

  TEST_CASE("who hears that a duty is late is always somebody else, one level up, and owes what the book says") {
    const std::string watched = "[[record]]\nkind = \"oversight\"\nlabel = \"督办\"\nsubject = \"student\"\n";
    const std::string order =
        "oversight = { action = \"visit\", record = \"oversight\", within = 1, unit = \"work_day\" }\n";
    const auto with = [&](const std::string& escalate, const std::string& title) {
      return read_rulebook(std::vector<SourceFile>{
          {"rulebook.toml", book_title + title},
          {"names.toml", book_names + watched},
          {"z.toml", replaced(rule, "due = \"same_day\"", "due = \"same_day\"\n  escalate = " + escalate)}});
    };
    const auto level = [](const std::string& to) { return "{ after = 3, unit = \"work_day\", to = \"" + to + "\" }"; };
    const auto [book, problems, layers] = with("[ " + level("town") + ", " + level("bureau") + " ]", order);
    CHECK(places_of(problems) == "");
    const auto& duties = book.rules.front().duties;
    REQUIRE(duties.size() == 3);
    CHECK(duties[1].id == "1-late-1");
    CHECK(duties[2].who == "bureau");
    CHECK(duties[2].oversees->item == "1");
    CHECK(duties[2].done_by.front().record == "oversight");

    CHECK(places_of(with(level("town"), order).problems) == "");
    CHECK(places_of(with(level("town"), "").problems) == "no-oversight z.toml:12:14");
    CHECK(places_of(with(level("class_teacher"), order).problems) == "escalate-cycle z.toml:12:14");
    CHECK(places_of(with("[ " + level("town") + ", " + level("town") + " ]", order).problems) ==
          "escalate-cycle z.toml:12:63");
    CHECK(places_of(with(level("mayor"), order).problems) == "unknown-role z.toml:12:51");
    CHECK(places_of(with(level("town"), replaced(order, "\"visit\"", "\"visti\"")).problems) ==
          "unknown-action rulebook.toml:4:24\nno-oversight z.toml:12:14");
    CHECK(places_of(with(level("town"), replaced(order, "\"oversight\", ", "\"sweep\", ")).problems) ==
          "subject-mismatch z.toml:12:14");
  }

  TEST_CASE("a fact looks at the duties of a rule that there is, and not at papers, of which it cannot know") {
    const auto with = [](const std::string& id) {
      const std::string report =
          "[[rule]]\nid = \"report\"\nclause = \"P29\"\nper = \"episode\"\n  [[rule.duty]]\n  who = \"school\"\n"
          "  due = \"same_day\"\n  document = { form = \"dropout-report\", lines = [\"government\"], to = [\"town\"] "
          "}\n";
      return read("", std::string(rule) + report + "[[fact]]\nname = \"state\"\ntype = \"duty_state\"\nduty = \"" + id +
                          "\"\n");
    };
    const auto [book, problems, layers] = with("leader-visit");
    CHECK(places_of(problems) == "");
    REQUIRE(book.fact("state"));
    CHECK(book.fact("state")->duty == "leader-visit");
    CHECK(places_of(with("leader-visti").problems) == "unknown-rule z.toml:24:8");
    CHECK(places_of(with("report").problems) == "duty-of-paper z.toml:24:8");
  }

  TEST_CASE("a file that is no TOML is named first, and what it would have defined is doubted") {
    const auto problems = read("", std::string(rule) + "[[rule\n").problems;
    CHECK(places_of(problems) == "toml-syntax z.toml:13:7\nfiles-unread :0:0");
    CHECK(problems.back().severity == Severity::warning);
  }

  TEST_CASE("the digest changes with every byte, and not with the folder") {
    const auto digest = [](const std::string& name, const std::string& text) {
      return read_rulebook(std::vector<SourceFile>{{name, text}}).rulebook.digest;
    };
    CHECK(digest("x/rulebook.toml", book_title) == digest("y/rulebook.toml", book_title));
    CHECK(digest("rulebook.toml", book_title) != digest("rulebook.toml", std::string(book_title) + "#"));
    CHECK(digest("rulebook.toml", book_title) != digest("other.toml", book_title));
    CHECK(digest("rulebook.toml", book_title).size() == 64);
  }
}

TEST_SUITE("what a rule takes from the record that began it") {
  const std::string problem_rule = R"(
[[record]]
kind = "problem"
label = "问题"
subject = "bureau"
fields = [
  { name = "number", type = "text" },
  { name = "count", type = "integer" },
  { name = "solve_by", type = "date" },
]
[[rule]]
id = "problem"
for = "bureau"
clause = "P29"
per = "event"
on = { record = "problem" }
  [[rule.duty]]
  who = "bureau"
  action = "visit"
  due = { field = "solve_by" }
  done_by = [ { record = "problem", same = "number" } ]
)";

  TEST_CASE("a deadline may be its date, and a proof may have to be about the same matter") {
    const ReadRulebook book = read("", problem_rule);
    CHECK(places_of(book.problems) == "");
    const DutyItem& item = book.rulebook.rule("problem")->duties.front();
    CHECK(item.due.kind == Due::Kind::field);
    CHECK(item.due.field == "solve_by");
    CHECK(item.done_by.front().same == "number");
  }

  TEST_CASE("a field that is no date, or that the record does not have, is refused") {
    CHECK(
        read("", replaced(problem_rule, "{ field = \"solve_by\" }", "{ field = \"number\" }")).problems.front().code ==
        "unknown-field");
    CHECK(read("", replaced(problem_rule, "same = \"number\"", "same = \"mode\"")).problems.front().code ==
          "unknown-field");
  }

  TEST_CASE("a proof or a fact of a year may have to say that year, and no proof of a month has to") {
    const std::string yearly =
        replaced(replaced(problem_rule, "per = \"event\"\non = { record = \"problem\" }", "per = \"school_year\""),
                 "due = { field = \"solve_by\" }", "due = \"period_end\"");
    const auto asked = [&](const std::string& field) { return replaced(yearly, "same = \"number\"", field); };
    const ReadRulebook book = read("", asked("same = \"count\""));
    CHECK(places_of(book.problems) == "");
    CHECK(book.rulebook.rule("problem")->duties.front().done_by.front().same == "count");
    CHECK(read("", asked("same = \"number\"")).problems.front().code == "unknown-field");  // a text
    CHECK(read("", replaced(asked("same = \"count\""), "\"school_year\"", "\"month\"")).problems.front().code ==
          "unknown-field");

    const std::string said =
        "[[fact]]\nname = \"said\"\ntype = \"exists\"\nrecord = \"problem\"\nwithin = \"year\"\nsame = \"count\"\n";
    const ReadRulebook with_fact = read("", problem_rule + said);
    CHECK(places_of(with_fact.problems) == "");
    CHECK(with_fact.rulebook.fact("said")->same == "count");
    CHECK(read("", problem_rule + replaced(said, "within = \"year\"\n", "")).problems.front().code == "unknown-field");
  }

  TEST_CASE("a count adds up a field with a number, and no other") {
    const std::string sum = "[[fact]]\nname = \"found\"\ntype = \"count\"\nrecord = \"problem\"\nfield = \"count\"\n";
    const ReadRulebook book = read("", problem_rule + sum);
    CHECK(places_of(book.problems) == "");
    CHECK(book.rulebook.fact("found")->field == "count");
    CHECK(read("", problem_rule + replaced(sum, "field = \"count\"", "field = \"number\"")).problems.front().code ==
          "unknown-field");
  }
}

TEST_SUITE("the shipped rulebook") {
  TEST_CASE("it has no mistake") {
    CHECK(places_of(shipped_book().problems) == "");
  }

  TEST_CASE(
      "it carries the rules of the ladder, the dual line, the hand-over, idle minors and "
      "coverage") {
    for (const char* id :
         {"half-day-report", "first-day-contact", "leader-visit", "persuade-again", "dual-report", "joint-persuasion",
          "return-watch", "tendency", "town-urges-village", "guardian-order", "guardian-liability", "police-handover",
          "idle-file", "monthly-meeting", "class-without-teacher", "missing-register"}) {
      CAPTURE(id);
      CHECK(shipped_book().rulebook.rule(id) != nullptr);
    }
  }

  TEST_CASE("it declares every kind of record that the commands offer") {
    for (const char* kind :
         {"contact", "persuasion", "school_report", "signal", "return", "refusal", "notice", "order", "cannot_persuade",
          "police_visit", "joint_persuasion", "meeting", "card", "receipt", "complaint", "sweep", "closing"}) {
      CAPTURE(kind);
      CHECK(shipped_book().rulebook.record(kind) != nullptr);
    }
  }

  TEST_CASE("all 73 clauses are there, and everything people read is in both languages") {
    const Rulebook& book = shipped_book().rulebook;
    REQUIRE(book.clauses.size() == 73);
    for (int i = 0; i < 73; ++i) CHECK(book.clauses[static_cast<std::size_t>(i)].id == "P" + std::to_string(i + 1));
    const auto both = [](const Text& label, const std::string& what) {
      CAPTURE(what);
      CHECK_FALSE(label.zh.empty());
      CHECK_FALSE(label.en.empty());
      CHECK(label.zh != label.en);
    };
    for (const auto& one : book.clauses) both(one.text, one.id);
    for (const auto& one : book.rules) both(one.label, one.id);
    for (const auto& one : book.facts) both(one.label, one.name);
    for (const auto& one : book.roles) both(one.label, one.id);
    for (const auto& one : book.stages) both(one.label, one.id);
    for (const auto& one : book.actions) both(one.label, one.id);
    for (const auto& one : book.parameters) both(one.label, one.id);
    for (const auto& one : book.records) {
      both(one.label, one.kind);
      for (const Field& field : one.fields) {
        both(field.label, one.kind + "." + field.name);
        for (const Text& choice : field.choice_labels) both(choice, field.name);
      }
    }
  }

  TEST_CASE("no condition hides a number: thresholds are parameters, and silent ones say why") {
    for (const Rule& one : shipped_book().rulebook.rules) {
      CAPTURE(one.id);
      CHECK(!one.clauses.empty());
      for (const DutyItem& item : one.duties)
        if (item.due.kind == Due::Kind::within) CHECK(item.due.parameter >= 0);
    }
    for (const Parameter& one : shipped_book().rulebook.parameters) {
      CAPTURE(one.id);
      CHECK_FALSE(one.interpretation.empty());
    }
  }

  TEST_CASE("a case stays open for the watch period after the return") {
    const Rulebook& book = shipped_book().rulebook;
    REQUIRE(book.case_closes_after >= 0);
    CHECK(book.parameters[static_cast<std::size_t>(book.case_closes_after)].id == "watch_days");
  }

  TEST_CASE("a school is held back above a share of its pupils and from a number of them on, by named parameters") {
    const Rulebook& book = shipped_book().rulebook;
    REQUIRE(book.storm.share >= 0);
    REQUIRE(book.storm.least >= 0);
    CHECK(book.parameters[static_cast<std::size_t>(book.storm.share)].id == "storm_share");
    CHECK(book.parameters[static_cast<std::size_t>(book.storm.least)].id == "storm_least");
  }

  TEST_CASE("four lessons are the morning, the next four the afternoon, and half of them make the half day") {
    const Rulebook& book = shipped_book().rulebook;
    REQUIRE(book.lessons.is_known());
    const auto number = [&](int slot) {
      return book.parameters[static_cast<std::size_t>(slot)].on(*Day::of(2026, 11, 10)).value;
    };
    CHECK(number(book.lessons.morning) == 4);
    CHECK(number(book.lessons.afternoon) == 4);
    CHECK(number(book.lessons.share) == 50);
  }

  TEST_CASE("the hand-over to the police station discloses no more than a visit needs") {
    const DutyItem& item = shipped_book().rulebook.rule("police-handover")->duties.front();
    CHECK(item.document->to == std::vector<std::string>{"police_station"});
    for (const char* field : {"family", "student_number", "persuasions"})
      CHECK(std::find(item.share.begin(), item.share.end(), field) == item.share.end());
  }
}
