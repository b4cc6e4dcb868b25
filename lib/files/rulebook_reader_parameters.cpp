// Parameters: [param.X], numbers with a clause, a range and dated values.

#include <algorithm>

#include "files/rulebook_reading.h"

namespace ksbx::reading {
namespace {

const std::vector<std::string>& units() {
  static const std::vector<std::string> all{"school_day", "work_day", "day",
                                            "session",    "record",   "time"};
  return all;
}

// A whole number; for a time of day, the minutes after midnight of 18:00:00.
std::optional<std::int64_t> number_in(TableReader& reader, const TomlValue& value,
                                      std::string_view key, const std::string& unit) {
  if (unit == "time") {
    if (const auto* time = std::get_if<TimeOfDay>(&value.content)) return time->minutes;
    reader.wrong_type(
        value, key,
        text("时刻，如 18:00:00，不加引号", "a time like 18:00:00, without quotation marks"));
    return std::nullopt;
  }
  const auto* number = std::get_if<std::int64_t>(&value.content);
  if (number == nullptr) {
    reader.wrong_type(value, key,
                      text("整数，不加引号", "a whole number, without quotation marks"));
    return std::nullopt;
  }
  if (*number >= 0 && *number <= TableReader::largest_number) return *number;
  reader.problem("out-of-range", value.origin, text("{} 超出范围", "{} is out of range", *number),
                 text("请写 0 到 {} 之间的整数", "Write a whole number from 0 to {}",
                      TableReader::largest_number));
  return std::nullopt;
}

void read_range(TableReader& table, Parameter& parameter) {
  parameter.least = 0;
  parameter.most = parameter.unit == "time" ? 1439 : TableReader::largest_number;
  const TomlValue* range = table.value("range");
  if (range == nullptr) return;
  const auto* ends = std::get_if<TomlArray>(&range->content);
  if (ends == nullptr || ends->size() != 2)
    return table.wrong_type(*range, "range", text("[最小, 最大]", "[least, most]"));
  const auto least = number_in(table, ends->front(), "range", parameter.unit);
  const auto most = number_in(table, ends->back(), "range", parameter.unit);
  if (!least || !most) return;
  if (*least > *most)
    return table.problem("out-of-range", range->origin,
                         text("范围前大后小", "the range is upside down"),
                         text("请把小的写在前面", "Put the smaller number first"));
  parameter.least = least;
  parameter.most = most;
}

void read_mandatory(TableReader& table, Parameter& parameter) {
  auto mandatory = table.table("mandatory", text("强制要求", "mandatory limit"));
  if (!mandatory) return;
  if (const TomlValue* value = mandatory->value("at_least"))
    parameter.mandatory_at_least = number_in(*mandatory, *value, "at_least", parameter.unit);
  if (const TomlValue* value = mandatory->value("at_most"))
    parameter.mandatory_at_most = number_in(*mandatory, *value, "at_most", parameter.unit);
  mandatory->finish();
}

void check_value(TableReader& table, const Parameter& parameter, const Parameter::Dated& dated) {
  if (dated.value < *parameter.least || dated.value > *parameter.most)
    table.problem("out-of-range", dated.origin,
                  text("参数“{}”的值 {} 超出范围", "the value {1} of “{0}” is out of range",
                       parameter.id, dated.value),
                  text("请写 {} 到 {} 之间的数", "Write a number from {} to {}", *parameter.least,
                       *parameter.most));
  const bool too_small =
      parameter.mandatory_at_least && dated.value < *parameter.mandatory_at_least;
  const bool too_large = parameter.mandatory_at_most && dated.value > *parameter.mandatory_at_most;
  if ((too_small || too_large) && dated.deviation.empty())
    table.problem(
        "weaker-than-mandatory", dated.origin,
        text("参数“{}”的值 {} 比意见要求的宽",
             "the value {1} of “{0}” is weaker than the policy demands", parameter.id, dated.value),
        text("不得{} {}；确有文件允许的，加上 deviation = \"文号\"",
             "It must be {} {}; if a document allows it, add deviation = \"its number\"",
             too_small ? text("少于", "at least") : text("多于", "at most"),
             too_small ? *parameter.mandatory_at_least : *parameter.mandatory_at_most));
  if (!parameter.values.empty() && parameter.values.back().from >= dated.from)
    table.problem(
        "values-order", dated.origin,
        text("参数“{}”的生效日期没有从早到晚排列",
             "the values of “{}” are not in the order of their dates", parameter.id),
        text("请按 from 从早到晚排列，同一天只写一个", "Order them by `from`, one for each date"));
}

void read_values(TableReader& table, Parameter& parameter) {
  for (TableReader& entry : table.tables("values", text("参数值", "value"), Need::required)) {
    const auto from = entry.date("from", Need::required);
    const TomlValue* value = entry.value("value", Need::required);
    const auto number = value ? number_in(entry, *value, "value", parameter.unit) : std::nullopt;
    Parameter::Dated dated{from.value_or(Day()), number.value_or(0),
                           value ? value->origin : entry.origin(),
                           entry.words("deviation").value_or("")};
    entry.finish();
    if (!from || !number) continue;
    check_value(entry, parameter, dated);
    parameter.values.push_back(std::move(dated));
  }
}

// A parameter with mistakes is still known, so that its users are not reported as well.
void read_parameter(Reading& reading, const Word& id, TableReader table) {
  check_identifier(table, id);
  if (reading.book.parameter(id.name) != nullptr)
    return table.problem(
        "duplicate-id", id.origin,
        text("参数“{}”已经定义过了", "the parameter “{}” is already defined", id.name),
        text("请换一个名字，或删去其中一个", "Choose another name, or remove one of the two"));
  Parameter parameter;
  parameter.id = id.name;
  parameter.origin = id.origin;
  parameter.label = table.label("label", Need::required).value_or(same_text(id.name));
  if (const auto unit = table.word("unit");
      unit && is_one_of(table, *unit, text("单位", "unit"), "unknown-word", units()))
    parameter.unit = unit->name;
  parameter.clauses = read_clauses(reading, table, Need::required);
  parameter.interpretation = table.label("interpretation").value_or(Text{});
  read_range(table, parameter);
  read_mandatory(table, parameter);
  read_values(table, parameter);
  table.finish();
  reading.book.parameter_names.add({id.name, Type{Type::Kind::integer}, parameter.label});
  reading.book.parameters.push_back(std::move(parameter));
}

}  // namespace

void read_parameters(Reading& reading) {
  for (TableReader& root : reading.roots) {
    auto all = root.table("param", text("参数", "parameter"));
    if (!all) continue;
    for (const TomlEntry& entry : all->content().entries)
      if (auto table = all->table(entry.key, text("参数", "parameter")))
        read_parameter(reading, {entry.key, entry.origin}, *table);
  }
}

}  // namespace ksbx::reading
