#include "store/journal/json.h"

#include <nlohmann/json.hpp>

#include "store/sqlite/stored_value.h"

namespace ksbx {
namespace {

using nlohmann::json;

// What we wrote ourselves reads back; what does not was altered by someone else.
json parsed(std::string_view text_of_json) {
  json value = json::parse(text_of_json, nullptr, false);
  if (value.is_discarded()) fail_damaged_value("JSON");
  return value;
}

// What `read` makes of it. Words where a number should stand are damage like letters that are no JSON.
template <class Read>
auto read_from(std::string_view text_of_json, Read read) {
  try {
    return read(parsed(text_of_json));
  } catch (const json::exception&) {
    fail_damaged_value("JSON");
  }
}

std::string written(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

struct ToJson {
  json operator()(std::monostate) const { return nullptr; }
  json operator()(bool yes) const { return yes; }
  json operator()(std::int64_t number) const { return number; }
  json operator()(const std::string& words) const { return words; }
  json operator()(Day day) const { return json{{"day", day.iso()}}; }
};

FieldValue field_in(const json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_object()) return std::monostate{};
  const std::optional<Day> day = Day::parse(value.value("day", ""));
  return day ? FieldValue(*day) : FieldValue(std::monostate{});
}

Cell cell_in(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.get<std::int64_t>();
  return std::monostate{};
}

}  // namespace

std::string json_of(const std::vector<std::string>& words) {
  return written(json(words));
}

std::vector<std::string> words_in(std::string_view text_of_json) {
  return read_from(text_of_json, [](const json& list) {
    std::vector<std::string> words;
    for (const json& one : list)
      if (one.is_string()) words.push_back(one.get<std::string>());
    return words;
  });
}

std::string json_of(const std::map<std::string, std::string>& texts) {
  return written(json(texts));
}

std::map<std::string, std::string> texts_in(std::string_view text_of_json) {
  return read_from(text_of_json, [](const json& object) {
    std::map<std::string, std::string> texts;
    for (const auto& [name, value] : object.items()) texts[name] = value.get<std::string>();
    return texts;
  });
}

std::string json_of(const std::map<std::string, FieldValue>& fields) {
  json object = json::object();
  for (const auto& [name, value] : fields) object[name] = std::visit(ToJson{}, value);
  return written(object);
}

std::map<std::string, FieldValue> fields_in(std::string_view text_of_json) {
  return read_from(text_of_json, [](const json& object) {
    std::map<std::string, FieldValue> fields;
    for (const auto& [name, value] : object.items()) fields[name] = field_in(value);
    return fields;
  });
}

std::string json_of(const std::vector<Assignee>& assignees) {
  json list = json::array();
  for (const Assignee& one : assignees)
    list.push_back({{"role", one.role}, {"unit", one.unit.value}, {"person", one.person}, {"assigned", one.assigned}});
  return written(list);
}

std::vector<Assignee> assignees_in(std::string_view text_of_json) {
  return read_from(text_of_json, [](const json& list) {
    std::vector<Assignee> assignees;
    for (const json& one : list)
      assignees.push_back({one.value("role", ""), UnitId{one.value("unit", std::int64_t{0})}, one.value("person", ""),
                           one.value("assigned", false)});
    return assignees;
  });
}

std::string json_of(const std::vector<Leaf>& leaves) {
  json list = json::array();
  for (const Leaf& leaf : leaves) {
    json words = json::array();
    for (const Leaf::Word& word : leaf.words)
      words.push_back({{"name", word.name}, {"label", word.label.zh}, {"value", word.value.zh}});
    list.push_back({{"source", leaf.source}, {"truth", name_of(leaf.truth)}, {"words", words}});
  }
  return written(list);
}

std::string json_of(const std::vector<Parameter::Dated>& values) {
  json list = json::array();
  for (const Parameter::Dated& one : values) {
    json object = {{"from", one.from.iso()}, {"value", one.value}};
    if (!one.scope.school.empty()) object["school"] = one.scope.school;
    if (!one.scope.town.empty()) object["town"] = one.scope.town;
    if (one.scope.level != Level::any) object["level"] = name_of(one.scope.level);
    if (one.open_cases == OpenCases::keep) object["open_cases"] = "keep";
    list.push_back(std::move(object));
  }
  return written(list);
}

std::vector<Parameter::Dated> values_in(std::string_view text_of_json) {
  return read_from(text_of_json, [](const json& list) {
    std::vector<Parameter::Dated> values;
    for (const json& one : list) {
      Parameter::Dated dated;
      const std::optional<Day> from = Day::parse(one.at("from").get<std::string>());
      if (!from) fail_damaged_value("JSON");
      dated.from = *from;
      dated.value = one.at("value").get<std::int64_t>();
      dated.scope = {one.value("school", ""), one.value("town", ""),
                     level(one.value("level", "")).value_or(Level::any)};
      if (one.value("open_cases", "") == "keep") dated.open_cases = OpenCases::keep;
      values.push_back(std::move(dated));
    }
    if (values.empty()) fail_damaged_value("JSON");
    return values;
  });
}

std::map<std::string, Cell> row_in(std::string_view text_of_json) {
  return read_from(text_of_json, [](const json& value) {
    std::map<std::string, Cell> row;
    for (const auto& [column, cell] : value.items()) row[column] = cell_in(cell);
    return row;
  });
}

}  // namespace ksbx
