#include "store/sqlite/database_confinement.h"

#include <sqlite3.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/problem.h"
#include "store/sqlite/database_heartbeat.h"

namespace ksbx {
namespace {

using Clock = std::chrono::steady_clock;

// What cannot write, load, or tell the time.
const std::set<std::string_view>& harmless_functions() {
  static const std::set<std::string_view> names = {"->",
                                                   "->>",
                                                   "abs",
                                                   "avg",
                                                   "ceil",
                                                   "ceiling",
                                                   "char",
                                                   "coalesce",
                                                   "count",
                                                   "cume_dist",
                                                   "date",
                                                   "datetime",
                                                   "dense_rank",
                                                   "first_value",
                                                   "floor",
                                                   "format",
                                                   "glob",
                                                   "group_concat",
                                                   "hex",
                                                   "ifnull",
                                                   "iif",
                                                   "instr",
                                                   "json",
                                                   "json_array",
                                                   "json_array_length",
                                                   "json_extract",
                                                   "json_group_array",
                                                   "json_group_object",
                                                   "json_object",
                                                   "json_quote",
                                                   "json_type",
                                                   "json_valid",
                                                   "julianday",
                                                   "lag",
                                                   "last_value",
                                                   "lead",
                                                   "length",
                                                   "like",
                                                   "likelihood",
                                                   "likely",
                                                   "lower",
                                                   "ltrim",
                                                   "max",
                                                   "min",
                                                   "mod",
                                                   "nth_value",
                                                   "ntile",
                                                   "nullif",
                                                   "percent_rank",
                                                   "pow",
                                                   "power",
                                                   "printf",
                                                   "quote",
                                                   "rank",
                                                   "replace",
                                                   "round",
                                                   "row_number",
                                                   "rtrim",
                                                   "sign",
                                                   "sqrt",
                                                   "strftime",
                                                   "substr",
                                                   "substring",
                                                   "sum",
                                                   "time",
                                                   "total",
                                                   "trim",
                                                   "trunc",
                                                   "typeof",
                                                   "unicode",
                                                   "unixepoch",
                                                   "unlikely",
                                                   "upper"};
  return names;
}

std::string lower(const char* words) {
  return ascii_lower(words != nullptr ? std::string(words) : std::string());
}

}  // namespace

struct Confinement::Watch {
  explicit Watch(Confines given) : confines(std::move(given)) {}

  Confines confines;
  std::optional<Heartbeat> time;
  int longest_before = 0;

  // The list of views says nothing of anyone; it is needed to name the nearest one.
  bool reads_view(const std::string& name) const {
    return confines.views.contains(name) || name == "json_each" || name == "json_tree" || name == "sqlite_master" ||
           name == "sqlite_temp_master" || name == "sqlite_schema" || name == "sqlite_temp_schema";
  }

  bool is_within_view(const char* inside) const {
    return inside != nullptr && confines.beneath.contains(lower(inside));
  }

  // A view reads the tables beneath it in its own name. (A common table expression may call itself by the name of a
  // view; so the text is looked at too, before it gets here: see store/query/ad_hoc_query.h.)
  bool may_read(const std::string& table, const char* inside) const {
    return reads_view(table) || is_within_view(inside);
  }

  bool allows(int action, const char* first, const char* second, const char* inside) const {
    switch (action) {
      case SQLITE_SELECT:
      case SQLITE_RECURSIVE: return true;
      // No column: a table that a view joins and of which this question needs nothing.
      case SQLITE_READ: return second == nullptr || *second == '\0' || may_read(lower(first), inside);
      case SQLITE_FUNCTION: {
        const std::string name = lower(second);
        return harmless_functions().contains(name) || (name.starts_with("ksbx_") && is_within_view(inside));
      }
      default: return false;
    }
  }
};

Confinement::Confinement(Database& database, Confines confines)
    : database_(database), watch_(std::make_unique<Watch>(std::move(confines))) {
  {
    const Statement names_json(database, "SELECT 1 FROM json_each('[]'), json_tree('[]')");  // made when first named
  }
  database.forget_statements();  // what was compiled before would not be asked
  sqlite3* connection = database.connection();
  constexpr int longest_value = 16 << 20;
  watch_->longest_before = sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, longest_value);
  sqlite3_set_authorizer(
      connection,
      [](void* watch, int action, const char* first, const char* second, const char*, const char* inside) {
        return static_cast<const Watch*>(watch)->allows(action, first, second, inside) ? SQLITE_OK : SQLITE_DENY;
      },
      watch_.get());
  if (watch_->confines.time.count() == 0) return;
  constexpr int steps_between_looks = 10'000;  // well under a millisecond
  const Clock::time_point end = Clock::now() + watch_->confines.time;
  watch_->time.emplace(database, steps_between_looks, [end] { return Clock::now() < end; });
}

Confinement::~Confinement() {
  sqlite3_limit(database_.connection(), SQLITE_LIMIT_LENGTH, watch_->longest_before);
  sqlite3_set_authorizer(database_.connection(), nullptr, nullptr);
}

void define_function(Database& database, const std::string& name,
                     std::function<std::string(std::string_view)> function) {
  using Function = std::function<std::string(std::string_view)>;
  const auto call = [](sqlite3_context* context, int, sqlite3_value** values) {
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) return sqlite3_result_null(context);
    const void* bytes = sqlite3_value_text(values[0]);
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
    try {
      const std::string result =
          (*static_cast<Function*>(sqlite3_user_data(context)))({static_cast<const char*>(bytes), size});
      sqlite3_result_text(context, result.data(), static_cast<int>(result.size()), SQLITE_TRANSIENT);
    } catch (const std::exception& error) {
      sqlite3_result_error(context, error.what(), -1);
    }
  };
  const auto drop = [](void* given) { std::unique_ptr<Function>(static_cast<Function*>(given)).reset(); };
  const int code = sqlite3_create_function_v2(
      database.connection(), name.c_str(), 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
      std::make_unique<Function>(std::move(function)).release(), call, nullptr, nullptr, drop);
  if (code != SQLITE_OK)
    throw Error(Failure::internal, "database-internal",
                text("数据库不接受函数 {}。", "the database refused the function {}.", name),
                text("请把这条信息告诉维护人员。", "please report this message."));
}

}  // namespace ksbx
