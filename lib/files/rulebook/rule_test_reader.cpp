#include "files/rulebook/rule_test_reader.h"

#include <algorithm>

#include "files/rulebook/rule_test_reading.h"

namespace ksbx {
namespace reading {
namespace {

constexpr std::array lives_words{
    Meaning<Lives>{"here", Lives::here},
    Meaning<Lives>{"elsewhere", Lives::elsewhere},
    Meaning<Lives>{"town", Lives::town},
    Meaning<Lives>{"unknown", Lives::unknown},
};

// "PPPPU .. U" without its spaces. A character that is no letter is a problem at its place.
std::string read_letters(const Rulebook& rulebook, TableReader& table) {
  std::string letters;
  const auto source = table.source("days", Need::required);
  if (!source) return letters;
  int column = source->second.origin.column;
  for (const char c : source->first) {
    const Origin at{source->second.origin.file, source->second.origin.line, column++};
    if (c == ' ') continue;
    if (!letter_day(c, rulebook)) {
      table.problem("unknown-letter", at,
                    text("考勤只能用 P U E u a p ? 和 .", "attendance is written in P U E u a p ? and ."),
                    text("P 到校，U 无故，E 请假，u 待核实，a 上午缺，p 下午缺，? 没有点名册，. 不上学",
                         "P present, U unexcused, E on leave, u being verified, a morning missed, p "
                         "afternoon missed, "
                         "? no register, . no school"));
      break;
    }
    letters += c;
  }
  return letters;
}

std::set<Day> read_missed(TableReader& table) {
  std::set<Day> missed;
  const TomlValue* value = table.value("missed");
  const auto* array = value ? std::get_if<TomlArray>(&value->content) : nullptr;
  if (value && array == nullptr) table.wrong_type(*value, "missed", text("[2026-11-21, …]", "[2026-11-21, …]"));
  if (array == nullptr) return missed;
  for (const TomlValue& one : *array) {
    if (const auto* day = std::get_if<Day>(&one.content))
      missed.insert(*day);
    else
      table.wrong_type(one, "missed", text("日期", "a date"));
  }
  return missed;
}

void read_nights(const Rulebook& rulebook, TableReader& table, RuleTest& test) {
  test.first = table.date("first", Need::required).value_or(Day());
  test.letters = read_letters(rulebook, table);
  const int days = std::max<int>(static_cast<int>(test.letters.size()), 1);
  test.until = table.date("until").value_or(test.first + days - 1);
  test.missed = read_missed(table);
  if (test.until < test.first || test.until > test.first + TableReader::largest_number / 10)
    table.problem("out-of-range", table.origin(),
                  text("最后一晚 {} 不在开始之后一年之内", "the last night {} is not within a year of the first day",
                       test.until.iso()),
                  text("请改 until 或 first", "Change until or first"));
  if (test.missed.contains(test.until))
    table.problem("missed-last-night", table.origin(),
                  text("最后一晚没有运行，就看不到结果", "if the last night did not run, there is nothing to see"),
                  text("请把 until 改为它之后的一天", "Set until to a later day"));
}

void read_pupil(Reading& reading, TableReader& table, RuleTest& test) {
  test.idle = table.yes_or_no("idle").value_or(false);
  if (table.has("lives")) test.lives = meaning(table, "lives", lives_words).value_or(Lives::here);
  test.grade = static_cast<int>(table.number("grade", 0, 12).value_or(test.grade));
  test.birth = table.date("birth");
  test.special = table.words("special").value_or("");
  if (const auto word = table.word("enrolment")) {
    const Type& type = definition_of(Attribute::enrolment).type;
    if (is_one_of(table, *word, text("学籍状态", "standing with the roll"), "unknown-word", type.choices))
      test.enrolment = *enrolment(word->name);
  }
  for (const std::string& role : read_roles(reading, table, "without")) test.without.insert(role);
  for (TableReader& left : table.tables("left", text("离岗", "departure"))) {
    TestDeparture departure;
    departure.role = read_role(reading, left, "role", Need::required);
    departure.last = left.date("last", Need::required).value_or(Day());
    left.finish();
    test.departures.push_back(departure);
  }
}

RuleTest read_test(Reading& reading, TableReader& table) {
  RuleTest test;
  test.origin = table.origin();
  test.name = table.words("name", Need::required).value_or("");
  test.clauses = read_clauses(reading, table, Need::optional);
  read_nights(reading.book, table, test);
  read_pupil(reading, table, test);
  read_entries(reading, table, test);
  read_expectations(reading, table, test);
  table.finish();
  return test;
}

void refuse_second_of_a_name(const RuleTest& test, const std::vector<RuleTest>& earlier, TableReader& table) {
  const auto same =
      std::find_if(earlier.begin(), earlier.end(), [&](const RuleTest& one) { return one.name == test.name; });
  if (same == earlier.end() || test.name.empty()) return;
  table.problem("duplicate-id", test.origin,
                text("测试“{}”已经有了（{} 第 {} 行）", "there already is a test “{}” ({}, line {})", test.name,
                     same->origin.file.str(), same->origin.line),
                text("请换一个名字", "Choose another name"));
}

}  // namespace

std::optional<Day> entered(TableReader& table, Day day) {
  const auto given = table.date("entered");
  if (!given || *given >= day) return given.value_or(day);
  table.problem(
      "entered-early", table.origin(),
      text("{} 的事不可能在 {} 就录入", "what happened on {} cannot have been entered on {}", day.iso(), given->iso()),
      text("entered 应不早于那一天", "`entered` must not be before that day"));
  return std::nullopt;
}

}  // namespace reading

ReadRuleTests read_rule_tests(const std::vector<SourceFile>& files, const Rulebook& rulebook) {
  reading::Reading reading;
  reading.book = rulebook;
  ReadRuleTests result;
  for (const SourceFile& file : files) {
    const auto toml = parse_toml(file, reading.problems);
    if (!toml) continue;
    TableReader root(*toml, toml->root, text("文件", "file"), reading.problems);
    for (TableReader& table : root.tables("test", text("测试", "test"))) {
      RuleTest test = reading::read_test(reading, table);
      reading::refuse_second_of_a_name(test, result.tests, table);
      result.tests.push_back(std::move(test));
    }
    root.finish();
  }
  result.problems = std::move(reading.problems);
  return result;
}

ReadRuleTests read_rule_tests(const std::filesystem::path& rulebook_folder, const Rulebook& rulebook) {
  const std::filesystem::path folder = rulebook_folder / "tests";
  std::error_code ignored;
  if (!std::filesystem::is_directory(folder, ignored)) return {};
  Problems problems;
  const std::vector<SourceFile> files = read_sources(folder, problems);
  ReadRuleTests result = read_rule_tests(files, rulebook);
  result.problems.insert(result.problems.begin(), problems.begin(), problems.end());
  return result;
}

}  // namespace ksbx
