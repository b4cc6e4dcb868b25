#include "files/render/render_problems.h"

#include <algorithm>

#include "base/utf8.h"

namespace ksbx {
namespace {

std::string name_of(Severity severity) {
  return severity == Severity::error ? "error" : "warning";
}

Cell number_or_nothing(int number) {
  return number > 0 ? Cell{std::int64_t{number}} : Cell{};
}

Cell words_or_nothing(const std::string& words) {
  return words.empty() ? Cell{} : Cell{words};
}

std::string place_of(const Origin& origin) {
  if (origin.file.empty()) return "ksbx";
  if (origin.line == 0) return origin.file.str();
  return formatted("{}:{}:{}", origin.file.str(), origin.line, std::max(origin.column, 1));
}

}  // namespace

Table table_of(const Problems& problems, Language language) {
  Table table{"problems", text("问题", "problems"), {}, {}};
  table.columns = {{"severity", text("轻重", "severity")}, {"code", text("代码", "code")},
                   {"file", text("文件", "file")},         {"line", text("行", "line")},
                   {"column", text("列", "column")},       {"problem", text("问题", "problem")},
                   {"remedy", text("办法", "remedy")}};
  for (const Problem& one : problems)
    table.rows.push_back({name_of(one.severity), one.code, words_or_nothing(one.origin.file.str()),
                          number_or_nothing(one.origin.line), number_or_nothing(one.origin.column),
                          one.what.in(language), one.remedy.in(language)});
  return table;
}

std::string gnu_lines(const Problems& problems, Language language) {
  std::string lines;
  for (const Problem& one : problems)
    lines += display(formatted("{}: {}: {} [{}]", place_of(one.origin), name_of(one.severity), one.what.in(language),
                               one.code)) +
             "\n";
  return lines;
}

}  // namespace ksbx
