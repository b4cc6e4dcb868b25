#include "policy/rulebook/rulebook_difference.h"

#include <doctest/doctest.h>

#include "policy/small_world.h"

using namespace ksbx;

namespace {

// "changed parameter visit_after 2027-03-01 起: — → 2", one a line.
std::string shown(const std::vector<Difference>& all) {
  const auto or_dash = [](const std::string& words) { return words.empty() ? "—" : words; };
  std::string lines;
  for (const Difference& one : all) {
    lines += formatted("{}{} {} {}", lines.empty() ? "" : "\n", name_of(one.kind), name_of(one.part), one.id);
    if (!one.line.empty()) lines += formatted(" {}: {} → {}", one.line.zh, or_dash(one.before), or_dash(one.after));
  }
  return lines;
}

// The small rules with one number.
struct Numbered : SmallRules {
  Numbered() {
    Parameter parameter;
    parameter.id = "visit_after";
    parameter.values = {{day("2016-08-12"), 3, {}}};
    book.parameters.push_back(parameter);
    book.parameter_names.add({"visit_after", {Type::Kind::integer}, {}});
  }
  Parameter& number() { return book.parameters.front(); }
};

TEST_CASE("a rulebook that was only moved to other lines and files has no difference") {
  const Numbered before;
  Numbered after;
  for (Rule& rule : after.book.rules) rule.origin = {"elsewhere.toml", 99, 1};
  after.book.digest = "1";
  CHECK(shown(differences(before.book, after.book)) == "");
}

TEST_CASE("a changed number is reported with its date and scope, and the reason") {
  const Numbered before;
  Numbered after;
  after.number().values.push_back({day("2027-03-01"), 2, {"local.toml", 3, 1}, "", text("试点", "trial")});
  after.number().values.push_back({day("2027-03-01"), 1, {}, "", {}, {"", "", Level::junior}});
  const auto all = differences(before.book, after.book);
  CHECK(shown(all) ==
        "changed parameter visit_after 2027-03-01 起: — → 2\n"
        "changed parameter visit_after 2027-03-01 起（初中）: — → 1");
  CHECK(all.front().reason.zh == "试点");
  CHECK(all.front().origin == Origin{"local.toml", 3, 1});
}

TEST_CASE("a storm guard that was added, and one that goes by another number, are reported") {
  const Numbered before;
  Numbered after, other;
  after.book.storm = other.book.storm = {0, 0};
  CHECK(shown(differences(before.book, after.book)) == "added guard storm");
  other.book.parameters.push_back(other.number());
  other.book.parameters.back().id = "share";
  other.book.parameter_names.add({"share", {Type::Kind::integer}, {}});
  other.book.storm.share = 1;
  CHECK(shown(differences(after.book, other.book)) ==
        "added parameter share\nchanged guard storm 超过在籍的百分之几: $visit_after → $share");
}

TEST_CASE("a meaning that was added, and one that names another role, are reported") {
  const Numbered before;
  Numbered after;
  after.book.meaning.set(Meant::class_teacher, {"pupil_teacher", {}, {}});
  after.book.meaning.set(Meant::refusal, {"visit", "outcome", "refused"});
  CHECK(shown(differences(before.book, after.book)) ==
        "changed meaning class_teacher 指: class_teacher → pupil_teacher\nadded meaning refusal");
}

TEST_CASE("a value that was corrected and one that was removed are told apart") {
  Numbered before;
  before.number().values.push_back({day("2027-03-01"), 2, {}});
  Numbered after;
  after.number().values.front().value = 4;
  CHECK(shown(differences(before.book, after.book)) ==
        "changed parameter visit_after 2016-08-12 起: 3 → 4\n"
        "changed parameter visit_after 2027-03-01 起: 2 → —");
}

TEST_CASE("rules that come, go, are switched off or say something else are reported one by one") {
  const Numbered before;
  Numbered after;
  after.book.rules.erase(after.book.rules.begin());
  after.book.rules.front().enter = "two";
  after.book.rules[1].off = Rule::SwitchedOff{day("2027-03-01"), {}, {}};
  after.book.rules[2].duties.front().who = "principal";
  after.book.rules.push_back(after.book.rules.back());
  after.book.rules.back().id = "new-rule";
  CHECK(shown(differences(before.book, after.book)) ==
        "changed rule day-one 进入阶段: — → two\n"
        "changed rule day-two 停用: — → 2027-03-01\n"
        "changed rule failed-visits 任务 1 责任: class_teacher → principal\n"
        "added rule new-rule\n"
        "removed rule half-day");
}

TEST_CASE("facts and kinds of record are compared by what they count and hold") {
  const Numbered before;
  Numbered after;
  after.book.facts.front().whole_day = false;
  after.book.records.front().fields.push_back({"reason", {}, {Type::Kind::text}, {}, true});
  CHECK(shown(differences(before.book, after.book)) ==
        "changed fact days 按整天: true → —\n"
        "changed record visit 栏目 reason: — → text *");
}

}  // namespace
