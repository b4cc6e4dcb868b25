#include "files/report/report_queries.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/join.h"
#include "base/nearest.h"

namespace ksbx {
namespace {

const SharedQuery* named(const std::vector<SharedQuery>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const SharedQuery& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

void add_unknown(const std::vector<SharedQuery>& all, const Word& name, Problems& problems) {
  std::vector<std::string> known;
  for (const SharedQuery& one : all) known.push_back(one.name);
  const std::string close = nearest(name.name, known);
  problems.push_back({Severity::error, "unknown-query", name.origin,
                      text("没有叫“{}”的共用查询", "there is no shared query {}", name.name),
                      !close.empty()  ? text("是不是 {}？", "did you mean {}?", close)
                      : known.empty() ? text("请在 reports/ 的一个文件里写 [[query]]",
                                             "define it with [[query]] in a file of reports/")
                                      : text("可用：{}", "there are: {}", join(known, "、"))});
}

// Two that need each other both come in once; SQLite says that they go round in a circle.
void add_needed(const std::vector<SharedQuery>& all, const std::vector<Word>& names,
                std::vector<const SharedQuery*>& chosen, Problems& problems) {
  for (const Word& name : names) {
    const SharedQuery* query = named(all, name.name);
    if (query == nullptr) {
      add_unknown(all, name, problems);
    } else if (std::find(chosen.begin(), chosen.end(), query) == chosen.end()) {
      chosen.push_back(query);
      add_needed(all, query->uses, chosen, problems);
    }
  }
}

// Where `sql` goes on after the keyword, in any case, that it may begin with; `from` if it begins with something else.
std::size_t after_keyword(const std::string& sql, std::size_t from, std::string_view keyword) {
  const std::size_t start = sql.find_first_not_of(" \t\n", from);
  if (start == std::string::npos || sql.size() < start + keyword.size() + 1) return from;
  const auto same = [](char written, char wanted) { return (written | 0x20) == wanted; };
  const bool found = std::equal(keyword.begin(), keyword.end(), sql.begin() + static_cast<std::ptrdiff_t>(start),
                                [&](char wanted, char written) { return same(written, wanted); });
  const std::size_t end = start + keyword.size();
  return found && std::string_view(" \t\n").find(sql[end]) != std::string_view::npos ? end : from;
}

// 5, or "$points_report": as SQL.
std::string read_amount(TableReader& reader, std::string_view key, RulePoints& points) {
  const TomlEntry* entry = reader.content().find(key);
  const auto* name = entry ? std::get_if<std::string>(&entry->value.content) : nullptr;
  if (name == nullptr) {
    const auto number = reader.number(key);
    return number ? formatted("{}", *number) : std::string();
  }
  reader.value(key);
  const Word parameter{name->starts_with('$') ? name->substr(1) : std::string(), entry->value.origin};
  const auto plain = [](char c) { return is_ascii_letter(c) || is_ascii_digit(c) || c == '_'; };
  if (parameter.empty() || !std::all_of(parameter.name.begin(), parameter.name.end(), plain)) {
    reader.wrong_type(entry->value, key, text("整数，或 \"$参数名\"", "a whole number, or \"$parameter\""));
    return {};
  }
  points.parameters.push_back(parameter);
  return ":" + parameter.name;
}

}  // namespace

SharedQuery read_shared_query(TableReader& reader) {
  SharedQuery query;
  if (const auto name = reader.word("name", Need::required)) query.name = name->name;
  query.uses = reader.names("uses");
  if (const TomlValue* value = reader.value("sql")) query.origin = value->origin;
  query.sql = reader.words("sql", Need::required).value_or("");
  reader.finish();
  return query;
}

RulePoints read_points(TableReader& reader) {
  RulePoints points;
  points.origin = reader.origin();
  points.rule = reader.word("rule", Need::required).value_or(Word{});
  points.duty = reader.word("duty");
  points.name = points.rule.name + (points.duty ? " " + points.duty->name : "");
  points.missed = read_amount(reader, "missed", points);
  points.late = read_amount(reader, "late", points);
  points.unanswered = read_amount(reader, "unanswered", points);
  reader.finish();
  return points;
}

SharedQuery query_of(const std::vector<RulePoints>& points) {
  // Names are plain (TableReader::word), so that nothing has to be escaped. Rows of VALUES, of which there may be any
  // number, unlike SELECTs in a UNION; the first stands for none.
  std::string sql =
      "SELECT column1 AS rule, column2 AS item, column3 AS missed, column4 AS late, column5 AS unanswered FROM (VALUES "
      "('', '', NULL, NULL, NULL)";
  const auto amount = [](const std::string& said) { return said.empty() ? std::string("NULL") : said; };
  for (const RulePoints& one : points)
    sql += formatted(",\n('{}', '{}', {}, {}, {})", one.rule.name, one.duty ? one.duty->name : "", amount(one.missed),
                     amount(one.late), amount(one.unanswered));
  sql += ") WHERE column1 <> ''";
  return {"rule_points", {}, std::move(sql), points.empty() ? Origin{} : points.front().origin};
}

std::vector<const SharedQuery*> needed(const std::vector<SharedQuery>& all, const std::vector<Word>& names,
                                       Problems& problems) {
  std::vector<const SharedQuery*> chosen;
  add_needed(all, names, chosen, problems);
  return chosen;
}

std::string with_queries(const std::vector<const SharedQuery*>& queries, const std::string& sql) {
  if (queries.empty()) return sql;
  std::string whole = "WITH RECURSIVE ";  // of no effect on queries that are not
  for (const SharedQuery* query : queries)
    whole += formatted("{}\"{}\" AS (\n{}\n)", query == queries.front() ? "" : ",\n", query->name, query->sql);
  const std::size_t own_tables = after_keyword(sql, 0, "with");
  return own_tables == 0 ? whole + "\n" + sql : whole + "," + sql.substr(after_keyword(sql, own_tables, "recursive"));
}

}  // namespace ksbx
