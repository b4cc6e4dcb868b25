#include "policy/papers/document.h"

#include <doctest/doctest.h>

#include <utility>

#include "policy/small_world.h"

namespace ksbx {
namespace {

// The small rules, where the first day without reason is reported on both lines.
struct Reporting {
  SmallRules rules;
  Calendar calendar = plain_calendar();
  Organisation organisation = small_city();

  Reporting() {
    rules.book.forms = {{"report", {"报告", "report"}, "{correction}\n学生：{student}\n家庭：{family}\n{date}\n", {}}};
    for (Rule& rule : rules.book.rules)
      if (rule.id == "day-one")
        rule.duties.front().document = DocumentOrder{"report",
                                                     {Line::government, Line::education},
                                                     {"town", "education_bureau"},
                                                     {"family"},
                                                     {"school_town", ""}};
  }
  Duty duty(const Judge& judge, const History& history) const {
    for (const Duty& one : judge.decide(history).duties)
      if (one.key.rule == "day-one") return one;
    return {};
  }
};

TEST_CASE(
    "a report on both lines has one content and goes to the town of residence, with a copy to the "
    "school's town") {
  const Reporting reporting;
  Told told = pupil().absent("2026-11-17");
  told.history.student->residence = Units::other_village;
  const Judge judge(reporting.rules.book, reporting.calendar, reporting.organisation, day("2026-11-17"));
  const auto documents = documents_of(judge, told.history, reporting.duty(judge, told.history), day("2026-11-17"));
  REQUIRE(documents.size() == 2);
  CHECK(documents[0].addressee == Units::other_town);
  CHECK(documents[0].copy_to == Units::town);
  CHECK(documents[1].addressee == Units::bureau);
  CHECK_FALSE(documents[1].copy_to);
  CHECK(documents[0].hash == documents[1].hash);
}

TEST_CASE("a section that nothing is known about is named, and the report goes out all the same") {
  const Reporting reporting;
  Told told = pupil().absent("2026-11-17");
  const Judge judge(reporting.rules.book, reporting.calendar, reporting.organisation, day("2026-11-17"));
  const Duty duty = reporting.duty(judge, told.history);
  const auto unknown = documents_of(judge, told.history, duty, day("2026-11-17"));
  CHECK(unknown.front().missing == std::vector<std::string>{"family"});
  CHECK(unknown.front().content == "学生：学生甲\n家庭：（尚未查明，查明后补报）\n2026年11月17日\n");
  told.history.student->guardian = "张三";
  const auto known = documents_of(judge, told.history, duty, day("2026-11-17"));
  CHECK(known.front().missing.empty());
  CHECK(known.front().content == "学生：学生甲\n家庭：监护人张三。\n2026年11月17日\n");
}

TEST_CASE(
    "a document is issued by the school of whoever owes it there, by the unit itself elsewhere, by the city for "
    "no one") {
  const Organisation organisation = small_city();
  const std::vector<std::pair<UnitId, UnitId>> cases = {{Units::school_class, Units::school},
                                                        {Units::town, Units::town},
                                                        {Units::bureau, Units::bureau},
                                                        {{}, Units::city}};
  for (const auto& one : cases) {
    CAPTURE(one.first.value);
    Duty duty;
    duty.who.unit = one.first;
    CHECK(issuer_of(organisation, duty).value == one.second.value);
  }
}

TEST_CASE("a document about a unit gives its name, its town and the period") {
  Reporting reporting;
  reporting.rules.book.forms.push_back({"bulletin", {"通报", "bulletin"}, "{unit}，{town}，{period}\n{student}\n", {}});
  Rule monthly;
  monthly.id = "monthly-bulletin";
  monthly.subject = SubjectKind::school;
  DutyItem item;
  item.id = "1";
  item.document = DocumentOrder{"bulletin", {Line::education}, {"education_bureau"}, {}};
  monthly.duties.push_back(item);
  reporting.rules.book.rules.push_back(monthly);
  History school;
  school.subject = {SubjectKind::school, {}, Units::school};
  const Judge judge(reporting.rules.book, reporting.calendar, reporting.organisation, day("2026-11-17"));
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"2026-11", "2026年11月"},      {"2026-11-17", "2026年11月17日"}, {"2026-Q4", "2026年第4季度"},
      {"2026-H2", "2026年下半年"},    {"2026-2027", "2026—2027学年"},   {"2026", "2026年"},
      {"2026-2027-1", "2026-2027-1"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.second);
    Duty duty;
    duty.key = {"monthly-bulletin", "1", school.subject, one.first};
    CHECK(documents_of(judge, school, duty, day("2026-11-17")).front().content ==
          formatted("青石中学，青石镇，{}\n", one.second));
  }
}

TEST_CASE("what a duty may not share does not reach the document, whatever its form says") {
  Reporting reporting;
  reporting.rules.book.forms.front().body = "{student}\n{guardian_phone}\n{date}\n";
  for (Rule& rule : reporting.rules.book.rules)
    for (DutyItem& item : rule.duties)
      if (item.document) {
        item.share = {"student"};
        item.document->must_include.clear();
      }
  Told told = pupil().absent("2026-11-17");
  told.history.student->guardian_phone = "10020001001";
  const Judge judge(reporting.rules.book, reporting.calendar, reporting.organisation, day("2026-11-17"));
  CHECK(documents_of(judge, told.history, reporting.duty(judge, told.history), day("2026-11-17")).front().content ==
        "学生甲\n2026年11月17日\n");
}

