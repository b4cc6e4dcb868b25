// A calendar of due dates (RFC 5545): one entry a row, on the whole day in the column "due", with an alarm on the
// afternoon before and one on the morning of the day.
//
// Calendars travel to phones and to servers of others, so the table comes masked as every report does. The same duty
// keeps its UID when its deadline or state changes: a calendar that is read again moves the entry instead of showing it
// twice.
#include <array>
#include <map>

#include "base/day.h"
#include "base/digest.h"
#include "base/join.h"
#include "base/problem.h"
#include "base/utf8.h"
#include "files/render/render_forms.h"

namespace ksbx {
namespace {

constexpr std::size_t longest_line = 75;  // bytes, without its end; longer ones are folded
// Counted from the midnight with which the day begins: 16:00 of the day before, 08:00 of the day.
constexpr std::array alarms = {"-PT8H", "PT8H"};
constexpr std::array summary_columns = {"action", "student_name", "student_code"};
constexpr std::array identity_columns = {"role", "responsible", "action", "student_code", "place", "number"};

std::string escaped_for_ics(const std::string& words) {
  std::string out;
  for (const char c : words) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

bool begins_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

// Continuation lines begin with a blank; a character is never cut.
std::string folded(const std::string& line) {
  std::string out;
  std::size_t length = 0;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = at + 1;
    while (end < line.size() && !begins_character(line[end])) ++end;
    if (length + (end - at) > longest_line) {
      out += "\r\n ";
      length = 1;
    }
    out.append(line, at, end - at);
    length += end - at;
    at = end;
  }
  return out + "\r\n";
}

std::string basic(Day day) {
  std::string digits = day.iso();
  std::erase(digits, '-');
  return digits;
}

class Entry {
 public:
  Entry(const Table& table, const std::vector<Cell>& row, Language language)
      : table_(table), row_(row), language_(language) {}

  // What the entry is about, whatever day it falls on.
  std::string identity() const { return table_.name + "\n" + joined(identity_columns); }

  std::string on(Day due, int occurrence) const {
    std::string lines = "BEGIN:VEVENT\r\n";
    lines += folded(formatted("UID:{}-{}@ksbx", sha256_hex(identity()).substr(0, 32), occurrence));
    lines += folded("DTSTAMP:" + basic(due) + "T000000Z");
    lines += folded("DTSTART;VALUE=DATE:" + basic(due));
    lines += folded("SUMMARY:" + escaped_for_ics(summary()));
    lines += folded("DESCRIPTION:" + escaped_for_ics(description()));
    lines += "TRANSP:TRANSPARENT\r\n";
    for (const char* when : alarms) lines += alarm(when);
    return lines + "END:VEVENT\r\n";
  }

 private:
  // An alarm that displays something has to say what, whatever the entry says.
  std::string alarm(const char* when) const {
    std::string lines = "BEGIN:VALARM\r\nACTION:DISPLAY\r\n";
    lines += folded("DESCRIPTION:" + escaped_for_ics(summary()));
    return lines + "TRIGGER:" + when + "\r\nEND:VALARM\r\n";
  }

  std::string words(std::size_t column) const { return display(words_of(row_[column])); }

  template <class Names>
  std::string joined(const Names& names) const {
    std::vector<std::string> all;
    for (const char* name : names)
      if (const auto column = place_of(table_, name)) all.push_back(words(*column));
    std::erase(all, "");
    return join(all, " ");
  }

  std::string summary() const {
    const std::string all = joined(summary_columns);
    return all.empty() ? display(table_.title.in(language_)) : all;
  }

  std::string description() const {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < row_.size(); ++i) {
      const Column& column = table_.columns[i];
      if (words(i).empty()) continue;
      lines.push_back((column.label.empty() ? column.name : column.label.in(language_)) + "：" + words(i));
    }
    return join(lines, "\n");
  }

  const Table& table_;
  const std::vector<Cell>& row_;
  Language language_;
};

}  // namespace

std::string render_ics(const Table& table, const RenderOptions& options) {
  const auto due = place_of(table, "due");
  if (!due)
    throw Error(Failure::usage, "no-due-date",
                text("“{}”没有到期日一列，写不成日历", "{} has no due dates for a calendar", table.name),
                text("日历只用于有到期日的报表，如 duties、overdue",
                     "use it with reports that have them, as in: duties, overdue"));
  std::string out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ksbx//ksbx//ZH\r\n";
  out += folded("X-WR-CALNAME:" + escaped_for_ics(display(table.title.in(options.language))));
  std::map<std::string, int> told;  // how often the same thing is due: month by month, say
  for (const auto& row : table.rows) {
    const auto day = Day::parse(words_of(row[*due]));
    if (!day) continue;
    const Entry entry(table, row, options.language);
    out += entry.on(*day, ++told[entry.identity()]);
  }
  return out + "END:VCALENDAR\r\n";
}

}  // namespace ksbx
