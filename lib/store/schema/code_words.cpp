#include "store/schema/code_words.h"

#include <vector>

#include "base/placeholders.h"
#include "base/problem.h"
#include "model/attendance.h"
#include "model/student.h"
#include "store/schema/packed.h"

namespace ksbx {
namespace {

// The numbers that the tables hold follow the order of the enumeration, which therefore only grows at its end.
std::string word_of(const std::string& column, const std::vector<std::string_view>& names) {
  std::string sql = "CASE " + column;
  for (std::size_t i = 0; i < names.size(); ++i) sql += formatted(" WHEN {} THEN '{}'", i, names[i]);
  return sql + " END";
}

std::string word_of_session(const std::string& column) {
  return word_of(column, {name_of(Session::morning), name_of(Session::afternoon)});
}

std::string word_of_presence(const std::string& column) {
  return word_of(column, {name_of(Presence::present), name_of(Presence::unexcused), name_of(Presence::excused),
                          name_of(Presence::unverified), name_of(Presence::late), name_of(Presence::left_early),
                          name_of(Presence::unknown)});
}

std::string word_of_enrolment(const std::string& column) {
  return word_of(column, {name_of(Enrolment::enrolled), name_of(Enrolment::suspended),
                          name_of(Enrolment::transferred_out), name_of(Enrolment::graduated),
                          name_of(Enrolment::dropped_out), name_of(Enrolment::deceased), name_of(Enrolment::idle)});
}

// "presence:x.presence"
std::string code_word(std::string_view placeholder) {
  const std::size_t colon = placeholder.find(':');
  const std::string_view kind = placeholder.substr(0, colon);
  const std::string column(colon == std::string_view::npos ? std::string_view() : placeholder.substr(colon + 1));
  if (kind == "session") return word_of_session(column);
  if (kind == "presence") return word_of_presence(column);
  if (kind == "enrolment") return word_of_enrolment(column);
  if (kind == "number") return unpacked_sql(column);
  throw Error(Failure::internal, "database-internal",
              text("内部 SQL 中有不认识的占位符 {}。", "an SQL file of the program has an unknown placeholder: {}.",
                   placeholder),
              text("请把这条信息告诉维护人员。", "please report this message."));
}

}  // namespace

std::string with_code_words(std::string_view sql) {
  return filled(sql, code_word);
}

}  // namespace ksbx
