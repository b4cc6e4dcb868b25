#include "store/query/ad_hoc_query.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "base/join.h"
#include "base/problem.h"
#include "base/utf8.h"
#include "store/query/query.h"
#include "store/schema/sql_scanner.h"
#include "store/schema/views.h"

namespace ksbx {
namespace {

constexpr std::array<std::pair<Privacy, const char*>, 4> masks{{{Privacy::name, "ksbx_name"},
                                                                {Privacy::id_number, "ksbx_id_number"},
                                                                {Privacy::phone, "ksbx_phone"},
                                                                {Privacy::address, "ksbx_address"}}};

std::string in_quotes(const std::string& name) {
  return "\"" + name + "\"";
}

// A text of a record kind is what someone typed: it may name a child.
Column column_of(const Rulebook& rulebook, const std::string& view, const std::string& name) {
  Column column = column_named(name);
  constexpr std::string_view prefix = "record_";
  if (!view.starts_with(prefix)) return column;
  const RecordKind* kind = rulebook.record(view.substr(prefix.size()));
  if (kind == nullptr) return column;
  const auto field = std::ranges::find(kind->fields, name, &Field::name);
  if (field == kind->fields.end()) return column;
  if (!field->label.empty()) column.label = field->label;
  column.privacy = field->type.kind == Type::Kind::text ? Privacy::address : column.privacy;
  return column;
}

std::string selected(const Column& column) {
  const auto mask = std::ranges::find(masks, column.privacy, &std::pair<Privacy, const char*>::first);
  const std::string name = in_quotes(column.name);
  return mask == masks.end() ? name : formatted("{}({}) AS {}", mask->second, name, name);
}

// A temporary view that hides the real one: of the file, or a temporary one that came with the rulebook.
void hide(Database& database, const AskableView& view) {
  const std::string columns = join(view.columns, ", ", selected);
  std::string real = "main." + in_quotes(view.name);
  {
    Statement temporary(database, "SELECT sql FROM sqlite_temp_schema WHERE type = 'view' AND name = ?");
    if (temporary.start(view.name).step()) {
      const std::string sql = temporary.text(0);
      constexpr std::string_view as = " AS";
      real = "(" + sql.substr(sql.find(as) + as.size()) + ")";
    }
  }
  database.execute(formatted("DROP VIEW IF EXISTS temp.{}", in_quotes(view.name)));
  database.execute(formatted("CREATE TEMP VIEW {} AS SELECT {} FROM {}", in_quotes(view.name), columns, real));
}

std::vector<std::string> tables_of(Database& database) {
  std::vector<std::string> names = {"sqlite_schema", "sqlite_master", "sqlite_temp_schema", "sqlite_temp_master"};
  Statement found(database, "SELECT lower(name) FROM sqlite_schema WHERE type = 'table'");
  while (found.step()) names.push_back(found.text(0));
  return names;
}

// Where a text in single quotes can be nothing but a value. Elsewhere SQLite may take it for a name: FROM 't_student'.
class ValuePlaces {
 public:
  bool is_next() const {
    static const std::set<std::string, std::less<>> before_values = {"=",       "<",    ">",    "|",     "like", "glob",
                                                                     "between", "and",  "or",   "not",   "is",   "case",
                                                                     "when",    "then", "else", "select"};
    const bool in_list = !lists_.empty() && lists_.back() && (before_ == "(" || before_ == ",");
    return in_list || before_values.contains(before_);
  }
  void pass(std::string_view token) {
    std::string word = ascii_lower(std::string(token));
    if (word == "(")
      lists_.push_back(before_ == "in");
    else if (word == ")" && !lists_.empty())
      lists_.pop_back();
    else if ((word == "select" || word == "with" || word == "values") && !lists_.empty())
      lists_.back() = false;  // IN (SELECT … FROM …)
    before_ = std::move(word);
  }

 private:
  std::string before_;       // the token that passed last, in lower case
  std::vector<bool> lists_;  // for each open parenthesis: is it a list of values, IN (…)?
};

}  // namespace

AdHocQuery::AdHocQuery(Database& database, const Rulebook& rulebook, const Masker& masker,
                       std::chrono::milliseconds time)
    : tables_(tables_of(database)) {
  supply_record_views(database, rulebook);
  std::set<std::string> names;
  for (const std::string& name : view_names(database)) {
    AskableView& view = views_.emplace_back(AskableView{name, {}});
    for (const std::string& column : shape_of(database, "SELECT * FROM " + in_quotes(name)).columns)
      view.columns.push_back(column_of(rulebook, name, column));
    names.insert(name);
  }
  if (masker) {
    for (const auto& [privacy, name] : masks) {
      const Privacy kind = privacy;
      define_function(database, name, [masker, kind](std::string_view words) { return masker(words, kind); });
    }
    const WriteElsewhere allowed(database);
    for (const AskableView& view : views_) hide(database, view);
  }
  confinement_ = std::make_unique<Confinement>(database, Confines{std::move(names), time});
}

void AdHocQuery::check(std::string_view sql, const std::string& origin) const {
  SqlScanner scanner(sql);
  ValuePlaces values;
  std::string_view token = scanner.next();
  for (std::string_view after; !token.empty(); values.pass(token), token = after) {
    after = scanner.next();
    if (token.front() == '\'' && after != "." && values.is_next()) continue;
    const std::string name = ascii_lower(bare(token));
    const bool is_schema = after == "." && (name == "main" || name == "temp");
    if (!is_schema && std::ranges::find(tables_, name) == tables_.end()) continue;
    const Problem problem{
        Severity::error,
        "private-table",
        {},
        text("这里不能写 {}：能查的只有视图", "{} cannot be used here: only the views can be queried", name),
        text("视图和列见 ksbx sql --list", "ksbx sql --list shows the views and their columns")};
    throw Error(Failure::usage, {placed(problem, origin, sql, static_cast<std::size_t>(token.data() - sql.data()))});
  }
}

}  // namespace ksbx
