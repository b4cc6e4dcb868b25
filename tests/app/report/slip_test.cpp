#include "app/report/slip.h"

#include "app/office.h"

using namespace ksbx;

namespace {

Table duties() {
  const auto row = [](const char* role, const char* responsible, const char* action) {
    return std::vector<Cell>{std::string(role), std::string(responsible), std::string(action)};
  };
  return {"duties",
          text("待办任务", "Duties"),
          {{"role", text("职责", "role")},
           {"responsible", text("责任人", "responsible")},
           {"action", text("任务", "duty")}},
          {row("class_teacher", "王老师", "家访"), row("class_teacher", "孙老师", "电话"),
           row("police_station", "青石镇派出所 王老师", "见面")}};
}

std::string actions(const std::string& whom) {
  std::string all;
  for (const auto& row : slip_for(duties(), shipped_rules(), whom).rows) all += std::get<std::string>(row[2]) + " ";
  return all;
}

}  // namespace

TEST_CASE("a slip holds what falls to one role, one person, or one person in one role") {
  CHECK(actions("班主任:王老师") == "家访 ");
  CHECK(actions("class_teacher") == "家访 电话 ");
  CHECK(actions(":王老师") == "家访 见面 ");
  CHECK(actions("班主任:赵老师") == "");
  CHECK(actions(":青石镇派出所") == "见面 ");
}

TEST_CASE("a town, a station or a person is named alone, a unit also by its code; a role goes first") {
  Office office;
  const auto meant = [&](const char* whom) { return holder_meant(office.database, shipped_rules(), whom); };
  CHECK(meant("青石镇") == ":青石镇");
  CHECK(meant("990181003") == ":青石镇");
  CHECK(meant("派出所") == "派出所");
  CHECK(meant("派出所:990181003P0") == "派出所:青石镇派出所");
  CHECK(meant("查无此人") == "查无此人");
}

TEST_CASE("who is asked to take part gets the slip as well as who answers for it") {
  Table joint = duties();
  joint.columns.push_back({"participants", text("会同", "with")});
  joint.columns.push_back({"participant_roles", text("会同职责", "their roles")});
  for (auto& row : joint.rows) row.insert(row.end(), {std::string(), std::string()});
  joint.rows.push_back({std::string("town"), std::string("青石镇"), std::string("联合劝导"),
                        std::string("青石镇派出所 王老师、赵校长"), std::string("police_station school")});
  const auto found = [&](const std::string& whom) { return slip_for(joint, shipped_rules(), whom).rows.size(); };
  CHECK(found("派出所") == 2);
  CHECK(found("派出所:王老师") == 2);
  CHECK(found(":赵校长") == 1);
  CHECK(found("镇政府（街道办事处）") == 1);
  CHECK(found("班主任") == 2);
}

TEST_CASE("a slip says for whom it is, and has a line to sign") {
  const Table slip = slip_for(duties(), shipped_rules(), "班主任:王老师");
  CHECK(slip.title.zh == "交办单：班主任 王老师　待办任务");
  REQUIRE(slip.notes.size() == 1);
  CHECK(slip.notes.front().zh.starts_with("签收："));
}

TEST_CASE(
    "a slip for a role that does not exist names the nearest, and a report without responsible people makes none") {
  CHECK(refusal([] { slip_for(duties(), shipped_rules(), "班主仼:王老师"); }) == "unknown-role");
  Table registers = duties();
  registers.columns[0].name = "kind";
  CHECK(refusal([&] { slip_for(registers, shipped_rules(), "班主任"); }) == "not-assigned");
}