TEST_CASE(
    "a report gives reason, family and persuasions from the fields that the rulebook means, whatever their names") {
  Reporting reporting;
  Rulebook& book = reporting.rules.book;
  book.forms.front().body = "{family}|{reason}|{persuasions}\n";
  RecordKind talk;
  talk.kind = "talk";
  const Type answers{Type::Kind::choice, {"no"}, false};
  talk.fields = {Field{"answer", {}, answers, {{"拒绝", "no"}}}, Field{"cause", {}, {Type::Kind::text}, {}},
                 Field{"home", {}, {Type::Kind::text}, {}}};
  book.records.push_back(talk);
  const Told told =
      pupil()
          .absent("2026-11-17")
          .record("talk", "2026-11-17", "principal",
                  {{"answer", std::string("no")}, {"cause", std::string("厌学")}, {"home", std::string("父母外出")}});
  const auto content = [&] {
    const Judge judge(book, reporting.calendar, reporting.organisation, day("2026-11-17"));
    return documents_of(judge, told.history, reporting.duty(judge, told.history), day("2026-11-17")).front().content;
  };
  CHECK(content() == "（尚未查明，查明后补报）||\n");
  book.meaning.set(Meant::family, {"talk", "home", {}});
  book.meaning.set(Meant::reason, {"talk", "cause", {}});
  book.meaning.set(Meant::outcome, {"talk", "answer", {}});
  CHECK(content() == "父母外出|厌学|2026年11月17日，（未记录人），拒绝，厌学。\n");
}

TEST_CASE("a report names town and village of the residence, whatever roles the rulebook has there") {
  Reporting reporting;
  Rulebook& book = reporting.rules.book;
  book.forms.front().body = "{town}，{village}\n";
  std::erase_if(book.roles, [](const Role& role) { return role.id == "village"; });
  for (Role& role : book.roles)
    if (role.id == "town") role.id = "committee";
  for (Rule& rule : book.rules)
    for (DutyItem& item : rule.duties)
      if (item.document) item.document = DocumentOrder{"report", {Line::government}, {"committee"}, {}};
  const Told told = pupil().absent("2026-11-17");
  const Judge judge(book, reporting.calendar, reporting.organisation, day("2026-11-17"));
  const auto documents = documents_of(judge, told.history, reporting.duty(judge, told.history), day("2026-11-17"));
  CHECK(documents.front().content == "青石镇，柳河村\n");
  CHECK(documents.front().addressee == Units::town);
}

TEST_CASE("no one gets a copy where the rule does not say who should") {
  Reporting reporting;
  Rulebook& book = reporting.rules.book;
  for (Rule& rule : book.rules)
    for (DutyItem& item : rule.duties)
      if (item.document) item.document->copy.clear();
  Told told = pupil().absent("2026-11-17");
  told.history.student->residence = Units::other_village;
  const Judge judge(book, reporting.calendar, reporting.organisation, day("2026-11-17"));
  const auto documents = documents_of(judge, told.history, reporting.duty(judge, told.history), day("2026-11-17"));
  CHECK(documents.front().addressee == Units::other_town);
  CHECK_FALSE(documents.front().copy_to);
}

TEST_CASE("the days missed are in a report even if no rule counts them") {
  Reporting reporting;
  Rulebook& book = reporting.rules.book;
  FactDefinition gone = book.facts.front();
  gone.name = "days_gone";
  book.fact_names.add({gone.name, gone.type, {}});
  book.facts.push_back(gone);
  book.meaning.set(Meant::unexcused_days, {"days_gone", {}, {}});
  book.forms.front().body = "{unexcused_days}\n";
  for (Rule& rule : book.rules)
    for (DutyItem& item : rule.duties)
      if (item.document) item.document->must_include.clear();
  const Told told = pupil().absent("2026-11-16").absent("2026-11-17");
  const Judge judge(book, reporting.calendar, reporting.organisation, day("2026-11-17"));
  const auto documents = documents_of(judge, told.history, reporting.duty(judge, told.history), day("2026-11-17"));
  CHECK(documents.front().content == "2\n");
}

TEST_CASE("a document tells no number of days that is not known: at least so many, or not found out yet") {
  Reporting reporting;
  Rulebook& book = reporting.rules.book;
  book.forms.front().body = "{unexcused_days}天\n";
  const auto content = [&](const Told& told) {
    const Judge judge(book, reporting.calendar, reporting.organisation, day("2026-11-18"));
    return compose_on_demand(judge, told.history, book.forms.front(), day("2026-11-18"), {}).content;
  };
  CHECK(content(pupil()) == "（尚未查明）天\n");  // no fact is meant
  book.meaning.set(Meant::unexcused_days, {"days", {}, {}});
  CHECK(content(pupil()) == "0天\n");
  CHECK(content(pupil().absent("2026-11-17").absent("2026-11-18")) == "2天\n");
  CHECK(content(pupil().absent("2026-11-16").no_register("2026-11-17").absent("2026-11-18")) == "至少1天\n");
  CHECK(content(pupil().absent("2026-11-17").no_register("2026-11-18")) == "（尚未查明）天\n");
  book.forms.front().must_include = {"unexcused_days"};
  CHECK(content(pupil().absent("2026-11-17").no_register("2026-11-18")) == "（尚未查明，查明后补报）天\n");
}

TEST_CASE("a duty without a form issues no document") {
  const Reporting reporting;
  const Told told = pupil().mark("2026-11-17", Session::morning, Presence::unexcused);
  const Judge judge(reporting.rules.book, reporting.calendar, reporting.organisation, day("2026-11-17"));
  const Duty duty = judge.decide(told.history).duties.front();
  CHECK(documents_of(judge, told.history, duty, day("2026-11-17")).empty());
}

}  // namespace
}  // namespace ksbx
