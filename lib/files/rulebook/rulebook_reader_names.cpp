// Clauses, stages, actions, shared choices and roles: what the rest of a rulebook refers to by name.

#include <algorithm>

#include "base/utf8.h"
#include "files/rulebook/rulebook_reading.h"

namespace ksbx::reading {
namespace {

constexpr std::array places{
    Meaning<RoleAt>{"school_class", RoleAt::school_class},
    Meaning<RoleAt>{"grade", RoleAt::grade},
    Meaning<RoleAt>{"school", RoleAt::school},
    Meaning<RoleAt>{"education_office", RoleAt::education_office},
    Meaning<RoleAt>{"bureau", RoleAt::bureau},
    Meaning<RoleAt>{"village", RoleAt::village},
    Meaning<RoleAt>{"town", RoleAt::town},
    Meaning<RoleAt>{"city", RoleAt::city},
    Meaning<RoleAt>{"school_town", RoleAt::school_town},
    Meaning<RoleAt>{"police_station", RoleAt::police_station},
    Meaning<RoleAt>{"department", RoleAt::department},
    Meaning<RoleAt>{"pupil", RoleAt::pupil},
    Meaning<RoleAt>{"itself", RoleAt::itself},
};

void read_clause(Reading& reading, TableReader table) {
  const Word id = new_name(table, "id", names_of(reading.book.clauses, &Clause::id));
  Clause clause{id.name, table.words("article").value_or(""), {}, {}, table.origin()};
  clause.text = {table.words("zh", Need::required).value_or(""), table.words("en").value_or("")};
  clause.out_of_scope = table.label("out_of_scope").value_or(Text{});
  table.finish();
  if (!id.empty()) reading.book.clauses.push_back(std::move(clause));
}

void read_stage(Reading& reading, TableReader table) {
  const Word id = new_name(table, "id", names_of(reading.book.stages, &Stage::id));
  Text label = table.label("label", Need::required).value_or(same_text(id.name));
  Text ends = table.label("ends").value_or(Text{});
  table.finish();
  if (!id.empty()) reading.book.stages.push_back({id.name, std::move(label), table.origin(), std::move(ends)});
}

void read_action(Reading& reading, TableReader table) {
  const Word id = new_name(table, "id", names_of(reading.book.actions, &Action::id));
  Text label = table.label("label", Need::required).value_or(same_text(id.name));
  table.finish();
  if (!id.empty()) reading.book.actions.push_back({id.name, std::move(label)});
}

void read_choice_list(Reading& reading, TableReader table) {
  const Word id = new_name(table, "id", names_of(reading.book.choices, &ChoiceList::id));
  ChoiceList list{id.name, {}, {}};
  for (TableReader& value : table.tables("values", text("选项", "choice"), Need::required)) {
    const Word choice = new_name(value, "id", list.values);
    list.values.push_back(choice.name);
    list.labels.push_back({value.words("zh", Need::required).value_or(""), value.words("en").value_or("")});
    std::vector<std::string>& also = list.also.emplace_back();
    for (const Word& word : value.names("also")) also.push_back(word.name);
    value.finish();
  }
  table.finish();
  if (!id.empty()) reading.book.choices.push_back(std::move(list));
}

// Members and `named` are checked when all roles are known.
void read_one_role(Reading& reading, TableReader& table) {
  const Word id = new_name(table, "id", names_of(reading.book.roles, &Role::id));
  Role role;
  role.id = id.name;
  role.label = table.label("label", Need::required).value_or(same_text(id.name));
  role.at = meaning(table, "at", places, Need::required).value_or(RoleAt::school);
  for (const Word& part : table.names("named")) role.named.push_back(part.name);
  role.person = table.yes_or_no("person").value_or(false);
  role.line = meaning(table, "line", line_words);
  if (const auto path = table.words("field")) {
    const auto dot = std::min(path->find('.'), path->size());
    role.record = path->substr(0, dot);
    role.field = path->substr(std::min(dot + 1, path->size()));
  }
  role.origin = table.origin();
  const bool may_be_named = role.at == RoleAt::department;
  const bool must_be_named = may_be_named && role.field.empty();
  if (role.named.empty() ? must_be_named : !may_be_named)
    table.problem(
        "department-name", role.origin,
        text("“named”只用于部门，部门也必须有“named”", "“named” is for departments only, and each must have it"),
        text("at = \"department\" 时写明部门名称中的字，如 named = \"民政\"；否则删去“named”",
             "With at = \"department\" give a part of its name; otherwise remove “named”"));
  if (!id.empty()) reading.book.roles.push_back(std::move(role));
}

void read_members(Reading& reading, TableReader& table) {
  const std::vector<std::string> members = read_roles(reading, table, "members");
  const std::string otherwise = read_role(reading, table, "otherwise", Need::optional);
  table.finish();
  for (Role& role : reading.book.roles)
    if (role.origin == table.origin()) {
      role.members = members;
      role.otherwise = otherwise;
    }
}

}  // namespace

void read_names(Reading& reading) {
  for (TableReader& root : reading.roots) {
    for (auto& table : root.tables("clause", text("条文", "clause"))) read_clause(reading, table);
    for (auto& table : root.tables("stage", text("阶段", "stage"))) read_stage(reading, table);
    for (auto& table : root.tables("action", text("行动", "action"))) read_action(reading, table);
    for (auto& table : root.tables("choices", text("选项表", "list of choices"))) read_choice_list(reading, table);
  }
  std::vector<TableReader> roles;
  for (TableReader& root : reading.roots)
    for (auto& table : root.tables("role", text("角色", "role"))) roles.push_back(table);
  for (TableReader& table : roles) read_one_role(reading, table);
  for (TableReader& table : roles) read_members(reading, table);
}

}  // namespace ksbx::reading
