#include "app/report/slip.h"

#include <algorithm>

#include "base/nearest.h"
#include "base/problem.h"

namespace ksbx {
namespace {

// nullptr for no role at all.
const Role* role_meant(const Rulebook& rulebook, const std::string& words) {
  if (words.empty()) return nullptr;
  if (const Role* role = rulebook.role_named(words)) return role;
  std::vector<std::string> known;
  for (const Role& role : rulebook.roles) known.insert(known.end(), {role.id, role.label.zh});
  const std::string close = nearest(words, known);
  throw Error(Failure::usage, "unknown-role", text("没有职责“{}”", "there is no role {}", words),
              close.empty() ? text("职责在前、姓名在冒号后：--for 班主任:王老师；只写姓名：--for :{0}",
                                   "the role, then the name after a colon: --for class_teacher:王老师; a name alone: "
                                   "--for :{0}",
                                   words)
                            : text("是不是 {}？", "did you mean {}?", close));
}

// Who is responsible stands as "王老师" or after the unit, "青石镇派出所 王老师": either is meant.
bool is_person(const std::string& responsible, const std::string& name) {
  return name.empty() || responsible == name || responsible.ends_with(" " + name) ||
         responsible.starts_with(name + " ");
}

// Is it one of them, or the person of one of them?
bool holds_word(const std::string& list, std::string_view between, const std::string& word) {
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(between, begin), list.size());
    if (is_person(list.substr(begin, end - begin), word)) return true;
    begin = end + between.size();
  }
  return false;
}

std::string words_in(const std::vector<Cell>& row, std::size_t place) {
  const auto* words = std::get_if<std::string>(&row[place]);
  return words ? *words : std::string();
}

std::string person_in(const std::string& whom) {
  const std::size_t colon = whom.find(':');
  return colon == std::string::npos ? std::string() : whom.substr(colon + 1);
}

}  // namespace

Table slip_for(Table table, const Rulebook& rulebook, const std::string& whom) {
  const auto roles = place_of(table, "role");
  const auto persons = place_of(table, "responsible");
  if (!roles || !persons)
    throw Error(Failure::usage, "not-assigned",
                text("报表“{}”不写由谁负责，做不成交办单", "the report {} does not say who is responsible", table.name),
                text("交办单用 duties、overdue 等报表", "use a report of duties, as in: duties, overdue"));
  // Whoever is asked to take part (会同) gets the slip as well as who is responsible.
  const auto other_roles = place_of(table, "participant_roles");
  const auto others = place_of(table, "participants");
  const Role* role = role_meant(rulebook, whom.substr(0, whom.find(':')));
  const std::string person = person_in(whom);
  const auto owes = [&](const std::vector<Cell>& row) {
    return (!role || words_in(row, *roles) == role->id) && is_person(words_in(row, *persons), person);
  };
  const auto takes_part = [&](const std::vector<Cell>& row) {
    return other_roles && others && !words_in(row, *other_roles).empty() &&
           (!role || holds_word(words_in(row, *other_roles), " ", role->id)) &&
           (person.empty() || holds_word(words_in(row, *others), "、", person));
  };
  std::erase_if(table.rows, [&](const std::vector<Cell>& row) { return !owes(row) && !takes_part(row); });
  const Text name = role ? text("{} {}", "{} {}", role->label, person) : same_text(person);
  table.title = text("交办单：{}　{}", "For {}: {}", name, table.title);
  table.notes.push_back(
      text("签收：＿＿＿＿＿＿　日期：＿＿＿＿＿＿", "Received by: ____________   Date: ____________"));
  return table;
}

std::string holder_meant(Database& database, const Rulebook& rulebook, const std::string& whom) {
  const std::size_t colon = whom.find(':');
  if (colon == std::string::npos && rulebook.role_named(whom) != nullptr) return whom;
  const std::string words = colon == std::string::npos ? whom : whom.substr(colon + 1);
  const std::string role = colon == std::string::npos ? std::string() : whom.substr(0, colon);
  Statement known(
      database, "SELECT name FROM units WHERE code = ?1 OR name = ?1 UNION SELECT person FROM staff WHERE person = ?1");
  return known.start(words).step() ? role + ":" + known.text(0) : whom;
}

std::optional<Text> stranger(Database& database, const std::string& whom) {
  const std::string person = person_in(whom);
  std::vector<std::string> names;
  Statement rows(database, "SELECT person FROM staff UNION SELECT name FROM units");
  while (rows.step()) names.push_back(rows.text(0));
  if (person.empty() || std::ranges::find(names, person) != names.end()) return std::nullopt;
  const std::string close = nearest(person, names);
  return close.empty() ? text("任职表和单位里没有“{}”。", "{} has no post and is no unit.", person)
                       : text("任职表和单位里没有“{}”，是不是 {}？", "{} has no post and is no unit; did you mean {}?",
                              person, close);
}

}  // namespace ksbx
