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
#include "model/makers.h"
#include "model/student.h"
#include "store/journal/json.h"
#include "store/query/query.h"
#include "store/schema/keys.h"
#include "store/schema/sql_scanner.h"
#include "store/schema/views.h"
#include "store/sqlite/database_clock.h"

namespace ksbx {
namespace {

constexpr std::array<std::pair<Privacy, const char*>, 8> masks{{{Privacy::name, "ksbx_name"},
                                                                {Privacy::id_number, "ksbx_id_number"},
                                                                {Privacy::phone, "ksbx_phone"},
                                                                {Privacy::address, "ksbx_address"},
                                                                {Privacy::text, "ksbx_text"},
                                                                {Privacy::file, "ksbx_file"},
                                                                {Privacy::sentence, "ksbx_sentence"},
                                                                {Privacy::maker, "ksbx_maker"}}};

std::string in_quotes(const std::string& name) {
  return "\"" + name + "\"";
}

// The kind of record that a view shows; empty if it shows none.
std::string_view kind_of_view(std::string_view view) {
  constexpr std::string_view prefix = "record_";
  return view.starts_with(prefix) ? view.substr(prefix.size()) : std::string_view();
}

// The field of a record that the column shows, if a text may stand in it whatever it is called now. A date is taken
// from what was a date when it was entered.
const Field* field_of(const AskableView& view, const Column& column, const Rulebook& rulebook) {
  const RecordKind* kind = rulebook.record(kind_of_view(view.name));
  const Field* field = kind == nullptr ? nullptr : kind->field(column.name);
  return field == nullptr || field->type.kind == Type::Kind::date ? nullptr : field;
}

// The function that masks a column, and what it is given. Where one column holds many things, another says which: the
// kind of a record, the field of a pupil that changed.
std::string selected(const AskableView& view, const Column& column, const Rulebook& rulebook) {
  const std::string name = in_quotes(column.name);
  if (const Field* field = field_of(view, column, rulebook); field != nullptr && column.privacy == Privacy::none)
    return formatted(
        "CASE typeof({0}) WHEN 'text' THEN ksbx_field('{1}' || char(10) || '{2}' || char(10) || (student_code IS NOT "
        "NULL) || char(10) || {0}) ELSE {0} END AS {0}",
        name, kind_of_view(view.name), column.name);
  if (view.name == "records" && column.name == "fields")
    return formatted("ksbx_fields(kind || char(10) || (student_code IS NOT NULL) || char(10) || {0}) AS {0}", name);
  if (view.name == "student_changes" && column.privacy == Privacy::text)
    return formatted("ksbx_change(field || char(10) || {0}) AS {0}", name);
  const auto mask = std::ranges::find(masks, column.privacy, &std::pair<Privacy, const char*>::first);
  return mask == masks.end() ? name : formatted("{}({}) AS {}", mask->second, name, name);
}

std::pair<std::string, std::string_view> cut_at_line(std::string_view words) {
  const std::size_t end = words.find('\n');
  return {std::string(words.substr(0, end)), words.substr(std::min(end + 1, words.size()))};
}

// One text of a record: masked if someone typed it.
std::string field_masked(const Masker& masker, const Rulebook& rulebook, const std::string& kind,
                         const std::string& name, const std::string& value, bool of_pupil) {
  const RecordKind* known = rulebook.record(kind);
  const Field* field = known == nullptr ? nullptr : known->field(name);
  return is_typed_of_children(known, field, value, of_pupil) ? masker(value, Privacy::text) : value;
}

std::function<std::string(std::string_view)> mask_of_field(const Masker& masker, const Rulebook& rulebook) {
  return [masker, &rulebook](std::string_view words) {
    const auto [kind, rest] = cut_at_line(words);
    const auto [name, tail] = cut_at_line(rest);
    const auto [of_pupil, value] = cut_at_line(tail);
    return field_masked(masker, rulebook, kind, name, std::string(value), of_pupil == "1");
  };
}

// The fields of a record, with what someone typed masked and what comes from a list or a calendar as it is.
std::function<std::string(std::string_view)> mask_of_fields(const Masker& masker, const Rulebook& rulebook) {
  return [masker, &rulebook](std::string_view words) {
    const auto [kind, rest] = cut_at_line(words);
    const auto [of_pupil, json] = cut_at_line(rest);
    auto fields = fields_in(json);
    for (auto& [name, value] : fields)
      if (auto* written = std::get_if<std::string>(&value))
        *written = field_masked(masker, rulebook, kind, name, *written, of_pupil == "1");
    return json_of(fields);
  };
}

// Who entered something is known if he is on a list of staff, and several if all are; any other name was typed.
std::function<std::string(std::string_view)> mask_of_makers(Database& database, const Masker& masker) {
  std::set<std::string, std::less<>> staff;
  Statement names(database, "SELECT DISTINCT name FROM t_person");
  for (names.start(); names.step();) staff.insert(names.text(0));
  return [masker, staff = std::move(staff)](std::string_view maker) {
    const auto is_staff = [&](const std::string& name) { return staff.contains(name); };
    return makers_in(maker, is_staff).are_all ? std::string(maker) : masker(maker, Privacy::text);
  };
}

// A value of a pupil before or after a change is as private as the field.
std::function<std::string(std::string_view)> mask_of_changes(const Masker& masker) {
  return [masker](std::string_view words) {
    const auto [name, value] = cut_at_line(words);
    const StudentField* field = student_field(name);
    const Privacy privacy = field == nullptr ? Privacy::text : field->privacy;
    return privacy == Privacy::none ? std::string(value) : masker(value, privacy);
  };
}

void define_masks(Database& database, const Masker& masker, const Rulebook& rulebook) {
  for (const auto& [privacy, name] : masks) {
    const Privacy kind = privacy;
    define_function(database, name, [masker, kind](std::string_view words) { return masker(words, kind); });
  }
  define_function(database, "ksbx_field", mask_of_field(masker, rulebook));
  define_function(database, "ksbx_fields", mask_of_fields(masker, rulebook));
  define_function(database, "ksbx_change", mask_of_changes(masker));
}

// Then the list of staff is read; without it every maker is masked.
bool shows_makers(const AskableView& view) {
  return std::ranges::any_of(view.columns, [](const Column& one) { return one.privacy == Privacy::maker; });
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

// Refuses what can be none of the views' business, with its place.
class Door {
 public:
  Door(Database& database, std::string_view sql, const std::string& origin)
      : tables_(tables_of(database)), sql_(sql), origin_(origin) {}

  void look() const {
    SqlScanner scanner(sql_);
    ValuePlaces values;
    std::string_view before, token = scanner.next();
    for (std::string_view after; !token.empty(); values.pass(token), before = token, token = after) {
      after = scanner.next();
      refuse_clock(before, token, after);
      if (token.front() == '\'' && after != "." && values.is_next()) continue;
      const std::string name = ascii_lower(bare(token));
      const bool is_schema = after == "." && (name == "main" || name == "temp");
      if (is_schema || name.starts_with("ksbx_") || std::ranges::find(tables_, name) != tables_.end())
        refuse(token, "private-table",
               text("这里不能写 {}：能查的只有视图", "{} cannot be used here: only the views can be queried", name),
               text("视图和列见 ksbx sql --list", "ksbx sql --list shows the views and their columns"));
    }
  }

 private:
  // date('now'), date(): the moment by London's clock, a day behind in the morning, and not the day reported.
  void refuse_clock(std::string_view before, std::string_view token, std::string_view after) const {
    const std::string word = ascii_lower(std::string(token)), function = ascii_lower(std::string(before));
    constexpr std::array clocks{"date", "time", "datetime", "julianday", "unixepoch"};
    const bool is_now = token.front() == '\'' && is_word_now(bare(token));
    const bool asks_nothing = token == "(" && after == ")" && std::ranges::find(clocks, function) != clocks.end();
    if (!is_now && !asks_nothing) return;
    const Problem problem = no_clock_here();
    refuse(is_now ? token : before, problem.code.c_str(), problem.what, problem.remedy);
  }

  static bool is_word_now(std::string word) {
    std::erase_if(word, [](char one) { return one == ' '; });
    return ascii_lower(std::move(word)) == "now";
  }

  [[noreturn]] void refuse(std::string_view token, const char* code, Text what, Text remedy) const {
    const Problem problem{Severity::error, code, {}, std::move(what), std::move(remedy)};
    throw Error(Failure::usage, {placed(problem, origin_, sql_, static_cast<std::size_t>(token.data() - sql_.data()))});
  }

  std::vector<std::string> tables_;
  std::string_view sql_;
  const std::string& origin_;
};

// All names of the SQL, in lower case, and words that are none.
std::set<std::string> words_of_sql(std::string_view sql) {
  std::set<std::string> words;
  SqlScanner scanner(sql);
  for (std::string_view token = scanner.next(); !token.empty(); token = scanner.next())
    words.insert(ascii_lower(bare(token)));
  return words;
}

AskableView described(Database& database, const Rulebook& rulebook, const std::string& name) {
  AskableView view{name, {}};
  for (const std::string& column : shape_of(database, "SELECT * FROM " + in_quotes(name)).columns)
    view.columns.push_back(column_of(name, column, rulebook));
  return view;
}

void supply_views(Database& database, const Rulebook& rulebook, Day day) {
  supply_record_views(database, rulebook);
  supply_keys(database, day);
}

}  // namespace

std::vector<AskableView> askable_views(Database& database, const Rulebook& rulebook, Day day) {
  supply_views(database, rulebook, day);
  std::vector<AskableView> views;
  for (const std::string& name : view_names(database)) views.push_back(described(database, rulebook, name));
  return views;
}

AdHocQuery::AdHocQuery(Database& database, const Rulebook& rulebook, const Masker& masker, const AdHocLimits& limits,
                       std::string_view sql, const std::string& origin)
    : database_(database) {
  supply_views(database, rulebook, limits.day);
  Door(database, sql, origin).look();
  const std::set<std::string> words = words_of_sql(sql);
  Confines confines{{}, {}, limits.time};
  std::vector<std::string> named;
  for (const std::string& name : view_names(database)) {
    confines.beneath.insert(ascii_lower(name));
    if (words.contains(ascii_lower(name))) named.push_back(name);
  }
  if (masker && !named.empty()) {
    std::vector<AskableView> views;
    for (const std::string& name : named) views.push_back(described(database, rulebook, name));
    define_masks(database, masker, rulebook);
    if (std::ranges::any_of(views, shows_makers))
      define_function(database, "ksbx_maker", mask_of_makers(database, masker));
    const WriteElsewhere allowed(database);
    for (const AskableView& view : views) hide(view, rulebook);
  }
  for (const std::string& name : named) confines.views.insert(ascii_lower(name));
  confinement_ = std::make_unique<Confinement>(database, std::move(confines));
}

AdHocQuery::~AdHocQuery() {
  confinement_.reset();
  try {
    const WriteElsewhere allowed(database_);
    for (const auto& [name, replaced] : hidden_) {
      database_.execute(formatted("DROP VIEW IF EXISTS temp.{}", in_quotes(name)));
      if (!replaced.empty()) database_.execute(temporary_view(replaced));
    }
  } catch (const Error&) {
    // What stays is masked; the next question replaces it.
  }
}

// A temporary view that hides the real one: of the file, or a temporary one that came with the rulebook.
void AdHocQuery::hide(const AskableView& view, const Rulebook& rulebook) {
  if (std::ranges::all_of(view.columns, [](const Column& one) { return one.privacy == Privacy::none; })) return;
  const std::string columns =
      join(view.columns, ", ", [&](const Column& one) { return selected(view, one, rulebook); });
  std::string real = "main." + in_quotes(view.name), replaced;
  {
    Statement temporary(database_, "SELECT sql FROM sqlite_temp_schema WHERE type = 'view' AND name = ?");
    if (temporary.start(view.name).step()) {
      replaced = temporary.text(0);
      constexpr std::string_view as = " AS";
      real = "(" + replaced.substr(replaced.find(as) + as.size()) + ")";
    }
  }
  hidden_[view.name] = replaced;
  database_.execute(formatted("DROP VIEW IF EXISTS temp.{}", in_quotes(view.name)));
  database_.execute(formatted("CREATE TEMP VIEW {} AS SELECT {} FROM {}", in_quotes(view.name), columns, real));
}

}  // namespace ksbx
