#include "files/rulebook/calendar_reader.h"

#include <algorithm>

#include "base/digest.h"
#include "files/toml/toml_reader.h"

namespace ksbx {
namespace {

constexpr int longest_stretch = 366;  // of a term, a holiday or a closure, in days

// What is read, and where each term stood: terms are compared with each other when all files are read.
struct Reading {
  Calendar::Parts parts;
  Problems problems;
  std::vector<CalendarSchool> schools;
  struct PlacedTerm {
    Term term;
    Origin origin;
    std::string excerpt;
  };
  std::vector<PlacedTerm> terms;
};

// `day`, or `first` and `last`. Nothing, with a problem, if they are missing or upside down.
std::optional<DayRange> read_days(TableReader& table) {
  if (table.has("day")) {
    const auto day = table.date("day");
    if (table.has("first") || table.has("last"))
      table.problem("day-and-range", table.origin(),
                    text("“day”和“first”“last”只能写一种", "“day” and “first”, “last” exclude each other"),
                    text("一天写 day，多天写 first 和 last", "One day: day; several: first and last"));
    table.value("first");
    table.value("last");
    return day ? std::optional(DayRange{*day, *day}) : std::nullopt;
  }
  const auto first = table.date("first", Need::required);
  const auto last = table.date("last", Need::required);
  table.value("day");
  if (!first || !last) return std::nullopt;
  if (*first <= *last && *last - *first <= longest_stretch) return DayRange{*first, *last};
  table.problem("bad-range", table.origin(),
                text("{} 到 {} 不成一段时间", "{} to {} is not a valid period", first->iso(), last->iso()),
                text("last 不得早于 first，相隔不超过一年", "`last` must not be before `first`, nor a year after it"));
  return std::nullopt;
}

}  // namespace

Sessions read_sessions(TableReader& table) {
  const std::vector<Word> words = table.names("sessions");
  if (words.empty()) return {};
  Sessions sessions{false, false};
  for (const Word& word : words) {
    const auto one = session(word.name);
    if (one)
      (*one == Session::morning ? sessions.morning : sessions.afternoon) = true;
    else
      table.problem("unknown-word", word.origin, text("没有“{}”这个时段", "{} is no session", word.name),
                    text("写 [\"am\"]（上午）或 [\"pm\"]（下午）；全天就不写 sessions",
                         "[\"am\"] or [\"pm\"]; leave `sessions` out for the whole day"));
  }
  return sessions.any() ? sessions : Sessions{};
}

namespace {

// Does the whole stretch lie in the year of its file?
bool is_in_year(TableReader& table, const DayRange& days, std::optional<std::int64_t> year) {
  if (year && days.first.year() == *year && days.last.year() == *year) return true;
  table.problem(
      "other-year", table.origin(),
      text("{} 不在本文件写明的年份里", "{} is not in the year of this file", days.first.iso()),
      text("请在文件开头写 year = {}，每年一个文件", "Put year = {} at the top; one file a year", days.first.year()));
  return false;
}

void read_holiday(Reading& reading, TableReader& table, std::optional<std::int64_t> year) {
  const std::string name = table.words("name", Need::required).value_or("");
  const auto days = read_days(table);
  table.finish();
  if (!days || !is_in_year(table, *days, year)) return;
  for (Day day = days->first; day <= days->last; ++day) {
    reading.parts.holidays.insert(day);
    reading.parts.holiday_names[day] = name;
  }
}

void read_makeup_workday(Reading& reading, TableReader& table, std::optional<std::int64_t> year) {
  table.words("name", Need::required);
  const auto days = read_days(table);
  const Sessions sessions = read_sessions(table);
  table.finish();
  if (!days || !is_in_year(table, *days, year)) return;
  for (Day day = days->first; day <= days->last; ++day) {
    if (sessions.is_half_day()) reading.parts.makeup_half_days[day] = sessions;
    if (reading.parts.holidays.contains(day))
      table.problem("holiday-and-workday", table.origin(),
                    text("{} 既写成放假，又写成上班", "{} is both a holiday and a working day", day.iso()),
                    text("请对照通知，删去其中一个", "Compare with the notice and remove one"));
    reading.parts.makeup_workdays.insert(day);
  }
}

void read_nation(Reading& reading, TableReader& root) {
  constexpr std::int64_t first_year = 1990;
  constexpr std::int64_t last_year = 2199;
  const bool has_days = root.has("holiday") || root.has("makeup_workday");
  const auto year = root.number("year", first_year, last_year, has_days ? Need::required : Need::optional);
  root.words("source", year ? Need::required : Need::optional);
  if (year && !reading.parts.years.insert(static_cast<int>(*year)).second)
    root.problem("duplicate-year", root.content().find("year")->origin,
                 text("{} 年的节假日已经有一个文件了", "there is already a file with the holidays of {}", *year),
                 text("每年只用一个文件", "One file a year"));
  for (TableReader& table : root.tables("holiday", text("节假日", "holiday"))) read_holiday(reading, table, year);
  for (TableReader& table : root.tables("makeup_workday", text("调休上班日", "make-up working day")))
    read_makeup_workday(reading, table, year);
}

void read_terms(Reading& reading, TableReader& root) {
  for (TableReader& table : root.tables("term", text("学期", "term"))) {
    const std::string name = table.words("name", Need::required).value_or("");
    const auto days = read_days(table);
    table.finish();
    if (days) reading.terms.push_back({{name, *days}, table.origin(), root.file().line(table.origin().line)});
  }
}

// An empty `school` means every school, so it must not be written by mistake: the key is left out for that.
std::string read_school(Reading& reading, TableReader& table) {
  std::string code = table.words("school").value_or("");
  if (!code.empty()) reading.schools.push_back({code, table.origin()});
  return code;
}

void read_school_days(Reading& reading, TableReader& root) {
  for (TableReader& table : root.tables("closure", text("停课", "closure"))) {
    Closure closure{read_school(reading, table), {}, table.words("reason", Need::required).value_or(""), {}, {}};
    const auto days = read_days(table);
    closure.sessions = read_sessions(table);
    const auto entered = table.date("entered", Need::required);
    table.finish();
    if (!days || !entered) continue;
    closure.days = *days;
    closure.entered = *entered;
    reading.parts.closures.push_back(std::move(closure));
  }
  for (TableReader& table : root.tables("extra_day", text("补课日", "extra day"))) {
    ExtraDay extra{read_school(reading, table), {}, table.words("reason", Need::required).value_or(""), {}, {}};
    const auto day = table.date("day", Need::required);
    extra.sessions = read_sessions(table);
    const auto entered = table.date("entered", Need::required);
    table.finish();
    if (!day || !entered) continue;
    extra.day = *day;
    extra.entered = *entered;
    reading.parts.extra_days.push_back(std::move(extra));
  }
}

void order_terms(Reading& reading) {
  auto& terms = reading.terms;
  std::sort(terms.begin(), terms.end(),
            [](const auto& a, const auto& b) { return a.term.days.first < b.term.days.first; });
  for (std::size_t i = 0; i < terms.size(); ++i) {
    reading.parts.terms.push_back(terms[i].term);
    if (i == 0 || terms[i - 1].term.days.last < terms[i].term.days.first) continue;
    reading.problems.push_back(
        {Severity::error, "terms-overlap", terms[i].origin,
         text("学期 {} 与学期 {} 重叠", "term {} overlaps with term {}", terms[i].term.name, terms[i - 1].term.name),
         text("请改正起止日期，或删去重复的学期", "Correct the dates, or remove the term that is given twice"),
         terms[i].excerpt});
  }
}

std::string digest_of(const std::vector<SourceFile>& files) {
  std::string all;
  for (const SourceFile& file : files) all += file.text + '\0';
  return sha256_hex(all);
}

}  // namespace

ReadCalendar read_calendar(const std::vector<SourceFile>& files) {
  Reading reading;
  for (const SourceFile& source : files) {
    const auto file = parse_toml(source, reading.problems);
    if (!file) continue;
    TableReader root(*file, file->root, text("日历文件", "calendar file"), reading.problems);
    read_nation(reading, root);
    read_terms(reading, root);
    read_school_days(reading, root);
    root.finish();
  }
  order_terms(reading);
  // A calendar is only made of parts that are whole: its promises hold for nothing else.
  Calendar calendar = has_errors(reading.problems) ? Calendar() : Calendar(std::move(reading.parts));
  return {std::move(calendar), digest_of(files), std::move(reading.problems), files, std::move(reading.schools)};
}

ReadCalendar read_calendar(const std::vector<std::filesystem::path>& files_or_folders) {
  Problems problems;
  std::vector<SourceFile> files;
  for (const auto& path : files_or_folders) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
      for (SourceFile& file : read_sources(path, problems)) files.push_back(std::move(file));
    } else if (auto file = read_source(path, problems)) {
      files.push_back(std::move(*file));
    }
  }
  ReadCalendar result = read_calendar(files);
  result.problems.insert(result.problems.begin(), problems.begin(), problems.end());
  return result;
}

}  // namespace ksbx
