#include "app/enter/record.h"

#include "app/office.h"

using namespace ksbx;

namespace {

// Two days without reason: a call and a leader's visit are due.
struct TwoDaysOfRecords : Office {
  TwoDaysOfRecords() {
    enrol();
    for (const char* iso : {"2026-11-16", "2026-11-17"}) {
      registers(iso);
      absent(iso, {"钱试二"});
      escalate_on(iso);
    }
  }
};

std::string rules_of(const std::vector<Duty>& duties) {
  std::string rules;
  for (const Duty& duty : duties) rules += (rules.empty() ? "" : " ") + duty.key.rule;
  return rules;
}

const std::map<std::string, std::string> visit = {
    {"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}};

}  // namespace

TEST_CASE("a record says which duties it proves: a leader's visit is no teacher's") {
  TwoDaysOfRecords office;
  const RecordOutcome teacher = office.done("2026-11-17", "persuasion", "钱试二", visit, "孙老师");
  CHECK(rules_of(teacher.proofs.proved) == "half-day-report first-day-contact half-day-report");
  CHECK(rules_of(teacher.proofs.still_open) == "leader-visit");
  const RecordOutcome leader = office.done("2026-11-17", "persuasion", "钱试二", visit, "赵校长");
  CHECK(rules_of(leader.proofs.still_open).empty());
}

TEST_CASE("labels of fields and choices do as well as their names") {
  TwoDaysOfRecords office;
  const RecordOutcome outcome =
      office.done("2026-11-17", "劝复", "钱试二",
                  {{"方式", "家访"}, {"是否见到或联系上", "是"}, {"结果", "拒绝返校"}, {"原因", "厌学"}}, "赵校长");
  CHECK(rules_of(outcome.proofs.proved).find("leader-visit") != std::string::npos);
}

TEST_CASE("the same record twice is one record") {
  TwoDaysOfRecords office;
  CHECK(office.done("2026-11-17", "persuasion", "钱试二", visit, "赵校长").effect == Effect::written);
  const std::int64_t entries = office.entries();
  CHECK(office.done("2026-11-17", "persuasion", "钱试二", visit, "赵校长").effect == Effect::unchanged);
  CHECK(office.entries() == entries);
}

TEST_CASE("all mistakes of one record are reported together, and nothing is written") {
  TwoDaysOfRecords office;
  const std::int64_t entries = office.entries();
  CHECK(refusal([&] {
          office.done("2026-11-17", "persuasion", "无名氏", {{"mode", "letter"}, {"reeched", "yes"}}, "赵校长");
        }) == "unknown-pupil unknown-field R_CHOICE_UNKNOWN R_VALUE_MISSING R_VALUE_MISSING");
  CHECK(refusal([&] { office.done("2026-11-17", "persuation", "钱试二", visit, "赵校长"); }) == "unknown-record-kind");
  CHECK(office.entries() == entries);
}

TEST_CASE("a record without anyone who did it is kept, with a warning that it proves nothing") {
  TwoDaysOfRecords office;
  const RecordOutcome outcome = office.done("2026-11-17", "persuasion", "钱试二", visit, "路人");
  REQUIRE(outcome.warnings.size() == 1);
  CHECK(outcome.warnings.front().code == "record-without-person");
  CHECK(rules_of(outcome.proofs.still_open) ==
        "half-day-report first-day-contact half-day-report leader-visit first-day-contact");
}

TEST_CASE("a receipt is recorded for a document's number and knows its line and its pupil") {
  TwoDaysOfRecords office;
  office.done("2026-11-16", "persuasion", "钱试二", visit, "孙老师");
  office.done("2026-11-17", "persuasion", "钱试二", visit, "赵校长");
  Escalation night = office.escalate_on("2026-11-17");
  std::erase_if(night.documents, [](const Document& one) { return one.form != "dropout-report"; });
  REQUIRE(night.documents.size() == 2);
  CHECK(night.documents[0].hash == night.documents[1].hash);
  CHECK(night.documents[0].number != night.documents[1].number);
  const RecordOutcome receipt =
      office.done("2026-11-17", "receipt", night.documents[1].number, {{"received_by", "贺明"}}, "");
  CHECK(receipt.record.fields.at("line") == FieldValue(std::string("education")));
  CHECK(receipt.subject.zh.find("钱*二") == 0);
  CHECK(office.rows("SELECT line, answered FROM documents WHERE rule = 'dual-report' ORDER BY line") ==
        "education,2026-11-17\ngovernment,\n");
}

TEST_CASE("a police visit is recorded by the police station, not by a teacher who heard of it") {
  TwoDaysOfRecords office;
  const std::map<std::string, std::string> seen = {{"situation", "working"}, {"law_taught", "yes"}};
  CHECK(refusal([&] { office.done("2026-11-17", "police_visit", "钱试二", seen, "孙老师"); }) == "maker-lacks-role");
  CHECK(refusal([&] { office.done("2026-11-17", "police_visit", "钱试二", seen, ""); }) == "maker-lacks-role");
  CHECK(office.count("records WHERE kind = 'police_visit'") == 0);
}

TEST_CASE("the school that a pupil left cannot record that another one received him; the bureau can") {
  TwoDaysOfRecords office;
  const std::map<std::string, std::string> there = {{"receiving", "外县中学"}, {"attending", "yes"}, {"number", "1"}};
  CHECK(refusal([&] { office.done("2026-11-17", "transfer_in", "钱试二", there, "孙老师"); }) == "maker-lacks-role");
  CHECK(refusal([&] { office.done("2026-11-17", "transfer_in", "钱试二", there, ""); }) == "maker-lacks-role");
  RecordRequest request;
  request.kind = "transfer_in";
  request.subject = "钱试二";
  request.fields = there;
  request.day = day("2026-11-17");
  request.roles = {"education_bureau"};
  const Workspace workspace = office.on("2026-11-17");
  record(workspace, request, Keep::changes);
  CHECK(office.count("records WHERE kind = 'transfer_in'") == 1);
}

TEST_CASE("a pause is the bureau's to make, and says when it ends if that is sooner than was written") {
  TwoDaysOfRecords office;
  RecordRequest request;
  request.kind = "pause";
  request.subject = "钱试二";
  request.fields = {{"until", "2029-12-31"}, {"reason", "忙"}, {"author", "周局长"}};
  request.day = day("2026-11-17");
  request.by = "孙老师";
  const Workspace workspace = office.on("2026-11-17");
  CHECK(refusal([&] { record(workspace, request, Keep::changes); }) == "maker-lacks-role");
  request.by.clear();
  request.roles = {"education_bureau"};
  const RecordOutcome outcome = record(workspace, request, Keep::changes);
  REQUIRE(outcome.warnings.size() == 1);
  CHECK(outcome.warnings[0].code == "pause-cut");
  CHECK(outcome.warnings[0].what.zh.find("2026-11-30") != std::string::npos);
}

TEST_CASE("a record of a day that no calendar covers is refused, for a slip in the year is likelier") {
  TwoDaysOfRecords office;
  CHECK(refusal([&] { office.done("2016-11-17", "persuasion", "钱试二", visit, "赵校长"); }) == "outside-calendar");
}

TEST_CASE("a document is signed for where it went, not by the school that sent it") {
  TwoDaysOfRecords office;
  for (const char* who : {"孙老师", "赵校长"}) office.done("2026-11-17", "persuasion", "钱试二", visit, who);
  office.escalate_on("2026-11-17");
  const std::string rows = office.rows("SELECT number FROM documents WHERE form = 'dropout-report' ORDER BY number");
  const std::string number = rows.substr(0, rows.find('\n'));
  CHECK(refusal([&] { office.done("2026-11-18", "receipt", number, {}, "赵校长"); }) == "signed-elsewhere");
  const std::string of_bureau = rows.substr(rows.find('\n') + 1, rows.rfind('\n') - rows.find('\n') - 1);
  CHECK(refusal([&] { office.done("2026-11-18", "receipt", of_bureau, {}, "赵校长"); }) == "signed-elsewhere");
  CHECK(refusal([&] { office.done("2026-11-16", "receipt", number, {}, "某办事员"); }) == "before-issued");
  CHECK(office.done("2026-11-18", "receipt", number, {}, "某办事员").effect == Effect::written);  // no post is known
}

TEST_CASE("a duty is given to somebody who has a post, under the name that duties have") {
  TwoDaysOfRecords office;
  const auto given = [&](const char* action, const char* to) {
    return refusal([&] {
      office.done("2026-11-17", "reassignment", "钱试二", {{"action", action}, {"to", to}, {"reason", "外出开会"}},
                  "赵校长");
    });
  };
  CHECK(given("再劝劝", "孙老师") == "unknown-action");
  CHECK(given("亲自家访，问明原因并劝复", "路人") == "unknown-person");
  CHECK(given("亲自家访，问明原因并劝复", "孙老师") == "");
  office.escalate_on("2026-11-17");
  CHECK(office.rows("SELECT person FROM duties WHERE rule = 'leader-visit'") == "孙老师\n");
}

TEST_CASE("the station that found a minor is one that there is, by name or code") {
  TwoDaysOfRecords office;
  const auto found_by = [&](const char* station) {
    return refusal([&] {
      office.done("2026-11-17", "finding", "钱试二",
                  {{"found", "street"}, {"abode", "elsewhere"}, {"station", station}}, "");
    });
  };
  CHECK(found_by("青石镇派处所") == "unknown-unit");
  CHECK(found_by("青石镇") == "unknown-unit");
  CHECK(found_by("青石镇派出所") == "");
}
