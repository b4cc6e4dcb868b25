// Parameters: [param.X], numbers with a clause, a range and dated values.

#include <algorithm>

#include "files/rulebook/rulebook_overlay.h"
#include "files/rulebook/rulebook_reading.h"

namespace ksbx::reading {
namespace {

const std::vector<std::string>& units() {
  static const std::vector<std::string> all{"school_day", "work_day", "day",      "school_week", "session",
                                            "record",     "pupil",    "per_cent", "time"};
  return all;
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
    return table.problem("out-of-range", range->origin, text("范围前大后小", "the range is the wrong way round"),
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
                  text("参数“{}”的值 {} 超出范围", "the value {1} of “{0}” is out of range", parameter.id, dated.value),
                  text("请写 {} 到 {} 之间的数", "Write a number from {} to {}", *parameter.least, *parameter.most));
  const bool too_small = parameter.mandatory_at_least && dated.value < *parameter.mandatory_at_least;
  const bool too_large = parameter.mandatory_at_most && dated.value > *parameter.mandatory_at_most;
  if ((too_small || too_large) && dated.deviation.empty())
    table.problem("weaker-than-mandatory", dated.origin,
                  text("参数“{}”的值 {} 比意见要求的宽", "the value {1} of “{0}” is weaker than the policy demands",
                       parameter.id, dated.value),
                  text("不得{} {}；确有文件允许的，加上 deviation = \"文号\"",
                       "It must be {} {}; if a document allows it, add deviation = \"its number\"",
                       too_small ? text("少于", "at least") : text("多于", "at most"),
                       too_small ? *parameter.mandatory_at_least : *parameter.mandatory_at_most));
}

constexpr std::array open_cases_words{
    Meaning<OpenCases>{"apply", OpenCases::apply},
    Meaning<OpenCases>{"keep", OpenCases::keep},
};

constexpr std::array levels{
    Meaning<Level>{"primary", Level::primary},
    Meaning<Level>{"junior", Level::junior},
    Meaning<Level>{"senior", Level::senior},
};

Scope read_scope(TableReader& entry) {
  Scope scope;
  scope.school = entry.word("school").value_or(Word{}).name;
  scope.town = entry.word("town").value_or(Word{}).name;
  scope.level = meaning(entry, "level", levels).value_or(Level::any);
  return scope;
}

void read_values(TableReader& table, Parameter& parameter) {
  for (TableReader& entry : table.tables("values", text("参数值", "value"), Need::required)) {
    auto dated = read_dated(entry, parameter, Need::optional);
    entry.finish();
    if (dated) add_in_order(entry, parameter.values, std::move(*dated), parameter.id);
  }
  const auto is_general = [](const Parameter::Dated& dated) { return dated.scope.everybody(); };
  if (!parameter.values.empty() && std::none_of(parameter.values.begin(), parameter.values.end(), is_general))
    table.problem("no-general-value", parameter.origin,
                  text("参数“{}”没有全市通用的值", "the parameter “{}” has no general value", parameter.id),
                  text("请加上一个不写 school、town、level 的值", "Add a value without school, town and level"));
  sort_by_date(parameter.values);
}

// A parameter with mistakes is still known, so that its users are not reported as well.
void read_parameter(Reading& reading, const Word& id, TableReader table) {
  check_identifier(table, id);
  const Parameter* known = reading.book.parameter(id.name);
  if (known != nullptr && reading.book.is_overlaid(id.origin)) return change_parameter(reading, id.name, table);
  if (known != nullptr)
    return table.problem("duplicate-id", id.origin,
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

std::optional<std::int64_t> number_in(TableReader& reader, const TomlValue& value, std::string_view key,
                                      const std::string& unit) {
  if (unit == "time") {
    if (const auto* time = std::get_if<TimeOfDay>(&value.content)) return time->minutes;
    reader.wrong_type(value, key, text("时刻，如 18:00:00，不加引号", "a time like 18:00:00, without quotation marks"));
    return std::nullopt;
  }
  const auto* number = std::get_if<std::int64_t>(&value.content);
  if (number == nullptr) {
    reader.wrong_type(value, key, text("整数，不加引号", "a whole number, without quotation marks"));
    return std::nullopt;
  }
  if (*number >= 0 && *number <= TableReader::largest_number) return *number;
  reader.problem("out-of-range", value.origin, text("{} 超出范围", "{} is out of range", *number),
                 text("请写 0 到 {} 之间的整数", "Write a whole number from 0 to {}", TableReader::largest_number));
  return std::nullopt;
}

std::optional<Parameter::Dated> read_dated(TableReader& entry, const Parameter& parameter, Need reason) {
  const auto from = entry.date("from", Need::required);
  const TomlValue* value = entry.value("value", Need::required);
  const auto number = value ? number_in(entry, *value, "value", parameter.unit) : std::nullopt;
  Parameter::Dated dated{from.value_or(Day()), number.value_or(0), value ? value->origin : entry.origin(),
                         entry.words("deviation").value_or("")};
  dated.reason = entry.label("reason", reason).value_or(Text{});
  dated.scope = read_scope(entry);
  dated.open_cases = meaning(entry, "open_cases", open_cases_words).value_or(OpenCases::apply);
  if (!from || !number) return std::nullopt;
  check_value(entry, parameter, dated);
  return dated;
}

void add_in_order(TableReader& entry, std::vector<Parameter::Dated>& values, Parameter::Dated dated,
                  const std::string& parameter) {
  const auto is_later = [&](const Parameter::Dated& one) { return one.scope == dated.scope && one.from >= dated.from; };
  if (std::any_of(values.begin(), values.end(), is_later))
    entry.problem("values-order", dated.origin,
                  text("参数“{}”的生效日期没有从早到晚排列", "the values of “{}” are not in date order", parameter),
                  text("请按 from 从早到晚排列，同一天只写一个", "Order them by `from`, one for each date"));
  values.push_back(std::move(dated));
}

void sort_by_date(std::vector<Parameter::Dated>& values) {
  std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
}

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
